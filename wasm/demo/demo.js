// The page: what is put in on the left goes to the worker, what comes back is shown on the right.

import { el } from '../view/dom.js';
import { pickLanguage, strings } from '../view/messages.js';
import { sizeOf } from './code.js';
import { decode, NoText } from './files.js';
import { Panels } from './panels.js';
import { Runner } from './runner.js';
import { loadSample, samples } from './samples.js';
import { tabs } from './tabs.js';
import { texts } from './texts.js';

const pause = 120; // ms without a key before the page is taken apart
const editable = 4_000_000; // characters; a longer page makes a text field unusable

const $ = (id) => document.getElementById(id);
const remember = (name, value) => {
  try {
    localStorage.setItem(`klartext-${name}`, value);
  } catch {
    // no storage: the choice holds until the page is closed
  }
};
const recall = (name) => {
  try {
    return localStorage.getItem(`klartext-${name}`);
  } catch {
    return null;
  }
};

let t;
let unshown = null; // a page too long for the text field: { text, name }
let answer = null; // the last result with its time and size
let fault = null; // the message that is shown: a function of t

const panels = new Panels({ onselect: selectInPage });
const runner = new Runner({ onresult: showAnswer, onagain: showAgain, onfault: showRunFault });
const tab = tabs(document.querySelector('[role="tablist"]'), (name) => {
  panels.show(name);
  history.replaceState(null, '', `#${name}`);
});

// Input

const source = () => unshown?.text ?? $('page').value;

function wish() {
  clearTimeout(wish.timer);
  wish.timer = setTimeout(run, pause);
}

function run() {
  clearTimeout(wish.timer);
  const page = source();
  $('clear').disabled = page === '';
  setFault(null);
  if (page.trim() === '') {
    runner.cancel();
    showEmpty();
    return;
  }
  const url = $('address').value.trim();
  $('result').setAttribute('aria-busy', 'true');
  runner.run(page, {
    input: $('kind').value,
    title: true,
    captions: true,
    comments: true,
    fetchedAt: new Date(),
    ...(isAddress(url) && { url }),
  });
}

const isAddress = (url) => URL.canParse(url) && /^https?:/.test(url);

function setPage(text, name = '') {
  unshown = text.length > editable ? { text, name } : null;
  $('page').value = unshown ? '' : text;
  $('page').scrollTop = 0;
  $('page').setSelectionRange(0, 0);
  showUnshown();
  for (const button of document.querySelectorAll('.sample')) button.setAttribute('aria-pressed', 'false');
  run();
}

function showUnshown() {
  $('unshown').hidden = !unshown;
  $('page').readOnly = Boolean(unshown);
  if (unshown) $('unshown').textContent = t('demo.unshown', unshown.name || t('demo.page'), sizeOf(unshown.text.length, t.lang));
}

async function openFile(file) {
  try {
    setPage(decode(await file.arrayBuffer()), file.name);
  } catch (error) {
    setFault((tt) => [tt('demo.fault.file', file.name, error instanceof NoText ? tt('demo.fault.binary') : error.message)]);
  }
}

async function openSample(sample, button) {
  try {
    setPage(await loadSample(sample));
    button.setAttribute('aria-pressed', 'true');
  } catch (error) {
    setFault((tt) => [tt('demo.fault.sample', error.message)]);
  }
}

$('page').addEventListener('input', () => {
  for (const button of document.querySelectorAll('.sample')) button.setAttribute('aria-pressed', 'false');
  wish();
});
$('address').addEventListener('input', wish);
$('kind').addEventListener('change', run);
$('open').addEventListener('click', () => $('file').click());
$('file').addEventListener('change', () => {
  if ($('file').files.length > 0) openFile($('file').files[0]);
  $('file').value = '';
});
$('clear').addEventListener('click', () => {
  $('address').value = '';
  setPage('');
  $('page').focus();
});
for (const sample of samples) {
  const button = el('button', {
    'type': 'button',
    'class': 'kt-toggle sample',
    'aria-pressed': 'false',
    'data-t': `demo.sample.${sample.name}`,
  });
  button.addEventListener('click', () => openSample(sample, button));
  document.querySelector('.samples').append(button);
}

// Dropping: a file, a piece of a page, or text.

let inside = 0; // elements that the pointer has entered and not left

function dragging(on) {
  inside = on ? inside : 0;
  $('drop').hidden = !on;
}

addEventListener('dragenter', (event) => {
  event.preventDefault();
  inside++;
  dragging(true);
});
addEventListener('dragover', (event) => {
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
});
addEventListener('dragleave', () => {
  if (--inside <= 0) dragging(false);
});
addEventListener('drop', (event) => {
  event.preventDefault();
  dragging(false);
  const { files } = event.dataTransfer;
  const text = event.dataTransfer.getData('text/html') || event.dataTransfer.getData('text/plain');
  if (files.length > 0) openFile(files[0]);
  else if (text) setPage(text);
});
$('page').addEventListener('paste', (event) => {
  const [file] = event.clipboardData?.files ?? [];
  if (!file || event.clipboardData.getData('text/plain')) return;
  event.preventDefault();
  openFile(file);
});

