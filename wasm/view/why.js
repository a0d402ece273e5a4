// Why every block of the page was kept or dropped: the blocks in page order, each with its label, reason and score.
//
// Blocks stand in groups that the browser need not lay out while they are off screen (content-visibility in view.css), so that a
// page of 20,000 blocks scrolls like a short one, and can still be searched and printed as a whole.

import { el, hidden, sign, slices } from './dom.js';
import { families, familyOf } from './families.js';
import { matching, strip, verdictOf, verdicts } from './verdict.js';

const group = 40; // blocks
const columns = 160; // of the map
const signs = { kept: '✓', aside: '◦', dropped: '×' };

/**
 * Shows what was decided of every block.
 * @param {Element} root is cleared
 * @param {object} result of clean()
 * @param {{t: Function, family?: string|null, verdict?: 'kept'|'aside'|'dropped'|null, query?: string, unit?: 'chars'|'bytes',
 *   first?: number, onselect?: (block: object, event: Event|null) => void}} options
 * @returns {{done: Promise<void>, stop: () => void, show: (filter: object) => Promise<void>, select: (index: number) => void}}
 */
export function renderWhy(root, result, options) {
  const view = new WhyView(root, result, { unit: 'chars', first: 120, ...options });
  view.render();
  return {
    get done() {
      return view.task.done;
    },
    stop: () => view.task.stop(),
    show: (filter) => view.show(filter),
    select: (index) => view.select(index),
  };
}

class WhyView {
  constructor(root, result, { t, unit, first, onselect, family = null, verdict = null, query = '' }) {
    Object.assign(this, { root, t, unit, first, onselect });
    this.lang = result.lang;
    this.blocks = result.blocks ?? [];
    this.filter = { family, verdict, query };
  }

  render() {
    const { t } = this;
    this.section = el('section', { class: 'kt-why', lang: t.lang });
    this.status = el('p', { role: 'status' });
    const row = el('div', { class: 'kt-count-row' }, this.status, el('p', {}, t('why.keys')));
    this.list = el('div', { 'class': 'kt-blocks', 'role': 'list', 'aria-label': t('why.count', this.blocks.length) });
    this.section.append(this.map(), this.tools(), this.legend(), row, this.list);
    this.section.addEventListener('click', (event) => this.click(event));
    this.section.addEventListener('keydown', (event) => this.key(event));
    this.root.replaceChildren(this.section);
    this.fill();
  }

  // map is for eyes and pointers; the legend and the list say the same.
  map() {
    const map = el('div', { 'class': 'kt-map', 'aria-hidden': 'true', 'title': this.t('why.map') });
    for (const { family, verdict, index, weight } of strip(this.blocks, columns)) {
      const part = el('span', { 'data-family': family, 'data-verdict': verdict, 'data-jump': index });
      part.style.flexGrow = weight;
      map.append(part);
    }
    return map;
  }

  tools() {
    const { t } = this;
    const counts = count(this.blocks, verdictOf);
    const choice = el('div', { 'class': 'kt-segments', 'role': 'group', 'aria-label': t('why.verdict') });
    choice.append(this.toggle('verdict', null, t('why.all'), this.blocks.length));
    for (const v of verdicts) choice.append(this.toggle('verdict', v, [sign(`${signs[v]} `), t(`why.${v}`)], counts.get(v) ?? 0));
    const search = el('input', {
      'type': 'search',
      'aria-label': t('why.search'),
      'placeholder': t('why.search.hint'),
      'value': this.filter.query,
    });
    search.addEventListener('input', () => {
      clearTimeout(this.typing);
      this.typing = setTimeout(() => this.show({ query: search.value }), 120);
    });
    this.search = search;
    return el('div', { class: 'kt-toolbar' }, choice, search);
  }

  legend() {
    const { t } = this;
    const counts = count(this.blocks, (block) => familyOf(block.label));
    const legend = el('div', { 'class': 'kt-legend', 'role': 'group', 'aria-label': t('why.legend') });
    legend.append(this.toggle('family', null, t('why.legend.all')));
    for (const family of families) {
      if (counts.has(family))
        legend.append(this.toggle('family', family, [dot(family), t(`family.${family}`)], counts.get(family)));
    }
    return legend;
  }

  toggle(kind, value, text, n) {
    const button = el('button', { type: 'button', class: `kt-toggle kt-toggle-${kind}`, [`data-${kind}`]: value ?? '' });
    button.append(...[text].flat());
    if (n !== undefined) button.append(' ', el('span', { class: 'kt-number' }, this.t.number(n)));
    return button;
  }

  fill() {
    this.updateTools();
    this.shown = matching(this.blocks, this.filter, this.t);
    this.places = new Map(this.shown.map((index, i) => [index, i]));
    this.rows = new Map();
    this.current = null;
    this.open = null;
    this.list.replaceChildren();
    const all = this.shown.length === this.blocks.length;
    this.say(all ? this.t('why.count', this.shown.length) : this.t('why.shown', this.shown.length, this.blocks.length));
    if (this.shown.length === 0) this.list.append(el('p', { class: 'kt-nothing' }, this.t('why.nothing')));
    this.task = slices(this.root, this.shown.length, (i) => this.append(i), { first: this.first });
  }

  append(i) {
    if (i % group === 0) this.list.append((this.group = el('div', { class: 'kt-group' })));
    const index = this.shown[i];
    const row = this.row(this.blocks[index], index);
    this.rows.set(index, row);
    this.group.append(row);
    if (!this.current) this.rove(row.querySelector('.kt-tag'));
  }

