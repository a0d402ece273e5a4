import { bad } from './options.js';

/**
 * A result in the form that the parse() of @mozilla/readability has; null when the page has no main text.
 * @param {import('./index.js').Result} result of clean() with the outputs "text" and "content"
 */
export function readability(result) {
  const { text, content } = result ?? {};
  if (typeof text !== 'string' || typeof content !== 'string') throw bad('readability() needs a result with the outputs "text" and "content"');
  if (text.trim() === '') return null;
  return {
    title: result.title,
    content,
    textContent: text,
    length: text.length,
    excerpt: result.description ?? result.lead ?? text.split('\n', 1)[0],
    byline: result.authors.length > 0 ? result.authors.join(', ') : result.byline,
    dir: result.dir,
    siteName: result.site,
    lang: result.lang,
    publishedTime: result.published,
  };
}
