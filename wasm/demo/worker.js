// Runs the engine beside the page, so that typing never waits for it.

import { clean, load } from '../js/index.js';

const ready = load();
ready.then(
  ({ version }) => postMessage({ ready: true, version }),
  (error) => postMessage({ failed: faultOf(error) }),
);

// The browser compiles functions when they are first called, and again when they have been called often, which says nothing of
// the engine's speed: the first page is run some more times.
let cold = true;

function again(page, options) {
  const end = performance.now() + 250;
  let least = Infinity;
  for (let n = 0; n < 12 && performance.now() < end; n++) least = Math.min(least, timed(page, options).ms);
  return least;
}

function timed(page, options) {
  const start = performance.now();
  const result = clean(page, options);
  return { result, ms: performance.now() - start };
}

onmessage = async ({ data: { id, page, options } }) => {
  try {
    await ready;
  } catch {
    return; // said already
  }
  try {
    const { result, ms } = timed(page, options);
    delete result.thread; // the views nest the comments themselves
    postMessage({ id, result, ms, size: new Blob([page]).size });
    if (cold && ms < 250) postMessage({ id, again: again(page, options) });
    cold = false;
  } catch (error) {
    postMessage({ id, fault: faultOf(error) });
  }
};

const faultOf = (error) => ({
  code: error?.code ?? 'unknown',
  message: String(error?.message ?? error).replace(/^klartext: /, ''),
});
