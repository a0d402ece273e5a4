// What is done in the reader: copying and saving, languages, themes, keys, reloading, reading again; and the service worker that the
// browser stops and wakes.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root, screenshot } from './harness.js';
import { allComments, comments, read, settled, start, text } from './reader.js';

let server;
let chromium;
let close;

before(async () => {
  ({ server, chromium, close } = await start());
});
after(() => close?.());

async function opened(check, path = '/strict.html', browser = chromium) {
  const tabs = await read(browser, server.url + path);
  const before = browser.extensionProblems().length;
  await check(tabs.reader, tabs.page);
  assert.deepEqual(browser.extensionProblems().slice(before), []);
  await tabs.reader.close();
  await tabs.page.close();
}

/** What is on the clipboard, as another page is given it. */
async function clipboard() {
  await chromium.context.grantPermissions(['clipboard-read'], { origin: server.url });
  const page = await chromium.open(`${server.url}/empty.html`);
  await page.bringToFront();
  const content = await page.evaluate(() => navigator.clipboard.readText());
  await page.close();
  return content;
}

const open = (reader, name) => reader.getByRole('button', { name, exact: true }).click();

test('copying', () => opened(async (reader) => {
  const pasted = async (name) => {
    await open(reader, 'Copy or save');
    await open(reader, name);
    await reader.waitForSelector('#toast.seen');
    await reader.waitForSelector('#export', { state: 'hidden' });
    const content = await clipboard();
    await reader.bringToFront();
    return content;
  };
  const markdown = await pasted('Copy as Markdown');
  assert.match(markdown, /^# Stadtbücherei leiht jetzt Lastenräder aus$/m);
  assert.match(markdown, /^## Wie die Ausleihe geht$/m);
  assert.match(markdown, /^- Helme liegen bereit/m);
  assert.match(markdown, /\*\*Grabenwächter\*\*/);
  assert.match(markdown, /\nSource: <http:\/\/127\.0\.0\.1:\d+\/strict\.html>\n$/);
  assert.equal(await text(reader, '#live'), 'Copied as Markdown.');

  const plain = await pasted('Copy as Text');
  assert.match(plain, /^Stadtbücherei leiht jetzt Lastenräder aus$/m);
  assert.match(plain, /Radlos/);

  await open(reader, 'Copy or save');
  await reader.getByLabel('With comments').uncheck();
  await reader.keyboard.press('Escape');
  assert.doesNotMatch(await pasted('Copy as Text'), /Radlos/);
  const { title, text: main, comments: none } = JSON.parse(await pasted('Copy as JSON'));
  assert.equal(title, 'Stadtbücherei leiht jetzt Lastenräder aus');
  assert.match(main, /Ganz oben steht bisher: Bücher\.$/);
  assert.equal(none, undefined);
}));

test('copying where the Clipboard API refuses', () => opened(async (reader) => {
  await reader.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('not now', 'NotAllowedError'));
  });
  await open(reader, 'Copy or save');
  await open(reader, 'Copy as Markdown');
  await reader.waitForSelector('#toast.seen');
  assert.match(await clipboard(), /^# Stadtbücherei leiht jetzt Lastenräder aus$/m);
}));

