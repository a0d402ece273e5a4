// The demo's server, without a browser.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { patience, root } from '../harness.js';
import { serveDemo } from './browser.js';

let demo;
before(async () => {
  demo = await serveDemo();
});
after(() => demo?.close());

test('the server: types, other folders, a port in use', async () => {
  const site = demo.url.replace(/demo\/$/, '');
  const types = {
    'demo/': 'text/html; charset=utf-8',
    'demo/demo.js': 'text/javascript; charset=utf-8',
    'js/engine.wasm': 'application/wasm',
    'view/view.css': 'text/css; charset=utf-8',
    'demo/icon.svg': 'image/svg+xml',
    'samples/html/regionalzeitung.html': 'text/plain; charset=utf-8',
  };
  for (const [path, type] of Object.entries(types)) {
    const response = await fetch(site + path);
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get('content-type'), type, path);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    await response.arrayBuffer();
  }
  for (const path of [
    'go.mod',
    'demo/serve.go',
    'js/',
    'samples/',
    '%2e%2e/go.mod',
    'demo/..%2f..%2fgo.mod',
    'demo/nothing.js',
  ]) {
    assert.equal((await fetch(site + path)).status, 404, path);
  }
  assert.equal((await fetch(`${site}demo/`, { method: 'POST' })).status, 405);
  const second = spawn(demo.program, ['-port', new URL(demo.url).port], { cwd: root });
  const [line] = await once(second.stdout, 'data', { signal: AbortSignal.timeout(patience) });
  second.kill();
  assert.match(String(line), /^http:\/\/127\.0\.0\.1:\d+\/demo\/\n$/);
  assert.notEqual(String(line).trim(), demo.url);
});
