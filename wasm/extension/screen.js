// What the reader shows around the views: progress, problems, notices, announcements, and the texts of its own elements.

import { strings } from './view/messages.js';
import { language } from './settings.js';
import de from './texts.de.js';
import en from './texts.en.js';

const texts = { de, en };

export const byId = (id) => document.getElementById(id);

/** A reading that takes longer than this says that it does. */
const slow = 5000;

// What to do about a problem: names of the actions that are handed in.
const remedies = {
  unreachable: ['goto'], lost: ['goto'], browser: ['goto'], protected: ['goto'], file: ['goto'], pdf: ['goto'], media: ['goto'],
  changed: ['retry', 'goto'], empty: ['retry', 'goto'], loading: ['retry', 'goto'], noarticle: ['why', 'retry', 'goto'],
  crashed: ['retry', 'goto'], cancelled: ['retry', 'goto'], closed: [], nothing: [],
};

export class Screen {
  #slow = 0;
  #toast = 0;
  #problem = null; // what stands in place of the article: { problem, buttons }
  #notice = null;
  #shown = null;
  #shortcut = '';

  constructor() {
    this.shownView = 'read';
    this.#speak();
    this.#write();
    this.#findShortcut();
    document.documentElement.dataset.ready = '';
  }

  /** Whether a page is being read. */
  get busy() {
    return !byId('progress').hidden;
  }

