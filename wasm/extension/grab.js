// What is run in the page: it takes the page as the reader sees it.
//
// grab is sent to the page as its source text, so that it refers to nothing outside of itself. It runs in the extension's
// isolated world, where the page's scripts cannot change the prototypes; but names of the page's elements do shadow properties of
// documents and forms (<form name="title">), so that every property is read by the getter of its prototype.
//
// What is returned is copied for the reader while the page waits: 5 MB take 100 ms. So a long page is handed over in parts, one call
// of nextPart after the other, between which the page can go on.
//
// Without shadow roots the page is documentElement.outerHTML. With them it is the flat tree: what a shadow root holds stands in
// place of its host's children, and the children stand where the slots are. Only the elements on the way to a shadow root or
// a slot are written by hand, everything else by outerHTML, which is the fastest that there is (5 MB in some 20 ms).
// Only the main frame is read: activeTab gives no right to frames of other hosts, and those of the same host are mostly ads.

/**
 * @typedef {object} Page
 * @property {string[]} parts the page, HTML or plain text, cut somewhere
 * @property {number} more how many parts are still to be fetched
 * @property {'html'|'text'} input
 * @property {string} type content type
 * @property {string} url
 * @property {string} title
 * @property {string} lang
 * @property {boolean} loading whether the page was still being loaded
 * @property {boolean} cut whether the page is longer than the limit
 */

/**
 * Takes the page. It is called in the page, not here.
 * @param {number} limit characters that are taken at most
 * @param {number} size characters of a part
 * @returns {Page}
 */
export function grab(limit, size) {
  const getter = (owner, name) => Function.prototype.call.bind(Object.getOwnPropertyDescriptor(owner.prototype, name).get);
  const ofDocument = (name) => getter(Document, name)(document);
  const localName = getter(Element, 'localName');
  const shadowRoot = getter(Element, 'shadowRoot');
  const outerHTML = getter(Element, 'outerHTML');
  const attributes = getter(Element, 'attributes');
  const childNodes = getter(Node, 'childNodes');
  const parentElement = getter(Node, 'parentElement');

  const html = ofDocument('documentElement');
  const type = ofDocument('contentType');
  const plain = /^text\/(?!html|xml)|[/+]json$/.test(type);
  const text = !html ? '' : plain ? html.textContent : flatTree(html);
  const parts = [];
  for (let i = 0; i < Math.min(text.length, limit); i += size) parts.push(text.slice(i, Math.min(i + size, limit)));
  const first = parts.splice(0, 1);
  globalThis.klartextParts = parts;
  setTimeout(() => delete globalThis.klartextParts, 60_000); // a reader that was closed meanwhile fetches nothing
  return {
    parts: first,
    more: parts.length,
    input: plain ? 'text' : 'html',
    type,
    url: location.href,
    title: ofDocument('title'),
    lang: html?.getAttribute('lang') ?? '',
    loading: ofDocument('readyState') === 'loading',
    cut: text.length > limit,
  };

  // shadowOf returns the shadow root of an element. Chromium and Firefox show extensions closed ones as well, each in its own way;
  // they are asked for custom elements only, for the call is slow.
  function shadowOf(element) {
    const open = shadowRoot(element);
    if (open || !localName(element).includes('-')) return open;
    return globalThis.chrome?.dom?.openOrClosedShadowRoot?.(element) ?? element.openOrClosedShadowRoot ?? null;
  }

  function flatTree(top) {
    const shadows = new Map(); // host to shadow root
    const byHand = new Set(); // elements that outerHTML would not write right
    const mark = (element) => {
      for (let e = element; e && !byHand.has(e); e = parentElement(e)) byHand.add(e);
    };
    const roots = [document];
    for (let i = 0; i < roots.length; i++) {
      const walker = document.createTreeWalker(roots[i], NodeFilter.SHOW_ELEMENT); // twice as fast as querySelectorAll
      for (let element; (element = walker.nextNode());) {
        const shadow = shadowOf(element);
        if (shadow) {
          shadows.set(element, shadow);
          roots.push(shadow);
          mark(element);
        } else if (i > 0 && localName(element) === 'slot') {
          mark(element);
        }
      }
    }
    if (shadows.size === 0) return outerHTML(top);
    return write(top, shadows, byHand);
  }

  function write(top, shadows, byHand) {
    const parts = [];
    // What is still to be written, the next one last: nodes, and end tags as strings. A tree may be too deep for recursion.
    const stack = [top];
    while (stack.length > 0) {
      const node = stack.pop();
      if (typeof node === 'string') {
        parts.push(node);
      } else if (node.nodeType === Node.TEXT_NODE) {
        parts.push(escape(node.data));
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        if (!byHand.has(node)) {
          parts.push(outerHTML(node));
          continue;
        }
        const name = localName(node);
        if (name !== 'slot') {
          parts.push(startTag(node, name));
          stack.push(`</${name}>`);
        }
        const children = childrenOf(node, name, shadows);
        for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]);
      }
    }
    return parts.join('');
  }

  function childrenOf(node, name, shadows) {
    const shadow = shadows.get(node);
    if (name === 'slot' && !shadow) {
      const assigned = node.assignedNodes();
      if (assigned.length > 0) return assigned;
    }
    return childNodes(shadow ?? node);
  }

  // A shadow root's styles and the like stay where they are: whoever reads the page skips them anyway.
  function startTag(element, name) {
    let tag = `<${name}`;
    for (const { name: key, value } of attributes(element)) {
      tag += ` ${key}="${escape(value).replaceAll('"', '&quot;')}"`;
    }
    return tag + '>';
  }

  function escape(text) {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  }
}

/** The next part of the page that was taken last, null when it is gone. It is called in the page, not here. */
export function nextPart() {
  return globalThis.klartextParts?.shift() ?? null;
}
