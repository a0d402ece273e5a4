import { KlartextError } from './error.js';
import { utf16Offsets } from './offsets.js';
import { nest } from './thread.js';
import { DIRECTIONS, KINDS, SECTION } from './wire.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Makes the result of clean() of an answer.
 * @param {{status: number, kind: number, direction: number, parts: Uint8Array[], page: Uint8Array}} answer
 * @param {Set<string>} outputs
 * @param {number|null} length of the page as a string, null when offsets are bytes
 */
export function makeResult(answer, outputs, length) {
  const section = (name) => decoder.decode(answer.parts[SECTION[name]]);
  const doc = JSON.parse(section('json'));
  const blocks = outputs.has('blocks') ? parseLines(section('blocks')) : null;
  const place = placer(answer.page, length, doc, blocks);
  const comments = doc.comments.map((comment, i) => makeComment(comment, i, place));
  const { language, ...sources } = doc.sources;
  if (language !== undefined) sources.lang = language;
  const about = doc.comment_section;
  return {
    input: KINDS[answer.kind],
    title: doc.title,
    kicker: doc.kicker,
    lead: doc.lead,
    byline: doc.byline,
    authors: doc.authors,
    agencies: doc.agencies,
    section: doc.section,
    published: doc.published,
    modified: doc.modified,
    date: doc.date,
    lang: doc.language,
    dir: DIRECTIONS[answer.direction],
    site: doc.site,
    description: doc.description,
    url: doc.url,
    image: doc.image,
    tags: doc.tags,
    sources,
    text: !outputs.has('text') ? null : answer.parts[SECTION.text] ? withoutEnd(section('text')) : doc.text,
    markdown: outputs.has('markdown') ? withoutEnd(section('markdown')) : null,
    content: outputs.has('content') ? withoutEnd(section('content')) : null,
    comments,
    thread: nest(comments),
    commentSection: { state: about.state, announced: about.announced, provider: about.provider, start: place(about.start), end: place(about.end) },
    threadPage: doc.thread_page,
    confidence: doc.confidence,
    truncated: doc.truncated,
    paywalled: doc.paywalled,
    blocks: blocks && blocks.map((block, i) => makeBlock(block, i, place)),
  };
}

function makeComment(comment, index, place) {
  const { votes } = comment;
  return {
    index,
    author: comment.author,
    rank: comment.rank,
    time: comment.time,
    published: comment.published,
    votes,
    votesWritten: comment.votes_written ?? (votes === null ? null : String(votes)),
    memberSince: comment.member_since,
    title: comment.title,
    text: comment.text,
    parent: comment.parent,
    evidence: comment.evidence,
    parentScore: comment.parent_score ?? null,
    start: place(comment.start),
    end: place(comment.end),
    score: comment.score,
  };
}

function makeBlock(block, index, place) {
  const { start, end, kind, label, main, score, reason, text } = block;
  return { index, start: place(start), end: place(end), kind, label, main, score, reason, text: text ?? '' };
}

/** What turns the offsets of a result into those of the page as it was given. */
function placer(page, length, doc, blocks) {
  if (length === null || page.length === length) return (offset) => offset;
  const ranged = [doc.comment_section, ...doc.comments];
  const offsets = new Uint32Array(2 * (ranged.length + (blocks?.length ?? 0)));
  let n = 0;
  for (const list of [ranged, blocks ?? []]) {
    for (const { start, end } of list) {
      offsets[n++] = start;
      offsets[n++] = end;
    }
  }
  return utf16Offsets(page, length, offsets);
}

/** Values in JSON, one a line. */
function parseLines(lines) {
  return JSON.parse(`[${withoutEnd(lines).replaceAll('\n', ',')}]`);
}

function withoutEnd(text) {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** Makes the error that an answer without a document stands for. */
export function makeError(answer, length) {
  const { stage, code, offset, message } = JSON.parse(decoder.decode(answer.parts[SECTION.error]));
  const place = length === null || offset === null ? (at) => at : utf16Offsets(answer.page, length, Uint32Array.of(offset));
  return new KlartextError(code === 'time' ? 'argument' : code, code === 'time' ? `the option fetchedAt: ${message}` : message, { stage, offset: place(offset) });
}
