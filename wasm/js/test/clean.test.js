import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { KlartextError, clean, load, readability } from 'klartext';
import { article, html, section, threads } from './pages.js';

const page = html('regionalzeitung');

before(() => load());

const code = (name, about) => (error) => {
  assert.ok(error instanceof KlartextError && error instanceof Error);
  assert.equal(error.name, 'KlartextError');
  assert.equal(error.code, name);
  assert.match(error.message, about);
  return true;
};

test('a page of HTML', () => {
  const result = clean(page);
  assert.equal(result.input, 'html');
  assert.equal(result.title, 'Fähre bekommt Solardach – und die Preise steigen');
  assert.deepEqual(result.authors, ['Hilke Brannhoff']);
  assert.equal(result.published, '2024-02-19T06:12:00+01:00');
  assert.equal(result.lang, 'de');
  assert.equal(result.dir, 'ltr');
  assert.equal(result.sources.published, 'json-ld');
  assert.ok('lang' in result.sources && !('language' in result.sources));
  assert.match(result.text, /^Die „Marn II“ soll ab April/);
  assert.match(result.markdown, /\| Monatskarte \|/);
  assert.match(result.content, /<table>/);
  for (const output of [result.text, result.markdown, result.content]) assert.doesNotMatch(output, /\n$/);
  assert.equal(result.comments.length, 6);
  assert.equal(result.commentSection.announced, 6);
  assert.deepEqual(result.comments.map(({ parent }) => parent), [null, 0, 1, null, 3, null]);
  assert.deepEqual(result.thread.map(({ index, replies }) => [index, replies.map((r) => r.index)]), [[0, [1]], [3, [4]], [5, []]]);
  assert.equal(result.thread[0].replies[0].replies[0].depth, 2);
  assert.equal(result.threadPage, false);
  assert.ok(result.confidence > 0.5 && result.confidence <= 1);
  assert.ok(result.blocks.some((b) => b.label === 'boilerplate:nav' && !b.main && b.reason.startsWith('navigation')));
  assert.deepEqual(result.blocks.map((b) => b.index), result.blocks.map((_, i) => i));
});

test('a page of plain text', () => {
  const result = clean(section('pages/de-02-wpdiscuz-stadtportal.txtar', 'input.txt'));
  assert.equal(result.input, 'text');
  assert.ok(result.comments.length > 3 && result.title);
});

test('no page is an empty result', () => {
  const result = clean('');
  assert.deepEqual([result.text, result.markdown, result.title, result.dir], ['', '', null, null]);
  assert.match(result.content, /^<article[^<>]*>\s*<\/article>$/);
  assert.deepEqual([result.comments, result.thread, result.blocks], [[], [], []]);
  assert.deepEqual(result.commentSection, { state: 'none', announced: null, provider: null, start: 0, end: 0 });
});

test('a result can be cloned and written as JSON', () => {
  for (const { page } of threads()) {
    const result = clean(page);
    assert.deepEqual(structuredClone(result), result);
    assert.deepEqual(JSON.parse(JSON.stringify(result)).text, result.text);
  }
});

test('every field is there on every page', () => {
  const fields = Object.keys(clean(page));
  const ofComment = Object.keys(clean(page).comments[0]);
  for (const { name, page } of threads()) {
    const result = clean(page);
    assert.deepEqual(Object.keys(result), fields, name);
    for (const [key, value] of Object.entries(result)) assert.notEqual(value, undefined, `${name} ${key}`);
    for (const comment of result.comments) {
      assert.deepEqual(Object.keys(comment), ofComment, name);
      for (const [key, value] of Object.entries(comment)) assert.ok(value !== undefined || key === 'parent', `${name} ${key}`);
      assert.ok(comment.votes === null || comment.votesWritten !== null, name);
    }
  }
});

test('outputs', () => {
  const all = clean(page);
  for (const outputs of [[], ['text'], ['markdown', 'content'], ['blocks'], ['text', 'markdown', 'content', 'blocks']]) {
    const result = clean(page, { outputs });
    for (const name of ['text', 'markdown', 'content', 'blocks']) assert.deepEqual(result[name], outputs.includes(name) ? all[name] : null);
    assert.deepEqual(result.comments, all.comments);
  }
});

