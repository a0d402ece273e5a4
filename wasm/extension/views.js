// The views, as the reader shows them. They are loaded while the page is cleaned.

import { renderArticle } from './view/article.js';
import { renderThread } from './view/thread.js';
import { renderWhy } from './view/why.js';

export function showArticle(root, { about, result }, t) {
  renderArticle(root, result, { t, mode: 'offline', url: about.url });
}

// How the reader of this page has the comments sorted and chosen, for when they are shown anew.
let chosen = {};
let chosenOf = null;

export function showThread(root, { result }, t) {
  if (chosenOf !== result) chosen = {};
  chosenOf = result;
  renderThread(root, result, { t, ...chosen, onchange: (choice) => Object.assign(chosen, choice) });
}

export function showWhy(root, { result }, t) {
  renderWhy(root, result, { t, unit: 'chars' });
}
