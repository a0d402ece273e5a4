// The main text as nodes. The engine writes only harmless HTML, but a view does not take its word for it: what is parsed never
// comes into the page. Every node is made anew, from lists of elements and attributes, and addresses are held to four schemes.

import { el } from './dom.js';

const plain =
  'article section p br hr blockquote pre code kbd b strong i em u s del ins sub sup small mark ruby rt rp q cite dfn var samp';
const lists = 'ul ol li dl dt dd';
const tables = 'table caption thead tbody tfoot tr td th';
const kept = new Set(`${plain} ${lists} ${tables} a abbr time figure figcaption h1 h2 h3 h4 h5 h6 div span`.split(' '));

// Elements of which nothing is shown, not even their text.
const dropped = new Set(
  'script style template svg math iframe object embed noscript noembed noframes textarea select title head link meta base'.split(
    ' ',
  ),
);

const attributes = {
  a: ['title'],
  abbr: ['title'],
  li: ['value'],
  ol: ['start', 'reversed'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  time: ['datetime'],
};

// The classes that the engine writes.
const classes = /^(?:kicker|lead|caption|credit|date|byline|language-[\w+#.-]{1,40})$/;

// What other parts of the page show: the title, and the thread.
const elsewhere = 'p.kicker, h1[itemprop="headline"], section.comments';

/**
 * Parses safe HTML without letting it into the page: nothing in it is loaded or run.
 * @param {string} html
 * @returns {{nodes: Node[], lead: boolean, empty: boolean}} the nodes to be copied one after the other, whether the lead is
 *   among them, and whether there is nothing to be read
 */
export function parseContent(html) {
  const doc = new DOMParser().parseFromString(html, 'text/html');
  for (const node of doc.querySelectorAll(elsewhere)) node.remove();
  const article = doc.querySelector('article') ?? doc.body;
  const lead = article.querySelector('p.lead') !== null;
  const empty = article.textContent.trim() === '' && !article.querySelector('img');
  return { nodes: [...article.childNodes], lead, empty };
}

/**
 * Copies a parsed node into nodes of this page.
 * @param {Node} source
 * @param {{t: Function, base?: string|null, online?: boolean, shift?: number}} options base: what addresses are resolved against;
 *   online: pictures are loaded; shift: added to the level of headings
 * @returns {DocumentFragment}
 */
export function copyNode(source, options) {
  const out = document.createDocumentFragment();
  const stack = [[source, out]];
  while (stack.length > 0) {
    const [node, parent] = stack.pop();
    if (node.nodeType === Node.TEXT_NODE) parent.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const name = node.localName;
    if (dropped.has(name)) continue;
    let into = parent; // the children of an element that is not known stand in its place
    if (name === 'img') parent.append(picture(node, options));
    else if (kept.has(name)) {
      const copy = element(node, options);
      parent.append(name === 'table' ? el('div', { class: 'kt-scroll' }, copy) : copy);
      into = copy;
    }
    for (let child = node.lastChild; child; child = child.previousSibling) stack.push([child, into]);
  }
  return out;
}

function element(node, { base, shift = 0 }) {
  let name = node.localName;
  const heading = /^h([1-6])$/.exec(name);
  if (heading) name = `h${Math.min(6, Math.max(2, Number(heading[1])) + shift)}`;
  const copy = document.createElement(name);
  for (const attribute of attributes[name] ?? []) {
    if (node.hasAttribute(attribute)) copy.setAttribute(attribute, node.getAttribute(attribute));
  }
  const list = [...node.classList].filter((c) => classes.test(c));
  if (list.length > 0) copy.className = list.join(' ');
  // Ids could take the place of those of the page around.
  if (/^fn-\w+$/.test(node.id)) copy.id = `kt-${node.id}`;
  if (node.hasAttribute('dir') && /^(?:ltr|rtl|auto)$/.test(node.dir)) copy.dir = node.dir;
  if (name === 'a') link(copy, node.getAttribute('href'), base);
  return copy;
}

function link(copy, href, base) {
  if (/^#fn-\w+$/.test(href ?? '')) {
    copy.href = `#kt-${href.slice(1)}`;
    return;
  }
  const url = resolve(href, base);
  if (!url) return; // an anchor without an address is no link
  copy.href = url;
  copy.rel = 'noopener noreferrer nofollow';
  copy.target = '_blank';
  copy.referrerPolicy = 'no-referrer';
}

/**
 * An address that may be followed, '' for any other.
 * @param {string | null | undefined} href
 * @param {string | null | undefined} [base]
 */
export function resolve(href, base) {
  if (!href) return '';
  try {
    const url = new URL(href, base || undefined);
    return /^(?:https?|mailto|tel):$/.test(url.protocol) ? url.href : '';
  } catch {
    return ''; // relative, and the page's address is not known
  }
}

function picture(node, { t, base, online }) {
  const alt = (node.getAttribute('alt') ?? '').trim();
  const src = resolve(node.getAttribute('src'), base);
  if (!online || !/^https?:/.test(src)) {
    return el(
      'span',
      { class: 'kt-picture', lang: t.lang },
      t('article.image'),
      alt ? ': ' : null,
      alt ? el('q', { lang: '' }, alt) : null,
    );
  }
  const img = el('img', { alt, loading: 'lazy', decoding: 'async', referrerpolicy: 'no-referrer' });
  img.src = src;
  return img;
}
