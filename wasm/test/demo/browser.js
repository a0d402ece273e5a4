// What the tests in the browser share: a page with the views alone, and the demo as "make demo" serves it.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { launch, patience, root, serve } from '../harness.js';

const empty =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>views</title><link rel="icon" href="data:,">' +
  '<link rel="stylesheet" href="/view/view.css"><main id="root"></main>';

/** A page with an empty main element, on which the modules of the views can be imported. */
export async function viewPage(options = {}) {
  const server = await serve({
    folders: { '/view/': join(root, 'wasm/view'), '/samples/': join(root, 'wasm/test/demo') },
    pages: { '/': empty },
  });
  const chromium = await launch({ server, ...options });
  const page = await chromium.open(`${server.url}/`);
  return {
    server,
    chromium,
    page,
    close: async () => {
      await chromium.close();
      await server.close();
    },
  };
}

/** The demo's own server, on a free port. */
export async function serveDemo() {
  const folder = await mkdtemp(join(tmpdir(), 'klartext-demo-'));
  const program = join(folder, 'serve');
  await promisify(execFile)(process.env.GO ?? 'go', ['build', '-o', program, 'wasm/demo/serve.go'], { cwd: root });
  const server = spawn(program, ['-port', '0'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await new Promise((resolve, reject) => {
    let errors = '';
    server.stderr.on('data', (data) => (errors += data));
    server.once('exit', (code) => reject(new Error(`the server of the demo ended with ${code}: ${errors}`)));
    createInterface(server.stdout).once('line', resolve);
    setTimeout(() => reject(new Error('the server of the demo does not answer')), patience).unref();
  });
  const stop = () =>
    new Promise((resolve) => {
      server.removeAllListeners('exit');
      server.once('exit', resolve);
      server.kill();
    });
  return {
    url,
    program,
    close: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Chromium that finds no host but this machine. */
export const launchAlone = (options = {}) =>
  launch({ ...options, args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', ...(options.args ?? [])] });

/** What has the focus, in short: tag, role or type, and name. */
export const focused = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    return {
      tag: e.localName,
      id: e.id,
      name: e.getAttribute('aria-label') ?? e.textContent.trim().slice(0, 60),
      ring: getComputedStyle(e).outlineStyle,
    };
  });
