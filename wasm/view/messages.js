// The texts of the interface. The tables hold what is written, this module the plural forms, the numbers and the choice of
// language.

import de from './messages.de.js';
import en from './messages.en.js';

const tables = { en, de };

/** The languages that the views speak. */
export const languages = Object.keys(tables);

/**
 * The first of the wanted languages that the views speak, English when there is none.
 * @param {readonly string[]} wanted language tags such as navigator.languages
 */
export function pickLanguage(wanted) {
  for (const tag of wanted) {
    const lang = String(tag).toLowerCase().split(/[-_]/)[0];
    if (Object.hasOwn(tables, lang)) return lang;
  }
  return 'en';
}

/**
 * The texts in one language: t(key, …parameters). A key that has no text comes back as it is.
 * @param {string} lang a language tag; one that is not spoken is English
 * @param {Record<string, string | Record<string, string>>} [more] texts of the caller's own in that language
 */
export function strings(lang, more = {}) {
  const language = pickLanguage([lang]);
  const table = { ...tables[language], ...more };
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });

  function t(key, ...params) {
    let text = Object.hasOwn(table, key) ? table[key] : key;
    if (typeof text === 'object') text = text[plural.select(Number(params[0]))] ?? text.other;
    return text.replace(/\{(\d)\}/g, (_, i) =>
      typeof params[i] === 'number' ? number.format(params[i]) : String(params[i] ?? ''),
    );
  }
  t.lang = language;
  t.has = (key) => Object.hasOwn(table, key);
  t.number = (n) => number.format(n);
  t.percent = (n) => percent.format(n);
  // A newer engine may know more labels, kinds and rules than this table: they are shown as the engine writes them.
  t.label = (label) => (t.has(`label.${label}`) ? t(`label.${label}`) : String(label));
  t.kind = (kind) => (t.has(`kind.${kind}`) ? t(`kind.${kind}`) : String(kind));
  t.reason = (reason) => reasonIn(t, reason);
  return t;
}

// reasonIn puts "navigation: lexicon" and "text: model 0.93" into words. What stands before the colon is the label, which is
// shown anyway, and a model's estimate is the score or what is left of it.
function reasonIn(t, reason) {
  const [, rule] = /: ([a-z ]+?)(?: [\d.]+)?$/.exec(reason ?? '') ?? [];
  return rule && t.has(`rule.${rule}`) ? t(`rule.${rule}`) : (reason ?? '');
}
