import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';

const MOST_RAW = 3_700_000;
const MOST_BROTLI = 800_000;

const wasm = readFileSync(new URL('../engine.wasm', import.meta.url));

// A module as Go links it has names; that of another version of Go than wasm/shrink knows is not shrunk.
const linked = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), 'name').length > 0;

test('engine.wasm stays within its budget', { skip: linked && 'it is not shrunk, see what "make wasm" said' }, (t) => {
  const brotli = brotliCompressSync(wasm, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length,
    },
  });
  t.diagnostic(`${wasm.length} bytes, ${brotli.length} with brotli`);
  assert.ok(wasm.length <= MOST_RAW, `${wasm.length} bytes, more than ${MOST_RAW}: see RATIONALE.md for what makes them`);
  assert.ok(brotli.length <= MOST_BROTLI, `${brotli.length} bytes with brotli, more than ${MOST_BROTLI}`);
});
