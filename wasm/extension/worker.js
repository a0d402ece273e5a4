// The engine, in a thread of its own, so that the reader never waits for it. It keeps the page it was given last, for what is
// asked later: the blocks, Markdown, text. Every message has an id and is answered with { id, begun: true } and then with { id, result } or
// { id, error }.

import { clean, load } from './js/index.js';
import { pack, unpack } from './pack.js';

let give;
const module = new Promise((resolve) => { give = resolve; });
const ready = module.then((compiled) => load(compiled));
ready.catch(() => {}); // told to whoever asks first

let page = null; // as grab.js describes it, with its parts joined: text
let bytes = null; // the same in UTF-8: places in it need not be translated into places of a string, which takes a fifth of the time

const operations = {
  /** Takes a page, or one that was packed, and returns it without its text, and its article, metadata and comments. */
  async read({ page: given, packed }) {
    if (packed) page = JSON.parse(await unpack(packed));
    else {
      const { parts, ...rest } = given;
      page = { ...rest, text: parts.join('') };
    }
    bytes = new TextEncoder().encode(page.text);
    const { text, ...about } = page;
    const { thread: _, text: main, ...result } = run(bytes, ['content', 'text']);
    const found = result.comments.length > 0 || main.trim() !== '';
    // Only where there is nothing to show, it matters whether the page has any text at all.
    return { about: { ...about, length: text.length, found, empty: !found && run(bytes, ['blocks']).blocks.length === 0 }, result };
  },

  /** What was decided of every block. */
  blocks: () => run(page.text, ['blocks']),

  /** The page as 'markdown', 'text' or 'json'. */
  write({ format, comments }) {
    const options = { title: true, bylines: true, dates: true, captions: true, comments };
    if (format !== 'json') return run(bytes, [format], options)[format];
    const { thread: _, content: __, markdown: ___, blocks: ____, ...result } = run(page.text, ['text']);
    if (!comments) delete result.comments;
    return JSON.stringify(result, null, 2) + '\n';
  },

  /** The page as a string that is short enough to be kept. */
  pack: () => pack(JSON.stringify(page)),
};

function run(input, outputs, options) {
  return clean(input, { url: page.url, fetchedAt: page.takenAt, input: page.input, outputs, ...options });
}

self.onmessage = async ({ data }) => {
  if ('module' in data) {
    give(data.module);
    return;
  }
  const { id, operation, ...request } = data;
  self.postMessage({ id, begun: true });
  try {
    await ready;
    self.postMessage({ id, result: await operations[operation](request) });
  } catch (error) {
    self.postMessage({ id, error: { code: error.code ?? 'crashed', message: String(error.message ?? error) } });
  }
};
