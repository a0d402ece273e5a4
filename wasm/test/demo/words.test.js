// The parts of views and demo that need no browser: texts, dates, the order of a thread, filters, files.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decode, NoText } from '../../demo/files.js';
import { samples, sectionOf } from '../../demo/samples.js';
import { texts } from '../../demo/texts.js';
import { resolve } from '../../view/content.js';
import { dateTimeValue, formatAge, formatDate, languageName, parseDate } from '../../view/dates.js';
import { families, familyOf, labels } from '../../view/families.js';
import de from '../../view/messages.de.js';
import en from '../../view/messages.en.js';
import { pickLanguage, strings } from '../../view/messages.js';
import { readingOrder, sorted } from '../../view/tree.js';
import { matching, strip, verdictOf } from '../../view/verdict.js';
import { root } from '../harness.js';
import { blocks, comment, smallThread } from './samples.js';

const read = (path) => readFileSync(join(root, path), 'utf8');

/** The strings of a Go table, from its name to the brace that ends it. */
function tableOf(path, name) {
  const source = read(path);
  const at = source.indexOf(`${name} = [`);
  assert.ok(at >= 0, `${path} has no table ${name}`);
  const found = [...source.slice(at, source.indexOf('\n}', at)).matchAll(/"([^"]*)"/g)].map(([, s]) => s);
  assert.ok(found.length > 3, `${path}: ${name} has ${found.length} entries`);
  return found;
}

test('both languages have the same texts with the same parameters', () => {
  for (const [a, b] of [
    [en, de],
    [texts.en, texts.de],
  ]) {
    assert.deepEqual(Object.keys(a), Object.keys(b));
    for (const key of Object.keys(a)) {
      assert.equal(typeof a[key], typeof b[key], key);
      const parameters = (text) => [...new Set(JSON.stringify(text).match(/\{\d\}/g))].sort();
      assert.deepEqual(parameters(a[key]), parameters(b[key]), key);
      if (typeof a[key] === 'object') assert.deepEqual(Object.keys(a[key]), Object.keys(b[key]), key);
    }
  }
});

test('every text that is asked for is there, and none is left over', () => {
  const files = ['view', 'demo'].flatMap((d) => readdirSync(join(root, 'wasm', d)).map((f) => `wasm/${d}/${f}`));
  const source = files
    .filter((f) => /\.(?:js|html)$/.test(f) && !/messages\.\w\w\.js|texts\.js/.test(f))
    .map(read)
    .join('\n');
  const all = { ...en, ...texts.en };
  const asked = [
    ...source.matchAll(
      /(?<![\w.])(?:t|tt)\(\s*'([\w.-]+)'|data-t(?:-\w+)?="([\w.-]+)"|'((?:article|comments|why|demo)\.[\w.]+)'/g,
    ),
  ];
  assert.ok(asked.length > 60, `found only ${asked.length}`);
  for (const [, a, b, c] of asked) assert.ok((a ?? b ?? c) in all, `no text for ${a ?? b ?? c}`);
  const made =
    /^(?:label|family|kind|rule|demo\.sample|demo\.stat|comments\.order|comments\.keys|why\.range|why\.(?:kept|aside|dropped))\b/;
  const left = Object.keys(all).filter((key) => !made.test(key) && !source.includes(key));
  assert.deepEqual(left, []);
});

test('every label, kind and rule of the engine has a name, every label a family', () => {
  const t = strings('de');
  const all = tableOf('engine/label/label.go', 'names');
  assert.deepEqual([...labels].sort(), [...all].sort());
  for (const label of all) {
    assert.ok(t.has(`label.${label}`), label);
    assert.ok(families.includes(familyOf(label)), label);
    assert.ok(t.has(`family.${familyOf(label)}`), label);
  }
  for (const kind of tableOf('engine/block/block.go', 'kindNames')) assert.ok(t.has(`kind.${kind}`), kind);
  for (const rule of read('engine/internal/sheet/verdict.go')
    .match(/ruleNames = \[numRules\]string\{([^}]*)\}/)[1]
    .match(/[a-z][a-z -]*/g))
    assert.ok(t.has(`rule.${rule}`), rule);
});

test('a text that is not known comes back as it is', () => {
  const t = strings('en');
  assert.equal(t('no.such.key'), 'no.such.key');
  assert.equal(t.label('boilerplate:new'), 'boilerplate:new');
  assert.equal(t.reason('text: magic'), 'text: magic');
  assert.equal(t.reason(null), '');
  assert.equal(t.reason('text: model 0.93'), 'the model’s estimate');
  assert.equal(familyOf('boilerplate:new'), 'other');
  assert.equal(familyOf('comment-new'), 'comment');
});

