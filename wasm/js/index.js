export { KlartextError } from './error.js';
export { clean, load } from './load.js';
export { readability } from './readability.js';
