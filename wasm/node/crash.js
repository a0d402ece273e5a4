// Calls klartext_crash of a module that was built with the tag crash: every kind twice in a new
// instance, and then kind 6, which does nothing. Prints a line with the answers for each kind. If
// the program ends or throws, the line ends with that.
//
// Usage: node crash.js MODULE [KEY=VALUE...]; run by wasm/crash_test.go. The pairs are the
// environment of the Go program.
import { readFileSync } from 'node:fs';
import '../js/wasm_exec.js';

const [file, ...pairs] = process.argv.slice(2);
const environment = Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/, 2)));
const module = await WebAssembly.compile(readFileSync(file));

const { log } = console;
let message; // why the program died
console.log = (line) => { if (/^(fatal error|panic): /.test(line)) message ??= line; };

for (let kind = 0; kind <= 26; kind++) {
  if (kind === 6) continue;
  const answers = [];
  const go = new Go();
  go.env = environment;
  message = undefined;
  const instance = await WebAssembly.instantiate(module, go.importObject);
  go.exit = (code) => answers.push(`exit ${code}`, ...(message ? [message] : []));
  go.run(instance).catch(() => undefined);
  const { klartext_crash: crash } = instance.exports;
  try {
    for (const n of [kind, kind, 6]) {
      const answer = crash(n);
      if (go.exited) break;
      answers.push(answer);
    }
  } catch (error) {
    answers.push(error.constructor.name);
  }
  log(kind, ...answers);
}
process.exit(0);