test('write options', () => {
  const page = html('stadtmagazin');
  const plain = clean(page);
  const changes = {
    bylines: ['text', /^Ladina Steinegger$/m], dates: ['text', /^23\.05\.2023, 17:05/m],
    captions: ['content', /Seit Ostern leer: Das grosse Becken/], credits: ['text', /^Video: rigiblatt/m], comments: ['markdown', /\*\*[^*]+\*\* · /],
  };
  for (const [name, [output, pattern]] of Object.entries(changes)) {
    const result = clean(page, { [name]: true });
    assert.match(result[output], pattern, name);
    assert.doesNotMatch(plain[output], pattern, name);
    assert.deepEqual(clean(page, { [name]: false }), plain, name);
  }
  assert.match(clean(html('regionalzeitung'), { title: true }).text, /^Nahverkehr auf dem Wasser\nFähre bekommt Solardach/);
  const linked = article(9, 'Ein Satz mit <a href="/x">einem Verweis</a> und <img src="/bild.jpg" alt="einem Bild"> darin, der lang genug ist.');
  const url = 'https://example.org/a/b';
  assert.match(clean(linked, { url }).markdown, /\[einem Verweis\]\(https:\/\/example\.org\/x\)/);
  assert.match(clean(linked, { url: new URL(url) }).content, /https:\/\/example\.org\/bild\.jpg/);
  assert.doesNotMatch(clean(linked, { url, noLinks: true }).markdown, /\/x\)/);
  assert.doesNotMatch(clean(linked, { url, noImages: true }).content, /<img/);
  assert.equal(clean(linked, { url, noImages: true, noLinks: true }).text, clean(linked).text);
});

test('the text is the same by either way', () => {
  for (const { name, page } of threads()) {
    // The option makes the engine write it on its own; without byline on the page both say the same.
    const result = clean(page);
    const written = clean(page, { credits: true, captions: true });
    if (!result.blocks.some((b) => b.label === 'credit' || b.label === 'caption')) assert.equal(result.text, written.text, name);
  }
});

test('input', () => {
  assert.equal(clean('<p>Ein Absatz.').input, 'html');
  assert.equal(clean('Ein Absatz.').input, 'text');
  assert.equal(clean('Ein Absatz.', { input: 'html' }).input, 'html');
  assert.equal(clean('<p>Ein Absatz.', { input: 'text' }).input, 'text');
  assert.equal(clean('<p>Ein Absatz.', { input: 'auto' }).input, 'html');
});

test('fetchedAt makes dates of ages', () => {
  const aged = `${article(9)}<div id="comments"><h3>2 Kommentare</h3>${['Anna', 'Bernd'].map((name, i) => `<div class="comment" id="comment-${i}">` +
    `<b class="author">${name}</b> <span class="time">vor ${i + 2} Stunden</span><p>Das sehe ich ganz genauso, danke für den Text.</p><a>Antworten</a></div>`).join('')}</div>`;
  assert.deepEqual(clean(aged).comments.map((c) => [c.author, c.time, c.published]), [['Anna', 'vor 2 Stunden', null], ['Bernd', 'vor 3 Stunden', null]]);
  for (const fetchedAt of ['2024-05-06T12:00Z', new Date(Date.UTC(2024, 4, 6, 12))]) {
    const dates = clean(aged, { fetchedAt }).comments.map((c) => c.published);
    assert.ok(dates[0].startsWith('2024-05-06T10') && dates[1].startsWith('2024-05-06T09'), dates);
  }
});

test('direction', () => {
  assert.equal(clean('<html dir="rtl"><p>x').dir, 'rtl');
  assert.equal(clean('<html dir=LTR lang=ar><p>x').dir, 'ltr');
  assert.equal(clean('<html lang=ar dir=auto><p>x').dir, 'rtl');
  assert.equal(clean('<html lang=en><p>x').dir, 'ltr');
  assert.equal(clean('<p>x').dir, null);
});

