// Firefox, driven by Marionette, the protocol that it speaks by itself: lines of JSON with their length in front, over TCP.

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, patience } from './harness.js';

/** The path of Firefox, null where there is none. */
export const findFirefox = () => findProgram([process.env.FIREFOX, 'firefox', 'firefox-esr', '/usr/bin/firefox', '/usr/bin/firefox-esr']);

const prefs = {
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'intl.accept_languages': 'en-US, en',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.proxy.allow_hijacking_localhost': true,
  'network.proxy.type': 1,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/**
 * Starts Firefox with a new profile.
 * @param {object} options
 * @param {string} options.path
 * @param {import('./server.js').Server} options.server made the browser's proxy
 */
export async function launchFirefox({ path, server }) {
  const profile = await mkdtemp(join(tmpdir(), 'klartext-firefox-'));
  const port = await freePort();
  const all = { ...prefs, 'marionette.port': port, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': server.port };
  await writeFile(join(profile, 'user.js'), Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  const args = ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile];
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '900' } });
  const firefox = new Firefox(child, profile);
  try {
    await firefox.connect(port);
    return firefox;
  } catch (error) {
    await firefox.close();
    throw error;
  }
}

export class Firefox {
  #waiting = new Map();
  #last = 0;
  #said = '';

  constructor(child, profile) {
    this.child = child;
    this.profile = profile;
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    child.stderr.on('data', (data) => { this.#said = (this.#said + data).slice(-4000); });
  }

  async connect(port) {
    const end = Date.now() + patience;
    for (;;) {
      if (this.child.exitCode !== null) throw new Error(`Firefox ended: ${this.#said}`);
      try {
        await this.#open(port);
        break;
      } catch (error) {
        if (Date.now() > end) throw new Error(`Firefox does not answer (${error.message}): ${this.#said}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
    await this.send('WebDriver:NewSession', { capabilities: { alwaysMatch: { pageLoadStrategy: 'normal' } } });
    await this.send('WebDriver:SetTimeouts', { script: patience, pageLoad: patience });
  }

  // Connected is who has been greeted: the port is open before Marionette listens to it.
  #open(port) {
    return new Promise((resolve, reject) => {
      this.socket = connect(port, '127.0.0.1');
      this.socket.once('error', reject);
      let rest = Buffer.alloc(0);
      this.socket.on('data', (data) => {
        rest = Buffer.concat([rest, data]);
        for (let colon; (colon = rest.indexOf(':')) > 0;) {
          const length = Number(rest.subarray(0, colon));
          if (rest.length < colon + 1 + length) return;
          const message = JSON.parse(rest.subarray(colon + 1, colon + 1 + length));
          rest = rest.subarray(colon + 1 + length);
          if (Array.isArray(message)) this.#answer(message);
          else resolve();
        }
      });
    });
  }

  #answer([, id, error, result]) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) reject(new Error(`${error.error}: ${error.message}`));
    else resolve(result);
  }

  /** Sends a command and returns its result. */
  send(name, params = {}) {
    const id = ++this.#last;
    const message = JSON.stringify([0, id, name, params]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  /** Runs a function in the current page, or with 'chrome' in the browser itself; it may be async. */
  async run(func, args = [], context = 'content') {
    await this.send('Marionette:SetContext', { value: context });
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${func})(...[...arguments].slice(0, -1))).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value } = await this.send('WebDriver:ExecuteAsyncScript', { script, args });
    await this.send('Marionette:SetContext', { value: 'content' });
    if (value.error) throw new Error(value.error);
    return value.value;
  }

  /** Waits until a function in the current page returns something true, and returns it. */
  async until(func, args = []) {
    const end = Date.now() + patience;
    for (;;) {
      const value = await this.run(func, args).catch(() => null); // the page may be on its way
      if (value) return value;
      if (Date.now() > end) throw new Error(`never true in Firefox: ${func}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Installs an extension from a folder until Firefox ends; returns its id. */
  async install(folder) {
    return (await this.send('Addon:Install', { path: folder, temporary: true })).value;
  }

  handles() {
    return this.send('WebDriver:GetWindowHandles');
  }

  goto(url) {
    return this.send('WebDriver:Navigate', { url });
  }

  switchTo(handle) {
    return this.send('WebDriver:SwitchToWindow', { handle, focus: true });
  }

  /** Clicks the extension's button on the current tab and switches to the tab that it opens. */
  async click(id) {
    const before = new Set(await this.handles());
    await this.run((extension) => {
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      const window = Services.wm.getMostRecentWindow('navigator:browser');
      // What a click on the button and its shortcut call; it grants activeTab.
      ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(extension).extension).triggerAction(window);
    }, [id], 'chrome');
    const end = Date.now() + patience;
    for (;;) {
      const opened = (await this.handles()).find((handle) => !before.has(handle));
      if (opened) {
        await this.switchTo(opened);
        return opened;
      }
      if (Date.now() > end) throw new Error('the click opened no tab in Firefox');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async close() {
    try {
      if (this.socket?.writable) await Promise.race([this.send('Marionette:Quit', { flags: ['eForceQuit'] }), this.ended]);
    } catch { /* it may be gone already */ }
    this.socket?.destroy();
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await this.ended;
    clearTimeout(timer);
    await rm(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
