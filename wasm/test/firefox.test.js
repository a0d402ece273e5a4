// The same extension in Firefox. Where no Firefox is installed these tests are skipped, and say so; FIREFOX names one.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { findFirefox, launchFirefox } from './firefox.js';
import { root, serve } from './harness.js';
import { extension } from './reader.js';

const path = findFirefox();
const skip = path ? false : 'no Firefox is installed (Debian: apt-get install firefox-esr)';
if (skip) console.error(`SKIPPED: the extension in Firefox: ${skip}`);

describe('the extension in Firefox', { skip }, () => {
  let server;
  let firefox;
  let id;

  before(async () => {
    server = await serve({ folders: { '/': join(root, 'testdata/browser') }, pages: { '/favicon.ico': '', '/empty.html': '' } });
    server.headers['/strict.html'] = { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-same-origin" };
    firefox = await launchFirefox({ path, server });
    id = await firefox.install(extension);
  });
  after(async () => {
    await firefox?.close();
    await server?.close();
  });

  const state = () => firefox.until(() => /views|problem/.test(document.documentElement.dataset.state) && document.documentElement.dataset.state);
  const article = () => firefox.run(() => document.getElementById('article').innerText.replace(/\s+/g, ' '));
  const authors = () => firefox.run(() => [...document.querySelectorAll('.kt-author')].map((e) => e.textContent));

  async function picture(name) {
    const { value } = await firefox.send('WebDriver:TakeScreenshot', { full: false });
    await mkdir(join(root, '.cache/screenshots'), { recursive: true });
    await writeFile(join(root, '.cache/screenshots', `${name}.png`), Buffer.from(value, 'base64'));
  }

  /** Reads a page by a click on the button; check is called in the reader, then both tabs are as before. */
  async function read(path, check) {
    const [first] = await firefox.handles();
    await firefox.switchTo(first);
    await firefox.goto(server.url + path);
    const sent = server.requests.length;
    await firefox.click(id);
    try {
      await check(await state());
      const own = server.since(sent, ({ method, url }) => method === 'CONNECT' || !url.startsWith(server.url));
      assert.deepEqual(own.filter(({ url }) => !/favicon/.test(url)), [], 'requests');
    } finally {
      await firefox.send('WebDriver:CloseWindow');
      await firefox.switchTo(first);
    }
  }

  test('an article and its thread, on a page with a strict policy', () => read('/strict.html', async (shown) => {
    assert.equal(shown, 'views');
    assert.match(await article(), /Stadtbücherei leiht jetzt Lastenräder aus.*Die Idee kam von einer Leserin.*Ganz oben steht bisher: Bücher\./);
    await firefox.until(() => document.querySelectorAll('.kt-comment').length === 5);
    assert.deepEqual(await authors(), ['Grabenwächter', 'Ilse P.', 'Grabenwächter', 'Radlos', 'Kühlschrankfahrerin']);
    await picture('extension-firefox');

    await firefox.run(() => document.getElementById('tab-why').click());
    await firefox.until(() => /Zustimmen/.test(document.getElementById('why').textContent));

    await firefox.until(() => sessionStorage.length > 0);
    await firefox.send('WebDriver:Refresh');
    assert.equal(await state(), 'views');
    assert.match(await article(), /Die Idee kam von einer Leserin/);
    assert.match(await firefox.run(() => document.getElementById('notice').innerText), /Shown as it was read/);
  }));

  test('shadow roots', () => read('/shadow.html', async () => {
    assert.match(await article(), /The lighthouse that moved inland.*Nobody on Harrow Point.*We greased it with soap.*Since then the cliff/);
    await firefox.until(() => document.querySelectorAll('.kt-comment').length === 3);
    assert.deepEqual(await authors(), ['Tamsin Reed', 'Old Salt', 'Chartmaker <3']);
  }));

  test('a plain-text page', () => read('/dump.txt', async () => {
    assert.match(await article(), /Der Brunnen am Rathaus läuft wieder.*Urkunden nicht satt machen/);
    await firefox.until(() => document.querySelectorAll('.kt-comment').length === 2);
    assert.deepEqual(await authors(), ['Marktfrau', 'Bauhof']);
  }));

  test('pages that cannot be read', async () => {
    for (const [path, code] of [['/empty.html', 'empty'], ['/page.pdf', 'pdf'], ['/overview.html', 'noarticle']]) {
      await read(path, async (shown) => {
        assert.equal(shown, 'problem', path);
        assert.equal(await firefox.run(() => document.getElementById('problem').dataset.code), code, path);
      });
    }
    const [first] = await firefox.handles();
    await firefox.switchTo(first);
    await firefox.goto('about:support');
    await firefox.click(id);
    assert.equal(await state(), 'problem');
    assert.equal(await firefox.run(() => document.getElementById('problem').dataset.code), 'browser');
    await firefox.send('WebDriver:CloseWindow');
    await firefox.switchTo(first);
  });
});
