// The views in a real browser, each on an otherwise empty page.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { viewPage } from './browser.js';
import { blocks, comment, longThread, result, smallThread } from './samples.js';

let site;
let page;
before(async () => {
  site = await viewPage();
  page = site.page;
});
after(() => site.close());
beforeEach(async () => {
  await page.goto(`${site.server.url}/`);
  await page.evaluate(async () => {
    const load = (name) => import(`/view/${name}.js`);
    const [{ strings }, { renderArticle }, { renderThread }, { renderWhy }] = await Promise.all(
      ['messages', 'article', 'thread', 'why'].map(load),
    );
    Object.assign(window, { strings, renderArticle, renderThread, renderWhy, root: document.getElementById('root') });
  });
});

const show = (view, data, options = {}) =>
  page.evaluate(
    ([v, d, { lang = 'en', ...o }]) => {
      window.chosen = [];
      const handlers = { onselect: (block) => window.chosen.push(block.index), onchange: (state) => window.chosen.push(state) };
      window.view = window[v](window.root, d, { t: window.strings(lang), ...handlers, ...o });
    },
    [view, data, options],
  );
const done = () => page.evaluate(() => window.view.done);
const texts = (selector) => page.locator(selector).allInnerTexts();
const authors = () => texts('.kt-comment:visible .kt-author');

// Article

const article = result({
  title: 'Title',
  kicker: 'Kicker',
  lead: 'Lead',
  authors: ['Ada', 'Ben'],
  site: 'Site',
  section: 'Section',
  agencies: ['AP'],
  lang: 'de',
  published: '2024-02-19T06:12:00+01:00',
  modified: '2024-02-19T15:40:00+01:00',
  url: 'https://site.example/a/b',
  content:
    '<article lang="de"><p>One <a href="c?d">link</a>.</p><h2>Heading</h2><p><img src="/p.png" alt="A ferry"></p><table><tr><td>cell</td></tr></table></article>',
});

test('article: head and body', async () => {
  await show('renderArticle', article);
  const snapshot = await page.locator('.kt-article').ariaSnapshot();
  for (const part of [
    'heading "Title" [level=1]',
    'paragraph: Lead',
    'By Ada and Ben',
    'Agencies: AP',
    'Language: German',
    'link "Original page"',
    'heading "Heading" [level=2]',
    'cell "cell"',
  ]) {
    assert.ok(snapshot.includes(part), `${part} in\n${snapshot}`);
  }
  assert.deepEqual(await texts('.kt-facts time'), ['19 February 2024 at 06:12', '19 February 2024 at 15:40']);
  assert.equal(await page.locator('.kt-body a').getAttribute('href'), 'https://site.example/a/c?d');
  assert.equal(await page.locator('.kt-body a').getAttribute('rel'), 'noopener noreferrer nofollow');
  assert.equal(await page.locator('.kt-article').getAttribute('lang'), 'de');
  await show('renderArticle', article, { lang: 'de', level: 2 });
  assert.equal(await page.locator('h2.kt-title').innerText(), 'Title');
  assert.equal(await page.locator('.kt-body h3').innerText(), 'Heading');
  assert.equal(await page.locator('.kt-byline').innerText(), 'Von Ada und Ben');
});

test('article: pictures are named, and loaded only when that is wanted', async () => {
  const count = site.server.requests.length;
  await show('renderArticle', article);
  assert.equal(await page.locator('.kt-picture').innerText(), 'Picture: A ferry');
  assert.equal(await page.locator('img').count(), 0);
  assert.deepEqual(site.chromium.sent(count), []);
  const online = { ...article, url: site.server.url };
  await show('renderArticle', online, { mode: 'online' });
  const img = page.locator('.kt-body img');
  assert.equal(await img.getAttribute('src'), `${site.server.url}/p.png`);
  assert.equal(await img.getAttribute('referrerpolicy'), 'no-referrer');
  assert.equal(await img.getAttribute('alt'), 'A ferry');
});

test('article: the lead, the title and the thread are not shown twice', async () => {
  const content =
    '<article><p class="kicker">Kicker</p><h1 itemprop="headline">Title</h1><p class="lead">Lead</p><p>Text</p><section class="comments"><ol><li>comment</ol></section></article>';
  await show('renderArticle', { ...article, content });
  for (const text of ['Title', 'Lead', 'Kicker']) assert.equal(await page.getByText(text, { exact: true }).count(), 1, text);
  assert.equal(await page.getByText('comment').count(), 0);
});