test('bad arguments', () => {
  const bad = [
    [undefined, undefined, /page must be a string or bytes, not undefined/], [null, undefined, /not null/], [42, undefined, /not number/], [{}, undefined, /not object/],
    ['', null, /options must be an object, not null/], ['', 'text', /not string/],
    ['', { output: ['text'] }, /no option "output"; there are .*outputs/], ['', { input: 'pdf' }, /auto, html, text, not "pdf"/], ['', { input: null }, /not null/],
    ['', { outputs: 'text' }, /must be a list/], ['', { outputs: ['html'] }, /holds "html"; there are text, markdown, content, blocks/],
    ['', { title: 'yes' }, /title must be true or false/], ['', { noLinks: 1 }, /noLinks must be true or false, not number/],
    ['', { url: 7 }, /url must be/], ['', { fetchedAt: 7 }, /fetchedAt must be a Date/], ['', { fetchedAt: new Date(NaN) }, /invalid Date/],
    ['', { fetchedAt: 'gestern' }, /fetchedAt: .*ISO 8601/], ['', { charset: 'klingon' }, /charset must be an encoding/],
  ];
  for (const [page, options, about] of bad) assert.throws(() => clean(page, options), code('argument', about), String(about));
  assert.equal(clean(page).comments.length, 6);
});

test('options that are undefined are as if left out', () => {
  const none = Object.fromEntries(['url', 'fetchedAt', 'input', 'charset', 'outputs', 'title', 'noLinks'].map((name) => [name, undefined]));
  assert.deepEqual(clean(page, none), clean(page));
});

test('binary data', () => {
  assert.throws(() => clean('%PDF-1.7\n'), code('binary', /binary data/));
  assert.throws(() => clean(new Uint8Array(5000)), code('binary', /binary data/));
  assert.throws(() => clean(Buffer.from(article(3), 'utf16le')), code('binary', /binary data/));
  const where = `Größe: ${'a '.repeat(100)}\0\0\0\0${'a '.repeat(20)}`;
  assert.throws(() => clean(where), (error) => error.code === 'binary' && error.stage === 'token' && where[error.offset] === '\0' && error.offset === 207);
});

test('bytes', () => {
  const bytes = new TextEncoder().encode(page);
  const ofBytes = clean(bytes);
  const places = ({ start, end }) => Buffer.from(bytes.subarray(start, end)).toString();
  const ofString = clean(page);
  assert.deepEqual(ofBytes.blocks.map(places), ofString.blocks.map(({ start, end }) => page.slice(start, end)));
  assert.equal(ofBytes.markdown, ofString.markdown);
  assert.deepEqual(clean(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), ofBytes);
  const padded = new Uint8Array(bytes.length + 10);
  padded.set(bytes, 7);
  assert.deepEqual(clean(padded.subarray(7, 7 + bytes.length)), ofBytes);
  assert.deepEqual(clean(new DataView(padded.buffer, 7, bytes.length)), ofBytes);
  assert.deepEqual(clean(bytes, { charset: 'UTF-8' }), ofBytes);
  assert.ok(clean(Uint8Array.of(0x3c, 0x70, 0x3e, 0xff, 0x41, 0xe4)).blocks[0].text.includes('A'));
});

test('charset', () => {
  const latin = article(5, 'Die Größe der Übungsräume ändert sich, sagt Jörg Müßig dem Blatt, und das sei schön für alle.');
  const windows = Buffer.from(latin, 'latin1');
  assert.deepEqual(clean(windows, { charset: 'windows-1252' }), clean(latin));
  assert.notEqual(clean(windows).text, clean(latin).text);
  const utf16 = Buffer.from(`\uFEFF${latin}`, 'utf16le');
  assert.deepEqual(clean(utf16, { charset: 'utf-16le' }), clean(latin));
  assert.deepEqual(clean(latin, { charset: 'windows-1252' }), clean(latin), 'of a string it is not used');
});

test('readability', () => {
  const result = clean(page);
  assert.deepEqual(readability(result), {
    title: result.title, content: result.content, textContent: result.text, length: result.text.length, excerpt: result.description,
    byline: 'Hilke Brannhoff', dir: 'ltr', siteName: 'Unterwarter Kurier', lang: 'de', publishedTime: '2024-02-19T06:12:00+01:00',
  });
  assert.equal(readability(clean('')), null);
  assert.match(readability(clean(article(9))).excerpt, /^Ein Satz, der in einem Artikel steht/);
  assert.throws(() => readability(clean(page, { outputs: ['text'] })), code('argument', /needs a result with the outputs/));
  assert.throws(() => readability(undefined), code('argument', /needs a result/));
});
