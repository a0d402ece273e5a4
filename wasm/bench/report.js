// What was measured, as Markdown.

const best = (numbers) => Math.min(...numbers);

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const inClean = ['encodeInto the memory', 'WASM', 'TextDecoder', 'JSON.parse', 'rest of clean()'];
const clean = (at) => sum(inClean.map((key) => at[key]));

/** The rows of the table: what was measured, which of its steps, whose failures count, with which native run it is compared. */
const rows = [
  { name: 'native, all outputs', tool: 'native all', native: 'native all' },
  { name: 'native, text + content', tool: 'native article', native: 'native article' },
  { name: 'Worker: WASM alone, all outputs', tool: 'detail', of: 'worker all', steps: (at) => at.WASM, native: 'native all' },
  { name: 'Worker: `clean()` inside it, all', tool: 'detail', of: 'worker all', steps: clean, native: 'native all' },
  { name: '**Worker: there and back, all**', tool: 'worker all', native: 'native all' },
  { name: 'Worker: there and back, text + content', tool: 'worker article', native: 'native article' },
  { name: 'Worker: as bytes, there and back, all', tool: 'worker bytes', native: 'native all' },
  { name: 'Worker: outerHTML of the tab, there and back, all', tool: 'worker tab', native: 'native all' },
  { name: 'main thread: `clean()`, all', tool: 'main all', native: 'native all' },
  { name: 'main thread: `clean()`, text + content', tool: 'main article', native: 'native article' },
  { name: 'DOMParser alone', tool: 'readability', of: 'nobody', steps: ([parse]) => parse },
  { name: 'Readability, DOM excluded', tool: 'readability', steps: ([, run]) => run },
  { name: 'Readability, DOM included', tool: 'readability' },
  { name: 'Defuddle, DOM excluded', tool: 'defuddle', steps: ([, run]) => run },
  { name: 'Defuddle, DOM included', tool: 'defuddle' },
];

/** @param {object} found by bench.js */
export function report(found) {
  const parts = [about(found), times(found), classes(found), detail(found), cold(found), memory(found), remarks(found)];
  return parts.flat().join('\n');
}

function about({ source, pages, rounds, chromium, load, sizes }) {
  const mb = sum(pages.map((page) => page.bytes)) / 1e6;
  return [
    `${pages.length} pages, ${mb.toFixed(1)} MB of HTML (${source}); ${rounds} rounds after one that is not counted; ` +
      `Chromium ${chromium}; engine.wasm ${kb(sizes.engine.raw)} (${kb(sizes.engine.gzip)} with gzip); ` +
      `load of the machine ${load.map((n) => n.toFixed(1)).join(' to ')}.`,
    'Milliseconds for all pages together, each page in its best round and in its median round. ' +
      'A page that a tool failed on has no part in its times; a ratio is of the pages that neither side failed on.',
    '',
  ];
}

/** Milliseconds of each page by one of the ways to put its rounds together, undefined where the tool failed. */
function perPage(found, { tool, of = tool, steps }, together) {
  const failed = found.failures[of] ?? {};
  return found.measured[tool].map((visits, i) => {
    const out = i in failed || visits.some(({ error }) => error);
    return out ? undefined : together(visits.map(steps ?? sum));
  });
}

/** How many times b is a: over all pages, and in the median and the worst page. */
function ratio(a, b) {
  const both = a.map((_, i) => i).filter((i) => a[i] !== undefined && b[i] !== undefined);
  const each = both.map((i) => a[i] / b[i]);
  return { all: sum(both.map((i) => a[i])) / sum(both.map((i) => b[i])), page: median(each), worst: Math.max(...each) };
}

function times(found) {
  const worker = perPage(found, { tool: 'worker all' }, best);
  const lines = [
    '| | best | median | MB/s | × native | × native, median page | × Worker | × Worker, median page | word-F1 | failed |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
  ];
  for (const row of rows) {
    const ms = perPage(found, row, best);
    const done = ms.filter((n) => n !== undefined);
    const bytes = sum(found.pages.map((page, i) => (ms[i] === undefined ? 0 : page.bytes)));
    const native = row.native ? ratio(ms, perPage(found, { tool: row.native }, best)) : null;
    const to = ratio(ms, worker);
    const judged = !row.of && row.tool in found.failures;
    const scores = judged ? found.f1[row.tool].filter((n) => n !== null) : [];
    lines.push(`| ${[
      row.name, digits(sum(done)), digits(sum(perPage(found, row, median).filter((n) => n !== undefined))),
      digits(bytes / 1e3 / sum(done)),
      native ? digits(native.all) : '', native ? digits(native.page) : '', digits(to.all), digits(to.page),
      scores.length ? (sum(scores) / scores.length).toFixed(3) : '', judged ? Object.keys(found.failures[row.tool]).length : '',
    ].join(' | ')} |`);
  }
  const aim = (row) => ratio(perPage(found, row, best), perPage(found, { tool: 'native all' }, best));
  const line = (name, { all, page, worst }) => `${name} ${digits(all)} (at most 5: ${all <= 5 ? 'met' : 'not met'}), ` +
    `median page ${digits(page)}, worst page ${digits(worst)}`;
  return [...lines, '', 'Steady state in the Worker, as times the native engine in the same run: ' + [
    line('WASM alone', aim(rows[2])), line('`clean()`', aim(rows[3])), line('there and back', aim(rows[4])),
  ].join('; ') + '.', ''];
}

