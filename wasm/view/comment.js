// One comment as it stands in a thread: who, when, what, and what can be done with it.

import { dateTimeValue, formatAge, formatDate } from './dates.js';
import { el, hidden, sign } from './dom.js';

/** How many colours view.css has for the letters beside the names. */
const hues = 8;

/**
 * @typedef {object} Place what a comment is shown with beside itself
 * @property {Function} t
 * @property {string} prefix of ids
 * @property {string|null} lang of the page
 * @property {number} depth from 0
 * @property {object|null} parent the comment replied to
 * @property {boolean} quoteParent the parent does not stand above: its first words are shown
 * @property {number} byAuthor how many comments the author wrote
 * @property {Date|number} now
 */

/**
 * Makes the article element of a comment.
 * @param {object} comment
 * @param {Place} place
 * @returns {HTMLElement}
 */
export function commentElement(comment, place) {
  const { t, prefix, lang } = place;
  const id = `${prefix}${comment.index}`;
  const heading = el('h3', { class: 'kt-author', id: `${id}-name`, dir: 'auto', lang: '' }, nameOf(comment, t));
  const time = timeElement(comment, place, `${id}-time`);
  const article = el(
    'article',
    {
      'class': 'kt-comment',
      id,
      'tabindex': -1,
      'data-index': comment.index,
      'aria-labelledby': `${id}-name${time ? ` ${id}-time` : ''}`,
    },
    el(
      'header',
      { class: 'kt-comment-head' },
      letter(comment.author),
      heading,
      comment.rank
        ? el('span', { class: 'kt-rank', dir: 'auto', lang }, hidden(`${t('comments.rank', '')} `), comment.rank)
        : null,
      time,
      comment.memberSince ? el('span', { class: 'kt-since', dir: 'auto' }, t('comments.since', comment.memberSince)) : null,
      votes(comment, t),
      place.depth > 0 ? hidden(t('comments.level', place.depth + 1)) : null,
    ),
    el(
      'div',
      { class: 'kt-comment-body' },
      place.parent ? replyLine(comment, place) : null,
      comment.title ? el('p', { class: 'kt-subject', dir: 'auto', lang }, comment.title) : null,
      textElement(comment.text ?? '', lang),
      el('div', { class: 'kt-actions' }, onlyButton(comment, place)),
    ),
  );
  return article;
}

/**
 * The name to show for the author of a comment.
 * @param {object} comment
 * @param {Function} t
 */
export const nameOf = (comment, t) => comment.author || t('comments.anonymous');

// letter is a sign for the author, so that the same person is seen again at a glance. The name says the same in words.
function letter(author) {
  const first = [...(author ?? '').replace(/^[^\p{L}\p{N}]+/u, '')][0] ?? '?';
  let sum = 0;
  for (const c of author ?? '') sum = (sum * 31 + c.codePointAt(0)) % 65521;
  return sign(first.toUpperCase(), `kt-letter kt-hue-${sum % hues}`);
}

function timeElement({ published, time }, { t, now }, id) {
  if (published) {
    const title = [formatAge(t.lang, published, now), time ? t('comments.written', time) : ''].filter(Boolean).join(' · ');
    return el(
      'time',
      { class: 'kt-time', id, dir: 'auto', datetime: dateTimeValue(published), title },
      formatDate(t.lang, published, true),
    );
  }
  return time ? el('span', { class: 'kt-time', id, dir: 'auto', lang: '' }, time) : null;
}

function votes({ votes: n, votesWritten }, t) {
  if (n == null && !votesWritten) return null;
  const bare = n != null && (!votesWritten || /^-?\d+$/.test(votesWritten)); // else "+5/-2": the page says more than the number
  const written = bare ? t.number(n).replace('-', '−') : votesWritten;
  const name = bare ? t('comments.votes', n) : t('comments.votes.written', votesWritten);
  const negative = n != null && n < 0;
  return el('span', { class: 'kt-votes', title: name }, sign(`${negative ? '▼' : '▲'} ${written}`), hidden(name));
}

function replyLine({ parentScore }, { t, parent, quoteParent, lang }) {
  const name = nameOf(parent, t);
  const key = typeof parentScore === 'number' && parentScore < 0.6 ? 'comments.reply.maybe' : 'comments.reply';
  const button = el('button', {
    'type': 'button',
    'class': 'kt-reply-to',
    'dir': 'auto',
    'data-go': parent.index,
    'title': t('comments.reply.go', name),
  });
  const [before, after] = t(key, '\u0000').split('\u0000');
  button.append(sign('↳ '), before, el('b', { dir: 'auto' }, name), after);
  const line = el('p', { class: 'kt-reply-line' }, button);
  if (quoteParent) line.append(' ', el('q', { class: 'kt-excerpt', dir: 'auto', lang }, excerpt(parent.text ?? '')));
  return line;
}

function excerpt(text) {
  const words = text.replace(/^>.*$/gm, '').replace(/\s+/g, ' ').trim();
  return words.length > 110 ? `${words.slice(0, 100).replace(/\s\S*$/, '')} …` : words;
}

function onlyButton(comment, { t, byAuthor }) {
  if (byAuthor < 2 || !comment.author) return null;
  const only = el('button', { 'type': 'button', 'class': 'kt-quiet', 'dir': 'auto', 'data-author': comment.author });
  only.append(`${t('comments.only')} (${t.number(byAuthor)})`, hidden(`– ${comment.author}`));
  return only;
}

// Without letters a line has no direction of its own, and "auto" would make it one from left to right.
const directed = (line) => (/\p{L}/u.test(line) ? 'auto' : null);

// textElement rebuilds paragraphs and quotations from the text: paragraphs stand apart by a blank line, quoted lines start with
// "> ".
function textElement(text, lang) {
  const root = el('div', { class: 'kt-text', lang });
  const open = [root]; // the blockquotes around, from outside
  let paragraph = null;
  for (const written of text.split('\n')) {
    const [mark] = /^(?:> ?)*/.exec(written);
    const depth = Math.min(mark.split('>').length - 1, 8);
    const line = written.slice(mark.length);
    if (line.trim() === '' || depth !== open.length - 1) paragraph = null;
    if (line.trim() === '') continue;
    while (open.length - 1 > depth) open.pop();
    while (open.length - 1 < depth) {
      const quote = el('blockquote', {});
      open.at(-1).append(quote);
      open.push(quote);
    }
    if (paragraph) paragraph.append(el('br'), line);
    else open.at(-1).append((paragraph = el('p', { dir: directed(line) }, line)));
  }
  return root;
}
