// The comments as a thread: nested, folded, ordered, filtered by author.
//
// Lists are nested as deep as readers can follow; what is deeper stands in the deepest list and says to whom it replies. A
// browser lays out nested elements by recursion, so that a thread of ten thousand replies to replies must not become as many
// lists.

import { commentElement, nameOf } from './comment.js';
import { parseDate } from './dates.js';
import { el, hidden, sign, slices } from './dom.js';
import { readingOrder, sorted } from './tree.js';

const deepest = 9; // the deepest list

/** The orders of a thread. */
export const orders = ['thread', 'newest', 'oldest', 'votes'];

/**
 * Shows the comments.
 * @param {Element} root is cleared
 * @param {object} result of clean()
 * @param {{t: Function, order?: 'thread'|'newest'|'oldest'|'votes', author?: string|null, now?: Date, first?: number,
 *   onchange?: (state: {order: string, author: string|null}) => void}} options
 * @returns {{done: Promise<void>, stop: () => void, show: (state: object) => Promise<void>, focus: (index: number) => void}}
 */
export function renderThread(root, result, { t, order = 'thread', author = null, now = new Date(), first = 50, onchange }) {
  const view = new ThreadView(root, result, { t, now, first, onchange });
  view.order = view.orders().includes(order) ? order : 'thread';
  view.author = view.byAuthor.has(author) ? author : null;
  view.render();
  return {
    get done() {
      return view.task.done;
    },
    stop: () => view.task.stop(),
    show: (state) => view.show(state),
    focus: (index) => view.go(index),
  };
}

let threads = 0; // so that ids differ

class ThreadView {
  constructor(root, result, options) {
    Object.assign(this, options);
    this.root = root;
    this.result = result;
    this.comments = result.comments ?? [];
    this.prefix = `kt-c${++threads}-`;
    this.tree = readingOrder(this.comments);
    this.entries = new Map(this.tree.map((entry) => [entry.index, entry]));
    this.folded = new Set();
    this.byAuthor = new Map();
    for (const c of this.comments) {
      if (c.author) this.byAuthor.set(c.author, (this.byAuthor.get(c.author) ?? 0) + 1);
    }
  }

  // orders are those that the comments have the data for.
  orders() {
    const timed = this.comments.filter((c) => c.published).length > 1;
    const voted = this.comments.filter((c) => c.votes != null).length > 1;
    return orders.filter((o) => o === 'thread' || (o === 'votes' ? voted : timed));
  }

  render() {
    this.list = el('ol', { 'class': 'kt-replies kt-top', 'aria-label': this.t('comments.title'), 'dir': this.result.dir });
    this.status = el('p', { class: 'kt-sr', role: 'status' });
    this.section = el('section', { 'class': 'kt-thread', 'lang': this.t.lang, 'aria-labelledby': `${this.prefix}title` });
    this.section.append(this.head(), ...this.notes());
    if (this.comments.length > 0) this.section.append(this.toolbar(), this.status, this.list, this.keys());
    this.section.addEventListener('click', (event) => this.click(event));
    this.section.addEventListener('keydown', (event) => this.key(event));
    this.section.addEventListener('focusin', (event) => this.rove(event.target.closest('.kt-comment')));
    this.root.replaceChildren(this.section);
    this.fill();
  }

  head() {
    const n = this.comments.length;
    const text = n === 0 ? this.t('comments.title') : this.t(this.result.threadPage ? 'comments.posts' : 'comments.count', n);
    return el('h2', { class: 'kt-section-title', id: `${this.prefix}title` }, text);
  }

  notes() {
    const { t, result } = this;
    const { state, announced, provider } = result.commentSection ?? {};
    const n = this.comments.length;
    const notes = [];
    if (state === 'external') notes.push(provider ? t('comments.external.by', provider) : t('comments.external'));
    if (state === 'closed') notes.push(t('comments.closed'));
    if (state === 'paginated') notes.push(t('comments.paginated'));
    if (announced > 0 && announced !== n)
      notes.push(t(n > 0 ? 'comments.announced' : 'comments.expected', t('comments.count', announced)));
    if (n === 0 && notes.length === 0) notes.push(t('comments.none'));
    return notes.map((text) => el('p', { class: 'kt-notice', role: 'note' }, text));
  }

