// Word-F1 as the corpus defines it: the words of the lower-cased text, and how many of them two texts have in common.

function bag(text) {
  const counts = new Map();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}_]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const size = (counts) => [...counts.values()].reduce((a, b) => a + b, 0);

/** @returns {number} from 0 to 1; where nothing is wanted, 1 for nothing and 0 for anything */
export function wordF1(text, gold) {
  const got = bag(text);
  const want = bag(gold);
  if (got.size === 0 && want.size === 0) return 1;
  let common = 0;
  for (const [word, n] of got) common += Math.min(n, want.get(word) ?? 0);
  return common === 0 ? 0 : (2 * common) / (size(got) + size(want));
}

/** Whether there is a word in the text. */
export const hasWords = (text) => /[\p{L}\p{N}]/u.test(text);