test('plural forms, numbers and the choice of language', () => {
  assert.equal(strings('en')('comments.count', 1), '1 comment');
  assert.equal(strings('en')('comments.count', 1234), '1,234 comments');
  assert.equal(strings('de')('comments.count', 1234), '1.234 Kommentare');
  assert.equal(strings('de')('comments.only.active', '{1}$&'), 'Nur Kommentare von {1}$&');
  assert.equal(strings('fr').lang, 'en');
  assert.equal(pickLanguage(['fr-CA', 'de-AT', 'en']), 'de');
  assert.equal(pickLanguage(['__proto__', 'constructor']), 'en');
  assert.equal(strings('en', { 'own.key': 'mine {0}' })('own.key', 1), 'mine 1');
});

test('dates are shown as exact as they are known, by the clock of the page', () => {
  const cases = [
    ['2023', '2023'],
    ['2023-09', 'September 2023'],
    ['2023-W37', '2023-W37'],
    ['2023-09-13', '13. September 2023'],
    ['2023-09-13T15', '13. September 2023 um 15 Uhr'],
    ['2023-09-13T15:11+09:00', '13. September 2023 um 15:11'],
    ['2023-09-13T15:11:12Z', '13. September 2023 um 15:11'],
    ['yesterday', 'yesterday'],
  ];
  for (const [iso, want] of cases) assert.equal(formatDate('de', iso), want);
  assert.equal(formatDate('en', '2024-02-19T07:03', true), '19 Feb 2024, 07:03');
  assert.equal(parseDate('2023-09-13T15:11+02:00').time, Date.UTC(2023, 8, 13, 13, 11));
  assert.equal(parseDate('2023-09-13T15:11-05:30').time, Date.UTC(2023, 8, 13, 20, 41));
  assert.equal(dateTimeValue('2023-09-13T15'), '2023-09-13');
  assert.equal(dateTimeValue('2023-09-13T15+02:00'), '2023-09-13');
  assert.equal(dateTimeValue('2023-09-13T15:11+02:00'), '2023-09-13T15:11+02:00');
});

test('ages', () => {
  const now = new Date('2024-02-19T12:00:00Z');
  const cases = [
    ['2024-02-19T11:58Z', 'vor 2 Minuten'],
    ['2024-02-19T09:00Z', 'vor 3 Stunden'],
    ['2024-02-18T11:00Z', 'gestern'],
    ['2023-02-01T00:00Z', 'letztes Jahr'],
    ['2024-02', ''],
    ['', ''],
  ];
  for (const [iso, want] of cases) assert.equal(formatAge('de', iso, now), want, iso);
});

test('names of languages', () => {
  assert.equal(languageName('de', 'fr'), 'Französisch');
  assert.equal(languageName('en', '!!'), '!!');
});

test('a thread is read as the engine reads it', () => {
  const cases = [
    // those of TestThread in engine/write_thread_test.go; -1 top level, -2 unknown
    [[], ''],
    [[-1, -1, -2], '0:0 1:0 2:0'],
    [[-1, 0, 1, 0, -1, 4], '0:0 1:1 2:2 3:1 4:0 5:1'],
    [[-1, -1, 0, 1, 2], '0:0 2:1 4:2 1:0 3:1'],
    [[2, 2, -1, 4, -1], '2:0 0:1 1:1 4:0 3:1'],
    [[1, 0, 7, 3, -9], '0:0 1:1 2:0 3:0 4:0'],
    [[-1, 3, 1, 2, 2, 0], '0:0 5:1 1:0 2:1 3:2 4:2'],
  ];
  for (const [parents, want] of cases) {
    const order = readingOrder(parents.map((p) => ({ parent: p === -1 ? null : p === -2 ? undefined : p })));
    assert.equal(order.map(({ index, depth }) => `${index}:${depth}`).join(' '), want);
  }
});

test('every comment of a random thread is read once, and sizes are those of its branch', () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 500; round++) {
    const comments = Array.from({ length: 1 + random(9) }, () => ({ parent: random(12) - 2 }));
    const order = readingOrder(comments);
    assert.deepEqual(
      order.map((e) => e.index).sort((a, b) => a - b),
      [...comments.keys()],
    );
    order.forEach((entry, i) => {
      let below = 0;
      while (i + 1 + below < order.length && order[i + 1 + below].depth > entry.depth) below++;
      assert.equal(entry.size, below, JSON.stringify(comments));
    });
  }
});

