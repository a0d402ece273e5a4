// What the tabs show. Only the tab that is looked at is rendered; the others when they are chosen.

import { renderArticle } from '../view/article.js';
import { renderThread } from '../view/thread.js';
import { renderWhy } from '../view/why.js';
import { renderCode } from './code.js';

export class Panels {
  /**
   * @param {{onselect: (block: object, event: Event|null) => void}} handlers
   */
  constructor({ onselect }) {
    this.onselect = onselect;
    this.result = null;
    this.stale = new Set();
    this.thread = {}; // order and author, which hold from one result to the next
    this.tasks = new Map();
  }

  /** Takes a new result; what was rendered of the old one is forgotten when it is looked at. */
  set(result, { t, url }) {
    Object.assign(this, { result, t, url });
    this.stale = new Set(Object.keys(renderers));
    for (const task of this.tasks.values()) task.stop?.();
    this.tasks.clear();
  }

  /** Renders a tab's panel when it is not up to date. */
  show(name) {
    if (!this.result || !this.stale.delete(name)) return;
    const panel = document.getElementById(`panel-${name}`);
    const { scrollTop } = panel;
    this.tasks.set(name, renderers[name](panel, this));
    panel.scrollTop = scrollTop;
  }
}

const renderers = {
  article: (root, { result, t, url }) => renderArticle(root, result, { t, url, level: 2 }),
  comments(root, panels) {
    const { result, t, thread } = panels;
    return renderThread(root, result, { t, ...thread, onchange: (state) => (panels.thread = state) });
  },
  why: (root, { result, t, onselect }) => renderWhy(root, result, { t, onselect }),
  markdown(root, { result, t }) {
    const text = result.markdown?.trim() ? result.markdown : '';
    return renderCode(root, { text, name: 'page.md', type: 'text/markdown', note: text ? '' : t('demo.markdown.none'), t });
  },
  json(root, { result, t }) {
    const { markdown, content, blocks, ...doc } = result;
    const text = JSON.stringify(doc, null, 2);
    return renderCode(root, { text, json: true, name: 'page.json', type: 'application/json', note: t('demo.json.note'), t });
  },
};
