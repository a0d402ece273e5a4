import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { bundle } from './bundle.js';

const js = fileURLToPath(new URL('..', import.meta.url));
const tools = join(js, '..', 'node_modules');

let directory;
let app; // a project of someone else with the package installed
before(async () => {
  assert.ok(existsSync(join(js, 'engine.wasm')) && existsSync(join(js, 'LICENSE')), 'the package is not built: run "make wasm"');
  assert.ok(existsSync(tools), 'the tools are not installed: run "npm ci" in the directory wasm');
  directory = await mkdtemp(join(tmpdir(), 'klartext-package-'));
  const [{ filename, files }] = JSON.parse(await run('npm', ['pack', '--json', '--pack-destination', directory], js));
  packed = files.map(({ path }) => path).sort();
  app = join(directory, 'app');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), '{"name": "app", "private": true, "type": "module"}');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(directory, filename)], app);
});
after(() => rm(directory, { recursive: true, force: true }));

let packed;

function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd, timeout: 120_000 }, (error, stdout, stderr) => (error ? reject(new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`, { cause: error })) : resolve(stdout)));
  });
}

test('what is packed', async () => {
  const modules = (await readdir(js)).filter((name) => name.endsWith('.js'));
  const want = [...modules, 'LICENSE', 'LICENSE-go', 'LICENSE-xxhash', 'NOTICE', 'README.md', 'engine.wasm', 'index.d.ts', 'package.json'].sort();
  assert.deepEqual(packed, want);
  assert.ok(modules.includes('wasm_exec.js'));
  assert.match(await readFile(join(js, 'LICENSE'), 'utf8'), /Apache License/);
});

const use = `
  import { load, clean } from 'klartext';
  await load();
  const { text, title } = clean('<!doctype html><title>Ein Titel</title><h1>Ein Titel</h1>' + '<p>Ein Satz, der in einem Artikel steht, mit Komma und Punkt, und länger ist.'.repeat(9));
  console.log(JSON.stringify([title, text.split('\\n').length]));`;

test('the installed package runs in node', async () => {
  await writeFile(join(app, 'use.js'), use);
  assert.equal(await run(process.execPath, ['use.js'], app), '["Ein Titel",9]\n');
  await writeFile(join(app, 'resolve.js'), "console.log(import.meta.resolve('klartext/engine.wasm'), import.meta.resolve('klartext/package.json'));");
  assert.match(await run(process.execPath, ['resolve.js'], app), /klartext\/engine\.wasm .*klartext\/package\.json/);
  await writeFile(join(app, 'inner.js'), "import 'klartext/load.js';");
  await assert.rejects(run(process.execPath, ['inner.js'], app), /ERR_PACKAGE_PATH_NOT_EXPORTED/);
});

test('the installed package has types', async () => {
  await writeFile(join(app, 'sample.ts'), await readFile(new URL('sample.ts', import.meta.url)));
  const compiler = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noEmit: true, target: 'es2022', lib: ['es2022', 'dom'], types: [], skipLibCheck: false };
  for (const [module, moduleResolution] of [['esnext', 'bundler'], ['nodenext', 'nodenext']]) {
    await writeFile(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...compiler, module, moduleResolution }, files: ['sample.ts'] }));
    await run(join(tools, '.bin', 'tsc'), ['-p', '.'], app);
  }
  await writeFile(join(app, 'sample.ts'), "import { clean } from 'klartext'; clean(7);");
  await assert.rejects(run(join(tools, '.bin', 'tsc'), ['-p', '.'], app), /TS2/, 'the check must be able to fail');
});

test('the types name everything that is exported', async () => {
  const types = await readFile(join(js, 'index.d.ts'), 'utf8');
  const names = Object.keys(await import('klartext')).sort();
  assert.deepEqual([...types.matchAll(/^export (?:function|class) (\w+)/gm)].map(([, name]) => name).sort(), names);
});

test('a bundle runs, and keeps what Go needs', async () => {
  const out = join(directory, 'bundle');
  const file = await bundle(out, { resolveDir: app });
  assert.deepEqual((await readdir(out)).sort(), ['bundle.js', 'engine.wasm']);
  await writeFile(join(out, 'package.json'), '{"type": "module"}');
  const { load, clean } = await import(pathToFileURL(file));
  await load();
  assert.equal(clean('<title>Ein Titel</title><p>x').input, 'html');
  assert.ok(!(await readFile(file, 'utf8')).includes('import('), 'the bundle imports something at run time');
});
