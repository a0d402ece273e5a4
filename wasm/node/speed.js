// Times the requests of a file, each with its length before it, and what surrounds them in JavaScript.
// Usage: node speed.js REQUESTS ROUNDS; run by wasm/speed_test.go. Writes JSON: milliseconds, the sum over all pages of the best
// round of each page.
import { readFileSync } from 'node:fs';
import { clean, load } from '../js/index.js';
import { Instance } from '../js/instance.js';
import { readOptions } from '../js/options.js';
import { REQUEST_HEAD, SECTION } from '../js/wire.js';

const [file, rounds] = process.argv.slice(2);
const input = readFileSync(file);
const decoder = new TextDecoder();
const pages = [];
for (let at = 0; at < input.length;) {
  const length = input.readUInt32LE(at);
  const request = input.subarray(at + 4, at + 4 + length);
  const head = REQUEST_HEAD + request.readUInt32LE(16) + request.readUInt32LE(20);
  pages.push({ request, string: decoder.decode(request.subarray(head)) });
  at += 4 + length;
}

const raw = await Instance.start(await WebAssembly.compile(readFileSync(new URL('../js/engine.wasm', import.meta.url))));
await load();
const first = performance.now();
clean(pages[0].string);
const cold = performance.now() - first;

const options = { all: {}, text: { outputs: ['text'] }, article: { outputs: ['text', 'content'] } };
const measures = {
  run: ({ request }) => { // the engine alone
    const { exports } = raw;
    const at = raw.reserve(request.length);
    new Uint8Array(exports.mem.buffer, at, request.length).set(request);
    const start = performance.now();
    exports.klartext_run(request.length);
    return performance.now() - start;
  },
  encode: ({ string }) => timed(() => raw.put(string, REQUEST_HEAD)),
  decode: ({ request }) => {
    const parts = answer(request);
    return timed(() => parts.map((part) => decoder.decode(part)));
  },
  parse: ({ request }) => {
    const parts = answer(request);
    const json = decoder.decode(parts[SECTION.json]);
    const blocks = decoder.decode(parts[SECTION.blocks]);
    return timed(() => [JSON.parse(json), JSON.parse(`[${blocks.slice(0, -1).replaceAll('\n', ',')}]`)]);
  },
  ...Object.fromEntries(Object.entries(options).map(([name, o]) => [`clean ${name}`, ({ string }) => timed(() => clean(string, o))])),
};

function answer(request) {
  const page = request.subarray(REQUEST_HEAD + request.readUInt32LE(16) + request.readUInt32LE(20));
  return raw.ask({ ...readOptions({}), sections: request.readUInt32LE(8) }, page).parts;
}

function timed(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

const result = { cold };
for (const [name, measure] of Object.entries(measures)) {
  const best = new Array(pages.length).fill(Infinity);
  for (let round = 0; round < rounds; round++) pages.forEach((page, i) => { best[i] = Math.min(best[i], measure(page)); });
  result[name] = best.reduce((a, b) => a + b);
}
console.log(JSON.stringify(result));
