import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isolated } from './isolated.js';
import { article, html } from './pages.js';

// Each test runs in a worker and sees the instances that the package starts: it wraps what Go calls when its memory has grown, which
// happens in the middle of a large page, so that what is done there hits the engine at work.
const prepare = `
  const seen = [];
  let grown = null;
  const watch = (module, imports) => {
    const { gojs } = imports;
    const reset = gojs['runtime.resetMemoryDataView'];
    gojs['runtime.resetMemoryDataView'] = (sp) => { reset(sp); grown?.(seen.at(-1)); };
    return imports;
  };
  const { Instance, instantiate } = WebAssembly;
  WebAssembly.instantiate = async (module, imports) => {
    const instance = await instantiate(module, watch(module, imports));
    seen.push({ instance, imports });
    return instance;
  };
  WebAssembly.Instance = function (module, imports) {
    const instance = new Instance(module, watch(module, imports));
    seen.push({ instance, imports });
    return instance;
  };
  WebAssembly.Instance.prototype = Instance.prototype;
  const attempt = (run) => { try { return run(); } catch (error) { return error.code + ': ' + error.message; } };
`;

const crashed = (run, data) => isolated(`async ({ load, clean }, data) => { ${prepare} await load(); return (${run})(clean, data); }`, data);

const data = { page: html('regionalzeitung'), large: article(40_000) };

const check = ({ during, title, same, instances }) => {
  assert.match(during, /^crashed: .*the next call starts a new one/);
  assert.equal(title, 'Fähre bekommt Solardach – und die Preise steigen');
  assert.ok(same, 'the next page has another result than before the crash');
  assert.equal(instances, 2);
};

test('out of memory, where the Go program ends and the call returns undefined', async () => {
  check(await crashed(`(clean, { page, large }) => {
    const before = JSON.stringify(clean(page));
    console.log = console.warn = () => {}; // where Go writes its trace
    grown = ({ instance }) => { grown = null; instance.exports.mem.grow(65536 - instance.exports.mem.buffer.byteLength / 65536); };
    const during = attempt(() => clean(large));
    const result = clean(page);
    return { during, title: result.title, same: JSON.stringify(result) === before, instances: seen.length };
  }`, data));
});

test('an exception in the middle of the Go program', async () => {
  check(await crashed(`(clean, { page, large }) => {
    const before = JSON.stringify(clean(page));
    grown = () => { grown = null; throw new WebAssembly.RuntimeError('unreachable'); };
    const during = attempt(() => clean(large));
    const result = clean(page);
    return { during, title: result.title, same: JSON.stringify(result) === before, instances: seen.length };
  }`, data));
});

test('an instance that ended between two calls is replaced without an error', async () => {
  const got = await crashed(`(clean, { page }) => {
    const before = JSON.stringify(clean(page));
    const { instance, imports } = seen[0];
    imports.gojs['runtime.wasmExit'](instance.exports.klartext_reserve(64)); // the exit code is read from the memory
    return { same: JSON.stringify(clean(page)) === before, instances: seen.length };
  }`, data);
  assert.deepEqual(got, { same: true, instances: 2 });
});

test('a call without stack left', async () => {
  const got = await crashed(`(clean, { page }) => {
    const before = JSON.stringify(clean(page));
    const codes = new Set();
    const deeper = () => {
      try {
        deeper();
      } catch {}
      // On the way back there is a little more stack at every step.
      if (codes.size < 99 && !done) {
        try { clean(page); done = true; codes.add('ok'); } catch (error) { codes.add(error instanceof RangeError ? 'range' : error.code); }
      }
    };
    let done = false;
    deeper();
    return { same: JSON.stringify(clean(page)) === before, codes: [...codes] };
  }`, data);
  assert.ok(got.same);
  assert.ok(got.codes.includes('ok') && got.codes.length > 1, got.codes.join());
  for (const code of got.codes) assert.ok(['ok', 'range', 'crashed', 'load'].includes(code), code);
});

test('an instance whose memory has grown beyond all measure is given back', async () => {
  const got = await crashed(`(clean, { page, large }) => {
    const before = JSON.stringify(clean(page));
    const many = large.repeat(2);
    const blocks = clean(many, { outputs: ['blocks'] }).blocks.length;
    const size = seen[0].instance.exports.mem.buffer.byteLength;
    const same = JSON.stringify(clean(page)) === before;
    return { same, blocks, size, instances: seen.length, now: seen.at(-1).instance.exports.mem.buffer.byteLength };
  }`, data);
  assert.ok(got.same && got.blocks > 80_000, JSON.stringify(got));
  assert.ok(got.size > 2 ** 28 && got.now < 2 ** 26, JSON.stringify(got));
  assert.equal(got.instances, 2);
});
