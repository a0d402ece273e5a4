// A page of five megabytes in the extension: how long it takes until something is seen and until the article is there, and that
// neither the page nor the reader freezes. The figures are printed; the limits only tell a hang.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { loadavg } from 'node:os';
import { patience, screenshot } from './harness.js';
import { largePage } from './pages.js';
import { allComments, settled, start, text } from './reader.js';

const hang = 10_000;

let server;
let chromium;
let close;

before(async () => {
  ({ server, chromium, close } = await start());
});
after(() => close?.());

/** Records the longest time between two frames, and the longest task, from now on, or of tasks also those before. */
function watchFrames(buffered) {
  const seen = { gap: 0, task: 0, last: performance.now() };
  globalThis.seenFrames = seen;
  const frame = (now) => {
    seen.gap = Math.max(seen.gap, now - seen.last);
    seen.last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.task = Math.max(seen.task, duration);
  }).observe({ type: 'longtask', buffered });
}

const frames = (page) => page.evaluate(() => ({ gap: Math.round(globalThis.seenFrames.gap), task: Math.round(globalThis.seenFrames.task) }));

/** The times since the click, in ms. */
async function times(reader) {
  const marks = await reader.evaluate(() => [...performance.getEntriesByType('paint'), ...performance.getEntriesByType('mark')]
    .map(({ name, startTime }) => [name.replace(/^klartext:/, ''), performance.timeOrigin + startTime]));
  return Object.fromEntries(marks.map(([name, at]) => [name, Math.round(at - chromium.clicked)]));
}

async function readLarge(path, { html, comments, paragraphs, last }) {
  server.add(path, html);
  const page = await chromium.open(server.url + path);
  await page.evaluate(watchFrames, false);
  const reader = await chromium.click(page);
  await reader.evaluate(watchFrames, true);
  assert.equal(await settled(reader), 'views');
  await reader.waitForFunction(() => performance.getEntriesByName('klartext:thread').length > 0, null, { timeout: patience });
  const at = await times(reader);
  await reader.waitForFunction((n) => document.querySelectorAll('.kt-body > *').length >= n, paragraphs, { timeout: patience });
  await allComments(reader, comments.length);
  const body = await text(reader, '.kt-body');
  assert.ok(body.endsWith(last), body.slice(-300));
  return { page, reader, at, inReader: await frames(reader), inPage: await page.bringToFront().then(() => frames(page)) };
}

test('an article and its thread from five megabytes', async (t) => {
  const large = largePage(5_000_000);
  const size = (Buffer.byteLength(large.html) / 1e6).toFixed(1);
  for (const run of [1, 2, 3]) {
    const { page, reader, at, inPage, inReader } = await readLarge(`/large-${run}.html`, large);
    t.diagnostic(`load ${loadavg()[0].toFixed(1)}; ${size} MB, ${large.paragraphs} paragraphs, ${large.comments.length} comments; ms after the click: progress seen ${at['first-contentful-paint']}, `
      + `page taken ${at.taken}, cleaned ${at.cleaned}, article ${at.painted}, thread ${at.thread}; longest task: page ${inPage.task}, reader ${inReader.task}; `
      + `longest gap between frames: page ${inPage.gap}, reader ${inReader.gap}`);
    for (const [what, ms] of Object.entries({ ...at, pageTask: inPage.task, readerTask: inReader.task })) assert.ok(ms < hang, `${what}: ${ms} ms`);
    await reader.bringToFront();
    if (run === 1) await screenshot(reader, 'extension-large');

    // The page is kept for a reload, though sessionStorage holds less than that.
    await reader.waitForFunction(() => sessionStorage.length > 0, null, { timeout: patience });
    if (run === 3) {
      await page.close();
      await reader.reload();
      await settled(reader);
      await allComments(reader, large.comments.length);
      await reader.evaluate(watchFrames, false);
      const started = Date.now();
      await reader.getByRole('tab', { name: 'Why' }).click();
      await reader.waitForSelector('.kt-block', { timeout: patience });
      const first = Date.now() - started;
      const blocks = await reader.locator('.kt-toggle .kt-number').first().innerText();
      await reader.waitForFunction((n) => document.querySelectorAll('.kt-block').length === n, Number(blocks.replace(/\D/g, '')), { timeout: patience });
      t.diagnostic(`why: the first of ${blocks} blocks after ${first} ms; longest task ${(await frames(reader)).task} ms`);
    } else {
      await page.close();
    }
    await reader.close();
  }
  assert.deepEqual(chromium.extensionProblems(), []);
});

test('a page that is too large to be kept', async () => {
  // Noise does not get shorter by packing.
  const noise = Array.from({ length: 700_000 }, () => Math.random().toString(36).slice(2)).join('');
  server.add('/noise.html', `<!DOCTYPE html><title>Noise</title><article><h1>A page with a lot of luggage</h1>
<p>This paragraph is what the page has to say, and it is quite short, although the page as a whole is not.</p></article><script type="text/plain">${noise}</script>`);
  const page = await chromium.open(`${server.url}/noise.html`);
  const reader = await chromium.click(page);
  assert.equal(await settled(reader), 'views');
  await reader.waitForTimeout(1500); // until it has been tried
  assert.equal(await reader.evaluate(() => sessionStorage.length), 0);
  await reader.reload(); // it is read from its tab once more
  assert.equal(await settled(reader), 'views');
  assert.match(await text(reader, '#article'), /what the page has to say/);
  assert.deepEqual(chromium.extensionProblems(), []);
  await reader.close();
  await page.close();
});
