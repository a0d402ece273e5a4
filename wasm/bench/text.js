/** Elements that begin and end a line. */
const lines = 'address, article, aside, blockquote, br, dd, div, dl, dt, figcaption, figure, footer, form, ' +
  'h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, table, td, th, tr, ul';

/**
 * The text of HTML with a line for each paragraph, cell and so on. The property textContent, which Readability answers with too,
 * joins the last word of a paragraph with the first of the next one, which would count against the peers.
 */
export function blockText(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll('script, style, template')) element.remove();
  for (const element of body.querySelectorAll(lines)) {
    element.before('\n');
    element.after('\n');
  }
  return body.textContent;
}