// Output

function showEmpty() {
  answer = null;
  panels.result = null;
  $('empty').hidden = false;
  document.querySelector('.panels').hidden = true;
  $('stats').hidden = true;
  $('said').textContent = '';
  for (const count of document.querySelectorAll('.tabs .count')) count.hidden = true;
  $('result').removeAttribute('aria-busy');
}

function showAnswer(next) {
  answer = next;
  $('result').removeAttribute('aria-busy');
  $('empty').hidden = true;
  document.querySelector('.panels').hidden = false;
  render();
}

// showAgain puts the time of the second run in the place of the first one's.
function showAgain(ms) {
  if (!answer) return;
  answer = { ...answer, ms, first: answer.ms };
  showStats();
}

// render shows the last answer in the chosen language.
function render() {
  const { result } = answer;
  panels.set(result, { t, url: $('address').value.trim() });
  panels.show(tab.name);
  setCount('comments', result.comments.length);
  setCount('why', result.blocks.length);
  showStats();
  $('said').textContent = t('demo.said', result.blocks.length, result.comments.length);
}

function setCount(name, n) {
  const count = document.querySelector(`#tab-${name} .count`);
  count.hidden = false;
  count.textContent = t.number(n);
}

function showStats() {
  const { result, ms, size, first } = answer;
  const number = (n, digits) => new Intl.NumberFormat(t.lang, { maximumFractionDigits: digits }).format(n);
  const time = `${number(ms, ms < 10 ? 1 : 0)} ms`;
  const rows = [
    ['time', first === undefined ? time : t('demo.stat.first', time, `${number(first, 0)} ms`)],
    ['size', sizeOf(size, t.lang)],
    ['speed', `${number(size / 1000 / Math.max(ms, 0.05), 1)} MB/s`],
    ['input', result.input === 'html' ? 'HTML' : t('demo.input.text')],
    ['blocks', t.number(result.blocks.length)],
    ['comments', t.number(result.comments.length)],
    ['sure', t.percent(result.confidence)],
  ];
  $('stats').replaceChildren(
    ...rows.map(([name, value]) => el('div', { 'data-stat': name }, el('dt', {}, t(`demo.stat.${name}`)), el('dd', {}, value))),
  );
  $('stats').hidden = false;
}

function selectInPage({ start, end }, event) {
  if (unshown) return;
  const field = $('page');
  // A text field scrolls to what is selected in it when it gets the focus. Who uses the keyboard keeps the focus where it was.
  const before = document.activeElement;
  field.setSelectionRange(start, start);
  field.blur();
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  scrollToSelection(field, start);
  const pointer = event && event.detail > 0;
  if (!pointer) before?.focus({ preventScroll: true });
  $('said').textContent = t('demo.selected', start, end);
}

// scrollToSelection measures where a place of the text stands with a copy of the field: fields do not tell.
function scrollToSelection(field, start) {
  const copy = el('div', { 'class': 'ruler', 'aria-hidden': 'true' });
  copy.style.inlineSize = `${field.clientWidth}px`;
  copy.textContent = field.value.slice(0, start);
  field.after(copy);
  field.scrollTop = Math.max(0, copy.offsetHeight - field.clientHeight / 3);
  copy.remove();
}

// Faults

function setFault(message) {
  fault = message;
  $('fault').hidden = !message;
  if (message) $('fault').replaceChildren(...message(t));
  else $('fault').replaceChildren();
}

function showRunFault(kind, { message }) {
  $('result').removeAttribute('aria-busy');
  if (kind === 'run') {
    showEmpty();
    $('empty').hidden = true;
    setFault((tt) => [tt('demo.fault.run', message)]);
    return;
  }
  setFault((tt) => {
    const retry = el('button', { type: 'button', class: 'kt-button' }, tt('demo.retry'));
    retry.addEventListener('click', run);
    return [el('p', {}, tt('demo.fault.load', message)), el('p', {}, tt('demo.fault.load.help')), retry];
  });
}

// Settings

function setLanguage(lang) {
  t = strings(lang, texts[lang]);
  document.documentElement.lang = lang;
  $('language').value = lang;
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-t-label]')) node.setAttribute('aria-label', t(node.dataset.tLabel));
  for (const node of document.querySelectorAll('[data-t-placeholder]')) node.placeholder = t(node.dataset.tPlaceholder);
  showUnshown();
  if (fault) setFault(fault);
  if (answer) render();
}

function setTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  $('theme').value = theme;
}

$('language').addEventListener('change', () => {
  remember('language', $('language').value);
  setLanguage($('language').value);
});
$('theme').addEventListener('change', () => {
  remember('theme', $('theme').value);
  setTheme($('theme').value);
});

setLanguage(pickLanguage([recall('language'), ...navigator.languages].filter(Boolean)));
setTheme(document.documentElement.dataset.theme ?? 'auto');
tab.choose(location.hash.slice(1));
if (source() !== '') run(); // the browser has kept what was typed
