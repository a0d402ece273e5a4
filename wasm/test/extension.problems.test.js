// The extension on pages that cannot be read, or not yet, or no longer: what it says, and that it goes on from there.

import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, patience, screenshot } from './harness.js';
import { comments, extension, problem, read, settled, start, text } from './reader.js';

let server;
let chromium;
let close;

before(async () => {
  ({ server, chromium, close } = await start());
});
after(() => close?.());

async function done({ page, reader }) {
  await reader.close();
  await page.close();
}

/** Reads a page that cannot be read, and holds that the reader says why, in words, and that nothing went wrong beside that. */
async function failing(url, code, words, options) {
  const before = chromium.extensionProblems().length;
  const tabs = await read(chromium, url, options);
  assert.equal(tabs.state, 'problem');
  assert.equal(await problem(tabs.reader), code);
  assert.equal(await tabs.reader.locator('#problem').isVisible(), true);
  assert.match(await text(tabs.reader, '#problem'), words);
  assert.equal(await tabs.reader.evaluate(() => document.activeElement.id), 'problem-title');
  assert.deepEqual(chromium.extensionProblems().slice(before), []);
  return tabs;
}

test('a page of the browser', async () => {
  const tabs = await failing('chrome://version', 'browser', /belongs to the browser.*Open a web page/);
  await screenshot(tabs.reader, 'extension-problem');
  await tabs.reader.getByRole('button', { name: 'Go to the page' }).click();
  await tabs.page.waitForFunction(() => document.visibilityState === 'visible');
  await done(tabs);
});

test('the source of a page', async () => done(await failing(`view-source:${server.url}/strict.html`, 'browser', /belongs to the browser/)));

test('a PDF', async () => done(await failing(`${server.url}/page.pdf`, 'pdf', /This is a PDF.*look for it where/, { waitUntil: 'commit' })));

