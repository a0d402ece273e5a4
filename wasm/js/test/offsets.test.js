import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { clean, load } from 'klartext';
import { utf16Offsets } from '../offsets.js';
import { article, html, threads } from './pages.js';

before(() => load());

const encoder = new TextEncoder();
const NUL = String.fromCharCode(0);

/** The simple twin: the length of what the bytes before an offset decode to. */
const twin = (bytes, offset) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, offset)).length;

const strings = [
  '', 'abc', 'ä', 'aäoö€𝄞z', '日本語', '𝄞𝄞𝄞', '\uFEFFx', 'x\uD800y', '\uDC00', '\uD83D', 'a'.repeat(40) + 'ß' + 'b'.repeat(40), `é${'x'.repeat(7)}é${'x'.repeat(8)}é${'x'.repeat(9)}`,
  '👩‍👩‍👧‍👦 e\u0301 \u2028', NUL,
];

test('offsets are those of the string', () => {
  for (const string of strings) {
    const bytes = encoder.encode(string);
    const starts = [];
    for (let i = 0, at = 0; i <= string.length; i++) { // every index at which a character begins
      starts.push([at, i]);
      const char = String.fromCodePoint(string.codePointAt(i) ?? 0);
      at += encoder.encode(char).length;
      i += char.length - 1;
    }
    const place = utf16Offsets(bytes, string.length, Uint32Array.from(starts, ([at]) => at).reverse());
    for (const [at, i] of starts) {
      assert.equal(place(at), i, JSON.stringify(string));
      assert.equal(twin(bytes, at), i, 'the twin');
    }
  }
});

test('random strings, against the twin', () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  const alphabet = ['a', 'b', 'c', 'd', ' ', 'ä', '€', '𝄞', '\uD801', '\uDC01', '日'];
  for (let round = 0; round < 300; round++) {
    const string = Array.from({ length: random(90) }, () => (random(3) ? alphabet[random(5)] : alphabet[random(alphabet.length)])).join('');
    const bytes = encoder.encode(string);
    const offsets = Array.from({ length: random(12) + 1 }, () => random(bytes.length + 1)).filter((at) => (bytes[at] & 0xc0) !== 0x80);
    const place = utf16Offsets(bytes, string.length, Uint32Array.from(offsets));
    for (const at of offsets) assert.equal(place(at), twin(bytes, at), JSON.stringify(string));
  }
});

/** Every block of a plain-text page is that part of it; of HTML its words stand there in their order. */
function checkPlaces(page, name) {
  const result = clean(page);
  let last = 0;
  for (const block of result.blocks) {
    assert.ok(block.start >= last && block.end >= block.start && block.end <= page.length, name);
    last = block.start;
    const source = page.slice(block.start, block.end);
    if (result.input === 'text') {
      assert.equal(source.toWellFormed?.() ?? source, block.text, name);
      continue;
    }
    let at = 0;
    for (const word of block.text.match(/[\p{L}\p{N}]{2,}/gu) ?? []) {
      const found = source.indexOf(word, at);
      if (found >= 0) at = found + word.length;
      else assert.match(source, /[&<]/, `${name}: "${word}" is not in "${source}"`); // a character reference or a tag is in the word
    }
  }
  for (const { start, end, author } of result.comments) {
    assert.ok(start <= end && end <= page.length, name);
    if (author && !/[&<]/.test(page.slice(start, end))) assert.ok(page.slice(start, end).includes(author), name);
  }
  return result;
}

test('blocks and comments stand where they say', () => {
  for (const { name, page } of threads()) checkPlaces(page, name);
  checkPlaces(html('regionalzeitung'), 'regionalzeitung');
  checkPlaces(html('stadtmagazin'), 'stadtmagazin');
});

test('characters of all lengths', () => {
  for (const text of ['日本語の文章です。これは文字の位置を調べるための文です。', 'Съешь же ещё этих мягких французских булок, да выпей чаю.', 'Musik 𝄞 und 👩‍👩‍👧 und noch viele Wörter, damit es Text ist.']) {
    const page = article(20, text);
    const { blocks } = checkPlaces(page, text);
    const paragraphs = blocks.filter((b) => b.text.startsWith(text.slice(0, 8)));
    assert.equal(paragraphs.length, 20);
    for (const { start, text } of paragraphs) assert.ok(page.startsWith(text, start));
  }
});

test('a page that starts with a byte order mark', () => {
  const page = article(9);
  const plain = clean(page);
  const marked = clean(`\uFEFF${page}`);
  assert.equal(marked.text, plain.text);
  assert.deepEqual(marked.blocks.map((b) => b.start), plain.blocks.map((b) => b.start + 1));
});

test('lone surrogates become U+FFFD and move nothing', () => {
  const broken = article(9, 'Ein halbes \uD83D Zeichen und noch ein halbes \uDE00 Zeichen, sonst ist der Satz in Ordnung.');
  const { blocks, text } = clean(broken);
  assert.match(text, /halbes \uFFFD Zeichen/);
  for (const block of blocks.filter((b) => b.text.startsWith('Ein halbes'))) {
    assert.ok(broken.slice(block.start, block.end).startsWith('Ein halbes \uD83D Zeichen'));
    assert.match(block.text, /\uFFFD/);
  }
  assert.deepEqual(clean(broken.toWellFormed?.() ?? broken.replaceAll('\uD83D', '\uFFFD').replaceAll('\uDE00', '\uFFFD')), clean(broken));
});
