// The native engine, as a process that waits for requests; native/main.go has its side of the talk.

import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export class Native {
  /** Builds and starts it. It writes the pages to the folder. */
  static async start(root, folder, per) {
    const program = join(folder, 'native');
    const build = ['build', '-trimpath', '-o', program, './wasm/bench/native'];
    execFileSync(process.env.GO ?? 'go', build, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    const options = ['-dir', folder, '-per', String(per)];
    const native = new Native(spawn(program, options, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] }));
    await native.line();
    native.set = JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8'));
    return native;
  }

  constructor(process) {
    this.process = process;
    this.lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  async line() {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('the native engine ended; what it wrote is above');
    return value;
  }

  /** Runs over pages as pass() of realm.js does. */
  async pass(sections, from, to) {
    this.process.stdin.write(`${sections} ${from} ${to}\n`);
    return JSON.parse(await this.line()).map((ns) => ({ ms: [ns / 1e6] }));
  }

  close() {
    this.process.stdin.end();
  }
}