test('article: notices', async () => {
  await show('renderArticle', result({ paywalled: true, truncated: true }));
  const notes = (await texts('[role=note]')).join('\n');
  for (const part of ['No main text was found', 'paywall', 'first part']) assert.ok(notes.includes(part), notes);
  assert.equal(await page.locator('h1').innerText(), 'Untitled page');
  await show('renderArticle', result({ threadPage: true, comments: [comment(0)] }));
  assert.match((await texts('[role=note]')).join(), /posts are listed as comments/);
});

test('article: what is not harmless stays out, even if the engine had let it through', async () => {
  const content = `<article onclick="hacked('article')"><script>hacked('script')</script><p onmouseover="hacked(1)" style="position:fixed" class="lead x" id="root">a</p>
    <img src="x" onerror="hacked('img')"><svg onload="hacked('svg')"><script>hacked('svg script')</script></svg><math><mtext><style>*{display:none}</style></mtext></math>
    <iframe srcdoc="<script>parent.hacked('iframe')</script>"></iframe><a href="javascript:hacked('a')">j</a><a href="data:text/html,x">d</a><form action="/x"><input name="n" autofocus onfocus="hacked('focus')"><button>b</button></form>
    <video src="/v" onerror="hacked('video')"></video><object data="/o"></object><embed src="/e"><template><script>hacked('template')</script></template><base href="//evil.example/"><meta http-equiv="refresh" content="0;url=/gone">
    <style>body{display:none}</style><link rel="stylesheet" href="/evil.css"><x-y onclick="hacked(2)">custom</x-y><details open ontoggle="hacked('toggle')">open</details><p id="fn-1">note</p><a href="#fn-1">1</a></article>`;
  const count = site.server.requests.length;
  await page.evaluate(() => {
    window.stolen = [];
    window.hacked = (by) => window.stolen.push(by);
  });
  for (const mode of ['offline', 'online']) {
    await show('renderArticle', result({ title: '<img src=x onerror=hacked(3)>', content }), { mode });
    await done();
    await page.locator('.kt-body').click();
    await page.waitForTimeout(50);
    const found = await page.evaluate(() => {
      const all = [...window.root.querySelectorAll('*')];
      return {
        stolen: window.stolen,
        names: [...new Set(all.map((e) => e.localName))],
        attributes: [...new Set(all.flatMap((e) => e.getAttributeNames()))],
      };
    });
    assert.deepEqual(found.stolen, []);
    for (const name of [
      'script',
      'style',
      'svg',
      'math',
      'iframe',
      'form',
      'input',
      'button',
      'video',
      'object',
      'embed',
      'template',
      'base',
      'meta',
      'link',
      'x-y',
      'details',
    ]) {
      assert.ok(!found.names.includes(name), name);
    }
    assert.deepEqual(
      found.attributes.filter((a) => /^on|style|src|action|itemprop/.test(a)),
      [],
    );
    const links = await page.evaluate(() => [...window.root.querySelectorAll('a')].map((a) => a.getAttribute('href')));
    assert.deepEqual(links, [null, null, '#kt-fn-1']);
    assert.equal(await page.locator('#root').count(), 1);
    assert.equal(await page.locator('#kt-fn-1').count(), 1);
    for (const text of ['custom', 'open', 'note']) assert.ok((await page.locator('.kt-body').innerText()).includes(text), text);
  }
  assert.deepEqual(site.chromium.sent(count), []);
});

// Thread