test('saving', () => opened(async (reader) => {
  const saved = async (name) => {
    await open(reader, 'Copy or save');
    const [download] = await Promise.all([reader.waitForEvent('download'), open(reader, name)]);
    await reader.waitForSelector('#export', { state: 'hidden' });
    return { name: download.suggestedFilename(), content: await readFile(await download.path(), 'utf8') };
  };
  const markdown = await saved('Save as Markdown');
  assert.equal(markdown.name, 'Stadtbücherei leiht jetzt Lastenräder aus.md');
  assert.match(markdown.content, /^# Stadtbücherei leiht jetzt Lastenräder aus$/m);
  const plain = await saved('Save as Text');
  assert.equal(plain.name, 'Stadtbücherei leiht jetzt Lastenräder aus.txt');
  const json = await saved('Save as JSON');
  assert.equal(json.name, 'Stadtbücherei leiht jetzt Lastenräder aus.json');
  const page = JSON.parse(json.content);
  assert.deepEqual(page.authors, ['Merle Quandt']);
  assert.deepEqual(page.comments.map((c) => [c.author, c.parent]), [
    ['Grabenwächter', null], ['Ilse P.', 0], ['Grabenwächter', 1], ['Radlos', null], ['Kühlschrankfahrerin', null],
  ]);
}));

test('why: every block with label and reason', () => opened(async (reader) => {
  await reader.getByRole('tab', { name: 'Why' }).click();
  await reader.waitForSelector('.kt-block');
  const why = await text(reader, '#why');
  for (const seen of ['Zustimmen', 'Consent box', 'Die Idee kam von einer Leserin', 'Dropped', 'Kept']) assert.ok(why.includes(seen), seen);
  assert.equal(await reader.locator('#read').isVisible(), false);
  await screenshot(reader, 'extension-why');
  await reader.keyboard.press('ArrowLeft');
  assert.equal(await reader.locator('#read').isVisible(), true);
  assert.equal(await reader.evaluate(() => document.activeElement.id), 'tab-read');
}));

test('another language, and it is kept', () => opened(async (reader) => {
  await open(reader, 'Display');
  await reader.getByLabel('Deutsch').check();
  await reader.waitForFunction(() => document.documentElement.lang === 'de' && document.querySelector('#thread h2').textContent === '5 Kommentare');
  assert.equal(await reader.getByRole('tab', { selected: true }).innerText(), 'Lesen');
  assert.equal(await reader.locator('#reload').getAttribute('aria-label'), 'Seite neu einlesen');
  await reader.keyboard.press('Escape');
  await reader.reload();
  await settled(reader);
  assert.equal(await text(reader, '#thread h2'), '5 Kommentare');
  assert.match(await text(reader, '#notice'), /Gezeigt, wie am .* eingelesen/);
  await open(reader, 'Darstellung');
  await reader.getByLabel('English').check();
  await reader.waitForFunction(() => document.querySelector('#thread h2').textContent === '5 comments');
}));

test('theme and text size, and they are kept', () => opened(async (reader) => {
  const look = () => reader.evaluate(() => {
    const { backgroundColor, fontSize } = getComputedStyle(document.documentElement);
    return { backgroundColor, fontSize };
  });
  const before = await look();
  await open(reader, 'Display');
  await reader.getByLabel('Dark').check();
  await open(reader, 'Larger');
  await open(reader, 'Larger');
  const changed = await look();
  assert.notEqual(changed.backgroundColor, before.backgroundColor);
  assert.equal(changed.fontSize, '19.2px');
  await screenshot(reader, 'extension-display');
  await reader.reload();
  await settled(reader);
  assert.deepEqual(await look(), changed);
  await reader.keyboard.press('0');
  await reader.keyboard.press('d');
  assert.deepEqual(await look(), before);
}));

test('keys, help, and where the focus goes', () => opened(async (reader) => {
  const focused = () => reader.evaluate(() => document.activeElement.id);
  assert.equal(await focused(), 'article', 'reading starts at the article');
  await reader.keyboard.press('?');
  const help = reader.getByRole('dialog', { name: 'Help' });
  assert.match(await help.innerText(), /Alt\+Shift\+K[^]*back to the page[^]*nothing is sent|nothing is sent[^]*Alt\+Shift\+K/);
  await screenshot(reader, 'extension-help');
  await reader.getByLabel('Use single keys').uncheck();
  await reader.keyboard.press('Escape');
  assert.equal(await help.isVisible(), false);
  assert.equal(await focused(), 'article', 'closing the help returns to where one was');
  await reader.keyboard.press('w');
  assert.equal(await reader.locator('#read').isVisible(), true, 'single keys are off');

  await open(reader, 'Help');
  await reader.getByLabel('Use single keys').check();
  await reader.keyboard.press('Escape');
  assert.equal(await focused(), 'help-button');
  await reader.keyboard.press('c');
  assert.equal(await focused(), 'thread');
  await reader.keyboard.press('w');
  assert.equal(await reader.locator('#why').isVisible(), true);
  await reader.waitForSelector('.kt-block');
  await reader.locator('#why input').fill('w');
  assert.equal(await reader.locator('#why').isVisible(), true, 'a letter in a text field is no command');
}));

test('all there is to press has a name, and the page has landmarks', () => opened(async (reader) => {
  const bare = await reader.evaluate(() => [...document.querySelectorAll('button, [role=tab], input, select, a[href]')]
    .filter((e) => e.checkVisibility() && !(e.getAttribute('aria-label') || e.labels?.length || e.textContent.trim()))
    .map((e) => e.outerHTML));
  assert.deepEqual(bare, []);
  for (const role of ['banner', 'main', 'tablist', 'status']) assert.notEqual(await reader.getByRole(role).count(), 0, role);
  assert.match(await text(reader, '#live'), /^Stadtbücherei leiht jetzt Lastenräder aus\. 5 comments$/);
  const headings = await reader.locator('h1').evaluateAll((all) => all.filter((h) => h.checkVisibility()).length);
  assert.equal(headings, 1);
}));

test('a second click reads the page again, in the same reader', () => opened(async (reader, page) => {
  const pages = chromium.context.pages().length;
  // The page's policy forbids scripts, not what a person does with developer tools.
  await page.locator('article > p').nth(3).evaluate((p) => { p.textContent += ' Inzwischen hat sie auch ein Boot.'; });
  await chromium.trigger(page);
  await reader.waitForFunction(() => /auch ein Boot/.test(document.querySelector('.kt-body')?.textContent));
  assert.equal(chromium.context.pages().length, pages);
  await reader.waitForFunction(() => document.visibilityState === 'visible');
}));

test('reading again keeps what is new, back goes to the page', () => opened(async (reader, page) => {
  await page.locator('article > p').nth(3).evaluate((p) => { p.textContent += ' Inzwischen hat sie auch ein Boot.'; });
  await open(reader, 'Read the page again');
  await reader.waitForFunction(() => /auch ein Boot/.test(document.querySelector('.kt-body')?.textContent));
  await reader.locator('#back').click();
  await page.waitForFunction(() => document.visibilityState === 'visible');
}));

test('the service worker is stopped and woken', () => opened(async (reader) => {
  await chromium.stopServiceWorkers();
  const second = await read(chromium, `${server.url}/dump.txt`);
  assert.equal(second.state, 'views');
  assert.match(await text(second.reader, '.kt-title'), /Brunnen/);
  await second.reader.close();
  await second.page.close();
  assert.equal(await reader.locator('.kt-comment').count(), 5);
}));

test('narrow, and on paper', () => opened(async (reader) => {
  await reader.setViewportSize({ width: 390, height: 844 });
  await screenshot(reader, 'extension-narrow');
  const wide = await reader.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, 'nothing is wider than the window');
  await reader.locator('#jump').click();
  await reader.waitForFunction(() => document.querySelector('#thread').getBoundingClientRect().top < 200);
  await reader.setViewportSize({ width: 1280, height: 900 });
  await reader.emulateMedia({ media: 'print' });
  assert.equal(await reader.locator('.bar').isVisible(), false);
  assert.equal(await reader.locator('#thread .kt-comment').last().isVisible(), true);
  await reader.emulateMedia({ media: null });
}));

