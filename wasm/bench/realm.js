// The main thread of the browser's side. bench.js calls what is exported here.

import { blockText } from './text.js';

const pages = []; // { html, url }
const engines = {}; // those that were started

const now = () => performance.timeOrigin + performance.now(); // the same clock here and in the Worker
const encoder = new TextEncoder();
const article = { outputs: ['text', 'content'] };

/** How each engine is made ready. Nothing of it is loaded before, so that the time of the first call can be told. */
const starts = {
  async worker() {
    const worker = new Worker('worker.js', { type: 'module' });
    await message(worker);
    return worker;
  },
  async main() {
    const { clean, load } = await import('../js/index.js');
    await load();
    return clean;
  },
  async readability() {
    return (await import('/peers/readability.js')).Readability;
  },
  async defuddle() {
    return (await import('/peers/defuddle.js')).default;
  },
};

/**
 * What is measured: the engine it needs, and a run over a page, which returns how many milliseconds its steps took and the
 * result. The steps of peers are the parsing of the document and the rest; a peer changes the document that it is
 * given, so that each run has a new one.
 */
const tools = {
  'worker all': { engine: 'worker', run: (worker, page) => roundTrip(worker, page.html, { url: page.url }) },
  'worker article': { engine: 'worker', run: (worker, page) => roundTrip(worker, page.html, { url: page.url, ...article }) },
  'worker bytes': { // as fetch() gives them, handed over instead of copied
    engine: 'worker',
    run: (worker, page) => {
      const bytes = encoder.encode(page.html);
      return roundTrip(worker, bytes, { url: page.url }, [bytes.buffer]);
    },
  },
  'worker tab': {
    engine: 'worker',
    async run(worker, page) {
      const tab = parse(page); // stands for the document that the tab has anyway
      const start = now();
      const html = tab.documentElement.outerHTML;
      const serialised = now() - start;
      const { ms, result } = await roundTrip(worker, html, { url: page.url });
      return { ms: [serialised, ...ms], result };
    },
  },
  'main all': { engine: 'main', run: (clean, page) => timed(() => clean(page.html, { url: page.url })) },
  'main article': { engine: 'main', run: (clean, page) => timed(() => clean(page.html, { url: page.url, ...article })) },
  readability: { engine: 'readability', run: (Readability, page) => afterParsing(page, (tab) => new Readability(tab).parse()) },
  defuddle: {
    engine: 'defuddle',
    run: (Defuddle, page) => afterParsing(page, (tab) => new Defuddle(tab, { url: page.url }).parse()),
  },
};

const parse = (page) => new DOMParser().parseFromString(page.html, 'text/html');

function timed(run) {
  const start = now();
  const result = run();
  return { ms: [now() - start], result };
}

function afterParsing(page, run) {
  const start = now();
  const tab = parse(page);
  const parsed = now();
  const result = run(tab);
  return { ms: [parsed - start, now() - parsed], result };
}

async function roundTrip(worker, page, options, transfer = []) {
  const start = now();
  worker.postMessage({ page, options }, transfer);
  const { result, error } = await message(worker);
  const end = now();
  if (error) throw new Error(error);
  return { ms: [end - start], result };
}

/** The next message of a worker. What is in it is read within the time that is measured: it is decoded when it is first read. */
function message(worker) {
  return new Promise((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message ?? 'the Worker did not start'));
  });
}

/** Fetches the pages to be measured. */
export async function fetchPages(list) {
  for (const { path, url } of list) pages.push({ html: await (await fetch(path)).text(), url });
}

/** Makes the engine of a tool ready; returns how long that took. */
export async function start(tool) {
  const { engine } = tools[tool];
  const start = now();
  engines[engine] ??= await starts[engine]();
  return now() - start;
}

/**
 * Runs a tool over pages: for each one the times of its steps, and how long its answer is.
 * @param {boolean} [texts] also the texts of the answers
 */
export async function pass(tool, from, to, texts = false) {
  gc(); // what another tool left is not collected in this one's time
  const done = [];
  for (const page of pages.slice(from, to)) done.push(await visit(tool, page, texts));
  return done;
}

async function visit(tool, page, texts) {
  const { engine, run } = tools[tool];
  try {
    const { ms, result } = await run(engines[engine], page);
    if (!result) return { error: 'no result' };
    const size = (result.content ?? result.text).length;
    return texts ? { ms, size, text: result.text ?? blockText(result.content) } : { ms, size };
  } catch (error) {
    return { error: String(error) };
  }
}

/** The first call in this realm, which is a new one, on a page, and then the first pass over all pages. */
export async function cold(tool, page) {
  const ready = await start(tool);
  const first = await pass(tool, page, page + 1);
  const all = await pass(tool, 0, pages.length);
  return { ready, first: sum(first), all: sum(all) };
}

const sum = (visits) => visits.flatMap(({ ms }) => ms ?? []).reduce((a, b) => a + b, 0);

/** Where the time of round trips goes, for each page. */
export async function detail(from, to) {
  const { worker } = engines;
  gc();
  const rows = [];
  for (const { html, url } of pages.slice(from, to)) {
    const at = { asked: now() };
    const answered = new Promise((resolve) => {
      worker.onmessage = (event) => {
        at.woken = now();
        resolve(event.data);
        at.read = now();
      };
    });
    worker.postMessage({ page: html, options: { url }, detail: true });
    at.sent = now();
    const { error } = await answered;
    const { spans, at: there } = await message(worker);
    if (error) {
      rows.push({ error });
      continue;
    }
    const clean = there.cleaned - there.read;
    rows.push({
      'postMessage of the page': at.sent - at.asked,
      'page arrives in the Worker': Math.max(0, there.woken - at.sent),
      'page is read there': there.read - there.woken,
      'encodeInto the memory': spans.encode,
      'WASM': spans.run,
      'TextDecoder': spans.decode,
      'JSON.parse': spans.parse,
      'rest of clean()': clean - spans.encode - spans.run - spans.decode - spans.parse,
      'postMessage of the result': there.sent - there.cleaned,
      'result arrives': Math.max(0, at.woken - there.sent),
      'result is read': at.read - at.woken,
    });
  }
  return rows;
}

/** Has a new Worker take pages apart and returns its memory, and that of this realm, after some of them. */
export async function memory(counts) {
  await start('worker all');
  const rows = [];
  for (let done = 0; ; done++) {
    if (done === 0 || counts.includes(done)) rows.push({ pages: done, ...(await memoryNow(engines.worker)) });
    if (done === counts.at(-1)) return rows;
    const { html, url } = pages[done % pages.length];
    await roundTrip(engines.worker, html, { url }).catch(() => {}); // failures are counted where it is measured
  }
}

async function memoryNow(worker) {
  worker.postMessage({ memory: true });
  const { wasm } = await message(worker);
  gc();
  const { breakdown } = await performance.measureUserAgentSpecificMemory();
  const heap = (scope) => {
    const own = breakdown.filter(({ attribution, types }) => types.includes('JavaScript') && attribution.some((a) => a.scope === scope));
    return own.reduce((total, { bytes }) => total + bytes, 0);
  };
  return { wasm, worker: heap('DedicatedWorkerGlobalScope'), window: heap('Window'), used: performance.memory.usedJSHeapSize };
}
