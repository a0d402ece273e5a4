// What became of a block, in three words: kept in the main text, set apart (in the head, as a caption, in the thread), dropped.

import { familyOf } from './families.js';

/** The verdicts, in the order in which they are shown. */
export const verdicts = ['kept', 'aside', 'dropped'];

const apart = new Set(['head', 'picture', 'comment']);

/**
 * @param {{main: boolean, label: string}} block
 * @returns {'kept'|'aside'|'dropped'}
 */
export function verdictOf({ main, label }) {
  if (main) return 'kept';
  return apart.has(familyOf(label)) ? 'aside' : 'dropped';
}

/**
 * The indexes of the blocks that match.
 * @param {object[]} blocks
 * @param {{family?: string|null, verdict?: string|null, query?: string}} filter
 * @param {Function} t in whose words labels and reasons are searched
 */
export function matching(blocks, { family, verdict, query }, t) {
  const words = (query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  blocks.forEach((block, i) => {
    if (family && familyOf(block.label) !== family) return;
    if (verdict && verdictOf(block) !== verdict) return;
    if (words.length > 0) {
      const text =
        `${block.text ?? ''} ${block.label} ${t.label(block.label)} ${block.reason ?? ''} ${t.reason(block.reason)}`.toLowerCase();
      if (!words.every((word) => text.includes(word))) return;
    }
    found.push(i);
  });
  return found;
}

/**
 * The page as a strip of at most `columns` parts: each is the family that has the most text in it.
 * @param {object[]} blocks
 * @param {number} columns
 * @returns {{family: string, verdict: string, index: number, weight: number}[]} index: of the part's first block
 */
export function strip(blocks, columns) {
  const weight = (block) => Math.min(block.text?.length ?? 0, 2000) + 12;
  const total = blocks.reduce((sum, block) => sum + weight(block), 0);
  const parts = [];
  let part = null;
  let sum = 0;
  blocks.forEach((block, index) => {
    const at = Math.min(columns - 1, Math.floor((sum / total) * columns));
    sum += weight(block);
    if (!part || part.at !== at) parts.push((part = { at, index, weight: 0, shares: new Map() }));
    part.weight += weight(block);
    const key = `${familyOf(block.label)} ${verdictOf(block)}`;
    part.shares.set(key, (part.shares.get(key) ?? 0) + weight(block));
  });
  return parts.map(({ index, weight: w, shares }) => {
    const [[key]] = [...shares].sort(([, a], [, b]) => b - a);
    const [family, verdict] = key.split(' ');
    return { family, verdict, index, weight: w };
  });
}
