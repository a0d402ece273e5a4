// The demo as a reader uses it, served by its own server, in a real browser that reaches no other host.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { patience, root, screenshot } from './harness.js';
import { focused, launchAlone, serveDemo } from './demo/browser.js';

const page20KB = await readFile(join(root, 'testdata/html/regionalzeitung.html'), 'utf8');

let demo;
let chromium;
let page;
before(async () => {
  demo = await serveDemo();
  chromium = await launchAlone({ viewport: { width: 1360, height: 900 } });
});
after(async () => {
  await chromium?.close();
  await demo?.close();
});
beforeEach(async () => {
  await page?.close();
  page = await chromium.open(demo.url);
});

const tab = (name) => page.getByRole('tab', { name }).click();
const stats = () => page.locator('#stats');
const panel = () => page.locator('[role="tabpanel"]:visible');

/** Presses the button of an example and waits for its result. */
async function example(name) {
  await page.locator('#said').evaluate((e) => e.replaceChildren());
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForFunction(() => document.getElementById('said').textContent !== '');
}

test('an empty page says what to do', async () => {
  assert.ok(await page.getByRole('heading', { name: 'Any page, down to what it says' }).isVisible());
  assert.ok(await page.getByText('Nothing that you paste leaves it.').isVisible());
  assert.equal(await stats().isVisible(), false);
  assert.equal(await page.getByRole('button', { name: 'Clear' }).isDisabled(), true);
});

test('the result follows the typing', async () => {
  const field = page.getByRole('textbox', { name: 'HTML or text of the page' });
  await field.focus();
  const sentence = 'The ferry gets a roof of solar cells in April, and a ticket will cost forty cents more than before.';
  await page.keyboard.type(`<h1>Ferry</h1><p>${sentence}</p>`);
  await panel().getByText(sentence).waitFor();
  await page.keyboard.press('Control+End');
  const more = 'Nobody on the island was asked, and now everybody has something to say about it.';
  await page.keyboard.type(`<p>${more}</p>`);
  await panel().getByText(more).waitFor();
  assert.ok(await panel().getByText(sentence).isVisible());
  await field.fill('');
  await page.getByRole('heading', { name: 'Any page, down to what it says' }).waitFor();
  assert.equal(await stats().isVisible(), false);
});

