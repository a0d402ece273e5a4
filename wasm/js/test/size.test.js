import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';

const MOST_RAW = 3_700_000;
const MOST_BROTLI = 800_000;

const wasm = readFileSync(new URL('../engine.wasm', import.meta.url));

// A module has names until it is shrunk, which one of an unknown version of Go is not.
const names = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), 'name');
const skip = names.length > 0 && 'it is not shrunk, see what "make wasm" said';

test('engine.wasm stays within its budget', { skip }, (t) => {
  const brotli = brotliCompressSync(wasm, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length,
    },
  });
  t.diagnostic(`${wasm.length} bytes, ${brotli.length} with brotli`);
  assert.ok(wasm.length <= MOST_RAW, `more than ${MOST_RAW}: see RATIONALE.md`);
  assert.ok(brotli.length <= MOST_BROTLI, `with brotli more than ${MOST_BROTLI}: see RATIONALE.md`);
});
