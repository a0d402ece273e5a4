import { KlartextError, words } from './error.js';
import { KINDS, SECTION, WRITE_OPTIONS } from './wire.js';

/** The outputs that can be chosen. */
export const OUTPUTS = ['text', 'markdown', 'content', 'blocks'];

const KNOWN = new Set(['url', 'fetchedAt', 'input', 'charset', 'outputs', ...WRITE_OPTIONS]);

/** What a request is made of, from the options of clean(). */
export function readOptions(options = {}) {
  if (options === null || typeof options !== 'object') throw bad(`the options must be an object, not ${options === null ? 'null' : typeof options}`);
  for (const name of Object.keys(options)) {
    if (!KNOWN.has(name)) throw bad(`there is no option "${name}"; there are ${[...KNOWN].join(', ')}`);
  }
  const bits = writeBits(options);
  const outputs = readOutputs(options.outputs);
  return {
    kind: readKind(options.input),
    sections: sections(outputs, bits),
    options: bits,
    address: readAddress(options.url),
    time: readTime(options.fetchedAt),
    charset: readCharset(options.charset),
    outputs,
  };
}

function readKind(input = 'auto') {
  const kind = KINDS.indexOf(input);
  if (kind < 0) throw bad(`the option input must be one of ${KINDS.join(', ')}, not ${shown(input)}`);
  return kind;
}

function readOutputs(outputs = OUTPUTS) {
  if (!Array.isArray(outputs)) throw bad(`the option outputs must be a list, not ${shown(outputs)}`);
  for (const name of outputs) {
    if (!OUTPUTS.includes(name)) throw bad(`the option outputs holds ${shown(name)}; there are ${OUTPUTS.join(', ')}`);
  }
  return new Set(outputs);
}

function writeBits(options) {
  let bits = 0;
  WRITE_OPTIONS.forEach((name, i) => {
    const value = options[name];
    if (value !== undefined && typeof value !== 'boolean') throw bad(`the option ${name} must be true or false, not ${shown(value)}`);
    if (value) bits |= 1 << i;
  });
  return bits;
}

// The JSON holds the text as it is without options, so that it is asked for only when options change it.
const TEXT_OPTIONS = (1 << WRITE_OPTIONS.indexOf('noLinks')) - 1;

function sections(outputs, bits) {
  let set = 1 << SECTION.json;
  for (const name of outputs) {
    if (name !== 'text' || bits & TEXT_OPTIONS) set |= 1 << SECTION[name];
  }
  return set;
}

function readAddress(url = '') {
  if (typeof url !== 'string' && !(url instanceof URL)) throw bad(`the option url must be a string or a URL, not ${shown(url)}`);
  return String(url);
}

function readTime(time = '') {
  if (time instanceof Date) {
    if (Number.isNaN(time.getTime())) throw bad('the option fetchedAt is an invalid Date');
    return time.toISOString();
  }
  if (typeof time !== 'string') throw bad(`the option fetchedAt must be a Date or a string in ISO 8601, not ${shown(time)}`);
  return time;
}

/** A decoder, or null for UTF-8. */
function readCharset(charset) {
  if (charset === undefined) return null;
  try {
    const decoder = new TextDecoder(charset);
    return decoder.encoding === 'utf-8' ? null : decoder;
  } catch (error) {
    throw bad(`the option charset must be an encoding of the web, such as windows-1252 or shift_jis: ${words(error)}`);
  }
}

function shown(value) {
  return typeof value === 'string' ? JSON.stringify(value) : value === null ? 'null' : typeof value;
}

export function bad(message) {
  return new KlartextError('argument', message);
}