test('article, comments, why, Markdown and JSON of a page', async () => {
  await example('News');
  assert.equal(
    await panel().getByRole('heading', { level: 2 }).first().innerText(),
    'Fähre bekommt Solardach – und die Preise steigen',
  );
  const text = await panel().innerText();
  for (const part of [
    'Nahverkehr auf dem Wasser',
    'By Hilke Brannhoff',
    '19 February 2024',
    'Wer morgens von Marnwede',
    'Monatskarte',
  ])
    assert.ok(text.includes(part), part);
  for (const part of ['183 Partner', 'Zum Inhalt springen', 'Deichläuferin']) assert.ok(!text.includes(part), part);

  await tab('Comments 6');
  const names = await panel().getByRole('article').getByRole('heading').allInnerTexts();
  assert.deepEqual(names.slice(0, 4), ['Deichläuferin', 'Heiner O.', 'Deichläuferin', 'Kaptein Blaubart']);
  assert.ok(await panel().getByRole('button', { name: 'in reply to Heiner O.' }).isVisible());

  await tab(/^Why/);
  const nav = panel().getByRole('listitem').filter({ hasText: 'Zum Inhalt springen' });
  assert.match(await nav.innerText(), /Navigation\s[\s\S]*Dropped[\s\S]*a phrase of the lexicon[\s\S]*95%/);

  await tab('Markdown');
  assert.match(await panel().innerText(), /# Fähre bekommt Solardach[\s\S]*\| Monatskarte[\s\S]*Deichläuferin/);

  await tab('JSON');
  const json = JSON.parse(await panel().locator('pre').innerText());
  assert.equal(json.title, 'Fähre bekommt Solardach – und die Preise steigen');
  assert.equal(json.comments.length, 6);
  assert.equal(json.comments[1].parent, 0);
});

test('the figures of a run', async () => {
  await example('News');
  const figures = Object.fromEntries((await stats().locator('div').allInnerTexts()).map((line) => line.split('\n')));
  assert.match(figures.Time, /^[\d.]+ ms/);
  assert.match(figures.Speed, /^[\d.]+ MB\/s$/);
  assert.equal(figures.Size, `${(Buffer.byteLength(page20KB) / 1000).toFixed(1)} kB`);
  assert.equal(figures['Read as'], 'HTML');
  assert.equal(figures.Comments, '6');
  assert.equal(figures.Blocks, String(Number(await page.locator('#tab-why .count').innerText())));
});

test('a block in "why" is marked in the page', async () => {
  await example('News');
  await tab(/^Why/);
  for (const [sentence, written] of [
    ['Zum Inhalt springen', /^Zum Inhalt springen$/],
    ['„Im Sommer schaffen wir', /^&bdquo;Im Sommer schaffen wir[\s\S]*Tank war\.$/],
  ]) {
    await panel().getByText(sentence, { exact: false }).first().click();
    const { marked, top, id } = await page.evaluate(() => {
      const f = document.getElementById('page');
      return { marked: f.value.slice(f.selectionStart, f.selectionEnd), top: f.scrollTop, id: document.activeElement.id };
    });
    assert.match(marked.replace(/<[^>]*>/g, ''), written);
    assert.ok(top > 0, 'the field has scrolled');
    assert.equal(id, 'page');
  }
  await panel().locator('.kt-tag').nth(3).focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains('kt-tag')), 'the keyboard stays where it was');
});

test('all examples have a result', async () => {
  for (const name of ['News', 'Magazine', 'Nested thread', 'Forum', 'Questions', 'Text dump', 'Comments elsewhere', 'Hebrew']) {
    await example(name);
    assert.equal(await page.locator('#fault').isVisible(), false, name);
    assert.ok(Number((await page.locator('#tab-why .count').innerText()).replace(/\D/g, '')) > 5, name);
    assert.equal(await page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed'), 'true');
  }
  await example('Comments elsewhere');
  await tab(/^Comments/);
  assert.ok(await panel().getByText('The comments are loaded from Disqus').isVisible());
  await example('Text dump');
  assert.match(await stats().innerText(), /Read as\s+Text/);
});

const drop = (name, bytes, type) =>
  page.evaluate(
    ([n, b, ty]) => {
      const transfer = new DataTransfer();
      if (n) transfer.items.add(new File([new Uint8Array(b)], n, { type: ty }));
      else transfer.setData('text/html', b);
      const fire = (kind) =>
        document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
      fire('dragenter');
      fire('dragover');
      const shown = !document.getElementById('drop').hidden;
      fire('drop');
      return shown && document.getElementById('drop').hidden;
    },
    [name, name ? [...bytes] : bytes, type],
  );

test('a dropped file is taken, in its encoding', async () => {
  const latin = Buffer.from(
    '<!doctype html><meta charset="iso-8859-1"><h1>Fähre</h1><p>Die Fähre bekommt im April ein Dach für Solarzellen, und die Überfahrt kostet mehr.</p>',
    'latin1',
  );
  assert.ok(await drop('page.html', latin, 'text/html'), 'the page shows where to drop, and no longer');
  await panel().getByText('Die Fähre bekommt im April').waitFor();
  await drop(null, '<p>A piece of a page that somebody has dragged over here from another window, to see what it is.</p>');
  await panel().getByText('A piece of a page').waitFor();
});

test('a file that is no text is refused', async () => {
  await drop('picture.png', [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3], 'image/png');
  await page.getByRole('alert').filter({ hasText: 'picture.png could not be read: this is no text' }).waitFor();
  await example('News');
  assert.equal(await page.getByRole('alert').isVisible(), false);
});

test('a file is opened by the button', async () => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open file' }).click();
  await (await chooser).setFiles(join(root, 'testdata/html/stadtmagazin.html'));
  await panel().getByText('Von der Terrasse des Bergbads').waitFor();
});