  toolbar() {
    const { t } = this;
    const bar = el('div', { class: 'kt-toolbar' });
    const choices = this.orders();
    if (choices.length > 1) {
      this.select = el('select', { id: `${this.prefix}order` });
      for (const o of choices)
        this.select.append(el('option', { value: o, selected: o === this.order }, t(`comments.order.${o}`)));
      this.select.addEventListener('change', () => this.show({ order: this.select.value }));
      bar.append(el('label', { class: 'kt-field' }, el('span', {}, t('comments.order')), this.select));
    }
    this.foldAll = el('button', { 'type': 'button', 'class': 'kt-button', 'data-fold-all': 'fold' }, t('comments.fold.all'));
    this.unfoldAll = el(
      'button',
      { 'type': 'button', 'class': 'kt-button', 'data-fold-all': 'unfold' },
      t('comments.unfold.all'),
    );
    this.chip = el('button', { 'type': 'button', 'class': 'kt-chip', 'data-clear': true, 'hidden': true });
    bar.append(this.foldAll, this.unfoldAll, this.chip);
    return bar;
  }

  keys() {
    const { t } = this;
    const rows = [
      ['j ↓', 'next'],
      ['k ↑', 'previous'],
      ['x', 'fold'],
      ['p', 'parent'],
    ];
    const list = el('dl', {});
    for (const [keys, what] of rows) {
      const names = keys.split(' ').map((k) => el('kbd', {}, k));
      list.append(el('div', {}, el('dt', {}, ...names), el('dd', {}, t(`comments.keys.${what}`))));
    }
    return el(
      'details',
      { class: 'kt-keys' },
      el('summary', {}, t('comments.keys')),
      el('p', {}, t('comments.keys.where')),
      list,
    );
  }

  // fill shows the comments in the chosen order.
  fill() {
    const nested = this.order === 'thread' && !this.author;
    this.articles = new Map();
    this.current = null;
    this.list.replaceChildren();
    this.list.classList.toggle('kt-flat', !nested);
    this.shown = nested ? this.tree : this.flat();
    this.places = new Map(this.shown.map(({ index }, i) => [index, i]));
    this.lists = [this.list]; // the list of each depth, of the branch that is being built
    this.updateToolbar(nested);
    this.task = slices(this.root, this.shown.length, (i) => this.append(this.shown[i], nested), { first: this.first });
  }

  flat() {
    const { comments } = this;
    const byTime = (iso) => parseDate(iso)?.time ?? NaN;
    const indexes = this.order === 'thread' ? comments.keys() : sorted(comments, this.order, byTime);
    const wanted = [...indexes].filter((i) => !this.author || comments[i].author === this.author);
    return wanted.map((index) => ({ ...this.entries.get(index), depth: 0, size: 0 }));
  }

  append({ index, depth, up, size }, nested) {
    const comment = this.comments[index];
    const level = Math.min(depth, deepest);
    const article = commentElement(comment.index === index ? comment : { ...comment, index }, {
      t: this.t,
      prefix: this.prefix,
      lang: this.result.lang,
      depth,
      parent: up >= 0 ? { ...this.comments[up], index: up } : null,
      quoteParent: !nested || depth > deepest,
      byAuthor: this.author ? 0 : (this.byAuthor.get(comment.author) ?? 0),
      now: this.now,
    });
    const item = el('li', {}, article);
    this.lists[level].append(item);
    this.lists.length = level + 1;
    if (size > 0 && level < deepest) this.branch(item, article, index, size, level);
    this.articles.set(index, article);
    if (!this.current) this.rove(article);
  }

  // branch adds the list of replies to an item, and the button that folds it.
  branch(item, article, index, size, level) {
    const list = el('ol', { class: 'kt-replies', id: `${this.prefix}${index}-replies` });
    const rail = el('span', { 'class': 'kt-rail', 'aria-hidden': 'true', 'data-rail': index });
    item.append(rail, list);
    this.lists[level + 1] = list;
    const button = el('button', {
      'type': 'button',
      'class': 'kt-quiet kt-fold',
      'dir': 'auto',
      'data-fold': index,
      'aria-controls': list.id,
    });
    article.querySelector('.kt-actions').prepend(button);
    this.setFold(button, index, size, this.folded.has(index));
  }

  setFold(button, index, size, folded) {
    const { t } = this;
    button.setAttribute('aria-expanded', String(!folded));
    button.replaceChildren(sign(folded ? '▸ ' : '▾ '), t(folded ? 'comments.unfold' : 'comments.fold', size));
    const name = nameOf(this.comments[index], t);
    button.append(hidden(`– ${name}`));
    const item = button.closest('li');
    item.classList.toggle('kt-folded', folded);
    item.lastChild.hidden = folded;
  }

