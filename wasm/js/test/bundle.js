import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const js = fileURLToPath(new URL('..', import.meta.url));

/**
 * Makes a directory that can be served: bundle.js, an ES module for browsers that exports what the package does, and engine.wasm beside it, as
 * a user of esbuild has it.
 * @param {string} directory is made when it is not there
 * @param {{entry?: string, resolveDir?: string}} [options] entry: the source of the module that is bundled; resolveDir: where its imports are looked for
 * @returns {Promise<string>} the name of bundle.js
 */
export async function bundle(directory, { entry = "export * from 'klartext';", resolveDir = js } = {}) {
  const { build } = await import('esbuild').catch(() => {
    throw new Error('esbuild is not installed: run "npm ci" in the directory wasm');
  });
  await mkdir(directory, { recursive: true });
  const outfile = join(directory, 'bundle.js');
  const { warnings } = await build({
    stdin: { contents: entry, resolveDir, sourcefile: 'entry.js' }, bundle: true, format: 'esm', platform: 'browser', target: 'es2022', minify: true, outfile, logLevel: 'silent',
  });
  if (warnings.length > 0) throw new Error(`esbuild warns: ${warnings.map(({ text }) => text).join('; ')}`);
  await copyFile(join(js, 'engine.wasm'), join(directory, 'engine.wasm'));
  return outfile;
}
