// What the reader remembers for all pages: language, theme, text size, whether single keys work. boot.js applies the first three
// before the first paint.

const sizes = { least: 70, most: 200, step: 10, normal: 100 };

function get(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage may be switched off
  }
}

function set(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch { /* the setting holds until the tab is closed */ }
}

/** The language of the interface; boot.js has chosen it. */
export const language = () => document.documentElement.lang;

export function setLanguage(lang) {
  document.documentElement.lang = lang;
  set('language', lang);
}

/** 'system', 'light' or 'dark'. */
export const theme = () => document.documentElement.dataset.theme ?? 'system';

export function setTheme(name) {
  if (name === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  set('theme', name === 'system' ? null : name);
}

/** Switches to the other one of light and dark, from what is seen now. */
export function flipTheme() {
  const seen = theme() === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme();
  setTheme(seen === 'dark' ? 'light' : 'dark');
}

/** The size of the text in percent. */
export const size = () => parseInt(document.documentElement.style.fontSize, 10) || sizes.normal;

/** Makes the text larger (1), smaller (-1) or of normal size (0). */
export function changeSize(direction) {
  const wanted = direction === 0 ? sizes.normal : size() + direction * sizes.step;
  const percent = Math.min(sizes.most, Math.max(sizes.least, wanted));
  document.documentElement.style.fontSize = percent === sizes.normal ? '' : `${percent}%`;
  set('size', percent === sizes.normal ? null : String(percent));
}

/** Whether single keys are commands. They disturb those who speak their commands. */
export const singleKeys = () => get('keys') !== 'off';

export function setSingleKeys(on) {
  set('keys', on ? null : 'off');
}
