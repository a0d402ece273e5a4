// Answers the requests in a file, each of which follows its length, with a file of results of the
// same form.
//
// Usage: node parity.js REQUESTS RESULTS [KEY=VALUE...]; run by wasm/parity_test.go, which
// compares the results with those of the native engine. The pairs are the environment of the Go
// program; if there are some, there is a new instance for every second request.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { Go } from '../js/go.js';
import { Instance } from '../js/instance.js';

const [requests, results, ...environment] = process.argv.slice(2);
const engine = new URL('../js/engine.wasm', import.meta.url);
const module = await WebAssembly.compile(readFileSync(engine));
let instance = null;
let count = 0;
const input = readFileSync(requests);
const output = openSync(results, 'w');
for (let at = 0; at < input.length;) {
  const length = input.readUInt32LE(at);
  const answer = run(input.subarray(at + 4, at + 4 + length));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(answer.length);
  writeAll(head);
  writeAll(answer);
  at += 4 + length;
}
closeSync(output);

function run(request) {
  const again = environment.length > 0 && count++ % 2 === 0;
  if (!instance || instance.spent || again) instance = start();
  const { exports } = instance;
  const at = instance.reserve(request.length);
  new Uint8Array(exports.mem.buffer, at, request.length).set(request);
  const answer = exports.klartext_run(request.length);
  if (!answer) throw new Error('the Go program has ended');
  const length = new DataView(exports.mem.buffer).getUint32((answer >>> 0) + 8, true);
  return new Uint8Array(exports.mem.buffer, answer >>> 0, length);
}

function start() {
  const go = new Go();
  go.env = Object.fromEntries(environment.map((pair) => pair.split(/=(.*)/, 2)));
  return new Instance(go, new WebAssembly.Instance(module, go.importObject));
}

function writeAll(bytes) {
  for (let at = 0; at < bytes.length;) at += writeSync(output, bytes, at);
}