test('thread: who, when, votes and who replied to whom', async () => {
  await show(
    'renderThread',
    result({ comments: smallThread(), commentSection: { state: 'closed', announced: 9, provider: null } }),
  );
  const snapshot = await page.locator('.kt-thread').ariaSnapshot();
  for (const part of [
    'heading "6 comments" [level=2]',
    'The comment section is closed.',
    'The page announces 9 comments.',
    'combobox "Order"',
    'button "Fold all"',
    'article "Ada 19 Feb 2024, 07:03"',
    'heading "Ada" [level=3]',
    '12 votes',
    'Rank: Staff',
    'button "Hide 2 replies – Ada" [expanded]',
    'button "in reply to Ada"',
    'button "presumably in reply to Cleo"',
    'button "Only this author (2) – Ada"',
    'blockquote',
    '-4 votes',
    'Votes: +5/-2',
    'article "No name vor 2 Stunden"',
  ])
    assert.ok(snapshot.includes(part), `${part} in\n${snapshot}`);
  const depth = await page.locator('.kt-comment').evaluateAll((list) =>
    list.map((a) => {
      let n = 0;
      for (let e = a; (e = e.parentElement.closest('ol'));) n++;
      return n;
    }),
  );
  assert.deepEqual(depth, [1, 2, 3, 1, 2, 1]);
  assert.match(await page.locator('.kt-time').first().getAttribute('title'), /ago · on the page: 7:03$/);
  assert.deepEqual(await texts('.kt-comment:first-of-type .kt-text p >> nth=1'), ['Second paragraph.']);
});

test('thread: branches fold', async () => {
  await show('renderThread', result({ comments: smallThread() }));
  await page.getByRole('button', { name: 'Hide 2 replies – Ada' }).click();
  assert.deepEqual(await authors(), ['Ada', 'Cleo', 'Desk', 'No name']);
  assert.equal(await page.getByRole('button', { name: 'Show 2 replies – Ada' }).getAttribute('aria-expanded'), 'false');
  assert.equal(await page.getByRole('status').innerText(), '2 replies hidden');
  await page.getByRole('button', { name: 'Unfold all' }).click();
  assert.equal((await authors()).length, 6);
  await page.getByRole('button', { name: 'Fold all', exact: true }).click();
  assert.deepEqual(await authors(), ['Ada', 'Cleo', 'No name']);
  assert.equal(await page.getByRole('status').innerText(), 'All replies hidden.');
});

test('thread: orders and authors', async () => {
  await show('renderThread', result({ comments: smallThread() }));
  await page.getByLabel('Order').selectOption('newest');
  assert.deepEqual(await authors(), ['Desk', 'Ada', 'Cleo', 'Ben', 'Ada', 'No name']);
  assert.equal(await page.getByRole('status').innerText(), '6 comments shown, Newest first.');
  assert.match(await page.locator('.kt-excerpt').first().innerText(), /Who has counted that\?/);
  await page.getByLabel('Order').selectOption('votes');
  assert.deepEqual(await authors(), ['Ada', 'Ada', 'Ben', 'No name', 'Cleo', 'Desk']);
  await page.getByRole('button', { name: 'Only this author (2) – Ada' }).first().click();
  assert.deepEqual(await authors(), ['Ada', 'Ada']);
  assert.equal(await page.getByRole('status').innerText(), '2 comments by Ada shown, Most votes.');
  assert.deepEqual(await page.evaluate(() => window.chosen.at(-1)), { order: 'votes', author: 'Ada' });
  await page.getByRole('button', { name: /in reply to Ben/ }).click(); // who is not shown: the filter goes
  assert.equal((await authors()).length, 6);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.index), '1');
  await page.evaluate(() => window.view.show({ author: 'Ada' }));
  await page.getByRole('button', { name: /Show all authors/ }).click();
  assert.equal((await authors()).length, 6);
});

test('thread: only orders that the comments have data for', async () => {
  await show('renderThread', result({ comments: [comment(0), comment(1)] }), { order: 'newest' });
  assert.equal(await page.getByLabel('Order').count(), 0);
  assert.equal((await authors()).length, 2);
});

test('thread: keys', async () => {
  await show('renderThread', result({ comments: smallThread() }));
  await page.locator('.kt-comment').first().focus();
  const at = () => page.evaluate(() => Number(document.activeElement.dataset.index));
  const steps = [
    ['j', 1],
    ['ArrowDown', 2],
    ['p', 1],
    ['k', 0],
    ['k', 0],
    ['x', 0],
    ['j', 3],
    ['ArrowUp', 0],
    ['x', 0],
    ['j', 1],
  ];
  for (const [key, want] of steps) {
    await page.keyboard.press(key);
    assert.equal(await at(), want, key);
  }
  assert.equal(await page.locator('.kt-comment[tabindex="0"]').count(), 1);
  assert.equal(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'solid');
});