/** Milliseconds a page by class of size. */
function classes(found) {
  const shown = rows.filter(({ tool, steps }) => !steps && !/native article|main article|bytes/.test(tool));
  const names = [...new Set(found.pages.map((page) => page.class))];
  const lines = names.map((name) => {
    const cells = shown.map((row) => {
      const ms = perPage(found, row, best).filter((n, i) => n !== undefined && found.pages[i].class === name);
      return ms.length ? digits(sum(ms) / ms.length) : 'all failed';
    });
    return `| ${name} (${found.pages.filter((page) => page.class === name).length}) | ${cells.join(' | ')} |`;
  });
  return ['Milliseconds a page, mean of the best rounds, by size of the page:', '',
    `| | ${shown.map((row) => row.name.replaceAll('*', '')).join(' | ')} |`, `|---|${'--:|'.repeat(shown.length)}`, ...lines, ''];
}

/**
 * Where the time of a round trip to the Worker goes: each step of each page in its best and in its median round. The best of
 * the steps are together less than the best round, as they need not be of the same one; a share is of them.
 */
function detail({ measured: { detail: pages } }) {
  const good = pages.filter((visits) => visits.every(({ error }) => !error));
  const keys = Object.keys(good[0][0]);
  const summed = (way) => keys.map((key) => sum(good.map((visits) => way(visits.map((at) => at[key])))));
  const [low, middle] = [summed(best), summed(median)];
  return ['Where the time of a round trip to the Worker goes, all outputs, with what the looking costs:', '',
    '| step | best | median | share of the best |', '|---|--:|--:|--:|',
    ...keys.map((key, i) => `| ${key} | ${digits(low[i])} | ${digits(middle[i])} | ${percent(low[i] / sum(low))} |`),
    `| together | ${digits(sum(low))} | ${digits(sum(middle))} | |`, ''];
}

function cold(found) {
  const names = {
    'worker all': 'klartext, Worker', 'main all': 'klartext, main thread', readability: 'Readability', defuddle: 'Defuddle',
  };
  const lines = Object.entries(names).map(([tool, name]) => {
    const cells = ['ready', 'first', 'all'].flatMap((key) => {
      const runs = found.cold[tool].map((run) => run[key]);
      return [digits(best(runs)), digits(median(runs))];
    });
    const { raw, gzip } = found.sizes[tool.includes('all') ? 'klartext' : tool];
    return `| ${[name, ...cells, `${kb(raw)} / ${kb(gzip)}`].join(' | ')} |`;
  });
  const middle = found.pages[found.pages.length >> 1];
  return [`Cold: ${found.cold.readability.length} new browser processes for each, nothing cached; best and median. ` +
    `First a page of ${kb(middle.bytes)} (DOM included for the peers), then the first pass over all pages:`, '',
  '| | ready, best | median | first page, best | median | first pass, best | median | size / gzip -9 |', `|---|${'--:|'.repeat(7)}`, ...lines, ''];
}

function memory({ memory }) {
  const lines = memory.map(({ pages, wasm, worker, window }) => `| ${pages} | ${mb(wasm)} | ${mb(worker)} | ${mb(window)} |`);
  return ['Memory in MB, after a collection, of one Worker that takes all pages apart again and again; the heap of the page holds the pages:', '',
    '| after pages | WASM | heap of the Worker | heap of the page |', '|--:|--:|--:|--:|', ...lines, ''];
}

function remarks(found) {
  const lines = [];
  for (const [tool, failed] of Object.entries(found.failures)) {
    for (const [i, why] of Object.entries(failed)) lines.push(`${tool} failed on ${found.pages[i].name}: ${why}`);
  }
  for (const [tool, n] of Object.entries(found.changed)) lines.push(`${tool} answered otherwise than the first time on ${n} visits`);
  if (found.outside.length) lines.push(`the browser asked for other hosts: ${found.outside.length} of them, none was reached`);
  if (found.problems.length) {
    const [{ text }] = found.problems;
    lines.push(`${found.problems.length} messages in the browser's console, the first: ${text.split('\n')[0].slice(0, 200)}`);
  }
  return [
    '- klartext reads bytes and needs no DOM; "outerHTML" is what an extension pays that has a tab and no source. ' +
      'Peers get a document of DOMParser: no styles, no layout, which they would look at in a tab.',
    '- word-F1 is the mean over all pages, failed ones too, of the text, for the peers that of their HTML with a line for each block.' +
      (found.pages.some((page) => page.gold !== null)
        ? ' klartext was trained on pages of this corpus: its figure says that nothing broke, not how good it is.'
        : ' Nobody wrote down what is right on these pages, so that a tool that finds nothing counts as failed.'),
    ...lines.map((line) => `- ${line}`),
  ];
}

function digits(n) {
  return n >= 100 ? n.toFixed(0) : n >= 10 ? n.toFixed(1) : n.toFixed(2);
}

const percent = (n) => `${(100 * n).toFixed(1)} %`;
const kb = (bytes) => `${Math.round(bytes / 1024)} KB`;
const mb = (bytes) => (bytes / 1e6).toFixed(1);