  fold(index, folded, announce = true) {
    const button = this.articles.get(index)?.querySelector('[data-fold]');
    if (!button) return;
    if (folded) this.folded.add(index);
    else this.folded.delete(index);
    const { size } = this.entries.get(index);
    this.setFold(button, index, size, folded);
    if (announce) this.say(this.t(folded ? 'comments.folded' : 'comments.unfolded', size));
  }

  foldEvery(folded) {
    for (const { index, size } of this.tree) {
      if (size === 0) continue;
      if (this.articles.has(index)) this.fold(index, folded, false);
      else if (folded) this.folded.add(index);
      else this.folded.delete(index);
    }
    this.say(this.t(folded ? 'comments.folded.all' : 'comments.unfolded.all'));
  }

  show({ order = this.order, author = this.author }) {
    this.order = this.orders().includes(order) ? order : 'thread';
    this.author = this.byAuthor.has(author) ? author : null;
    if (this.comments.length === 0) return this.task.done;
    this.fill();
    const n = this.shown.length;
    const how = this.t(`comments.order.${this.order}`);
    this.say(this.author ? this.t('comments.shown.author', n, this.author, how) : this.t('comments.shown', n, how));
    this.onchange?.({ order: this.order, author: this.author });
    return this.task.done;
  }

  updateToolbar(nested) {
    if (!this.chip) return;
    const foldable = nested && this.tree.some(({ size }) => size > 0);
    this.foldAll.hidden = !foldable;
    this.unfoldAll.hidden = !foldable;
    if (this.select) this.select.value = this.order;
    this.chip.hidden = !this.author;
    if (!this.author) return;
    this.chip.replaceChildren(
      this.t('comments.only.active', this.author),
      sign(' ✕'),
      hidden(`– ${this.t('comments.only.clear')}`),
    );
  }

  say(text) {
    this.status.textContent = text;
  }

  click({ target }) {
    const data = target.closest?.('button, .kt-rail')?.dataset;
    if (!data) return;
    if (data.fold) this.fold(Number(data.fold), !this.folded.has(Number(data.fold)));
    else if (data.rail) this.fold(Number(data.rail), true);
    else if (data.foldAll) this.foldEvery(data.foldAll === 'fold');
    else if (data.go) this.go(Number(data.go));
    else if (data.author) this.only(data.author, Number(target.closest('.kt-comment').dataset.index));
    else if ('clear' in data) this.only(null, this.current ? Number(this.current.dataset.index) : -1);
  }

  // only filters by author; the focus stays at the comment that it was at.
  only(author, index) {
    this.show({ author });
    if (index >= 0) this.go(index);
    else this.select?.focus();
  }

  go(index) {
    if (!this.places.has(index)) this.show({ author: null });
    for (let { up } = this.entries.get(index) ?? { up: -1 }; up >= 0; { up } = this.entries.get(up)) {
      if (this.folded.has(up)) this.fold(up, false, false);
    }
    this.task.through(this.places.get(index) ?? -1);
    this.moveTo(this.articles.get(index));
  }

  moveTo(article) {
    if (!article) return;
    this.rove(article);
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: 'nearest' });
  }

  // rove makes one comment the one that Tab comes to.
  rove(article) {
    if (!article || article === this.current) return;
    this.current?.setAttribute('tabindex', '-1');
    article.setAttribute('tabindex', '0');
    this.current = article;
  }

  key(event) {
    const article = event.target;
    if (!article.classList?.contains('kt-comment') || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const index = Number(article.dataset.index);
    const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
    if (event.key in steps) this.moveTo(this.neighbour(index, steps[event.key]));
    else if (event.key === 'x') this.fold(index, !this.folded.has(index));
    else if (event.key === 'p' && this.entries.get(index).up >= 0) this.go(this.entries.get(index).up);
    else return;
    event.preventDefault();
  }

  // neighbour is the next comment in a direction that is not folded away.
  neighbour(index, step) {
    for (let i = this.places.get(index) + step; i >= 0 && i < this.shown.length; i += step) {
      this.task.through(i);
      const article = this.articles.get(this.shown[i].index);
      if (!article.closest('[hidden]')) return article;
    }
    return null;
  }
}
