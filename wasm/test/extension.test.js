// The extension in Chromium: pages of all kinds, read by a click on the button. See also the files beside this one: what else is done
// in the reader (use), pages that cannot be read (problems), large pages (large).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { screenshot } from './harness.js';
import { thread, threadPage } from './pages.js';
import { allComments, comments, extension, start, text } from './reader.js';

let server;
let chromium;
let close;

before(async () => {
  ({ server, chromium, close } = await start());
});
after(() => close?.());

/** Reads a page, and holds that nothing was sent and nothing went wrong meanwhile. */
async function quietly(path, check, host = server.url) {
  const page = await chromium.open(host + path);
  await page.waitForLoadState('networkidle');
  const [sent, problems] = [server.requests.length, chromium.problems.length];
  const reader = await chromium.click(page);
  await reader.waitForFunction(() => document.documentElement.dataset.state === 'views');
  await check(reader, page);
  assert.deepEqual(chromium.sent(sent), [], 'requests');
  assert.deepEqual(chromium.problems.slice(problems), [], 'problems');
  const strangers = chromium.requests.filter(({ from, url }) => from.startsWith(chromium.extensionURL()) && !/^(chrome-extension|blob):/.test(url));
  assert.deepEqual(strangers, [], 'requests of the extension that leave it');
  await reader.close();
  await page.close();
}

test('the manifest asks for two permissions and has no way out', () => {
  const manifest = JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));
  assert.deepEqual(manifest.permissions, ['activeTab', 'scripting']);
  for (const key of ['host_permissions', 'optional_permissions', 'optional_host_permissions', 'content_scripts', 'web_accessible_resources', 'externally_connectable']) {
    assert.equal(manifest[key], undefined, key);
  }
  const policy = Object.fromEntries(manifest.content_security_policy.extension_pages.split(/;\s*/).map((d) => d.split(/ (.*)/s).slice(0, 2)));
  assert.equal(policy['default-src'], "'none'");
  assert.equal(policy['script-src'], "'self' 'wasm-unsafe-eval'");
  for (const [name, value] of Object.entries(policy)) assert.match(value, /^('self'|'none'|'wasm-unsafe-eval'| )+$/, name);
});

test('an article on a page with a strict policy', () => quietly('/strict.html', async (reader, page) => {
  assert.equal(await text(reader, '.kt-title'), 'Stadtbücherei leiht jetzt Lastenräder aus');
  const article = await text(reader, '#article');
  for (const seen of ['Von Merle Quandt', 'Neben Romanen und Reiseführern', 'Die Idee kam von einer Leserin', 'Wie die Ausleihe geht', 'Helme liegen bereit', 'Ganz oben steht bisher: Bücher.']) {
    assert.ok(article.includes(seen), `"${seen}" is missing in: ${article}`);
  }
  for (const unseen of ['94 Partner', 'Zustimmen', 'Sport', 'Mehr zum Thema', 'Treppe am Stadtgraben', 'Impressum', 'Grabenwächter']) {
    assert.ok(!article.includes(unseen), `"${unseen}" is in: ${article}`);
  }
  assert.match(article, /Ein grünes Lastenrad vor dem Eingang/, 'the picture says what it shows');
  assert.deepEqual((await allComments(reader, 5)).map(({ author, depth }) => [author, depth]), [
    ['Grabenwächter', 0], ['Ilse P.', 1], ['Grabenwächter', 2], ['Radlos', 0], ['Kühlschrankfahrerin', 0],
  ]);
  assert.match(await reader.title(), /^Stadtbücherei leiht jetzt Lastenräder aus – klartext$/);
  assert.equal(await reader.locator('#article img, #thread img').count(), 0);
  await screenshot(reader, 'extension-article');

  // Of the reader's tab nothing leaks into the page, and the page is as it was.
  assert.equal(await page.locator('h1').innerText(), 'Stadtbücherei leiht jetzt Lastenräder aus');
}));

test('folding, one author, the newest', () => quietly('/strict.html', async (reader) => {
  await allComments(reader, 5);
  const fold = reader.locator('[data-fold="0"]');
  assert.equal(await fold.getAttribute('aria-expanded'), 'true');
  await fold.click();
  assert.equal(await fold.getAttribute('aria-expanded'), 'false');
  assert.deepEqual((await comments(reader)).map((c) => c.author), ['Grabenwächter', 'Radlos', 'Kühlschrankfahrerin']);
  await fold.click();

  await reader.locator('[data-author="Grabenwächter"]').first().click();
  assert.deepEqual((await comments(reader)).map((c) => c.text.slice(0, 12)), ['Endlich muss', 'Deshalb brin']);
  await reader.locator('[data-clear]').click();
  assert.equal((await comments(reader)).length, 5);

  await reader.locator('#thread select').selectOption('newest');
  assert.deepEqual((await comments(reader)).map((c) => c.author), ['Kühlschrankfahrerin', 'Radlos', 'Grabenwächter', 'Ilse P.', 'Grabenwächter']);
}));

