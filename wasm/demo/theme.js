// Runs before the page is shown, so that it does not flash in the other colours.
try {
  const theme = localStorage.getItem('klartext-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // no storage: the system's setting holds
}