  #speak() {
    this.t = strings(language(), texts[language()]);
  }

  // data-t is an element's text, data-l its label and tooltip.
  #write() {
    const { t } = this;
    for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
    for (const node of document.querySelectorAll('[data-l]')) {
      node.setAttribute('aria-label', t(node.dataset.l));
      if (node.localName === 'button') node.title = t(node.dataset.l);
    }
    for (const [attribute, key] of [['copy', 'export.copy'], ['save', 'export.save']]) {
      for (const button of document.querySelectorAll(`[data-${attribute}]`)) {
        button.textContent = t(key);
        button.setAttribute('aria-label', t(`${key}.format`, t(`export.format.${button.dataset[attribute]}`)));
      }
    }
    byId('views').setAttribute('aria-label', t('bar.views'));
    byId('back').title = t('bar.back');
    if (!this.#shown) byId('host').textContent = t('bar.back');
  }

  // The shortcut as it is set in this browser: it can be changed, and another extension may have it.
  async #findShortcut() {
    const commands = (await chrome.commands?.getAll?.()) ?? [];
    this.#shortcut = commands.find((command) => command.name === '_execute_action')?.shortcut ?? '';
  }

  get shortcut() {
    return this.#shortcut || 'Alt+Shift+K';
  }

  /** Writes everything in the language that is set now. */
  rewrite() {
    this.#speak();
    this.#write();
    if (this.#problem) this.#showProblem();
    if (this.#notice) this.notice(...this.#notice);
    if (this.#shown) this.title(this.#shown);
  }

  /**
   * Shows how far the reading is.
   * @param {'reading'|'cleaning'|'rendering'} phase
   */
  progress(phase) {
    if (!this.busy || phase === 'reading') {
      clearTimeout(this.#slow);
      byId('slow').hidden = true;
      this.#slow = setTimeout(() => {
        byId('slow').hidden = false;
        this.announce(this.t('progress.slow'));
      }, slow);
    }
    this.#problem = null;
    this.#only('progress');
    let before = true;
    for (const item of document.querySelectorAll('[data-phase]')) {
      const now = item.dataset.phase === phase;
      if (now) before = false;
      item.classList.toggle('done', before);
      if (now) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    }
    this.announce(this.t(`progress.${phase}`));
  }

  // Of progress, problem and the views only one is seen.
  #only(name) {
    if (name !== 'progress') clearTimeout(this.#slow);
    byId('progress').hidden = name !== 'progress';
    byId('problem').hidden = name !== 'problem';
    byId('read').hidden = name !== 'views' || this.shownView !== 'read';
    byId('why').hidden = name !== 'views' || this.shownView !== 'why';
    byId('foot').hidden = name !== 'views';
    document.documentElement.dataset.state = name;
  }

  /** The article is there. */
  reading() {
    this.#problem = null;
    this.#only('views');
    // A screen reader starts at the article; who has moved on to something else stays there.
    if (document.activeElement === document.body || document.activeElement === byId('cancel')) {
      byId('article').focus({ preventScroll: true });
    }
  }

  /** Shows the view 'read' or 'why'. */
  view(name) {
    this.shownView = name;
    for (const view of ['read', 'why']) {
      const tab = byId(`tab-${view}`);
      tab.setAttribute('aria-selected', String(view === name));
      tab.tabIndex = view === name ? 0 : -1;
    }
    if (!this.busy) this.#only(name === 'read' && this.#problem ? 'problem' : 'views');
  }

  /** Names the page in the bar and in the tab. */
  title(shown) {
    this.#shown = shown;
    const { about, result } = shown;
    const host = hostOf(about.url);
    document.title = `${result.title || about.title || host} – klartext`;
    byId('host').textContent = host || this.t('bar.back');
    byId('back').setAttribute('aria-label', host ? this.t('bar.back.host', host) : this.t('bar.back'));
    byId('back').title = this.t('bar.back');
    const count = result.comments.length;
    byId('jump').hidden = count === 0;
    byId('jump-count').textContent = this.t.number(count);
    byId('jump').setAttribute('aria-label', this.t('comments.count', count));
    byId('jump').title = this.t('comments.count', count);
  }

  /**
   * Says what went wrong and what to do.
   * @param {import('./source.js').Problem} problem
   * @param {Object<string, [string, () => void]>} actions by name: key of the text, and what is done
   * @param {boolean} beside whether it is said beside what is shown, instead of in its place
   */
  problem(problem, actions, beside) {
    const buttons = remedies[problem.code].map((name) => actions[name]).filter(Boolean);
    if (beside) {
      this.#only('views');
      this.notice(`problem.${problem.code}.text`, [this.shortcut], buttons);
      return;
    }
    this.#problem = { problem, buttons };
    document.documentElement.toggleAttribute('data-why', remedies[problem.code].includes('why'));
    this.view('read');
    this.#only('problem');
    this.#showProblem();
    byId('problem-title').focus();
  }

  #showProblem() {
    const { problem, buttons } = this.#problem;
    const { t } = this;
    byId('problem').dataset.code = problem.code;
    byId('problem-title').textContent = t(`problem.${problem.code}.title`);
    byId('problem-text').textContent = t(`problem.${problem.code}.text`, this.shortcut);
    byId('problem-said').hidden = problem.code !== 'crashed';
    byId('problem-said').textContent = t('problem.said', problem.message);
    byId('problem-actions').replaceChildren(...buttons.map(([key, act], i) => this.#button(key, act, i === 0)));
    document.title = `${t(`problem.${problem.code}.title`)} – klartext`;
    this.announce(`${t(`problem.${problem.code}.title`)}. ${t(`problem.${problem.code}.text`, this.shortcut)}`);
  }

  #button(key, act, first) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = first ? 'button first' : 'button';
    button.textContent = this.t(key);
    button.addEventListener('click', act);
    return button;
  }

  /**
   * A line above what is shown; null takes it away.
   * @param {string|null} key
   * @param {unknown[]} [params]
   * @param {[string, () => void][]} [buttons]
   */
  notice(key, params = [], buttons = []) {
    this.#notice = key ? [key, params, buttons] : null;
    byId('notice').hidden = !key;
    if (!key) return;
    byId('notice-text').textContent = this.t(key, ...params);
    const dismiss = ['action.dismiss', () => this.notice(null)];
    byId('notice-actions').replaceChildren(...[...buttons, dismiss].map(([text, act]) => this.#button(text, act, false)));
    this.announce(this.t(key, ...params));
  }

  /** Tells screen readers. */
  announce(text) {
    byId('live').textContent = text;
  }

  /** Tells everybody, for some seconds. */
  toast(text) {
    const toast = byId('toast');
    toast.textContent = text;
    toast.classList.add('seen');
    clearTimeout(this.#toast);
    this.#toast = setTimeout(() => toast.classList.remove('seen'), 4000);
    this.announce(text);
  }
}

function hostOf(url) {
  try {
    return new URL(url).host.replace(/^www\./, '');
  } catch {
    return '';
  }
}
