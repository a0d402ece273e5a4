// The bar: going back, the two views, copying and saving, the display, help and keys.

import { copy, fileName, save, types } from './output.js';
import { byId } from './screen.js';
import { changeSize, flipTheme, language, setLanguage, setSingleKeys, setTheme, singleKeys, size, theme } from './settings.js';

/**
 * Connects the elements of the bar.
 * @param {object} reader what reader.js hands out: screen, back, cancel, reread, openView, rewrite, call, shown
 */
export function connectMenus(reader) {
  byId('back').addEventListener('click', reader.back);
  byId('cancel').addEventListener('click', reader.cancel);
  byId('reload').addEventListener('click', reader.reread);
  byId('jump').addEventListener('click', () => goToThread(reader));
  connectViews(reader);
  connectExport(reader);
  connectDisplay(reader);
  connectHelp(reader);
  connectKeys(reader);
  for (const menu of document.querySelectorAll('[popover]')) placeUnder(menu);
}

function goToThread({ openView }) {
  openView('read');
  byId('thread').focus({ preventScroll: true });
  byId('thread').scrollIntoView({ block: 'start' });
}

function goToArticle({ openView }) {
  openView('read');
  byId('article').focus({ preventScroll: true });
  scrollTo({ top: 0 });
}

// Tabs as the ARIA practices describe them: one of them is in the tab order, arrows go to the other.
function connectViews({ openView }) {
  const tabs = [...byId('views').children];
  for (const [i, tab] of tabs.entries()) {
    tab.addEventListener('click', () => openView(tab.id.slice('tab-'.length)));
    tab.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, Home: -i, End: tabs.length - 1 - i }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const next = tabs[(i + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
  }
}

// A popover stands in the middle of the window unless it is told where its button is.
function placeUnder(menu) {
  const button = document.querySelector(`[popovertarget="${menu.id}"]`);
  menu.addEventListener('toggle', ({ newState }) => {
    button.setAttribute('aria-expanded', String(newState === 'open'));
    if (newState === 'open') menu.querySelector('input:checked, button')?.focus();
  });
  const place = () => {
    const { bottom, right } = button.getBoundingClientRect();
    menu.style.top = `${bottom + 6}px`;
    menu.style.right = `${Math.max(8, document.documentElement.clientWidth - right)}px`;
  };
  menu.addEventListener('beforetoggle', place);
  // The button moves when the window or the size of the text changes.
  new ResizeObserver(place).observe(button);
  addEventListener('resize', place);
}

function connectExport(reader) {
  byId('export').addEventListener('click', ({ target }) => {
    const { copy: copied, save: saved } = target.closest('button')?.dataset ?? {};
    if (copied) output(reader, copied, 'copied');
    if (saved) output(reader, saved, 'saved');
  });
}

async function output(reader, format, what) {
  const { screen, call } = reader;
  const { t } = screen;
  const shown = reader.shown();
  if (!shown) return;
  try {
    let text = await call('write', { format, comments: byId('with-comments').checked });
    if (format !== 'json') text += `\n${t('export.source', format === 'markdown' ? `<${shown.about.url}>` : shown.about.url)}\n`;
    const { ending, type } = types[format];
    if (what === 'copied') await copy(text);
    else save(text, fileName(shown.result.title || shown.about.title, ending), type);
    byId('export').hidePopover();
    screen.toast(t(`export.${what}`, t(`export.format.${format}`)));
  } catch (error) {
    screen.toast(t('export.failed', error.message));
  }
}

function connectDisplay({ screen, rewrite }) {
  const menu = byId('display');
  const update = () => {
    byId('size-now').textContent = screen.t('display.percent', size());
    for (const input of menu.querySelectorAll('input')) {
      input.checked = input.value === (input.name === 'theme' ? theme() : language());
    }
  };
  menu.addEventListener('beforetoggle', update);
  menu.addEventListener('click', ({ target }) => {
    const direction = target.closest('button')?.dataset.size;
    if (direction === undefined) return;
    changeSize(Number(direction));
    update();
  });
  menu.addEventListener('change', async ({ target }) => {
    if (target.name === 'theme') setTheme(target.value);
    if (target.name === 'language') {
      setLanguage(target.value);
      await rewrite();
    }
    update();
  });
}

// The keys as the help lists them; those of one line do the same thing in several ways.
function keysOf(reader) {
  const { screen } = reader;
  return [
    ['help.key.back', { b: reader.back }],
    ['help.key.reload', { r: reader.reread }],
    ['help.key.article', { a: () => goToArticle(reader) }],
    ['help.key.thread', { c: () => goToThread(reader) }],
    ['help.key.why', { w: () => reader.openView(screen.shownView === 'why' ? 'read' : 'why') }],
    ['help.key.copy', { m: () => output(reader, 'markdown', 'copied') }],
    ['help.key.export', { s: () => byId('export-button').click() }],
    ['help.key.size', { '+': () => changeSize(1), '-': () => changeSize(-1), 0: () => changeSize(0) }],
    ['help.key.theme', { d: flipTheme }],
    ['help.key.help', { '?': () => byId('help').showModal() }],
  ];
}

function connectHelp(reader) {
  const { screen } = reader;
  const dialog = byId('help');
  byId('help-button').addEventListener('click', () => dialog.showModal());
  byId('help-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close(); // beside it
  });
  byId('single-keys').addEventListener('change', ({ target }) => setSingleKeys(target.checked));
  // Just before it is seen, in the language of that moment.
  new MutationObserver(() => {
    if (!dialog.open) return;
    byId('single-keys').checked = singleKeys();
    const rows = [
      ['help.key.open', [screen.shortcut]],
      ...keysOf(reader).map(([text, keys]) => [text, Object.keys(keys).sort()]),
      ['help.key.escape', ['Esc']],
    ];
    byId('keys').replaceChildren(...rows.flatMap(([text, keys]) => helpRow(screen.t(text), keys)));
  }).observe(dialog, { attributeFilter: ['open'] });
}

function helpRow(text, keys) {
  const term = document.createElement('dt');
  for (const key of keys) {
    const kbd = document.createElement('kbd');
    kbd.textContent = key.length === 1 ? key.toUpperCase() : key;
    term.append(kbd, ' ');
  }
  const description = document.createElement('dd');
  description.textContent = text;
  return [term, description];
}

function connectKeys(reader) {
  const keys = Object.assign({}, ...keysOf(reader).map(([, row]) => row));
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Escape') {
      reader.cancel();
      return;
    }
    if (!singleKeys() || document.querySelector('dialog[open], :popover-open')) return;
    if (event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
