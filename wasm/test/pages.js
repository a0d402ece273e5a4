// Pages that are too large to be kept as files: threads and an article of several megabytes, from templates.

const names = ['Alma', 'Bent', 'Cosima', 'Dörte', 'Enno', 'Femke', 'Gesine', 'Harm', 'Imke', 'Jost', 'Kea', 'Lübbo', 'Meta', 'Nanno', 'Okka', 'Poppe'];
const places = ['am Deich', 'vom Markt', 'aus Süd', 'im Ruhestand'];
const starts = [
  'Das sehe ich anders als der Rat, denn', 'Wer jeden Morgen mit der Bahn fährt, weiß:', 'Schön wäre es gewesen, doch', 'Ich war gestern dabei, und',
  'Man kann das so sehen, aber', 'Meine Nachbarin sagt seit Jahren,', 'Zum dritten Mal lese ich nun,', 'Vielleicht hilft ein Blick nach nebenan:',
];
const middles = [
  'die Brücke wird vor dem Winter nicht fertig', 'niemand hat die Leute in der Siedlung gefragt', 'das Geld reicht nicht einmal für das Geländer',
  'der Umweg kostet mich jeden Tag zwanzig Minuten', 'die Fähre war am Ende doch die bessere Lösung', 'der Bus hält seit Montag an der falschen Ecke',
  'die alten Pläne liegen noch immer im Keller des Amtes',
];
const ends = [
  'und das wird auch so bleiben.', 'was mich nach all den Jahren kaum noch wundert.', 'und ich würde es wieder so machen.', 'darüber sollte man einmal reden.',
  'jedenfalls steht es so in der Satzung von damals.', 'und die Möwen freuen sich.',
];

const links = ['während', 'und gleichzeitig heißt es,', 'obwohl', 'nur:', 'zumal', 'denn'];

const pick = (list, n) => list[n % list.length];

/** A number that looks random and is always the same for n and salt. */
function mix(n, salt) {
  let h = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

/** One of 14,112 sentences: blocks that repeat are no text to the engine, and numbers alone make no difference. */
function sentence(n) {
  const word = (list, salt) => pick(list, mix(n, salt));
  return `${word(starts, 1)} ${word(middles, 2)}, ${word(links, 3)} ${word(middles, 4)}, ${word(ends, 5)}`;
}

/**
 * A thread: comments with author, time, votes and parent, in the order in which it is read.
 * @param {number} count
 */
export function thread(count) {
  const path = []; // the comments from the top down to the last one
  return Array.from({ length: count }, (_, i) => {
    const depth = Math.min(path.length, [0, 1, 1, 2, 0, 1, 2, 3][i % 8]);
    path.length = depth;
    const time = new Date(Date.UTC(2024, 2, 1, 6) + ((i * 7919) % (count * 13)) * 60_000); // not in page order
    const comment = {
      id: i + 1,
      author: `${pick(names, i * 5)} ${pick(places, Math.floor(i / 16))}`,
      time: time.toISOString().slice(0, 16),
      votes: (i * 37) % 90,
      text: `${sentence(i)} ${sentence(i + 50_000)}`,
      parent: depth > 0 ? path[depth - 1] : null,
      depth,
    };
    path.push(comment.id - 1);
    return comment;
  });
}

function commentHTML({ id, author, time, votes, text }, replies, extra) {
  const [day, clock] = time.split('T');
  const shown = `${day.split('-').reverse().join('.')}, ${clock} Uhr`;
  return `<li class="comment" id="comment-${id}"><article class="comment__item"${extra}>
<header class="comment__head"><img class="comment__avatar" src="/avatar/${id % 50}.png" alt="" width="40" height="40"><span class="comment__author">${author}</span>
<time class="comment__time" datetime="${time}:00Z">${shown}</time></header>
<div class="comment__text"><p>${text}</p></div>
<footer class="comment__tools"><button class="comment__vote" aria-label="Zustimmen">${votes}</button><button>Antworten</button><button>Melden</button></footer>
</article>${replies ? `<ol class="comment__replies">${replies}</ol>` : ''}</li>`;
}

function threadHTML(comments, extra = '') {
  const below = new Map();
  for (const comment of comments) {
    const list = below.get(comment.parent) ?? [];
    list.push(comment);
    below.set(comment.parent, list);
  }
  const write = (parent) => (below.get(parent) ?? []).map((comment) => commentHTML(comment, write(comment.id - 1), extra)).join('\n');
  return `<section class="comments" id="kommentare"><h2>${comments.length} Kommentare</h2><ol class="comment__list">${write(null)}</ol></section>`;
}

function page({ title, head = '', before = '', body, comments }) {
  return `<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>${title} | Tidefelder Anzeiger</title>
<meta property="og:site_name" content="Tidefelder Anzeiger"><meta name="author" content="Okka Behrends">
<meta property="article:published_time" content="2024-03-01T05:00:00+01:00">${head}</head>
<body><header><a href="/">Tidefelder Anzeiger</a><nav><ul><li><a href="/stadt">Stadt</a></li><li><a href="/hafen">Hafen</a></li></ul></nav></header>
${before}<main><article><h1>${title}</h1>
<p class="byline">Von Okka Behrends</p>
${body}</article>
${comments}</main><footer><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a></footer></body></html>`;
}

/** A page whose article has the given number of paragraphs, and a thread below. */
export function threadPage(comments) {
  const body = Array.from({ length: 6 }, (_, i) => `<p>${paragraph(i)}</p>`).join('\n');
  return page({ title: 'Die Brücke, die im Winter nicht fertig wird', body, comments: threadHTML(comments) });
}

const paragraph = (i) => [0, 1, 2, 3].map((k) => sentence(10_000 + 4 * i + k)).join(' ');

/**
 * A page of about the given size as they occur: a third of it data in scripts, a fifth teasers, the rest an article and a thread
 * with much markup.
 * @param {number} bytes
 */
export function largePage(bytes) {
  const data = JSON.stringify(Array.from({ length: bytes / 560 }, (_, i) => ({ id: i, slug: `beitrag-${i}`, text: sentence(i) })));
  const teasers = Array.from({ length: bytes / 1750 }, (_, i) => `<div class="teaser teaser--small" data-id="${i}"><a href="/artikel/${i}" class="teaser__link"
 data-track="teaser|${i}|position-${i % 12}"><span class="teaser__kicker">Hafen</span> <span class="teaser__title">${pick(middles, i)}</span></a></div>`).join('\n');
  const paragraphs = Math.floor(bytes / 12_000);
  const body = Array.from({ length: paragraphs }, (_, i) => `${i % 8 === 4 ? `<h2>Abschnitt ${i}</h2>` : ''}<p>${paragraph(i)}</p>`).join('\n');
  const extra = ` data-props="${'x'.repeat(400)}"`;
  const comments = thread(Math.floor(bytes / 3_600));
  const html = page({
    title: 'Die lange Geschichte der Brücke',
    head: `<script type="application/json" id="state">${data}</script>`,
    before: `<aside class="teasers">${teasers}</aside>`,
    body,
    comments: threadHTML(comments, extra),
  });
  return { html, comments, paragraphs, last: paragraph(paragraphs - 1) };
}
