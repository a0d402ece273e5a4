// What the tests of the extension share: pages on a server, a browser with the extension, and what a reader of it sees.

import { accessSync } from 'node:fs';
import { join } from 'node:path';
import { launch, patience, root, serve } from './harness.js';

/** The folder that "make extension" assembles. */
export const extension = join(root, 'bin/extension');

/** A policy under which a page may do nothing: no scripts, no WASM, no connections. */
const strict = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-same-origin; require-trusted-types-for 'script'";

/**
 * Starts a server with the pages of testdata/browser and Chromium with the extension.
 * @param {object} [options] as for launch
 */
export async function start(options) {
  try {
    accessSync(join(extension, 'manifest.json'));
  } catch {
    throw new Error('no extension in bin/extension: run "make extension"');
  }
  const server = await serve({
    folders: { '/': join(root, 'testdata/browser'), '/html/': join(root, 'testdata/html') },
    headers: { '/strict.html': { 'Content-Security-Policy': strict } },
    pages: { '/favicon.ico': '', '/empty.html': '' },
  });
  const chromium = await launch({ server, extension, ...options });
  return { server, chromium, close: async () => { await chromium.close(); await server.close(); } };
}

/** Waits until the reader shows something to read, or a problem; returns which: 'views' or 'problem'. */
export async function settled(reader) {
  await reader.waitForFunction(() => /views|problem/.test(document.documentElement.dataset.state ?? ''), null, { timeout: patience });
  return reader.evaluate(() => document.documentElement.dataset.state);
}

/** Opens a page and reads it with the extension. */
export async function read(chromium, url, options) {
  const page = await chromium.open(url, options);
  const reader = await chromium.click(page);
  const state = await settled(reader);
  return { page, reader, state };
}

/** The comments as they are seen: those that are not folded away, with author, text, and how deep they stand. */
export function comments(reader) {
  return reader.evaluate(() => [...document.querySelectorAll('.kt-comment')].filter((c) => !c.closest('[hidden]')).map((c) => {
    let depth = -1;
    for (let list = c.closest('ol'); list; list = list.parentElement.closest('ol')) depth++;
    return { author: c.querySelector('.kt-author').textContent, text: c.querySelector('.kt-text').textContent.trim(), depth };
  }));
}

/** Waits until all comments are shown: those after the first fifty follow while the page is idle. */
export async function allComments(reader, count) {
  await reader.waitForFunction((n) => document.querySelectorAll('.kt-comment').length === n, count, { timeout: patience });
  return comments(reader);
}

/** The text of an element, with its white space collapsed. */
export async function text(reader, selector) {
  return (await reader.locator(selector).innerText()).replace(/\s+/g, ' ').trim();
}

/** Which problem the reader shows: its code. */
export const problem = (reader) => reader.locator('#problem').getAttribute('data-code');
