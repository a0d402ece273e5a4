import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { ABI } from '../wire.js';
import { VERSION } from '../version.js';
import { isolated } from './isolated.js';

const wasm = readFileSync(new URL('../engine.wasm', import.meta.url));

let server;
let base;
before(async () => {
  server = createServer((request, response) => {
    const [status, type, body] = {
      '/engine.wasm': [200, 'application/wasm', wasm], '/plain': [200, 'application/octet-stream', wasm],
      '/page': [200, 'application/wasm', '<!doctype html>'], '/broken': [200, 'text/html', '<!doctype html>'],
    }[request.url] ?? [404, 'text/plain', 'not here'];
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => { server.close(); server.closeAllConnections(); });

test('the version is that of package.json', () => {
  assert.equal(VERSION, JSON.parse(readFileSync(new URL('../package.json', import.meta.url))).version);
});

test('clean() before load() says so', async () => {
  const got = await isolated(({ clean }) => {
    try {
      clean('x');
      return 'nothing';
    } catch (error) {
      return [error.code, error.message];
    }
  });
  assert.equal(got[0], 'not-loaded');
  assert.match(got[1], /await load\(\)/);
});

test('sources', async () => {
  // In the worker, what the name says is made of the data.
  const load = async ({ load }, { kind, base, file, wasm }) => {
    const { pathToFileURL } = await import('node:url');
    const sources = {
      default: () => undefined, null: () => null, URL: () => new URL(`${base}/engine.wasm`), 'URL string': () => `${base}/engine.wasm`, path: () => file,
      'file URL': () => pathToFileURL(file), 'file URL string': () => pathToFileURL(file).href, 'data URL': () => `data:application/wasm;base64,${Buffer.from(wasm).toString('base64')}`,
      Response: () => fetch(`${base}/engine.wasm`), 'Response of another type': () => fetch(`${base}/plain`), 'made Response': () => new Response(wasm),
      bytes: () => wasm, ArrayBuffer: () => wasm.slice().buffer, Buffer: () => Buffer.from(wasm), DataView: () => new DataView(wasm.slice().buffer),
      Module: () => WebAssembly.compile(wasm), promise: () => Promise.resolve(new URL(`${base}/plain`)),
    };
    if (!kind) return Object.keys(sources);
    const klartext = await load(sources[kind]());
    return [klartext.clean('<title>Ein Titel</title><p>x').input, klartext.version, klartext.abi, Object.isFrozen(klartext)];
  };
  const data = { base, file: new URL('../engine.wasm', import.meta.url).pathname, wasm: new Uint8Array(wasm) };
  for (const kind of await isolated(load, data)) {
    assert.deepEqual(await isolated(load, { ...data, kind }), ['html', VERSION, ABI, true], kind);
  }
});

test('sources that are none, and a load that is tried again', async () => {
  const got = await isolated(async ({ load, clean, KlartextError }, { base, wasm }, dir) => {
    const used = await fetch(`${base}/engine.wasm`);
    await used.arrayBuffer();
    const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // a module with nothing in it
    const sources = [
      `${base}/nothing`, `${base}/page`, `${base}/broken`, 'http://127.0.0.1:1/', '/no/such/file', new URL('no.wasm', dir), used, wasm.subarray(0, 1000), new Uint8Array(0),
      { then: (_, reject) => reject(new Error('changed my mind')) }, empty, 42, {}, true, Symbol.iterator, () => 1,
    ];
    const codes = [];
    for (const source of sources) {
      try {
        await load(source);
        codes.push('loaded');
      } catch (error) {
        codes.push(`${error instanceof KlartextError ? error.code : error}: ${error.message}`);
      }
    }
    const before = (() => { try { clean(''); } catch (error) { return error.code; } })();
    await load(wasm);
    return { codes, before, after: clean('x').input };
  }, { base, wasm: new Uint8Array(wasm) });
  assert.equal(got.before, 'not-loaded');
  assert.equal(got.after, 'text');
  const want = [
    /^load: .*\/nothing could not be read: 404/, /^load: .*\/page is not a WASM module/, /^load: .*\/broken is not a WASM module/, /^load: .*127.0.0.1:1/, /^load: .*\/no\/such\/file could not be read: ENOENT/,
    /^load: .*no.wasm could not be read: ENOENT/, /^load: .*has been read already/, /^load: .*not a WASM module/, /^load: .*not a WASM module/, /^load: .*changed my mind/,
    /^version: .*not klartext's engine\.wasm/, /^argument: .*not from number/, /^argument: .*\[object Object\]/, /^argument: .*boolean/, /^argument: .*symbol/, /^argument: .*function/,
  ];
  assert.equal(got.codes.length, want.length);
  want.forEach((pattern, i) => assert.match(got.codes[i], pattern));
});

test('loading is done once', async () => {
  const got = await isolated(async ({ load }, { base }) => {
    const real = WebAssembly.instantiate;
    let count = 0;
    WebAssembly.instantiate = (...args) => { // not counting node's own
      if (args[1]?.gojs) count++;
      return real.apply(WebAssembly, args);
    };
    const [a, b] = await Promise.all([load(), load(`${base}/nothing`)]);
    const c = await load(42);
    return [a === b, b === c, load() === load(), count];
  }, { base });
  assert.deepEqual(got, [true, true, true, 1]);
});

test('a module of another version', async () => {
  // The module, with the constant that klartext_abi returns and with the version of Go changed.
  const old = Buffer.from(wasm);
  const needle = process.versions && /go1\.\d+(\.\d+)?(?=";)/.exec(readFileSync(new URL('../wasm_exec.js', import.meta.url), 'latin1'))[0];
  let changed = 0;
  for (let at = old.indexOf(needle); at >= 0; at = old.indexOf(needle, at + 1)) {
    old.write('go0', at, 'latin1');
    changed++;
  }
  assert.ok(changed > 0, `the module does not hold ${needle}`);
  const run = async ({ load, clean }, { wasm, abi }) => {
    const real = WebAssembly.instantiate;
    if (abi) WebAssembly.instantiate = async (...args) => {
      const instance = await real.apply(WebAssembly, args);
      return { exports: { ...instance.exports, klartext_abi: () => abi } };
    };
    let message = '';
    try {
      await load(wasm);
    } catch (error) {
      message = `${error.code}: ${error.message}`;
    }
    WebAssembly.instantiate = real;
    await load();
    return [message, clean('x').input];
  };
  const [ofGo, after] = await isolated(run, { wasm: new Uint8Array(old) });
  assert.match(ofGo, /^version: .*built by go0.*wasm_exec\.js is that of go1.*make wasm/);
  assert.equal(after, 'text');
  const [ofFormat] = await isolated(run, { wasm: new Uint8Array(wasm), abi: 77 });
  assert.match(ofFormat, new RegExp(`^version: .*version 77 of the wire format, this package version ${ABI}; take both from the same release`));
});

test('a process that has cleaned a page ends', async () => {
  const { execFile } = await import('node:child_process');
  const code = `import { load, clean } from '${new URL('../index.js', import.meta.url)}'; await load(); console.log(clean('x').input);`;
  const out = await new Promise((resolve, reject) => {
    execFile(process.execPath, ['--input-type=module', '-e', code], { timeout: 60_000 }, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
  assert.equal(out, 'text\n');
});
