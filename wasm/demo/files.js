// Files that are opened or dropped, as text.

/** Thrown for what is no text. */
export class NoText extends Error {}

/**
 * The text of a file: in the encoding of its byte order mark, in UTF-8 where it is valid in it, as the page declares, else in
 * that of western Windows, which browsers take too.
 * @param {ArrayBuffer} buffer
 */
export function decode(buffer) {
  const bytes = new Uint8Array(buffer);
  const head = bytes.subarray(0, 4096);
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (head.includes(0)) throw new NoText();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(declared(head) ?? 'windows-1252').decode(bytes);
  }
}

function declared(head) {
  const text = new TextDecoder('windows-1252').decode(head);
  const [, name] = /<meta[^>]+charset\s*=\s*["']?([\w:.-]+)/i.exec(text) ?? [];
  try {
    const encoding = name && new TextDecoder(name).encoding;
    return encoding && !encoding.startsWith('utf-') ? encoding : null;
  } catch {
    return null; // no encoding that browsers know
  }
}
