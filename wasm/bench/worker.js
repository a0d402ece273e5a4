// The Worker of the browser's side: klartext as a page would use it, and where its time goes.

import { clean, load } from '../js/index.js';
import { Instance } from '../js/instance.js';

const now = () => performance.timeOrigin + performance.now();

let instance = null; // the one at work
let spans = null; // of the call that is looked into

const { ask } = Instance.prototype;
Instance.prototype.ask = function (...request) {
  instance = this;
  if (!spans) return ask.apply(this, request);
  const { exports } = this;
  this.exports = { ...exports, klartext_run: spied('run', exports.klartext_run) };
  try {
    return ask.apply(this, request);
  } finally {
    this.exports = exports;
  }
};

/** The function, which adds its time to one of the spans. */
function spied(name, original) {
  return function (...values) {
    const start = now();
    try {
      return original.apply(this, values);
    } finally {
      spans[name] += now() - start;
    }
  };
}

/** Runs clean() with what it calls being timed. */
function spyOn(run) {
  const { encodeInto } = TextEncoder.prototype;
  const { decode } = TextDecoder.prototype;
  const { parse } = JSON;
  TextEncoder.prototype.encodeInto = spied('encode', encodeInto);
  TextDecoder.prototype.decode = spied('decode', decode);
  JSON.parse = spied('parse', parse);
  spans = { encode: 0, run: 0, decode: 0, parse: 0 };
  try {
    return run();
  } finally {
    TextEncoder.prototype.encodeInto = encodeInto;
    TextDecoder.prototype.decode = decode;
    JSON.parse = parse;
  }
}

function answer(run) {
  try {
    return { result: run() };
  } catch (error) {
    return { error: String(error) };
  }
}

onmessage = (event) => {
  const woken = now();
  const { page, options, detail, memory } = event.data; // decoded now
  const read = now();
  if (memory) {
    gc();
    postMessage({ wasm: instance?.exports.mem.buffer.byteLength ?? 0 });
    return;
  }
  if (!detail) {
    postMessage(answer(() => clean(page, options)));
    return;
  }
  const done = answer(() => spyOn(() => clean(page, options)));
  const cleaned = now();
  postMessage(done);
  const sent = now();
  postMessage({ spans, at: { woken, read, cleaned, sent } });
  spans = null;
};

await load();
postMessage('ready');
