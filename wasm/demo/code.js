// Markdown and JSON as they are: to read, to copy, to save.

import { el, slices } from '../view/dom.js';

const shownAtOnce = 300_000; // characters; longer texts are cut until all is asked for, since laying them out takes seconds

/**
 * Shows a text line by line.
 * @param {HTMLElement} root is cleared
 * @param {{text: string, json?: boolean, name: string, type: string, note?: string, t: Function}} what name and type: of the
 *   saved file
 */
export function renderCode(root, { text, json = false, name, type, note, t }) {
  const bar = el('div', { class: 'kt-toolbar code-bar' }, copyButton(text, t), saveButton(text, name, type, t));
  if (note) bar.append(el('span', { class: 'code-note' }, note));
  const pre = el('pre', { 'class': json ? 'code json' : 'code', 'tabindex': 0, 'aria-label': json ? 'JSON' : 'Markdown' });
  root.replaceChildren(bar, pre);
  const show = (part) => {
    const lines = part.split('\n');
    return slices(root, lines.length, (i) => pre.append(...(json ? colour(lines[i]) : [lines[i]]), '\n'), { first: 200 });
  };
  if (text.length <= shownAtOnce) return show(text);
  const all = el('button', { type: 'button', class: 'kt-button' }, t('demo.all', sizeOf(text.length, t.lang)));
  all.addEventListener('click', () => {
    all.remove();
    pre.replaceChildren();
    show(text);
  });
  root.append(all);
  return show(text.slice(0, text.lastIndexOf('\n', shownAtOnce)));
}

function copyButton(text, t) {
  const button = el('button', { type: 'button', class: 'kt-button' }, t('demo.copy'));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return; // not allowed here: the text can be marked by hand
    }
    button.textContent = t('demo.copied');
    setTimeout(() => (button.textContent = t('demo.copy')), 1500);
  });
  return button;
}

function saveButton(text, name, type, t) {
  const button = el('button', { type: 'button', class: 'kt-button' }, t('demo.save'));
  button.addEventListener('click', () => {
    const url = URL.createObjectURL(new Blob([text], { type }));
    el('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  });
  return button;
}

// colour marks the keys and values of a line that JSON.stringify has written.
function colour(line) {
  const [, indent, key, rest] = /^(\s*)("(?:[^"\\]|\\.)*"(?=: ))?([\s\S]*)$/.exec(line);
  const [, colon, value, tail] = /^(: )?("(?:[^"\\]|\\.)*"|[^\s,{}[\]]*)([\s\S]*)$/.exec(rest);
  const kind = value.startsWith('"') ? 'string' : 'literal';
  return [
    indent,
    key ? el('span', { class: 'key' }, key) : '',
    colon ?? '',
    value ? el('span', { class: kind }, value) : '',
    tail,
  ];
}

/**
 * A number of bytes in words: "19.3 kB".
 * @param {number} bytes
 * @param {string} lang
 */
export function sizeOf(bytes, lang) {
  const [unit, divisor] = bytes < 1000 ? ['byte', 1] : bytes < 1e6 ? ['kilobyte', 1e3] : ['megabyte', 1e6];
  const digits = bytes / divisor < 100 && divisor > 1 ? 1 : 0;
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit,
    unitDisplay: divisor === 1 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(bytes / divisor);
}
