// The pages that the tests run on: those of testdata, and some made here.
import { readFileSync, readdirSync } from 'node:fs';

const testdata = new URL('../../../testdata/', import.meta.url);

/** A page in testdata/html. */
export const html = (name) => readFileSync(new URL(`html/${name}.html`, testdata), 'utf8');

/** A section of a file in txtar format. */
export function section(file, name) {
  const parts = readFileSync(new URL(file, testdata), 'utf8').split(/^-- (.+) --\n/m);
  const at = parts.indexOf(name);
  if (at < 0) throw new Error(`${file} has no section ${name}`);
  return parts[at + 1];
}

/** All pages of testdata with comments, as HTML and as text. */
export function threads() {
  return readdirSync(new URL('threads/', testdata)).filter((name) => name.endsWith('.txtar'))
    .flatMap((name) => ['page.html', 'page.txt'].map((part) => ({ name: `${name} ${part}`, page: section(`threads/${name}`, part) })));
}

/** An article of a number of paragraphs, with a table row's worth of markup each. */
export function article(paragraphs, text = 'Ein Satz, der in einem Artikel steht, mit Komma und Punkt, und noch ein paar Wörtern dazu.') {
  let page = '<!doctype html><html lang="de"><title>Ein Artikel</title><body><article><h1>Ein Artikel</h1>';
  for (let i = 0; i < paragraphs; i++) page += `<p class="absatz nr${i % 7}">${text} Nummer ${i}.</p>\n`;
  return `${page}</article></body></html>`;
}
