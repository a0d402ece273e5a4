// Runs the tests' own export of a module that is built with the tag crash, every kind in an instance of its own: twice, and then
// kind 6, which only answers. Prints the answers in a line, up to the first exception or the program's end.
import { readFileSync } from 'node:fs';
import '../js/wasm_exec.js';

const module = await WebAssembly.compile(readFileSync(new URL('../js/engine.wasm', import.meta.url)));

for (let kind = 0; kind <= 25; kind++) {
  if (kind === 6) continue;
  const answers = [];
  const go = new Go();
  const instance = await WebAssembly.instantiate(module, go.importObject);
  go.exit = () => answers.push('exit');
  go.run(instance).catch(() => undefined);
  const { klartext_crash: crash } = instance.exports;
  try {
    for (const n of [kind, kind, 6]) if (!go.exited) answers.push(crash(n));
  } catch (error) {
    answers.push(error.constructor.name);
  }
  console.log(kind, ...answers);
}
process.exit(0);
