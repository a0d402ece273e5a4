// The article as it is read: its head from the metadata, its body from the safe HTML.

import { copyNode, parseContent, resolve } from './content.js';
import { dateTimeValue, formatDate, languageName } from './dates.js';
import { el, slices } from './dom.js';

/**
 * Shows the main text with its metadata.
 * @param {Element} root is cleared
 * @param {object} result of clean()
 * @param {{t: Function, mode?: 'offline'|'online', url?: string, level?: number, first?: number}} options mode 'offline' loads
 *   nothing: pictures become their description; url: the page's address, against which links are resolved; level: of the title's
 *   heading
 * @returns {{done: Promise<void>, stop: () => void}}
 */
export function renderArticle(root, result, { t, mode = 'offline', url, level = 1, first = 40 }) {
  const base = resolve(url) || resolve(result.url);
  const { nodes, lead, empty } = parseContent(result.content ?? '');
  const article = el('article', { class: 'kt-article', lang: result.lang, dir: result.dir });
  article.append(head(result, { t, base, level, lead: lead ? null : result.lead }));
  for (const key of notices(result, empty)) article.append(notice(t, key));
  const body = el('div', { class: 'kt-body' });
  article.append(body);
  root.replaceChildren(article);
  const options = { t, base, online: mode === 'online', shift: level - 1 };
  return slices(root, nodes.length, (i) => body.append(copyNode(nodes[i], options)), { first });
}

function notices(result, empty) {
  const keys = [];
  if (empty) keys.push(result.threadPage || result.comments?.length > 0 ? 'article.none.thread' : 'article.none');
  if (result.paywalled) keys.push('article.paywalled');
  if (result.truncated) keys.push('article.truncated');
  return keys;
}

function notice(t, key) {
  return el('p', { class: 'kt-notice', role: 'note', lang: t.lang, dir: 'auto' }, t(key));
}

function head(result, { t, base, level, lead }) {
  const title = result.title ? el(`h${level}`, { class: 'kt-title' }, result.title) : null;
  const untitled = title ?? el(`h${level}`, { class: 'kt-title kt-untitled', lang: t.lang }, t('article.untitled'));
  return el(
    'header',
    { class: 'kt-head' },
    place(result),
    result.kicker ? el('p', { class: 'kt-kicker' }, result.kicker) : null,
    untitled,
    lead ? el('p', { class: 'kt-lead' }, lead) : null,
    byline(result, t),
    facts(result, t, base),
  );
}

function place({ site, section }) {
  if (!site && !section) return null;
  const parts = [site, section].filter(Boolean).map((text) => el('span', {}, text));
  return el('p', { class: 'kt-place' }, ...parts);
}

function byline({ byline: written, authors }, t) {
  if (written) return el('p', { class: 'kt-byline' }, written);
  if (!authors?.length) return null;
  const list = new Intl.ListFormat(t.lang, { type: 'conjunction' }).format(authors);
  return el('p', { class: 'kt-byline', lang: t.lang }, t('article.by', list));
}

// facts is the line of dates, agencies, language and source, in the language of the interface.
function facts(result, t, base) {
  const items = [];
  const published = result.published ?? result.date;
  if (published) items.push(dated(t, 'article.published', published));
  if (result.modified && result.modified !== published) items.push(dated(t, 'article.modified', result.modified));
  if (result.agencies?.length > 0) items.push(el('li', { dir: 'auto' }, t('article.agencies', result.agencies.join(', '))));
  if (result.lang) items.push(el('li', { dir: 'auto' }, t('article.language', languageName(t.lang, result.lang))));
  if (base) {
    const link = el(
      'a',
      { href: base, rel: 'noopener noreferrer', target: '_blank', referrerpolicy: 'no-referrer' },
      t('article.source'),
    );
    items.push(el('li', { dir: 'auto' }, link));
  }
  return items.length > 0 ? el('ul', { class: 'kt-facts', lang: t.lang }, ...items) : null;
}

// dated puts a time element into its sentence, where the language wants it.
function dated(t, key, iso) {
  const [before, after] = t(key, '\u0000').split('\u0000');
  return el('li', { dir: 'auto' }, before, el('time', { datetime: dateTimeValue(iso) }, formatDate(t.lang, iso)), after);
}
