// Dates as the engine writes them, ISO 8601 as exact as the page had them, in the words of the interface's language. A time is
// shown as the clock of the page shows it: a comment written at 07:03 in Berlin stays one of 07:03.

const form = /^(\d{4})(?:-W(\d{2})|(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?)$/;

/**
 * Takes a date apart; null when it is none.
 * @param {string | null | undefined} iso
 * @returns {{precision: 'year'|'week'|'month'|'day'|'hour'|'minute', wall: Date, time: number} | null} wall has the page's clock
 *   in its UTC fields, time is the moment in milliseconds; without a zone it is taken for one of this machine's
 */
export function parseDate(iso) {
  const m = form.exec(iso ?? '');
  if (!m) return null;
  const [, year, week, month, day, hour, minute, second, zone] = m;
  const fields = [
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
  ];
  const wall = new Date(Date.UTC(...fields));
  let precision = 'year';
  if (week) precision = 'week';
  else if (minute) precision = 'minute';
  else if (hour) precision = 'hour';
  else if (day) precision = 'day';
  else if (month) precision = 'month';
  let time = new Date(...fields).getTime();
  if (zone === 'Z') time = wall.getTime();
  else if (zone) {
    const [, sign, h, min] = /([+-])(\d{2}):?(\d{2})/.exec(zone);
    time = wall.getTime() - (sign === '-' ? -1 : 1) * (Number(h) * 60 + Number(min)) * 60000;
  }
  return { precision, wall, time };
}

const shapes = {
  year: { year: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  day: { dateStyle: 'long' },
  hour: { year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric' },
  minute: { dateStyle: 'long', timeStyle: 'short' },
};
const short = { ...shapes, day: { dateStyle: 'medium' }, minute: { dateStyle: 'medium', timeStyle: 'short' } };
const formats = new Map(); // making one takes longer than hundreds of uses

function cached(key, make) {
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key);
}

// "en" alone would be the American order of month and day with "at" in between; the international one says the same to everybody.
const region = { en: 'en-GB' };

/**
 * A date in words, as exact as it is known; what is no date comes back as it is.
 * @param {string} lang
 * @param {string} iso
 * @param {boolean} [brief] with the month cut short
 */
export function formatDate(lang, iso, brief = false) {
  const date = parseDate(iso);
  if (!date || date.precision === 'week') return iso ?? '';
  const options = (brief ? short : shapes)[date.precision];
  const format = cached(`${lang} ${date.precision} ${brief}`, () => {
    return new Intl.DateTimeFormat(region[lang] ?? lang, { ...options, timeZone: 'UTC' });
  });
  return format.format(date.wall);
}

const units = [
  ['year', 365.2425 * 86400e3],
  ['month', 30.436875 * 86400e3],
  ['week', 7 * 86400e3],
  ['day', 86400e3],
  ['hour', 3600e3],
  ['minute', 60e3],
];

/**
 * How long ago a date is: "vor 3 Stunden"; '' when it is not known to the day.
 * @param {string} lang
 * @param {string} iso
 * @param {Date | number} now
 */
export function formatAge(lang, iso, now) {
  const date = parseDate(iso);
  if (!date || !['day', 'hour', 'minute'].includes(date.precision)) return '';
  const format = cached(`age ${lang}`, () => new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }));
  const distance = date.time - Number(now);
  const least = { day: 'day', hour: 'hour', minute: 'minute' }[date.precision];
  for (const [unit, length] of units) {
    if (Math.abs(distance) >= length || unit === least) return format.format(Math.trunc(distance / length), unit);
  }
  return '';
}

/**
 * The value of a time element's datetime attribute: HTML knows no hour without minutes and no zone without a clock.
 * @param {string} iso
 */
export function dateTimeValue(iso) {
  return iso.replace(/T\d{2}(?=$|Z|[+-])(?:Z|[+-]\d{2}:?\d{2})?$/, '');
}

/**
 * The name of a language in another one: languageName('de', 'fr') is "Französisch".
 * @param {string} lang of the interface
 * @param {string} code ISO 639-1
 */
export function languageName(lang, code) {
  const names = cached(`names ${lang}`, () => new Intl.DisplayNames([lang], { type: 'language', fallback: 'code' }));
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // not a language tag
  }
}