test('thread: none, elsewhere, on further pages', async () => {
  const cases = [
    [{ state: 'none' }, 'No comments were found'],
    [{ state: 'external', provider: 'Sayso', announced: 23 }, 'loaded from Sayso'],
    [{ state: 'external', announced: 23 }, 'announces 23 comments, but shows none'],
    [{ state: 'closed' }, 'is closed'],
    [{ state: 'paginated' }, 'further pages'],
  ];
  for (const [commentSection, want] of cases) {
    await show('renderThread', result({ commentSection }));
    assert.ok((await texts('[role=note]')).join('\n').includes(want), want);
    assert.equal(await page.getByRole('list').count(), 0);
  }
});

test('thread: 3,000 comments appear in slices, a new rendering ends the old one', async () => {
  const data = result({ comments: longThread(3000) });
  const [first, stopped, all] = await page.evaluate(async (d) => {
    const t = window.strings('en');
    const count = (node) => node.querySelectorAll('.kt-comment').length;
    const one = window.renderThread(window.root, d, { t });
    const old = window.root.firstChild;
    const atOnce = count(old);
    const two = window.renderThread(window.root, d, { t });
    await Promise.all([one.done, two.done]);
    return [atOnce, count(old), count(window.root)];
  }, data);
  assert.equal(first, 50);
  assert.equal(stopped, 50, 'the old rendering went on');
  assert.equal(all, 3000);
});

test('thread: a comment that is not there yet can be gone to', async () => {
  await show('renderThread', result({ comments: longThread(3000) }));
  await page.evaluate(() => window.view.focus(2500));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.index), '2500');
  assert.ok(await page.locator('#root [data-index="2500"]').isVisible());
  await page.evaluate(() => window.view.focus(2999));
  await done();
  assert.equal(await page.locator('.kt-comment').count(), 3000);
});

test('thread: 5,000 replies to replies', async () => {
  const comments = Array.from({ length: 5000 }, (_, i) => comment(i, { parent: i === 0 ? null : i - 1 }));
  await show('renderThread', result({ comments }));
  await done();
  assert.equal(await page.locator('.kt-comment').count(), 5000);
  await page.evaluate(() => window.view.focus(4999));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.index), '4999');
});

test('thread: hostile names and texts stay text', async () => {
  const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
  const comments = [0, 1].map((i) =>
    comment(i, {
      author: evil,
      text: evil,
      title: evil,
      rank: evil,
      time: evil,
      votesWritten: evil,
      memberSince: evil,
      parent: i ? 0 : null,
    }),
  );
  await show('renderThread', result({ comments, commentSection: { state: 'external', provider: evil } }));
  assert.equal(await page.locator('#root img, #root script').count(), 0);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.locator('.kt-subject').first().innerText(), evil);
});

test('thread: a page from right to left', async () => {
  await show(
    'renderThread',
    result({
      dir: 'rtl',
      lang: 'he',
      comments: [comment(0, { author: 'רותי', text: 'שלום' }), comment(1, { author: 'יוסי', parent: 0 })],
    }),
  );
  const [letter, text] = await Promise.all(['.kt-letter', '.kt-text p'].map((s) => page.locator(s).first().boundingBox()));
  assert.ok(letter.x > text.x, 'the letter stands on the right');
});

// Why

test('why: every block with label, verdict, reason and certainty', async () => {
  await show('renderWhy', result({ blocks: blocks(8) }));
  const snapshot = await page.locator('.kt-why').ariaSnapshot();
  for (const part of [
    'group "Kept or dropped"',
    'button "All 8" [pressed]',
    'button "Kept 2"',
    'button "Set apart 3"',
    'button "Dropped 3"',
    'searchbox "Search blocks"',
    'group "Kinds of blocks"',
    'button "Main text 2"',
    'button "Offers and ads 1"',
    'list "8 blocks"',
    'button "Advertisement"',
    'Dropped',
    'a phrase of the lexicon',
    'Certainty: 3%',
    'Block number 3.',
  ])
    assert.ok(snapshot.includes(part), `${part} in\n${snapshot}`);
});