test('a picture', async () => {
  server.add('/dot.png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
  await done(await failing(`${server.url}/dot.png`, 'media', /no page of text/));
});

test('an empty page', async () => {
  const tabs = await failing(`${server.url}/empty.html`, 'empty', /The page is empty.*try again/);
  await tabs.page.setContent('<article><h1>Late</h1><p>This text came later than the click, as it does on pages that are made by scripts in the browser.</p></article>');
  await tabs.reader.getByRole('button', { name: 'Try again' }).click();
  await tabs.reader.waitForSelector('.kt-body');
  assert.match(await text(tabs.reader, '#article'), /came later than the click/);
  await done(tabs);
});

test('a page without an article, and what it has instead', async () => {
  const tabs = await failing(`${server.url}/overview.html`, 'noarticle', /No article found/);
  await tabs.reader.getByRole('button', { name: 'See every block' }).click();
  await tabs.reader.waitForSelector('.kt-block');
  assert.match(await text(tabs.reader, '#why'), /Impressum/);
  assert.equal(await tabs.reader.locator('#problem').isVisible(), false);
  await tabs.reader.getByRole('tab', { name: 'Read' }).click();
  assert.equal(await tabs.reader.locator('#problem').isVisible(), true);
  assert.match(await text(tabs.reader, '#problem'), /No article found/);
  await done(tabs);
});

test('a page that could not be loaded', async () => {
  const page = await chromium.context.newPage();
  server.add('/gone.html', (request) => request.socket.destroy());
  await assert.rejects(page.goto(`${server.url}/gone.html`), /ERR_EMPTY_RESPONSE/);
  await page.waitForURL('chrome-error:**'); // the page about the error comes after it
  const reader = await chromium.click(page);
  assert.equal(await settled(reader), 'problem');
  assert.equal(await problem(reader), 'unreachable');
  await done({ page, reader });
});

test('a page that is still loading', async () => {
  let rest;
  const all = new Promise((resolve) => { rest = resolve; });
  server.add('/slow.html', async (request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.write(`<!DOCTYPE html><title>Slow</title><p>${' '.repeat(2000)}`);
    await all;
    response.end('<article><h1>Worth the wait</h1><p>The second half of this page took its time, but here it is, and nobody had to click again for it.</p></article>');
  });
  const page = await chromium.context.newPage();
  await page.goto(`${server.url}/slow.html`, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('p'));
  const reader = await chromium.click(page);
  await settled(reader);
  assert.equal(await problem(reader), 'loading');
  rest();
  await reader.waitForSelector('.kt-body');
  assert.match(await text(reader, '#article'), /nobody had to click again/);
  await done({ page, reader });
});

test('a page whose end is still loading', async () => {
  let rest;
  const all = new Promise((resolve) => { rest = resolve; });
  server.add('/half.html', async (request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.write('<!DOCTYPE html><title>Half</title><article><h1>In two halves</h1><p id="first">The first half of this page is a paragraph that can be read before the rest has come.</p>');
    await all;
    response.end('<p>The second half is another paragraph, which came when the reader had begun to read.</p></article>');
  });
  const page = await chromium.context.newPage();
  await page.goto(`${server.url}/half.html`, { waitUntil: 'commit' });
  await page.waitForSelector('#first');
  const reader = await chromium.click(page);
  assert.equal(await settled(reader), 'views');
  assert.match(await text(reader, '#notice'), /still loading/);
  rest();
  await reader.waitForFunction(() => /has finished/.test(document.getElementById('notice').textContent));
  await reader.getByRole('button', { name: 'Read it again' }).click();
  await reader.waitForFunction(() => /another paragraph/.test(document.getElementById('article').textContent));
  assert.equal(await reader.locator('#notice').isVisible(), false);
  await done({ page, reader });
});

test('the tab is closed: what was read stays, also over a reload', async () => {
  const { page, reader } = await read(chromium, `${server.url}/strict.html`);
  await reader.waitForFunction(() => sessionStorage.length > 0);
  await page.close();
  await reader.getByRole('button', { name: 'Read the page again' }).click();
  await reader.waitForSelector('#notice:not([hidden])');
  assert.match(await text(reader, '#notice'), /tab is closed.*Open the page anew/);
  assert.match(await text(reader, '#article'), /Die Idee kam von einer Leserin/);

  await reader.reload();
  await settled(reader);
  assert.match(await text(reader, '#article'), /Die Idee kam von einer Leserin/);
  assert.equal((await comments(reader)).length, 5);
  assert.match(await text(reader, '#notice'), /Shown as it was read on/);
  await reader.close();
});

test('another site is opened in the tab: the permission ends', async () => {
  const { page, reader } = await read(chromium, `${server.url}/strict.html`);
  await reader.waitForFunction(() => sessionStorage.length > 0);
  await page.goto('http://elsewhere.example/shadow.html');
  await reader.getByRole('button', { name: 'Read the page again' }).click();
  await reader.waitForSelector('#notice:not([hidden])');
  assert.match(await text(reader, '#notice'), /only after a click.*Alt\+Shift\+K/);
  assert.match(await text(reader, '#article'), /Die Idee kam von einer Leserin/);

  await reader.reload();
  await settled(reader);
  assert.match(await text(reader, '#article'), /Die Idee kam von einer Leserin/);

  // A new click gives the permission again, and the same reader shows the new page.
  await chromium.trigger(page);
  await reader.waitForFunction(() => /lighthouse/.test(document.querySelector('.kt-title')?.textContent));
  await done({ page, reader });
});

test('the reader without a page', async () => {
  const reader = await chromium.open(chromium.extensionURL('reader.html'));
  await settled(reader);
  assert.equal(await problem(reader), 'nothing');
  assert.match(await text(reader, '#problem'), /Alt\+Shift\+K/);
  await reader.close();
});

test('the engine crashes, and the next try works', async () => {
  const { page, reader } = await read(chromium, `${server.url}/strict.html`);
  const [worker] = reader.workers();
  await worker.evaluate(() => {
    const { encode } = TextEncoder.prototype;
    TextEncoder.prototype.encode = function (words) {
      if (!words.startsWith('http')) return encode.call(this, words);
      TextEncoder.prototype.encode = encode; // with the address of the page the engine begins
      throw new RangeError('Maximum call stack size exceeded'); // as recursion in WASM ends
    };
  });
  await reader.getByRole('button', { name: 'Read the page again' }).click();
  await reader.waitForSelector('#notice:not([hidden])');
  assert.match(await text(reader, '#notice'), /engine stopped/);
  await reader.getByRole('button', { name: 'Try again' }).click();
  await reader.waitForFunction(() => document.getElementById('notice').hidden && document.documentElement.dataset.state === 'views');
  assert.match(await text(reader, '#article'), /Die Idee kam von einer Leserin/);
  await done({ page, reader });
});

test('the worker is ended by the browser, and the next request starts another', async () => {
  const { page, reader } = await read(chromium, `${server.url}/strict.html`);
  await reader.waitForFunction(() => sessionStorage.length > 0); // so that it has nothing to do
  await reader.workers()[0].evaluate(() => self.close());
  await reader.getByRole('tab', { name: 'Why' }).click();
  await reader.waitForSelector('.kt-block', { timeout: patience });
  await done({ page, reader });
});

test('a page that does not answer, and cancelling', async () => {
  let rest;
  const all = new Promise((resolve) => { rest = resolve; });
  server.add('/wait', async (request, response) => {
    await all;
    response.end();
  });
  const page = await chromium.open(`${server.url}/shadow.html`);
  const tab = await chromium.tabTarget(page);
  await page.evaluate(() => setTimeout(() => {
    const request = new XMLHttpRequest();
    request.open('GET', '/wait', false); // the page can do nothing else meanwhile
    request.send();
  }));
  const reader = await chromium.click(page, tab);
  await reader.waitForSelector('#slow:not([hidden])');
  assert.match(await text(reader, '#progress'), /Reading the page.*longer than usual/);
  await screenshot(reader, 'extension-progress');
  await reader.keyboard.press('Escape');
  await settled(reader);
  assert.equal(await problem(reader), 'cancelled');
  rest();
  await reader.getByRole('button', { name: 'Try again' }).click();
  await reader.waitForSelector('.kt-body');
  await done({ page, reader });
});

test('a broken installation', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'klartext-extension-'));
  let browser;
  try {
    await cp(extension, folder, { recursive: true });
    await writeFile(join(folder, 'js/engine.wasm'), 'this is no WASM');
    browser = await launch({ server, extension: folder });
    const { reader, state } = await read(browser, `${server.url}/strict.html`);
    assert.equal(state, 'problem');
    assert.equal(await problem(reader), 'crashed');
    assert.match(await text(reader, '#problem'), /Cleaning failed.*engine\.wasm is not a WASM module/);
  } finally {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  }
});