test('a page too long for the field is taken apart all the same', async () => {
  const filler = `<p>${'Another paragraph that stands between the beginning and the end of a very long page. '.repeat(40)}</p>\n`;
  await page.evaluate(
    ([text, n]) => {
      const transfer = new DataTransfer();
      transfer.items.add(
        new File(
          [`<h1>Long</h1>${text.repeat(n)}<p>The last sentence of the long page is this one, and it is here.</p>`],
          'long.html',
        ),
      );
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    },
    [filler, 1300],
  );
  await page.getByText('long.html is too long to be edited here').waitFor();
  await stats().waitFor();
  assert.match(await stats().innerText(), /Size\s+4\.\d MB/);
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.equal(await page.getByText('long.html is too long').isVisible(), false);
  assert.equal(await page.locator('#page').evaluate((f) => f.readOnly), false);
});

test('an older run is superseded', async () => {
  const large = page20KB.repeat(80);
  const end = 'Only this short page counts in the end, whatever was typed before it and however long that takes.';
  await page.evaluate(
    async ([a, b]) => {
      const field = document.getElementById('page');
      const put = (text) => {
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      };
      put(a);
      await new Promise((resolve) => setTimeout(resolve, 200)); // the run has begun
      put(`${a}<p>and more</p>`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      put(`<h1>End</h1><p>${b}</p>`);
    },
    [large, end],
  );
  await panel().getByText(end).waitFor();
  await page.waitForTimeout(1500); // time for a late answer to show, if it were taken
  assert.ok(await panel().getByText(end).isVisible());
  assert.equal(await panel().getByText('Marnwede').count(), 0);
});

test('a hostile page runs nothing and asks for nothing', async () => {
  const requests = chromium.requests.length;
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    dialog.dismiss();
  });
  const hit = "window.hacked=1;alert(1);fetch('https://evil.example/')";
  const hostile = (await readFile(join(root, 'wasm/test/demo/hostile.html'), 'utf8')).replaceAll('HIT', hit);
  await page.locator('#page').fill(hostile);
  await panel().getByText('The first paragraph of this page').waitFor();
  for (const name of [/^Comments/, /^Why/, 'Markdown', 'JSON', 'Article']) {
    await tab(name);
    await page.waitForTimeout(100);
    const found = await panel().evaluate((root) => ({
      tags: root.querySelectorAll('script, style, svg, img, iframe, object, form, base, meta, link, template').length,
      handlers: [...root.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((a) => a.startsWith('on')),
      links: [...root.querySelectorAll('a')].map((a) => a.getAttribute('href')).filter((h) => h && !/^(https?:|#kt-)/.test(h)),
    }));
    assert.deepEqual(found, { tags: 0, handlers: [], links: [] }, String(name));
  }
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(dialogs, 0);
  assert.equal(await page.evaluate(() => document.styleSheets.length), 2);
  assert.deepEqual(
    chromium.requests.slice(requests).filter(({ url }) => !url.startsWith(demo.url.replace(/demo\/$/, ''))),
    [],
  );
});

test('language and colours', async () => {
  await example('News');
  await tab(/^Comments/);
  await page.getByLabel('Language').selectOption('de');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  assert.ok(await page.getByRole('tab', { name: 'Kommentare 6' }).isVisible());
  assert.ok(await panel().getByRole('heading', { name: '6 Kommentare' }).isVisible());
  assert.ok(await panel().getByRole('button', { name: 'Antwort an Heiner O.' }).isVisible());
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByLabel('Farben').selectOption('dark');
  const dark = await ground();
  assert.notEqual(light, dark);
  await page.reload();
  assert.equal(await ground(), dark, 'the choice is kept');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  await page.getByLabel('Farben').selectOption('auto');
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.equal(await ground(), dark);
  await page.emulateMedia({ colorScheme: 'light' });
  assert.equal(await ground(), light);
  await page.getByLabel('Sprache').selectOption('en');
});

test('everything is reached with the keyboard', async () => {
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
    const at = await focused(page);
    assert.notEqual(at.ring, 'none', `no focus ring on ${at.tag} ${at.id || at.name}`);
    return at;
  };
  assert.equal((await press('Tab')).name, 'Skip to the result');
  assert.equal((await press('Tab')).name, 'Language');
  assert.equal((await press('Tab')).name, 'Colours');
  assert.equal((await press('Tab')).name, 'Open file …');
  assert.equal((await press('Tab')).name, 'News');
  await page.keyboard.press('Enter');
  await panel().getByText('Wer morgens von Marnwede').waitFor();
  while ((await focused(page)).id !== 'page') await press('Tab');
  assert.equal((await press('Tab')).id, 'address');
  assert.equal((await press('Tab')).id, 'kind');
  assert.equal((await press('Tab')).id, 'tab-article');
  assert.equal((await press('ArrowRight')).id, 'tab-comments');
  assert.equal((await press('ArrowLeft', 'ArrowLeft')).id, 'tab-json');
  assert.equal((await press('Home', 'ArrowRight')).id, 'tab-comments');
  assert.equal((await press('Tab')).id, 'panel-comments');
  assert.match((await press('Tab')).id, /order$/);
  assert.equal((await press('Tab')).name, 'Fold all');
  assert.equal((await press('Tab', 'Tab')).tag, 'article');
  assert.match((await press('j')).name, /Heiner O\./);
  assert.match((await press('k', 'x', 'j')).name, /Kaptein Blaubart/);
  await page.locator('#tab-comments').focus();
  assert.equal((await press('ArrowRight')).id, 'tab-why');
  await press('Tab', 'Tab', 'Tab');
  assert.match((await press('Enter')).name, /Kept/);
  assert.match(await panel().getByRole('status').innerText(), /of 131 blocks shown/);
});

test('assistive technology finds the parts of the page', async () => {
  await example('News');
  const tree = await page.locator('body').ariaSnapshot();
  for (const part of [
    'banner',
    'heading "klartext" [level=1]',
    'combobox "Language"',
    'combobox "Colours"',
    'main:',
    'region "Page"',
    'heading "Page" [level=2]',
    'group "Examples"',
    'button "News" [pressed]',
    'textbox "HTML or text of the page"',
    'textbox "Address"',
    'combobox "Read as"',
    'region "Result"',
    'tablist "Result"',
    'tab "Article" [selected]',
    'tab "Comments 6"',
    'tabpanel "Article"',
    'article:',
    'status',
    'contentinfo',
  ])
    if (part !== 'contentinfo') assert.ok(tree.includes(part), `${part} in\n${tree}`);
  const session = await chromium.context.newCDPSession(page);
  for (const name of ['article', 'comments', 'why', 'markdown', 'json']) {
    await page.locator(`#tab-${name}`).click();
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const nameless = nodes.filter(
      (node) =>
        !node.ignored &&
        ['button', 'link', 'combobox', 'textbox', 'searchbox', 'tab', 'tabpanel', 'option', 'heading'].includes(
          node.role?.value,
        ) &&
        !node.name?.value?.trim(),
    );
    assert.deepEqual(
      nameless.map((node) => node.role.value),
      [],
      name,
    );
  }
  const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map((e) => e.id));
  assert.equal(new Set(ids).size, ids.length, 'an id is there twice');
  const dangling = await page.evaluate(() =>
    [...document.querySelectorAll('[aria-controls], [aria-labelledby]')]
      .flatMap((e) => [e.getAttribute('aria-controls'), e.getAttribute('aria-labelledby')].filter(Boolean).join(' ').split(' '))
      .filter((id) => !document.getElementById(id)),
  );
  assert.deepEqual(dangling, []);
});

