// "make wasm-bench": klartext as WASM in Chromium, in a Worker and on the main thread, beside the packages that do the same on
// the browser's DOM, and beside itself as a native program: the same pages, one run, the tools in turn.
//
//   node wasm/bench/bench.js [--rounds 5] [--per 10] [--visits 1000]
//
// The pages are those that native/pages.go picks. The tables go to the output, all that was measured to .cache/wasm-bench.json.
// In functions that are evaluated in a tab, realm is what realm.js exports.
//
// A page on which a tool fails, or finds nothing where there is something, has no part in its times.

import { readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { readOptions } from '../js/options.js';
import { launch, root, serve } from '../test/harness.js';
import { Native } from './native.js';
import { report } from './report.js';
import { hasWords, wordF1 } from './score.js';

const { values } = parseArgs({ options: {
  rounds: { type: 'string', default: '5' },
  per: { type: 'string', default: '10' }, // pages of each class of size
  visits: { type: 'string', default: '1000' }, // after so many pages the memory is looked at for the last time
} });
const rounds = number('rounds');
const visits = number('visits');
const CHUNK = 10; // pages that a tool runs over before it is the turn of the next
const COLD = 3; // new realms for each tool

const tools = [
  'worker all', 'worker article', 'worker bytes', 'worker tab', 'main all', 'main article', 'readability', 'defuddle',
];
const natives = { // the sections that the same call asks the WASM for
  'native all': readOptions({}).sections,
  'native article': readOptions({ outputs: ['text', 'content'] }).sections,
};
const peers = {
  readability: "export { Readability } from '@mozilla/readability'",
  defuddle: "export { default } from 'defuddle'",
};
const ownHosts = /(^|\.)(localhost|127\.0\.0\.1|google(apis)?\.com)$/; // the server's, and those that Chromium asks by itself

const folder = join(root, '.cache/wasm-bench');
await mkdir(folder, { recursive: true });
// A copy, so that a build at the same time does not change what is measured.
await rm(join(folder, 'js'), { recursive: true, force: true });
await cp(join(root, 'wasm/js'), join(folder, 'js'), { recursive: true });
say('building');
const native = await Native.start(root, folder, number('per'));
const { pages, source } = native.set;
const { server, sizes } = await serveAll();
const chromium = await launch({ server, args: [
  '--js-flags=--expose-gc', '--enable-precise-memory-info', '--enable-blink-features=ForceEagerMeasureMemory',
] });
try {
  const found = {
    source, rounds, pages, sizes, visits, cold: {}, measured: {}, failures: {}, f1: {}, changed: {},
    chromium: chromium.context.browser().version(), load: [loadavg()[0]],
  };
  await measureCold(found);
  await measureWarm(found);
  say(`${visits} pages in one Worker`);
  const tab = await open('memory.localhost');
  const counts = [50, 100, 250, 500, visits].filter((n, i, all) => n <= visits && all.indexOf(n) === i);
  found.memory = await tab.evaluate((counts) => realm.memory(counts), counts);
  found.load.push(loadavg()[0]);
  found.outside = [...new Set(server.requests.map(({ url }) => hostOf(url)))].filter((host) => !ownHosts.test(host));
  found.problems = chromium.problems;
  await writeFile(join(root, '.cache/wasm-bench.json'), JSON.stringify(found, null, 1));
  console.log(report(found));
} finally {
  native.close();
  await chromium.close();
  await server.close();
}

/** Each tool in realms that have run nothing before. Each has a site of its own, so that the browser gives it a process. */
async function measureCold({ cold }) {
  const middle = pages.length >> 1;
  for (let n = 0; n < COLD; n++) {
    for (const tool of tools.filter((name) => !/article|bytes|tab/.test(name))) {
      say(`cold ${n + 1} of ${COLD}: ${tool}`);
      const tab = await open(`${tool.replace(' ', '-')}-${n}.localhost`);
      (cold[tool] ??= []).push(await tab.evaluate(([tool, page]) => realm.cold(tool, page), [tool, middle]));
      await tab.close();
    }
  }
}

/** All tools in turn. The first pass, which is not timed, is looked at for what they answer. */
async function measureWarm(found) {
  const tab = await open('warm.localhost');
  const pass = (...what) => tab.evaluate((what) => realm.pass(...what), what);
  const first = {};
  for (const tool of tools) {
    say(`quality: ${tool}`);
    await tab.evaluate((tool) => realm.start(tool), tool);
    first[tool] = await pass(tool, 0, pages.length, true);
    judge(found, tool, first[tool]);
  }
  for (const sections of Object.values(natives)) await native.pass(sections, 0, pages.length);
  const jobs = [
    ...Object.entries(natives).map(([name, sections]) => [name, (from, to) => native.pass(sections, from, to)]),
    ...tools.map((tool) => [tool, (from, to) => pass(tool, from, to)]),
    ['detail', (from, to) => tab.evaluate(([from, to]) => realm.detail(from, to), [from, to])],
  ];
  for (const [name] of jobs) found.measured[name] = pages.map(() => []);
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}`);
    for (let from = 0; from < pages.length; from += CHUNK) {
      const to = Math.min(from + CHUNK, pages.length);
      for (const [name, job] of jobs) {
        (await job(from, to)).forEach((visit, i) => {
          const page = from + i;
          found.measured[name][page].push(visit.ms ?? visit);
          if (first[name] && visit.size !== first[name][page].size) found.changed[name] = (found.changed[name] ?? 0) + 1;
        });
      }
    }
    jobs.push(jobs.shift()); // everyone comes after everyone else once
  }
  await tab.close();
}

/** What a tool answered, compared with what is right. */
function judge(found, tool, answers) {
  found.failures[tool] = {};
  found.f1[tool] = answers.map(({ error, text }, i) => {
    const { gold } = pages[i];
    const nothing = error ?? (hasWords(text) ? null : 'no text');
    if (nothing && (gold === null || hasWords(gold) || nothing.includes('Error'))) found.failures[tool][i] = nothing;
    return gold === null ? null : wordF1(text ?? '', gold);
  });
}

/**
 * A new tab, ready to be measured in. Without isolation from other origins its clock would tick every 100 µs, and memory could
 * not be asked for.
 */
async function open(host) {
  const tab = await chromium.open(`http://${host}:${server.port}/bench/realm.html`);
  await tab.waitForFunction(() => globalThis.realm && crossOriginIsolated);
  await tab.evaluate((list) => realm.fetchPages(list), pages.map(({ url }, i) => ({ path: `/pages/${i}.html`, url })));
  return tab;
}

