/**
 * Makes a function that turns byte offsets of a page into indexes of the string that it was encoded from, in UTF-16 units.
 * @param {Uint8Array} page in UTF-8
 * @param {number} length of the string
 * @param {Uint32Array} offsets all that will be asked for; sorted here
 * @returns {(offset: number) => number}
 */
export function utf16Offsets(page, length, offsets) {
  if (page.length === length) return (offset) => offset; // ASCII
  offsets.sort();
  const units = count(page, offsets);
  return (offset) => units[find(offsets, offset)];
}

/** How many UTF-16 units there are before each of the offsets, which are sorted. */
function count(page, offsets) {
  const words = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const units = new Uint32Array(offsets.length);
  let total = 0;
  let at = 0;
  for (let i = 0; i < offsets.length; i++) {
    const end = Math.min(offsets[i], page.length);
    while (at < end) {
      if (at + 8 <= end && ((words.getUint32(at, true) | words.getUint32(at + 4, true)) & 0x80808080) === 0) {
        at += 8;
        total += 8;
        continue;
      }
      const byte = page[at++];
      if ((byte & 0xc0) !== 0x80) total += byte < 0xf0 ? 1 : 2; // what follows the first byte of a character counts nothing
    }
    units[i] = total;
  }
  return units;
}

function find(offsets, offset) {
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsets[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
