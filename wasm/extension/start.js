// The order in which a new reader starts. What takes long begins first and goes on at the same time: taking the page, which another
// process does; after the first paint, compiling the engine and starting its worker; and only then loading the modules of the reader.
// In any other order the first paint or the article comes a tenth of a second later.

import { Engine } from './engine.js';
import { kept } from './keep.js';
import { take } from './source.js';

const tabId = Number.parseInt(new URLSearchParams(location.search).get('tab') ?? '', 10);
const clicked = performance.getEntriesByType('navigation')[0]?.type === 'navigate';
const first = kept(tabId) ? null : take(tabId, clicked);
first?.catch(() => {}); // the reader sees to it

async function start() {
  const engine = new Engine();
  engine.start();
  const { start: open } = await import('./reader.js');
  open({ tabId, engine, first });
}

// A tab in the background paints nothing, and one that is being opened may become one.
let started = false;
function once() {
  if (!started) start();
  started = true;
}
requestAnimationFrame(() => setTimeout(once));
setTimeout(once, document.hidden ? 0 : 200);
