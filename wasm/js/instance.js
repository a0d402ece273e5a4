import { KlartextError, words } from './error.js';
import { Go } from './go.js';
import { ABI, MAX_PAGE, REQUEST_HEAD, readHead, writeHead } from './wire.js';

const encoder = new TextEncoder();

// A WASM memory never shrinks, whatever Go's collector frees in it. An instance that has grown
// beyond this is replaced after the page, which takes 15 ms. Ordinary pages need far less: one of
// 5 MB about 40 MB, one of nothing but short paragraphs 200 MB.
const LARGE = 256 * 1024 * 1024;

/** One instance of the module, with its memory. */
export class Instance {
  /** Starts an instance without waiting, for a call of clean(). */
  static startSync(module) {
    const go = new Go();
    return new Instance(go, link(() => new WebAssembly.Instance(module, go.importObject)));
  }

  static async start(module) {
    const go = new Go();
    try {
      return new Instance(go, await WebAssembly.instantiate(module, go.importObject));
    } catch (error) {
      throw error instanceof KlartextError ? error : badLink(error);
    }
  }

  constructor(go, instance) {
    this.exports = instance.exports;
    this.dead = false;
    this.capacity = 0; // the longest request that the buffer has room for
    this.go = go;
    if (typeof this.exports.klartext_abi !== 'function' || typeof this.exports.run !== 'function') {
      throw new KlartextError('version', "this WASM module is not klartext's engine.wasm");
    }
    go.exit = () => {}; // go.exited tells; the original writes to the console
    go.run(instance).catch(() => {}); // returns when Go waits for calls; the promise is for its end
    this.check(); // fails if Go does not wait
  }

  /** Throws if the module does not belong to this package. */
  check() {
    const abi = this.exports.klartext_abi();
    if (abi !== ABI) {
      throw new KlartextError('version', `engine.wasm speaks version ${abi} of the wire format, ` +
        `this package version ${ABI}; take both from the same release, ` +
        'and see that no older engine.wasm is cached');
    }
    const at = this.exports.klartext_go() >>> 0;
    const bytes = new Uint8Array(this.exports.mem.buffer, at, 64);
    const built = new TextDecoder().decode(bytes.slice(0, bytes.indexOf(0)));
    if (built !== Go.version) {
      const loader = Go.version ?? 'an unknown version';
      throw new KlartextError('version', `engine.wasm was built by ${built}, ` +
        `wasm_exec.js is that of ${loader}; both must come from the same build ("make wasm")`);
    }
  }

  /** Whether the next page needs another instance: this one is dead, or its memory too large. */
  get spent() {
    return this.dead || this.go.exited === true || this.exports.mem.buffer.byteLength > LARGE;
  }

  /**
   * Answers a request. A panic of the engine is an answer too, with a status. The answer and the
   * bytes of the page are views of the memory, which are valid until the next call.
   * @param {{kind: number, sections: number, options: number, address: string, time: string}}
   *   request
   * @param {string|Uint8Array} page
   */
  ask(request, page) {
    try {
      const address = encoder.encode(request.address);
      const time = encoder.encode(request.time);
      const head = REQUEST_HEAD + address.length + time.length;
      const [at, length] = this.put(page, head);
      const bytes = new Uint8Array(this.exports.mem.buffer, at, head);
      bytes.set(address, REQUEST_HEAD);
      bytes.set(time, REQUEST_HEAD + address.length);
      const view = new DataView(bytes.buffer, at, REQUEST_HEAD);
      const { kind, sections, options } = request;
      writeHead(view, kind, sections, options, address.length, time.length, length);
      const answer = this.exports.klartext_run(head + length);
      if (!answer || this.go.exited) throw new Error('the Go program has ended');
      const { buffer } = this.exports.mem; // another one if the memory has grown
      return { ...readHead(buffer, answer >>> 0), page: new Uint8Array(buffer, at + head, length) };
    } catch (error) {
      if (error instanceof KlartextError) throw error;
      this.dead = true; // its state is unknown
      throw new KlartextError('crashed', `the engine crashed on this page (${words(error)}); ` +
        'the next call starts a new one', { cause: error });
    }
  }

  /** Writes a page after the head of a request; returns the request's address and page length. */
  put(page, head) {
    if (page.length > MAX_PAGE) throw tooLarge();
    if (typeof page !== 'string') {
      const at = this.reserve(head + page.length);
      new Uint8Array(this.exports.mem.buffer, at + head, page.length).set(page);
      return [at, page.length];
    }
    // Only encoding a page shows how many bytes it has, but most pages have few characters of more
    // than one byte. So the first buffer is a little longer than the page. If it is too short, the
    // rest follows in one that is long enough in any case.
    let room = Math.max(this.capacity, head + page.length + (page.length >>> 3) + 64);
    for (let read = 0, written = 0; ;) {
      const end = Math.min(room, head + MAX_PAGE + 3);
      const at = this.reserve(end);
      const { buffer } = this.exports.mem;
      const view = new Uint8Array(buffer, at + head + written, end - head - written);
      const done = encoder.encodeInto(read === 0 ? page : page.slice(read), view);
      read += done.read;
      written += done.written;
      if (read === page.length) return [at, written];
      if (end < room || written > MAX_PAGE) throw tooLarge();
      room = head + written + 3 * (page.length - read);
    }
  }

  reserve(length) {
    const at = this.exports.klartext_reserve(length);
    if (at === undefined || this.go.exited) throw new Error('the Go program has ended');
    if (at === 0) throw tooLarge();
    this.capacity = Math.max(this.capacity, length);
    return at >>> 0;
  }
}

function link(start) {
  try {
    return start();
  } catch (error) {
    throw badLink(error);
  }
}

function badLink(error) {
  if (error instanceof WebAssembly.LinkError) {
    const loader = Go.version ?? 'unknown version';
    return new KlartextError('version', `engine.wasm and wasm_exec.js (${loader}) ` +
      `do not belong together: ${words(error)}`, { cause: error });
  }
  return new KlartextError('load', `engine.wasm does not start: ${words(error)}`, { cause: error });
}

function tooLarge() {
  return new KlartextError('too-large', `the page is longer than ${MAX_PAGE} bytes`);
}
