// The npm package in Chromium, as a project has it that was bundled with esbuild: on the main thread and in a module worker.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bundle } from '../js/test/bundle.js';
import { launch, root, serve } from './harness.js';

let folder;
let server;
let chromium;
let page;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'klartext-bundle-'));
  await bundle(folder);
  server = await serve({
    folders: { '/': folder },
    pages: {
      '/index.html': '<!DOCTYPE html><title>Bundle</title>',
      '/favicon.ico': '',
      '/worker.js': `import { clean, load, readability } from './bundle.js';
        self.onmessage = async ({ data }) => {
          await load();
          const result = clean(data);
          self.postMessage({ result, article: readability(result) });
        };`,
    },
  });
  chromium = await launch({ server });
  page = await chromium.open(`${server.url}/index.html`);
});
after(async () => {
  await chromium?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const html = () => readFile(join(root, 'testdata/html/regionalzeitung.html'), 'utf8');

function check({ result, article }) {
  assert.equal(result.title, 'Fähre bekommt Solardach – und die Preise steigen');
  assert.deepEqual(result.authors, ['Hilke Brannhoff']);
  assert.match(result.text, /„Im Sommer schaffen wir damit jede dritte Fahrt aus eigener Kraft“/);
  assert.match(result.markdown, /\| Monatskarte \| 54,00 Euro \| 61,00 Euro \|/);
  assert.deepEqual(result.comments.slice(0, 3).map((c) => [c.author, c.parent]), [['Deichläuferin', null], ['Heiner O.', 0], ['Deichläuferin', 1]]);
  assert.equal(result.thread[0].replies[0].replies[0].author, 'Deichläuferin');
  assert.equal(article.title, result.title);
  assert.match(article.content, /<p>/);
}

test('on the main thread', async () => {
  const source = await html();
  check(await page.evaluate(async (given) => {
    const { clean, load, readability } = await import('/bundle.js');
    const engine = await load();
    const result = clean(given);
    return { result, article: readability(result), same: engine.clean === clean };
  }, source));
  assert.deepEqual(chromium.problems, []);
});

test('places are those of the string that was given', async () => {
  const source = await html();
  const { blocks, cut } = await page.evaluate(async (given) => {
    const { clean, load } = await import('/bundle.js');
    await load();
    const { blocks } = clean(given, { outputs: ['blocks'] });
    return { blocks, cut: blocks.map(({ start, end }) => given.slice(start, end)) };
  }, source);
  const at = blocks.findIndex(({ label }) => label === 'title');
  assert.match(cut[at], /Fähre bekommt Solardach/);
});

test('in a module worker', async () => {
  check(await page.evaluate((given) => new Promise((resolve, reject) => {
    const worker = new Worker('/worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(given);
  }), await html()));
  assert.deepEqual(chromium.problems, []);
});

test('a page that blocks WASM says so', async () => {
  server.add('/blocked.html', '<!DOCTYPE html><title>Blocked</title>', { 'Content-Security-Policy': "script-src 'self'" });
  const blocked = await chromium.open(`${server.url}/blocked.html`);
  const error = await blocked.evaluate(async () => {
    const { load } = await import('/bundle.js');
    return load().then(() => null, ({ name, code, message }) => ({ name, code, message }));
  });
  assert.equal(error.name, 'KlartextError');
  assert.match(error.message, /wasm-unsafe-eval|Content Security Policy/);
  await blocked.close();
});
