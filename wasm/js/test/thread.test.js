import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nest } from '../thread.js';

const comments = (parents) => parents.map((parent, index) => ({ index, parent }));

function* flat(nodes) {
  for (const node of nodes) {
    yield node;
    yield* flat(node.replies);
  }
}

// The first rows are those of TestThread of the engine.
test('replies stand below what they reply to', () => {
  const rows = [
    [[], ''],
    [[null, null, undefined], '0:0 1:0 2:0'],
    [[null, 0, 1, 0, null, 4], '0:0 1:1 2:2 3:1 4:0 5:1'],
    [[null, null, 0, 1, 2], '0:0 2:1 4:2 1:0 3:1'],
    [[2, 2, null, 4, null], '2:0 0:1 1:1 4:0 3:1'],
    [[1, 0, 7, 3, -9], '0:0 1:1 2:0 3:0 4:0'],
    [[null, 3, 1, 2, 2, 0], '0:0 5:1 1:0 2:1 3:2 4:2'],
  ];
  for (const [parents, want] of rows) {
    assert.equal([...flat(nest(comments(parents)))].map(({ index, depth }) => `${index}:${depth}`).join(' '), want);
  }
});

test('a deep thread is nested to a limit, and in the order of reading', () => {
  for (const step of [-1, 1]) { // each replies to the one before, or to the one behind
    const n = 100_000;
    const parents = Array.from({ length: n }, (_, i) => (i + step < 0 || i + step >= n ? null : i + step));
    const tree = nest(comments(parents));
    const nodes = [...flat(tree)];
    assert.deepEqual([nodes[0].depth, nodes[n - 1].depth, nodes.length], [0, n - 1, n]);
    assert.equal(Math.max(...nodes.slice(0, 100).map(({ replies }) => replies.length)), n - 32);
    structuredClone(tree);
  }
});

test('comments are not changed', () => {
  const list = comments([null, 0]);
  nest(list);
  assert.deepEqual(list, comments([null, 0]));
});
