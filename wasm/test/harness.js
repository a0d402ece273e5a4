// What the browser tests share: finding and starting Chromium, loading the extension and clicking its button, recording what
// goes wrong and what is sent, screenshots. The server stands in server.js.
//
//   const server = await serve({ folders: { '/': join(root, 'testdata/browser') } })
//   const chromium = await launch({ server, extension: join(root, 'bin/extension') })
//   const page = await chromium.open(server.url + '/strict.html')
//   const reader = await chromium.click(page)          // the extension's button, on that page's tab
//   …
//   await chromium.close(); await server.close()

import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from 'playwright-core';

export { serve } from './server.js';

/** The top folder of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** How long a step may take before the test says that it hangs, in ms. Tests assert no times. */
export const patience = 30_000;

/** The first of the names that is a program: a path, or a name looked up in PATH. */
export function findProgram(names) {
  for (const name of names.filter(Boolean)) {
    const places = name.includes('/') ? [name] : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name));
    for (const place of places) {
      try {
        accessSync(place, constants.X_OK);
        return place;
      } catch { /* the next one */ }
    }
  }
  return null;
}

/** The path of Chromium. Without one the tests fail: they are what shows that the browser parts work. */
export function findChromium() {
  const names = [process.env.CHROMIUM, '/usr/bin/chromium', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const found = findProgram(names);
  if (!found) {
    throw new Error('no Chromium: set CHROMIUM to its path, or install it (Debian: apt-get install chromium)');
  }
  return found;
}

// Without the flags about the background Chromium asks for updates and names of hosts while the tests run.
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-domain-reliability', '--disable-dev-shm-usage',
];

// Hosts that Chromium asks by itself, whatever the flags say: accounts, updates, filling in of forms.
const browsersOwn = /^(https?:\/\/)?[a-z-]+\.google(apis)?\.com[:/]/;

/**
 * Starts Chromium with a new profile.
 * @param {object} [options]
 * @param {import('./server.js').Server} [options.server] made the browser's proxy, so that it sees every request
 * @param {string} [options.extension] folder of an unpacked extension to load
 * @param {string} [options.locale] 'en-US' unless given
 * @param {'light'|'dark'} [options.colorScheme]
 * @param {{width: number, height: number}} [options.viewport]
 * @param {string[]} [options.args] further flags
 */
export async function launch({ server, extension, locale = 'en-US', colorScheme = 'light', viewport, args = [] } = {}) {
  const profile = await mkdtemp(join(tmpdir(), 'klartext-chromium-'));
  try {
    const context = await playwright.launchPersistentContext(profile, {
      executablePath: findChromium(),
      headless: true,
      acceptDownloads: true,
      locale,
      colorScheme,
      viewport: viewport ?? { width: 1280, height: 900 },
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [
        ...flags, `--lang=${locale}`, `--accept-lang=${locale}`, '--enable-unsafe-extension-debugging',
        ...(server ? [`--proxy-server=${server.url}`, '--proxy-bypass-list=<-loopback>'] : []), ...args,
      ],
    });
    const browser = new Chromium(context, profile, server);
    await browser.start(extension);
    return browser;
  } catch (error) {
    await rm(profile, { recursive: true, force: true });
    throw error;
  }
}

export class Chromium {
  constructor(context, profile, server) {
    this.context = context;
    this.profile = profile;
    this.server = server;
    /** What went wrong in any page, worker or service worker: console errors and warnings, uncaught exceptions, failed requests. */
    this.problems = [];
    /** Every request that pages, workers and service workers made, also those that do not leave the browser: { url, type, from }. */
    this.requests = [];
  }

  async start(extension) {
    this.context.setDefaultTimeout(patience);
    this.watch();
    this.cdp = await this.context.browser().newBrowserCDPSession();
    if (extension) {
      this.extension = (await this.cdp.send('Extensions.loadUnpacked', { path: extension })).id;
      await this.listening();
    }
  }