  row(block, index) {
    const { t } = this;
    const verdict = verdictOf(block);
    const family = familyOf(block.label);
    const tag = el('button', {
      'type': 'button',
      'class': 'kt-tag',
      'tabindex': -1,
      'aria-expanded': 'false',
      'data-index': index,
    });
    tag.append(dot(family), t.label(block.label));
    return el(
      'div',
      { 'class': 'kt-block', 'role': 'listitem', 'data-family': family, 'data-verdict': verdict },
      el('div', { class: 'kt-what' }, tag, el('span', { class: 'kt-verdict' }, sign(`${signs[verdict]} `), t(`why.${verdict}`))),
      el('div', { class: `kt-said kt-is-${shapeOf(block)}`, dir: 'auto', lang: this.lang }, block.text ?? ''),
      el('div', { class: 'kt-because' }, el('span', {}, t.reason(block.reason)), meter(block.score, t)),
    );
  }

  details(block) {
    const { t } = this;
    const rows = [
      ['why.label', block.label],
      ['why.reason', block.reason ?? ''],
      ['why.sure', t.percent(block.score)],
      ['why.kind', t.kind(block.kind)],
      ['why.range', t(`why.range.${this.unit}`, block.start, block.end)],
    ];
    const list = el('dl', { class: 'kt-details' });
    for (const [key, value] of rows) list.append(el('div', {}, el('dt', {}, t(key)), el('dd', {}, value)));
    return list;
  }

  show(filter) {
    clearTimeout(this.typing);
    this.filter = { ...this.filter, ...filter };
    if (filter.query !== undefined && this.search.value !== filter.query) this.search.value = filter.query;
    this.fill();
    return this.task.done;
  }

  updateTools() {
    for (const kind of ['family', 'verdict']) {
      for (const button of this.section.querySelectorAll(`.kt-toggle-${kind}`)) {
        button.setAttribute('aria-pressed', String(button.dataset[kind] === (this.filter[kind] ?? '')));
      }
    }
  }

  say(text) {
    this.status.textContent = text;
  }

  click(event) {
    const { target } = event;
    const toggle = target.closest('.kt-toggle');
    const part = target.closest('[data-jump]');
    const row = target.closest('.kt-block');
    if (toggle) {
      const kind = 'family' in toggle.dataset ? 'family' : 'verdict';
      const value = toggle.dataset[kind] || null;
      this.show({ [kind]: value === this.filter[kind] ? null : value });
    } else if (part) this.select(Number(part.dataset.jump), event, false);
    else if (row && !target.closest('.kt-details') && !this.selecting()) this.choose(row, event);
  }

  // selecting tells a click from the end of marking text with the pointer.
  selecting() {
    const selection = getSelection();
    return selection && !selection.isCollapsed && this.list.contains(selection.anchorNode);
  }

  choose(row, event) {
    const tag = row.querySelector('.kt-tag');
    const opened = tag.getAttribute('aria-expanded') === 'true';
    this.close();
    this.rove(tag);
    if (opened) return;
    const block = this.blocks[Number(tag.dataset.index)];
    tag.setAttribute('aria-expanded', 'true');
    row.append(this.details(block));
    row.classList.add('kt-open');
    this.open = row;
    this.onselect?.(block, event);
  }

  close() {
    if (!this.open) return;
    this.open.classList.remove('kt-open');
    this.open.querySelector('.kt-tag').setAttribute('aria-expanded', 'false');
    this.open.querySelector('.kt-details').remove();
    this.open = null;
  }

  select(index, event = null, focus = true) {
    if (!this.places.has(index)) this.show({ family: null, verdict: null, query: '' });
    if (!this.places.has(index)) return;
    this.task.through(this.places.get(index));
    const row = this.rows.get(index);
    if (this.open !== row) this.choose(row, event);
    if (focus) row.querySelector('.kt-tag').focus({ preventScroll: true });
    row.scrollIntoView({ block: 'center' });
  }

  // rove makes one block the one that Tab comes to: nobody wants to tab through thousands.
  rove(tag) {
    this.current?.setAttribute('tabindex', '-1');
    tag.setAttribute('tabindex', '0');
    this.current = tag;
  }

  key(event) {
    if (!event.target.classList.contains('kt-tag') || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const at = this.places.get(Number(event.target.dataset.index));
    const last = this.shown.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, j: at + 1, k: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const i = Math.min(last, Math.max(0, to));
    this.task.through(i);
    const tag = this.rows.get(this.shown[i]).querySelector('.kt-tag');
    this.rove(tag);
    tag.focus();
  }
}

function count(blocks, by) {
  const counts = new Map();
  for (const block of blocks) counts.set(by(block), (counts.get(by(block)) ?? 0) + 1);
  return counts;
}

const dot = (family) => el('span', { 'class': 'kt-dot', 'data-family': family, 'aria-hidden': 'true' });

function meter(score, t) {
  const bar = el('span', { 'class': 'kt-meter', 'aria-hidden': 'true' }, el('span', {}));
  bar.firstChild.style.inlineSize = `${Math.round((score ?? 0) * 100)}%`;
  return el('span', { class: 'kt-score' }, hidden(`${t('why.sure')}: `), bar, t.percent(score ?? 0));
}

// shapeOf is how a block looks in its place.
function shapeOf({ kind = '', label }) {
  if (kind.startsWith('heading') || label === 'title' || label === 'heading') return 'heading';
  if (kind === 'list item') return 'item';
  if (kind === 'pre' || label === 'code') return 'pre';
  if (kind === 'quote' || label === 'quote') return 'quote';
  if (kind === 'control') return 'control';
  return 'text';
}
