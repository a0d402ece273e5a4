// Paints the icons of the extension from icon.svg: node wasm/test/icons.js

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch, root } from './harness.js';

const folder = join(root, 'wasm/extension/icons');
const svg = await readFile(join(folder, 'icon.svg'), 'utf8');
const chromium = await launch();
const page = await chromium.context.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`);
  await page.screenshot({ path: join(folder, `${size}.png`), omitBackground: true });
}
await chromium.close();
