import { KlartextError } from './error.js';
import { Instance } from './instance.js';
import { bad, readOptions } from './options.js';
import { makeError, makeResult } from './result.js';
import { compile } from './source.js';
import { VERSION } from './version.js';
import { ABI } from './wire.js';

let module = null; // kept, so that a new instance can be started without waiting
let instance = null;
let loading = null;

/** Loads engine.wasm. Only the first call that succeeds does anything, further ones return what it returned. */
export function load(source) {
  loading ??= start(source).catch((error) => {
    loading = null; // so that it can be tried again
    throw error;
  });
  return loading;
}

async function start(source) {
  const compiled = await compile(source);
  instance = await Instance.start(compiled);
  module = compiled;
  return Object.freeze({ clean, version: VERSION, abi: ABI });
}

/** Takes a page apart; see index.d.ts. */
export function clean(page, options) {
  const request = readOptions(options);
  page = readPage(page, request.charset);
  const length = typeof page === 'string' ? page.length : null;
  const answer = ready().ask(request, page);
  if (answer.status !== 0) throw makeError(answer, length);
  return makeResult(answer, request.outputs, length);
}

/** The page as a string, or as bytes in UTF-8. */
function readPage(page, charset) {
  if (typeof page === 'string') return page;
  let bytes;
  if (page instanceof ArrayBuffer) bytes = new Uint8Array(page);
  else if (ArrayBuffer.isView(page)) bytes = new Uint8Array(page.buffer, page.byteOffset, page.byteLength);
  else throw bad(`the page must be a string or bytes, not ${page === null ? 'null' : typeof page}`);
  return charset ? charset.decode(bytes) : bytes;
}

/** An instance that can answer. */
function ready() {
  if (!module) throw new KlartextError('not-loaded', 'call "await load()" first, clean() does not wait');
  if (!instance || instance.spent) {
    instance = null;
    instance = Instance.startSync(module);
  }
  return instance;
}
