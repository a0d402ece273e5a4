/**
 * How deep replies are nested; deeper ones stand beside the reply at that depth, as the engine writes them. What is nested
 * without a limit can neither be cloned nor written as JSON.
 */
const MAX_NESTING = 32;

/**
 * Makes a tree of the comments: every reply below what it replies to, replies to the same comment in page order.
 * @param {{parent?: number|null}[]} comments in page order
 */
export function nest(comments) {
  const parents = breakCircles(comments.map(({ parent }) => (comments[parent] ? parent : -1)));
  const nodes = comments.map((comment) => ({ ...comment, depth: 0, replies: [] }));
  const children = nodes.map(() => []);
  const roots = [];
  nodes.forEach((node, i) => (parents[i] < 0 ? roots : children[parents[i]]).push(node));
  // In the order of reading, so that a parent has its place before its replies: a stack, since a thread may be as deep as it is long.
  const todo = roots.map((node) => ({ node, list: roots, depth: 0 })).reverse();
  roots.length = 0;
  while (todo.length > 0) {
    const { node, list, depth } = todo.pop();
    node.depth = depth;
    list.push(node);
    const replies = children[node.index];
    const into = depth < MAX_NESTING ? node.replies : list;
    for (let k = replies.length - 1; k >= 0; k--) todo.push({ node: replies[k], list: into, depth: depth + 1 });
  }
  return roots;
}

/** Makes the first comment of each circle of parents one of the top level, as the engine does. */
function breakCircles(parents) {
  const seen = new Int32Array(parents.length).fill(-1); // from which comment on it was come by
  for (let i = 0; i < parents.length; i++) {
    let k = i;
    while (k >= 0 && seen[k] < 0) {
      seen[k] = i;
      k = parents[k];
    }
    if (k < 0 || seen[k] !== i) continue;
    let first = k;
    for (let n = parents[k]; n !== k; n = parents[n]) first = Math.min(first, n);
    parents[first] = -1;
  }
  return parents;
}
