// The reader's side of the worker.

/** What a call fails with: the code is 'cancelled', 'crashed', 'gone', or one of the engine's. */
export class EngineError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}

/** How long a worker with nothing to do may take to start with something, in ms. Browsers end workers without a word. */
const patience = 5000;

export class Engine {
  #worker = null;
  #waiting = new Map(); // id to { resolve, reject, begun }
  #last = 0;
  #module = null; // compiled here, while the worker starts, and kept for the next one
  #answered = false; // whether the worker has answered before: the first time it has an engine to load

  /** Starts the worker, which loads the engine. A call does so by itself. */
  start() {
    if (this.#worker) return;
    this.#worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module', name: 'engine' });
    this.#worker.onmessage = ({ data: { id, begun, result, error } }) => {
      this.#answered = true;
      const call = this.#waiting.get(id);
      clearTimeout(call?.begun);
      if (begun) return;
      this.#waiting.delete(id);
      if (error) call?.reject(new EngineError(error.code, error.message));
      else call?.resolve(result);
    };
    // The worker is lost: a file is missing, or there was no memory for it. What waits for it would wait for ever.
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#end(new EngineError('crashed', event.message || 'the worker could not be started'));
    };
    this.#worker.onmessageerror = () => this.#end(new EngineError('crashed', 'a message could not be read'));
    this.#module ??= WebAssembly.compileStreaming(fetch(new URL('js/engine.wasm', import.meta.url))).catch(() => null);
    const worker = this.#worker;
    this.#module.then((module) => {
      if (!module) this.#module = null;
      worker.postMessage({ module }); // without one it loads the engine itself, and tells why it cannot
    });
  }

  /** Whether the worker still runs: one that was ended has forgotten the page. */
  get alive() {
    return this.#worker !== null;
  }

  /**
   * Has the worker do something.
   * @param {string} operation a name in worker.js
   * @param {object} [request]
   */
  call(operation, request = {}) {
    this.start();
    const id = ++this.#last;
    const idle = this.#answered && this.#waiting.size === 0;
    return new Promise((resolve, reject) => {
      const begun = idle ? setTimeout(() => this.#end(new EngineError('gone', 'the worker is gone')), patience) : 0;
      this.#waiting.set(id, { resolve, reject, begun });
      this.#worker.postMessage({ id, operation, ...request });
    });
  }

  /** Ends what runs. The next call starts a new worker. */
  cancel() {
    this.#end(new EngineError('cancelled', 'cancelled'));
  }

  #end(error) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#answered = false;
    const calls = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { begun, reject } of calls) {
      clearTimeout(begun);
      reject(error);
    }
  }
}
