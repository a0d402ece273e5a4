// The thread as a list in the order of reading, without recursion: a thread may be as deep as it is long.

/**
 * The comments in the order in which a thread is read. A comment whose parent is no comment, and the first of a circle of
 * parents, is one of the top level.
 * @param {{parent?: number|null}[]} comments in page order
 * @returns {{index: number, depth: number, up: number, size: number}[]} up: index of the comment replied to, -1 for none; size:
 *   how many replies there are below it, at any depth
 */
export function readingOrder(comments) {
  const n = comments.length;
  const up = comments.map(({ parent }, i) =>
    Number.isInteger(parent) && parent >= 0 && parent < n && parent !== i ? parent : -1,
  );
  breakCircles(up);
  const replies = new Map();
  up.forEach((p, i) => {
    if (!replies.has(p)) replies.set(p, []);
    replies.get(p).push(i);
  });
  const order = [];
  const stack = [...(replies.get(-1) ?? [])].reverse().map((index) => [index, 0]);
  while (stack.length > 0) {
    const [index, depth] = stack.pop();
    order.push({ index, depth, up: up[index], size: 0 });
    const below = replies.get(index) ?? [];
    for (let i = below.length - 1; i >= 0; i--) stack.push([below[i], depth + 1]);
  }
  const at = new Map(order.map((entry, i) => [entry.index, i]));
  for (let i = order.length - 1; i >= 0; i--) {
    const { up: above, size } = order[i];
    if (above >= 0) order[at.get(above)].size += size + 1;
  }
  return order;
}

function breakCircles(up) {
  const seen = new Int32Array(up.length); // by which walk a comment was reached, plus 1
  for (let i = 0; i < up.length; i++) {
    let k = i;
    while (k >= 0 && seen[k] === 0) {
      seen[k] = i + 1;
      k = up[k];
    }
    if (k < 0 || seen[k] !== i + 1) continue;
    let least = k;
    for (let m = up[k]; m !== k; m = up[m]) least = Math.min(least, m);
    up[least] = -1;
  }
}

/**
 * The indexes of the comments in another order; those without a time or votes stand last, equal ones in page order.
 * @param {object[]} comments
 * @param {'newest'|'oldest'|'votes'} order
 * @param {(iso: string|null) => number} moment
 */
export function sorted(comments, order, moment) {
  const keys = comments.map((c) => (order === 'votes' ? c.votes : moment(c.published)) ?? NaN);
  const sign = order === 'oldest' ? 1 : -1;
  return [...comments.keys()].sort((a, b) => {
    if (Number.isNaN(keys[a]) || Number.isNaN(keys[b])) return Number.isNaN(keys[a]) - Number.isNaN(keys[b]) || a - b;
    return sign * (keys[a] - keys[b]) || a - b;
  });
}
