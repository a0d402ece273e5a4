import { KlartextError, words } from './error.js';

/**
 * Makes a module of whatever tells where engine.wasm is.
 * @param {*} source see load() in index.d.ts
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(source) {
  source = await settled(source);
  if (source === undefined || source === null) source = new URL('./engine.wasm', import.meta.url);
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source === 'string' || source instanceof URL) source = await fetched(source);
  if (source instanceof ArrayBuffer) return compileBytes(source, 'what was given');
  if (ArrayBuffer.isView(source)) { // a DataView is no source for V8
    return compileBytes(new Uint8Array(source.buffer, source.byteOffset, source.byteLength), 'what was given');
  }
  if (source instanceof Response) return compileResponse(source); // last, for node loads all of fetch when it is mentioned
  throw new KlartextError('argument', 'engine.wasm is loaded from a URL, a Response, bytes or a WebAssembly.Module, not from ' +
    (typeof source === 'object' ? Object.prototype.toString.call(source) : typeof source));
}

async function settled(source) {
  try {
    return await source;
  } catch (error) {
    throw new KlartextError('load', `engine.wasm could not be got: ${words(error)}`, { cause: error });
  }
}

/** What is at an address: a Response, or the bytes of a file where there are files. */
async function fetched(source) {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  try {
    if (fs && isFile(source)) return await fs.readFile(source instanceof URL || !source.startsWith('file:') ? source : new URL(source));
    return await fetch(source);
  } catch (error) {
    throw new KlartextError('load', `${source} could not be read: ${words(error)}`, { cause: error });
  }
}

/** In node a string without a scheme is the name of a file. */
function isFile(source) {
  return source instanceof URL ? source.protocol === 'file:' : source.startsWith('file:') || !/^[a-z][a-z0-9+.-]+:/i.test(source);
}

async function compileResponse(response) {
  const name = response.url || 'the response';
  if (!response.ok) {
    throw new KlartextError('load', `${name} could not be read: ${response.status} ${response.statusText}`.trimEnd());
  }
  if (response.bodyUsed) throw new KlartextError('load', `${name} has been read already`);
  const type = response.headers.get('content-type') ?? '';
  if (/^application\/wasm$/i.test(type.trim())) { // compileStreaming takes no other
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (error) {
      throw notWasm(name, error);
    }
  }
  let bytes;
  try {
    bytes = await response.arrayBuffer();
  } catch (error) {
    throw new KlartextError('load', `${name} could not be read: ${words(error)}`, { cause: error });
  }
  return compileBytes(bytes, name);
}

async function compileBytes(bytes, name) {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    throw notWasm(name, error);
  }
}

function notWasm(name, error) {
  return new KlartextError('load', `${name} is not a WASM module: ${words(error)}`, { cause: error });
}
