// Elements without HTML strings, and work in slices.

/**
 * Makes an element. Attributes that are null, undefined or false are left out, true is an empty value; children that are null,
 * undefined or false are left out, strings and numbers become text.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | number | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const name in attributes) {
    const value = attributes[name];
    if (value == null || value === false) continue;
    node.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) {
    if (child != null && child !== false) node.append(child);
  }
  return node;
}

/** Text that only screen readers are told. */
export const hidden = (text, tag = 'span') => el(tag, { class: 'kt-sr' }, text);

/** A sign that only eyes are shown. */
export const sign = (text, name = 'kt-sign') => el('span', { 'class': name, 'aria-hidden': 'true' }, text);

// What is being rendered into an element, so that a new rendering ends the one before.
const running = new WeakMap();

/**
 * Calls step for the indexes 0 to count-1: the first ones at once, the others in slices of a few milliseconds while the page is
 * idle. A later call with the same owner ends this one.
 * @param {object} owner
 * @param {number} count
 * @param {(index: number) => void} step
 * @param {{first?: number, budget?: number}} [options]
 * @returns {{done: Promise<void>, stop: () => void, through: (index: number) => void}} done is fulfilled after the last step, or
 *   when it was stopped; through does the steps up to an index at once
 */
export function slices(owner, count, step, { first = 50, budget = 6 } = {}) {
  running.get(owner)?.stop();
  let next = 0;
  let cancel = () => {};
  let finish;
  const done = new Promise((resolve) => {
    finish = resolve;
  });
  const task = {
    done,
    through(index) {
      while (next < count && next <= index) step(next++);
    },
    stop() {
      next = count;
      cancel();
      finish();
    },
  };
  running.set(owner, task);
  while (next < count && next < first) step(next++);
  function slice() {
    const end = performance.now() + budget;
    try {
      while (next < count) {
        step(next++);
        if (next % 8 === 0 && performance.now() > end) break; // a step takes some ten microseconds: not every one asks
      }
    } catch (error) {
      task.stop();
      throw error;
    }
    proceed();
  }
  function proceed() {
    if (next < count) cancel = idle(slice);
    else finish();
  }
  proceed();
  return task;
}

// idle calls work when the page has nothing else to do, at the latest after a tenth of a second; it returns how to cancel that.
function idle(work) {
  if (typeof requestIdleCallback === 'function') {
    const id = requestIdleCallback(work, { timeout: 100 });
    return () => cancelIdleCallback(id);
  }
  const id = setTimeout(work, 0);
  return () => clearTimeout(id);
}
