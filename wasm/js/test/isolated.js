import { Worker } from 'node:worker_threads';

/**
 * Runs a function in a worker, where the package has not been loaded yet, and returns what it returns. The function sees nothing of
 * what is around it: it gets the package, the data, and the URL of the package's directory.
 */
export function isolated(run, data) {
  const base = new URL('../', import.meta.url).href;
  const code = `
    const { parentPort, workerData: { base, data } } = require('node:worker_threads');
    import(base + 'index.js').then((klartext) => (${run})(klartext, data, base))
      .then((value) => parentPort.postMessage({ value }), (error) => parentPort.postMessage({ error: String(error.stack) }));`;
  return new Promise((resolve, reject) => {
    const worker = new Worker(code, { eval: true, workerData: { base, data } });
    worker.once('message', ({ value, error }) => {
      worker.terminate();
      if (error) reject(new Error(error));
      else resolve(value);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });
}