test('in German and dark, as the browser is', async () => {
  const german = await start({ locale: 'de-DE', colorScheme: 'dark' });
  try {
    const { reader } = await read(german.chromium, `${german.server.url}/html/regionalzeitung.html`);
    await allComments(reader, 6);
    assert.equal(await reader.evaluate(() => document.documentElement.lang), 'de');
    assert.equal(await text(reader, '#thread h2'), '6 Kommentare');
    assert.equal(await reader.getByRole('tab', { selected: true }).innerText(), 'Lesen');
    assert.deepEqual((await comments(reader)).slice(0, 3).map((c) => [c.author, c.depth]), [['Deichläuferin', 0], ['Heiner O.', 1], ['Deichläuferin', 2]]);
    await screenshot(reader, 'extension-german-dark');
    await reader.getByRole('tab', { name: 'Warum' }).click();
    await reader.waitForSelector('.kt-block');
    await screenshot(reader, 'extension-why-dark');
    assert.deepEqual(german.chromium.extensionProblems(), []);
  } finally {
    await german.close();
  }
});

test('every text is there in both languages', async () => {
  const [de, en] = await Promise.all(['de', 'en'].map((lang) => import(join(root, `wasm/extension/texts.${lang}.js`))));
  assert.deepEqual(Object.keys(de.default).sort(), Object.keys(en.default).sort());
  for (const [key, value] of Object.entries(en.default)) {
    const holes = (words) => [...words.matchAll(/\{\d\}/g)].map(String).sort();
    assert.deepEqual(holes(de.default[key]), holes(value), key);
  }
});
