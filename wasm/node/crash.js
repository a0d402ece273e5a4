// Runs the tests' own exports of a module that is built with the tag crash, each in an instance of its own: twice, and then
// one that only answers. Prints the answers in a line, up to the first exception.
import { readFileSync } from 'node:fs';
import '../js/wasm_exec.js';

const module = await WebAssembly.compile(readFileSync(new URL('../js/engine.wasm', import.meta.url)));

for (let kind = 0; kind <= 5; kind++) {
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  go.run(instance).catch(() => undefined);
  const { klartext_crash: crash } = instance.exports;
  const answers = [];
  try {
    for (const n of [kind, kind, 6]) answers.push(crash(n));
  } catch (error) {
    answers.push(error.constructor.name);
  }
  console.log(kind, ...answers);
}
process.exit(0);