  // A click before the service worker has run for the first time goes nowhere.
  async listening() {
    const own = (worker) => worker.url().startsWith(this.extensionURL());
    const worker = this.context.serviceWorkers().find(own) ?? (await this.context.waitForEvent('serviceworker', { predicate: own, timeout: patience }));
    for (const end = Date.now() + patience; !(await worker.evaluate(() => globalThis.chrome?.action?.onClicked.hasListeners()));) {
      if (Date.now() > end) throw new Error('the service worker of the extension does not listen to clicks');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  // Listening to the context, not to its pages, hears what a page says before the test knows of it.
  watch() {
    const add = (kind, text, page) => this.problems.push({ kind, text, page: page ?? '' });
    const hear = (message, page) => {
      if (message.type() === 'error' || message.type() === 'warning') add(message.type(), message.text(), page);
    };
    this.context.on('console', (message) => hear(message, message.page()?.url()));
    this.context.on('weberror', (error) => add('exception', error.error().stack ?? String(error.error()), error.page()?.url()));
    this.context.on('page', (page) => page.on('crash', () => add('crash', 'the page crashed', page.url())));
    this.context.on('serviceworker', (worker) => worker.on('console', (message) => hear(message, worker.url())));
    this.context.on('request', (request) => {
      this.requests.push({ url: request.url(), type: request.resourceType(), from: owner(request) });
    });
  }

  /** The address of a file of the extension. */
  extensionURL(path = '') {
    return `chrome-extension://${this.extension}/${path}`;
  }

  /** The problems of the extension's own pages and workers. */
  extensionProblems() {
    return this.problems.filter((problem) => problem.page.startsWith(this.extensionURL()));
  }

  /** What arrived at the server, after the first `count` requests, from the pages and the extension; not the browser's own. */
  sent(count = 0) {
    return this.server.since(count, (request) => browsersOwn.test(request.url));
  }

  /** Opens a page in a new tab. */
  async open(url, options = {}) {
    const page = await this.context.newPage();
    await page.goto(url, { waitUntil: 'load', ...options });
    return page;
  }

  /** The CDP target of the page's tab. Extensions.triggerAction wants a tab, not the page in it. */
  async tabTarget(page) {
    const session = await this.context.newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    const { targetInfos } = await this.cdp.send('Target.getTargets', { filter: [{ type: 'tab', exclude: false }, { exclude: true }] });
    const same = targetInfos.filter((info) => info.url === targetInfo.url);
    const tabs = same.length > 1 ? same.filter((info) => info.embedderData?.tabActive) : same;
    if (tabs.length !== 1) {
      throw new Error(`${tabs.length} tabs show "${targetInfo.url}": a click needs exactly one`);
    }
    return tabs[0].targetId;
  }

  /**
   * Clicks the extension's button on the page's tab, as a person would: this grants activeTab.
   * @param {string} [target] the tab, where the page is too busy to be asked for it
   */
  async trigger(page, target) {
    if (!target) await page.bringToFront();
    const targetId = target ?? (await this.tabTarget(page));
    this.clicked = Date.now();
    await this.cdp.send('Extensions.triggerAction', { id: this.extension, targetId });
  }

  /** Clicks the extension's button and returns the page that it opens. */
  async click(page, target) {
    const opened = this.context.waitForEvent('page', { timeout: patience });
    await this.trigger(page, target);
    const reader = await opened;
    await reader.waitForLoadState('domcontentloaded');
    return reader;
  }

  /** Stops all service workers, as the browser does after some idle time. */
  async stopServiceWorkers() {
    const page = await this.context.newPage();
    const session = await this.context.newCDPSession(page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await page.close();
  }

  async close() {
    await this.context.close();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function owner(request) {
  const worker = request.serviceWorker();
  if (worker) return worker.url();
  try {
    return request.frame().url();
  } catch {
    return ''; // the first request of a new page has no frame yet
  }
}

/** Keeps a picture of the page in .cache/screenshots. */
export async function screenshot(page, name, options = {}) {
  const folder = join(root, '.cache/screenshots');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, name + '.png'), animations: 'disabled', ...options });
}
