// The examples: pages of the repository's testdata, which the server shows below samples/.

/** Each has a name, for its text, and a file; of a txtar archive one section. */
export const samples = [
  { name: 'news', file: 'html/regionalzeitung.html' },
  { name: 'magazine', file: 'html/stadtmagazin.html' },
  { name: 'nested', file: 'threads/lobsters-like-en.txtar', section: 'page.html' },
  { name: 'forum', file: 'threads/xenforo2-en.txtar', section: 'page.html' },
  { name: 'question', file: 'threads/stackexchange-en.txtar', section: 'page.html' },
  { name: 'dump', file: 'pages/de-02-wpdiscuz-stadtportal.txtar', section: 'input.txt' },
  { name: 'external', file: 'threads/disqus-external-en.txtar', section: 'page.html' },
  { name: 'rtl', file: 'threads/talkbacks-he.txtar', section: 'page.html' },
];

/**
 * Loads an example.
 * @param {{file: string, section?: string}} sample
 */
export async function loadSample({ file, section }) {
  const response = await fetch(new URL(`../samples/${file}`, import.meta.url));
  if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  const text = await response.text();
  return section ? sectionOf(text, section) : text;
}

/**
 * A section of a txtar archive.
 * @param {string} archive
 * @param {string} name
 */
export function sectionOf(archive, name) {
  const lines = archive.split('\n');
  const from = lines.indexOf(`-- ${name} --`);
  if (from < 0) throw new Error(`there is no section ${name}`);
  const length = lines.slice(from + 1).findIndex((line) => /^-- \S+ --$/.test(line));
  return lines.slice(from + 1, length < 0 ? undefined : from + 1 + length).join('\n');
}