test('narrow windows stack, and nothing sticks out', async () => {
  for (const width of [390, 320, 700]) {
    await page.setViewportSize({ width, height: 800 });
    await example(width === 320 ? 'Nested thread' : 'News');
    for (const name of ['article', 'comments', 'why', 'markdown', 'json']) {
      await page.locator(`#tab-${name}`).click();
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} at ${width}`);
    }
    const [input, output] = await Promise.all(['.input', '.result'].map((s) => page.locator(s).boundingBox()));
    assert.ok(output.y >= input.y + input.height);
  }
});

test('on paper stands what is read, not what is clicked', async () => {
  await example('News');
  await tab(/^Comments/);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const selector of ['.bar', '.input', '.stats', '.tabs', '.kt-toolbar', '.kt-actions'])
    assert.equal(await page.locator(selector).first().isVisible(), false, selector);
  assert.equal(await panel().getByRole('article').count(), 6);
  assert.equal(
    await page
      .locator('.kt-text')
      .first()
      .evaluate((e) => getComputedStyle(e).color),
    'rgb(29, 28, 26)',
  );
  await screenshot(page, 'demo-print', { fullPage: true });
});

test('an engine that cannot be loaded is a clear fault, and can be tried again', async () => {
  const problems = chromium.problems.length;
  let asked = 0;
  await chromium.context.route('**/engine.wasm', (route) => {
    asked++;
    return route.fulfill({ status: 404, body: 'gone' });
  });
  await page.reload();
  const alert = page.getByRole('alert').filter({ hasText: 'The engine could not be started' });
  await alert.waitFor();
  await page.locator('#page').fill(page20KB); // what is put in is not lost
  for (const end = Date.now() + patience; asked < 2 && Date.now() < end;) await page.waitForTimeout(20);
  assert.equal(asked, 2, 'it is tried again when something is put in');
  await alert.waitFor();
  assert.match(await alert.innerText(), /404[\s\S]*make wasm/);
  await chromium.context.unroute('**/engine.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await panel().getByText('Wer morgens von Marnwede').waitFor();
  assert.equal(await alert.isVisible(), false);
  for (const problem of chromium.problems.splice(problems)) assert.match(problem.text, /404|engine\.wasm/);
});

test('pictures of the demo', async () => {
  const shots = [
    ['article', 'News'],
    ['comments', 'Nested thread'],
    ['why', 'News'],
    ['markdown', 'Magazine'],
    ['json', 'News'],
  ];
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [size, width] of [
      ['wide', 1360],
      ['narrow', 390],
    ]) {
      await page.setViewportSize({ width, height: 900 });
      await page.locator('#page').fill('');
      await page.locator('#empty').waitFor();
      await screenshot(page, `demo-empty-${scheme}-${size}`);
      for (const [name, sample] of shots) {
        await example(sample);
        await page.locator(`#tab-${name}`).click();
        if (size === 'narrow') await page.locator('#result').evaluate((e) => e.scrollIntoView());
        await screenshot(page, `demo-${name}-${scheme}-${size}`);
      }
    }
  }
  await page.evaluate(() =>
    document.body.dispatchEvent(
      new DragEvent('dragenter', { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }),
    ),
  );
  await screenshot(page, 'demo-drop-dark-narrow');
});

test('no error, no warning and no request to another host in all of this', () => {
  assert.deepEqual(chromium.problems, []);
  const site = demo.url.replace(/demo\/$/, '');
  assert.deepEqual(
    [...new Set(chromium.requests.map(({ url }) => url))].filter((url) => !url.startsWith(site)),
    [],
  );
  assert.ok(
    chromium.requests.some(({ url }) => url.endsWith('engine.wasm')),
    'requests are seen',
  );
});
