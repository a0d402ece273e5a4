// Runs an extractor in JavaScript on the DOM of linkedom, as a peer of klartext:
//
//   node run.js readability|defuddle|linkedom < pages.jsonl
//
// It first writes {"ns": 0} to report that it is ready. A page is a line {"url", "html"}; the answer is a line
// {"text", "ns"} or {"kind": "error", "error", "ns"}. The time covers parsing and extracting, but not the
// conversion of an extractor's HTML to lines of text.

import { createInterface } from 'node:readline';
import { parseHTML } from 'linkedom';

const extractors = {
  async readability() {
    const { Readability } = await import('@mozilla/readability');
    return (document) => new Readability(document).parse()?.content ?? '';
  },
  async defuddle() {
    const { default: defuddle } = await import('defuddle');
    const Defuddle = defuddle.default ?? defuddle;
    return (document, url) => new Defuddle(document, { url }).parse().content ?? '';
  },
  /** Only parses, as the others do first. Its answer is a count. */
  async linkedom() {
    return (document) => document.querySelectorAll('*').length;
  },
};

const [name] = process.argv.slice(2);
if (!Object.hasOwn(extractors, name)) throw new Error(`no extractor ${name}; one of ${Object.keys(extractors)}`);
process.stdout.write('{"ns":0}\n');
const extract = await extractors[name]();
// What a package writes to the console is not an answer.
for (const level of ['log', 'info', 'warn', 'error', 'debug']) console[level] = () => {};

function answer(html, url) {
  const start = process.hrtime.bigint();
  const ns = () => Number(process.hrtime.bigint() - start);
  let found;
  try {
    found = extract(parse(html, url), url);
  } catch (error) {
    return { kind: 'error', error: String(error), ns: ns() };
  }
  const time = ns();
  return { text: typeof found === 'number' ? String(found) : blockText(found), ns: time };
}

/** A page's document with its address. linkedom does not need it, but the extractors resolve links with it. */
function parse(html, url) {
  const { document } = parseHTML(html);
  Object.defineProperty(document, 'baseURI', { value: url, configurable: true });
  Object.defineProperty(document, 'documentURI', { value: url, configurable: true });
  return document;
}

/** Elements that begin and end a line. */
const blocks = 'address, article, aside, blockquote, br, dd, div, dl, dt, figcaption, figure, footer, form, ' +
  'h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, table, td, th, tr, ul';

/** The text of HTML with one line per paragraph, cell and so on; textContent would join neighbouring words. */
function blockText(html) {
  const { document } = parseHTML(`<!DOCTYPE html><html><body>${html}</body></html>`);
  const { body } = document;
  for (const element of body.querySelectorAll('script, style, template')) element.remove();
  for (const element of body.querySelectorAll(blocks)) {
    element.before('\n');
    element.after('\n');
  }
  return body.textContent;
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { url, html } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answer(html, url))}\n`);
}
