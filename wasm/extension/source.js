// The page of a tab: taking it, and telling why it cannot be taken.

import { grab, nextPart } from './grab.js';

/** Characters of a page that are taken at most. */
const limit = 48 << 20;

/** Characters that are handed over at once. */
const size = 1 << 20;

/** Why a page cannot be read. The codes are those of the texts 'problem.CODE'. */
export class Problem extends Error {
  /**
   * @param {string} code
   * @param {string} [detail] what the browser said
   */
  constructor(code, detail = '') {
    super(detail || code);
    this.name = 'Problem';
    this.code = code;
  }
}

/**
 * Takes the page that a tab shows.
 * @param {number} tabId
 * @param {boolean} clicked whether the button was clicked on that tab just now
 * @returns {Promise<import('./grab.js').Page & { takenAt: string }>}
 * @throws {Problem}
 */
export async function take(tabId, clicked) {
  if (!Number.isInteger(tabId)) throw new Problem('nothing');
  // Immediately: a page that is still loading, or never gets ready, is taken as it is.
  const call = async (func, ...args) => {
    const [frame] = await chrome.scripting.executeScript({ target: { tabId }, injectImmediately: true, func, args });
    return frame?.result;
  };
  let page;
  try {
    page = await call(grab, limit, size);
    const parts = await Promise.all(Array.from({ length: page?.more ?? 0 }, () => call(nextPart)));
    if (!page || parts.includes(null)) throw new Error('nothing came back');
    page.parts.push(...parts);
  } catch (error) {
    throw new Problem(await reasonFor(tabId, clicked, String(error?.message ?? error)), String(error?.message ?? error));
  }
  if (page.type === 'application/pdf') throw new Problem('pdf');
  if (/^(image|video|audio|font)\//.test(page.type)) throw new Problem('media');
  return { ...page, takenAt: new Date().toISOString() };
}

/** Brings the tab to the front; false when it is closed. */
export async function goTo(tabId) {
  try {
    const tab = await chrome.tabs.update(tabId, { active: true });
    await chrome.windows?.update(tab.windowId, { focused: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Calls back when the tab has finished loading; returns how to stop that. The tab is asked again and again: its event does not come
 * for every page (seen in Chromium 156, of tabs in the background), and a script that waits in the page keeps it from finishing.
 */
export function whenLoaded(tabId, callback) {
  const timer = setInterval(async () => {
    const tab = await chrome.tabs.get(tabId).catch(() => null);
    if (tab?.status === 'loading' || stopped) return;
    stop();
    if (tab) callback();
  }, 300);
  let stopped = false;
  const stop = () => {
    stopped = true;
    clearInterval(timer);
  };
  return stop;
}

// reasonFor goes by the tab rather than by what the browser says, which is worded anew every few versions. The address of a tab is
// known as long as the click on the button counts for it.
async function reasonFor(tabId, clicked, said) {
  let tab;
  try {
    tab = await chrome.tabs.get(tabId);
  } catch {
    return 'closed';
  }
  if (/error page/i.test(said)) return 'unreachable';
  if (!tab.url) return clicked ? 'browser' : 'lost';
  const { protocol, pathname } = new URL(tab.url);
  if (protocol === 'file:') return 'file';
  if (protocol !== 'http:' && protocol !== 'https:') return 'browser';
  if (/\.pdf$/i.test(pathname)) return 'pdf'; // the viewer of Firefox is a page of the browser
  if (/frame|context|message manager|destroyed|nothing/i.test(said)) return 'changed';
  return 'protected';
}