test('shadow roots: declarative, by script, with slots, closed', () => quietly('/shadow.html', async (reader) => {
  assert.equal(await text(reader, '.kt-title'), 'The lighthouse that moved inland');
  const article = await text(reader, '#article');
  const order = ['Nobody on Harrow Point', 'The tower weighs', 'We greased it with soap', 'It took six weeks', 'Since then the cliff'];
  const at = order.map((words) => article.indexOf(words));
  assert.deepEqual(at, [...at].sort((a, b) => a - b), article);
  assert.ok(!at.includes(-1), article);
  assert.match(article, /Wren Okonjo/);
  assert.doesNotMatch(article, /no slot to go to|the newsroom|Sign in/);
  assert.deepEqual(await allComments(reader, 3), [
    { author: 'Tamsin Reed', text: 'My grandfather cut the wire, and he never tired of telling us how the soap froze on the third night.', depth: 0 },
    { author: 'Old Salt', text: 'Soap does not freeze, Tamsin, but your grandfather certainly stood still long enough to think so.', depth: 1 },
    { author: 'Chartmaker <3', text: 'The charts were indeed wrong for two years & nobody at the office would believe the ships.', depth: 0 },
  ]);
}));

test('five hundred comments', async () => {
  const written = thread(500);
  server.add('/thread.html', threadPage(written));
  await quietly('/thread.html', async (reader) => {
    const seen = await allComments(reader, 500);
    assert.deepEqual(seen.map(({ author, text: words, depth }) => [author, words, depth]), written.map((c) => [c.author, c.text, c.depth]));
    assert.equal(await text(reader, '#thread h2'), '500 comments');
    await screenshot(reader, 'extension-thread');

    await reader.locator('#thread select').selectOption('newest');
    const newest = [...written].sort((a, b) => b.time.localeCompare(a.time) || a.id - b.id);
    assert.deepEqual((await allComments(reader, 500)).map((c) => c.text), newest.map((c) => c.text));

    const { author } = written[3];
    await reader.locator('#thread select').selectOption('thread');
    await reader.locator(`[data-author="${author}"]`).first().click();
    const own = written.filter((c) => c.author === author);
    assert.deepEqual((await allComments(reader, own.length)).map((c) => c.text), own.map((c) => c.text));
  });
});

test('a plain-text page', () => quietly('/dump.txt', async (reader) => {
  assert.equal(await text(reader, '.kt-title'), 'Der Brunnen am Rathaus läuft wieder');
  assert.match(await text(reader, '#article'), /Nach acht Jahren fließt Wasser.*eine Urkunde und, weil Urkunden nicht satt machen/);
  assert.deepEqual((await allComments(reader, 2)).map((c) => c.author), ['Marktfrau', 'Bauhof']);
}));

test('a page that means harm', () => quietly('/hostile.html', async (reader) => {
  await allComments(reader, 3);
  await reader.locator('#article').hover();
  await reader.locator('#tab-why').click();
  await reader.waitForSelector('.kt-block');
  await reader.locator('#tab-read').click();

  const found = await reader.evaluate(() => {
    const all = [...document.querySelectorAll('#article *, #thread *, #why *')];
    return {
      harmed: globalThis.harmed,
      elements: all.filter((e) => /^(script|iframe|object|embed|img|picture|video|svg|math|style|form|base|link|meta)$/.test(e.localName)).map((e) => e.outerHTML),
      handlers: all.flatMap((e) => e.getAttributeNames().filter((name) => name.startsWith('on'))),
      links: all.filter((e) => e.hasAttribute('href')).map((e) => e.href),
      styles: document.querySelectorAll('[style*="url("]').length,
    };
  });
  assert.equal(found.harmed, undefined);
  assert.deepEqual(found.elements, []);
  assert.deepEqual(found.handlers, []);
  assert.equal(found.styles, 0);
  for (const link of found.links) assert.match(link, /^(https?:|mailto:|tel:)/);
  assert.ok(found.links.includes('http://news.example/lease'), 'links that lead somewhere stay');

  // What looks like markup is text, and names of properties are names.
  assert.equal(await reader.title(), 'The orchard at the end of the line – klartext');
  const seen = await comments(reader);
  assert.match(seen[1].text, /<script>globalThis\.harmed = 'comment'<\/script> is what I would write/);
  assert.match(seen[2].text, /^The noon tram was late again/);
  const body = await text(reader, '.kt-body');
  assert.match(body, /^For thirty years the last tram.*What remains of the line is the gate/);
  assert.match(body, /written by a script/, 'what the page has written is a part of it');
  assert.doesNotMatch(body, /globalThis/);
}));