test('why: the legend and the search filter', async () => {
  await show('renderWhy', result({ blocks: blocks(80) }));
  const rows = page.locator('.kt-block');
  await page.getByRole('button', { name: 'Main text 20' }).click();
  assert.equal(await rows.count(), 20);
  assert.equal(await page.getByRole('status').innerText(), '20 of 80 blocks shown');
  await page.getByRole('button', { name: 'Dropped 30' }).click();
  assert.equal(await page.getByText('No block matches.').count(), 1);
  await page.getByRole('button', { name: 'All kinds' }).click();
  assert.equal(await rows.count(), 30);
  await page.getByRole('button', { name: 'All 80' }).click();
  await page.getByRole('searchbox').fill('number 17.');
  await page.getByText('1 of 80 blocks shown').waitFor();
  assert.deepEqual(await texts('.kt-said'), ['Block number 17.']);
});

test('why: a block shows its place and is selected', async () => {
  await show('renderWhy', result({ blocks: blocks(8) }));
  await page.getByText('Block number 3.').click();
  assert.match(
    await page.locator('.kt-details').innerText(),
    /boilerplate:ad[\s\S]*boilerplate:ad: lexicon[\s\S]*Characters 30 to 38/,
  );
  assert.deepEqual(await page.evaluate(() => window.chosen), [3]);
  assert.equal(await page.locator('.kt-tag[aria-expanded="true"]').innerText(), 'Advertisement');
  await page.getByText('Block number 5.').click();
  assert.equal(await page.locator('.kt-details').count(), 1);
  await show('renderWhy', result({ blocks: blocks(8) }), { unit: 'bytes' });
  await page.getByText('Block number 3.').click();
  assert.match(await page.locator('.kt-details').innerText(), /Bytes 30 to 38/);
});

test('why: keys', async () => {
  await show('renderWhy', result({ blocks: blocks(200) }));
  await page.locator('.kt-tag').first().focus();
  const at = () => page.evaluate(() => document.activeElement.dataset.index);
  for (const [key, want] of [
    ['ArrowDown', '1'],
    ['j', '2'],
    ['k', '1'],
    ['End', '199'],
    ['Home', '0'],
    ['ArrowUp', '0'],
  ]) {
    await page.keyboard.press(key);
    assert.equal(await at(), want, key);
  }
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('.kt-details').count(), 1);
  assert.equal(await page.locator('.kt-tag[tabindex="0"]').count(), 1);
});

test('why: 20,000 blocks', async (t) => {
  await page.evaluate(() => {
    window.long = [];
    new PerformanceObserver((list) => window.long.push(...list.getEntries().map((e) => Math.round(e.duration)))).observe({
      type: 'longtask',
    });
  });
  const data = result({ blocks: blocks(20_000) });
  const [atOnce, ms] = await page.evaluate((d) => {
    const start = performance.now();
    window.view = window.renderWhy(window.root, d, { t: window.strings('en') });
    return [window.root.querySelectorAll('.kt-block').length, Math.round(performance.now() - start)];
  }, data);
  assert.equal(atOnce, 120);
  await done();
  assert.equal(await page.locator('.kt-block').count(), 20_000);
  await page.evaluate(() => window.view.select(19_999));
  assert.ok(await page.locator('.kt-open').isVisible());
  await page.locator('.kt-toggle[data-family="text"]').click(); // asking for roles takes Playwright minutes on that many elements
  await done();
  assert.equal(await page.locator('.kt-block').count(), 5000);
  t.diagnostic(`first blocks after ${ms} ms; tasks over 50 ms: ${(await page.evaluate(() => window.long.join(' '))) || 'none'}`);
});

test('why: hostile texts stay text', async () => {
  const evil = '<img src=x onerror="window.hit=1">';
  const [block] = blocks(1);
  await show('renderWhy', result({ blocks: [{ ...block, text: evil, label: evil, kind: evil, reason: evil }] }), {
    query: evil.toLowerCase(),
  });
  await page.locator('.kt-said').click();
  assert.equal(await page.locator('#root img').count(), 0);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.locator('.kt-said').innerText(), evil);
});

test('why: no blocks', async () => {
  await show('renderWhy', result());
  assert.equal(await page.getByText('No block matches.').count(), 1);
});

test('nothing went wrong in the browser', () => {
  assert.deepEqual(
    site.chromium.problems.filter(({ text }) => !text.includes('/p.png') && !/404/.test(text)),
    [],
  );
});