test('a thread of 200,000 replies to replies is read', () => {
  const order = readingOrder(Array.from({ length: 200_000 }, (_, i) => ({ parent: i === 0 ? null : i - 1 })));
  assert.equal(order.at(-1).depth, 199_999);
  assert.equal(order[0].size, 199_999);
});

test('orders put what has no time or votes last', () => {
  const comments = smallThread();
  const moment = (iso) => parseDate(iso)?.time ?? NaN;
  assert.deepEqual(sorted(comments, 'newest', moment), [4, 2, 3, 1, 0, 5]);
  assert.deepEqual(sorted(comments, 'oldest', moment), [0, 1, 3, 2, 4, 5]);
  assert.deepEqual(sorted(comments, 'votes', moment), [2, 0, 1, 5, 3, 4]);
  assert.deepEqual(sorted([comment(0), comment(1)], 'votes', moment), [0, 1]);
});

test('blocks are told apart and found', () => {
  const all = blocks(80);
  const t = strings('en');
  assert.equal(verdictOf({ main: true, label: 'text' }), 'kept');
  assert.equal(verdictOf({ main: false, label: 'comment-text' }), 'aside');
  assert.equal(verdictOf({ main: false, label: 'boilerplate:ad' }), 'dropped');
  assert.equal(matching(all, {}, t).length, 80);
  assert.equal(matching(all, { verdict: 'kept' }, t).length, 20);
  assert.equal(matching(all, { family: 'nav' }, t).length, 10);
  assert.deepEqual(matching(all, { query: 'NUMBER 17.' }, t), [17]);
  assert.equal(matching(all, { query: 'advertisement' }, t).length, 10);
  assert.equal(matching(all, { family: 'nav', query: 'advertisement' }, t).length, 0);
});

test('the map of a page has at most as many parts as it has columns, and all of the page', () => {
  assert.deepEqual(strip([], 100), []);
  for (const n of [1, 7, 100, 5000]) {
    const parts = strip(blocks(n), 60);
    assert.ok(parts.length <= Math.min(n, 60));
    assert.equal(parts[0].index, 0);
    const weight = blocks(n).reduce((sum, b) => sum + b.text.length + 12, 0);
    assert.equal(
      parts.reduce((sum, p) => sum + p.weight, 0),
      weight,
    );
  }
});

test('only addresses that do no harm are followed', () => {
  const bad = [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a/b',
    '//',
    '/relative',
    'x',
  ];
  for (const url of bad) assert.equal(resolve(url, null), '', url);
  assert.equal(resolve('/a?b#c', 'https://x.example/d/e'), 'https://x.example/a?b#c');
  assert.equal(resolve('//y.example/', 'https://x.example/'), 'https://y.example/');
  assert.equal(resolve('javascript:alert(1)', 'https://x.example/'), '');
  assert.equal(resolve('mailto:a@b.example'), 'mailto:a@b.example');
});

test('files are read in their encoding', () => {
  const bytes = (...list) => Uint8Array.from(list).buffer;
  const latin = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0)).buffer;
  assert.equal(decode(new TextEncoder().encode('Fähre').buffer), 'Fähre');
  assert.equal(decode(bytes(0xef, 0xbb, 0xbf, 0x41)), 'A');
  assert.equal(decode(bytes(0xff, 0xfe, 0x41, 0x00)), 'A');
  assert.equal(decode(bytes(0xfe, 0xff, 0x00, 0x41)), 'A');
  assert.equal(decode(latin('F\u00e4hre')), 'Fähre');
  assert.equal(decode(latin('<meta charset="iso-8859-2">\u00b1')), '<meta charset="iso-8859-2">ą');
  assert.equal(decode(latin('<meta charset="nonsense">\u00e4')), '<meta charset="nonsense">ä');
  assert.throws(() => decode(bytes(0x89, 0x50, 0x4e, 0x47, 0x00)), NoText);
  assert.equal(decode(bytes()), '');
});

test('the examples are there', () => {
  for (const { name, file, section } of samples) {
    const text = read(join('testdata', file));
    assert.ok((section ? sectionOf(text, section) : text).length > 500, file);
    assert.ok(`demo.sample.${name}` in texts.en);
  }
  assert.throws(() => sectionOf('-- a --\nx\n', 'b'), /no section b/);
  assert.equal(sectionOf('c\n-- a --\nx\ny\n-- b --\nz\n', 'a'), 'x\ny');
});