async function serveAll() {
  const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
  const server = await serve({
    folders: { '/bench/': join(root, 'wasm/bench'), '/js/': join(folder, 'js') },
    pages: { '/favicon.ico': '' },
    headers: { '/bench/realm.html': isolated, '/bench/worker.js': isolated },
  });
  pages.forEach((_, i) => server.add(`/pages/${i}.html`, readFileSync(join(folder, `${i}.html`))));
  const bundle = async (contents) => (await build({
    stdin: { contents, resolveDir: join(root, 'wasm/bench') },
    bundle: true, minify: true, format: 'esm', write: false, logLevel: 'error',
  })).outputFiles[0].contents;
  const weigh = (bytes) => ({ raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length });
  const sizes = {};
  for (const [name, contents] of Object.entries(peers)) {
    const script = Buffer.from(await bundle(contents));
    server.add(`/peers/${name}.js`, script);
    sizes[name] = weigh(script);
  }
  const script = weigh(await bundle("export * from '../js/index.js'"));
  const module = weigh(readFileSync(join(folder, 'js/engine.wasm')));
  sizes.engine = module;
  sizes.klartext = { raw: script.raw + module.raw, gzip: script.gzip + module.gzip };
  return { server, sizes };
}

function number(name) {
  const n = Number(values[name]);
  if (!Number.isInteger(n) || n < 1) throw new Error(`--${name} must be a number from 1, not ${values[name]}`);
  return n;
}

function hostOf(url) {
  return url.includes('://') ? new URL(url).hostname : url.replace(/:\d+$/, '');
}

function say(words) {
  process.stderr.write(`wasm-bench: ${words}\n`);
}
