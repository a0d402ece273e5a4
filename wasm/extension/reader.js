// The reader: reads the page of a tab, has it cleaned, shows article, comments and, on request, why.
//
//   start.js     what is done before this             boot.js     language and theme, before the first paint
//   grab.js      runs in the page and takes it        source.js   asks for that, tells why it cannot be done
//   worker.js    has the engine                       engine.js   this side of it
//   keep.js      the page for a reload of the reader  output.js   copying and saving
//   screen.js    progress, problems, notices          menus.js    the bar: export, display, help, keys
//   settings.js  language, theme, text size           texts.*.js  what is written

import { keep, kept } from './keep.js';
import { connectMenus } from './menus.js';
import { byId, Screen } from './screen.js';
import { goTo, Problem, take, whenLoaded } from './source.js';

const screen = new Screen();
const views = import('./views.js'); // not needed before there is something to show

let tabId; // the tab that the page is in
let engine;
/** What is shown: { about, result }, null before the first and when there is nothing to show. */
let shown = null;
let source = { page: null }; // the page that was read last; null when it was kept from before
let run = 0; // the reading that counts; those before it were cancelled or replaced
let stopWaiting = () => {};

/**
 * Opens the reader.
 * @param {{ tabId: number, engine: import('./engine.js').Engine, first: Promise<import('./grab.js').Page>|null }} options first: the
 *   page, which is being taken already; null when it was kept from before
 */
export function start(options) {
  ({ tabId, engine } = options);
  connectMenus({ screen, back, cancel, reread, openView, rewrite, call, shown: () => shown });
  listen();
  read({ taking: options.first });
}

/**
 * Reads the page and shows it.
 * @param {{ fresh?: boolean, clicked?: boolean, taking?: Promise<import('./grab.js').Page>|null }} [options] fresh: from the tab, even
 *   where the page was kept; clicked: the button was clicked on the page just now; taking: the page is being taken already
 */
async function read({ fresh = false, clicked = false, taking = null } = {}) {
  const mine = ++run;
  const current = () => mine === run;
  stopWaiting();
  screen.notice(null);
  screen.progress('reading');
  try {
    const packed = fresh || taking ? null : kept(tabId);
    const page = packed ? null : await (taking ?? take(tabId, clicked));
    if (!current()) return;
    mark('taken');
    screen.progress('cleaning');
    const { about, result } = await engine.call('read', packed ? { packed } : { page });
    if (!current()) return;
    mark('cleaned');
    source = { page };
    check(about);
    screen.progress('rendering');
    await show({ about, result }, current);
    if (!current()) return;
    if (packed) screen.notice('ready.kept', [when(about.takenAt)], [['action.reread', reread]]);
    else await afterReading(about, current);
  } catch (error) {
    if (current()) fail(error);
  }
}

const reread = () => read({ fresh: true });

/** A page without anything to read is a problem, not an article. */
function check({ found, empty, loading }) {
  if (found) return;
  if (loading) throw new Problem('loading');
  throw new Problem(empty ? 'empty' : 'noarticle');
}

async function show(next, current) {
  const { showArticle, showThread } = await views;
  if (!current()) return;
  shown = next;
  whyOf = null;
  screen.title(next);
  screen.view('read');
  // The article first: it is what one waits for.
  showArticle(byId('article'), next, screen.t);
  screen.reading();
  mark('article');
  await nextPaint();
  if (!current()) return;
  mark('painted');
  showThread(byId('thread'), next, screen.t);
  mark('thread');
  screen.announce(screen.t('ready', next.result.title || next.about.title, screen.t('comments.count', next.result.comments.length)));
}

async function afterReading(about, current) {
  if (about.cut) screen.notice('ready.cut');
  if (about.loading) {
    screen.notice('ready.loading', [], [['action.reread', reread]]);
    stopWaiting = whenLoaded(tabId, () => screen.notice('ready.loaded', [], [['action.reread', reread]]));
  }
  await whenIdle();
  if (current()) await keep(tabId, await engine.call('pack'));
}

function fail(error) {
  const problem = error instanceof Problem ? error : new Problem(error.code === 'cancelled' ? 'cancelled' : 'crashed', error.message);
  if (problem.code === 'crashed' || problem.code === 'gone') engine.cancel(); // whatever state it is in, the next try gets a new one
  if (problem.code === 'loading') stopWaiting = whenLoaded(tabId, reread);
  const actions = {
    retry: ['action.retry', reread], goto: ['action.goto', back], why: ['action.why', () => openView('why')],
  };
  // These say what the page is like now; what was there before is not this page any more.
  if (['noarticle', 'empty', 'loading'].includes(problem.code)) {
    shown = null;
    whyOf = null;
  }
  // What was there before stays: a reading that failed takes nothing away.
  screen.problem(problem, actions, shown !== null);
}

function cancel() {
  if (!screen.busy) return;
  run++;
  stopWaiting();
  engine.cancel();
  fail(new Problem('cancelled'));
}

// The blocks are fetched when they are asked for: there are tens of thousands of them on a large page.
let whyOf = null;

async function openView(name) {
  screen.view(name);
  if (name !== 'why' || whyOf === run) return;
  whyOf = run;
  const mine = run;
  const root = byId('why');
  root.replaceChildren(Object.assign(document.createElement('p'), { className: 'wait', textContent: screen.t('progress.why') }));
  try {
    const { blocks } = await call('blocks');
    if (mine !== run) return;
    const { showWhy } = await views;
    showWhy(root, { result: { ...shown?.result, blocks } }, screen.t);
    mark('why');
  } catch (error) {
    whyOf = null;
    if (mine === run) fail(error);
  }
}

/** Has the worker do something with the page; a new worker in place of one that has ended is given the page first. */
async function call(operation, request) {
  try {
    if (engine.alive) return await engine.call(operation, request);
  } catch (error) {
    if (error.code !== 'gone') throw error;
  }
  await engine.call('read', source.page ? { page: source.page } : { packed: kept(tabId) });
  return engine.call(operation, request);
}

async function back() {
  if (await goTo(tabId)) return;
  screen.problem(new Problem('closed'), {}, shown !== null);
}

/** The language has changed: everything that is written is written anew. */
async function rewrite() {
  screen.rewrite();
  if (!shown) return;
  const { showArticle, showThread } = await views;
  screen.title(shown);
  showArticle(byId('article'), shown, screen.t);
  showThread(byId('thread'), shown, screen.t);
  whyOf = null;
  if (screen.shownView === 'why') await openView('why');
}

function mark(name) {
  performance.mark(`klartext:${name}`);
}

// After the next frame; a tab that is not seen has none, and is to be ready all the same.
const nextPaint = () => new Promise((resolve) => {
  setTimeout(resolve, 100);
  requestAnimationFrame(() => setTimeout(resolve));
});

const whenIdle = () => new Promise((resolve) => {
  if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: 1000 });
  else setTimeout(resolve, 100);
});

const when = (iso) => new Intl.DateTimeFormat(screen.t.lang, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(iso));

// A second click on the button brings this tab to the front and reads the page again.
function listen() {
  chrome.runtime.onMessage.addListener((message, sender, answer) => {
    if (message?.read !== tabId) return undefined;
    chrome.tabs.getCurrent().then((own) => answer({ tab: own?.id }));
    read({ fresh: true, clicked: true });
    return true;
  });
}
