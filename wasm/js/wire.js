// The wire format; wasm/bridge/doc.go is its authority and has it as tables.

/** The version of the format that this module speaks. */
export const ABI = 1;

const MAGIC = ((0x746c6b << 8) | ABI) >>> 0;

/** The longest page in bytes that the engine reads. */
export const MAX_PAGE = 256 * 1024 * 1024;

export const KINDS = ['auto', 'html', 'text'];
export const DIRECTIONS = [null, 'ltr', 'rtl'];

/** The sections of a result by number. */
export const SECTION = { json: 1, text: 2, markdown: 3, content: 4, blocks: 5, error: 6 };

/** The names of the write options in the order of their bits. */
export const WRITE_OPTIONS = ['title', 'bylines', 'dates', 'captions', 'credits', 'comments', 'noLinks', 'noImages'];

export const REQUEST_HEAD = 28;

const RESULT_HEAD = 24;
const PART_HEAD = 12;

/**
 * Writes the fixed part of a request.
 * @param {DataView} view of the request
 */
export function writeHead(view, kind, sections, options, addressLength, timeLength, pageLength) {
  const numbers = [MAGIC, kind, sections, options, addressLength, timeLength, pageLength];
  for (let i = 0; i < numbers.length; i++) view.setUint32(4 * i, numbers[i], true);
}

/**
 * Reads the fixed part of a result. The parts are places in the buffer, and hold as long as that does.
 * @param {ArrayBuffer} buffer
 * @param {number} at where the result begins
 */
export function readHead(buffer, at) {
  const view = new DataView(buffer, at);
  const magic = view.getUint32(0, true);
  if (magic !== MAGIC) throw new RangeError(`a result begins with 0x${magic.toString(16)}`);
  const head = { status: view.getUint32(4, true), kind: view.getUint32(12, true), direction: view.getUint32(16, true), parts: [] };
  const count = view.getUint32(20, true);
  for (let i = 0; i < count; i++) {
    const entry = RESULT_HEAD + PART_HEAD * i;
    const section = view.getUint32(entry, true);
    head.parts[section] = new Uint8Array(buffer, at + view.getUint32(entry + 4, true), view.getUint32(entry + 8, true));
  }
  return head;
}
