import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, load } from 'klartext';
import { article, html, threads } from './pages.js';

test('the memory is flat over a thousand pages', async () => {
  const { instantiate } = WebAssembly;
  const memories = [];
  WebAssembly.instantiate = async (...args) => {
    const instance = await instantiate.apply(WebAssembly, args);
    memories.push(instance.exports.mem);
    return instance;
  };
  await load();
  const pages = [...threads().map(({ page }) => page), html('regionalzeitung'), html('stadtmagazin'), article(500), article(300, '日本語の文章です。')];
  const run = () => { for (const page of pages) clean(page, { comments: true }); };
  run();
  run();
  const warm = memories[0].buffer.byteLength;
  let count = 0;
  while (count < 1000) {
    run();
    count += pages.length;
  }
  assert.equal(memories.length, 1, 'another instance was started');
  assert.equal(memories[0].buffer.byteLength, warm);
});
