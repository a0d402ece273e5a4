// Copying and saving, without any permission for it.

/**
 * Puts text on the clipboard. Where the Clipboard API refuses, a selected text field does it.
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return;
  } catch { /* the old way */ }
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'kt-sr';
  const focused = document.activeElement;
  // Inside an open dialog or popover nothing else can be focused than what is in it.
  (focused?.closest('dialog, [popover]') ?? document.body).append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus();
  if (!done) throw new Error('clipboard');
}

/**
 * Saves text as a file in the folder for downloads, or where the browser asks for.
 * @param {string} text
 * @param {string} name
 * @param {string} type
 */
export function save(text, name, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may ask for the place first
}

export const types = {
  markdown: { ending: 'md', type: 'text/markdown;charset=utf-8' },
  text: { ending: 'txt', type: 'text/plain;charset=utf-8' },
  json: { ending: 'json', type: 'application/json' },
};

/**
 * A file name from a title: what some system forbids in names is left out.
 * @param {string} title
 * @param {string} ending
 */
export function fileName(title, ending) {
  const name = (title ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .slice(0, 80)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/[. ]+$/, '');
  // Names of devices on Windows, whatever follows the dot.
  const usable = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? `${name}_` : name;
  return `${usable || 'klartext'}.${ending}`;
}
