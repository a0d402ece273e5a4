// Language, theme and text size, before anything is painted: a module would run after that. The names of the settings are those of
// settings.js.
(() => {
  const saved = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage may be switched off
    }
  };
  const html = document.documentElement;
  const wanted = saved('language') ?? (navigator.languages.find((tag) => /^(de|en)\b/i.test(tag)) ?? 'en').slice(0, 2).toLowerCase();
  html.lang = wanted === 'de' ? 'de' : 'en';
  const theme = saved('theme');
  if (theme === 'light' || theme === 'dark') html.dataset.theme = theme;
  const size = Number(saved('size'));
  if (size >= 70 && size <= 200) html.style.fontSize = `${size}%`;
})();
