/** What can be made of a page beside its metadata and comments, which are always there. */
export type Output = 'text' | 'markdown' | 'content' | 'blocks';

/** What engine.wasm can be loaded from. In node a string without a scheme is the name of a file. */
// A Module has no members, so that without "object" everything would be one.
export type Source = string | URL | Response | ArrayBuffer | ArrayBufferView | (WebAssembly.Module & object);

/**
 * Loads the engine; call it once before clean(). Only the first call that succeeds loads anything, later ones return the same
 * object, whatever their source. After a failure it can be called again.
 * @param source where engine.wasm is; without it, beside this module: read from the disk in node, fetched elsewhere.
 * @throws {KlartextError} "load", "version" or "argument"
 */
export function load(source?: Source | PromiseLike<Source | null | undefined> | null): Promise<Klartext>;

export interface Klartext {
  readonly clean: typeof clean;
  /** The version of this package. */
  readonly version: string;
  /** The version of the wire format that the package and engine.wasm speak. */
  readonly abi: number;
}

/**
 * Takes a page apart. It does not wait, so that load() must have been awaited before. The result is made of plain objects: it can be
 * posted to another thread, cloned and written as JSON (where a comment whose parent is unknown has none).
 * @param page HTML or plain text: a string, or bytes in UTF-8 or in options.charset
 * @throws {KlartextError} see its code
 */
export function clean<O extends Output = Output>(page: string | ArrayBuffer | ArrayBufferView, options?: Options<O>): Result<O>;

export interface Options<O extends Output = Output> {
  /** The page's address, against which links are resolved. */
  url?: string | URL;
  /** When the page was fetched or rendered. It makes dates of relative times ("vor 8 Stunden"). A string is in ISO 8601. */
  fetchedAt?: Date | string;
  /** What the page is. Default: 'auto', it is told by its first bytes. */
  input?: 'auto' | 'html' | 'text';
  /** The encoding of a page that is given as bytes, by one of the names that TextDecoder knows. Default: 'utf-8'. */
  charset?: string;
  /** What is made of the page; the others are null in the result. Default: all. */
  outputs?: readonly O[];

  // What text, markdown and content hold beside the main text. Default: false, each.

  /** Kicker and title, before the main text. */
  title?: boolean;
  bylines?: boolean;
  dates?: boolean;
  /** Captions of pictures. */
  captions?: boolean;
  /** Photographers and agencies. */
  credits?: boolean;
  /** The comments as a thread, after the main text. */
  comments?: boolean;
  /** In markdown and content: the text of links without their addresses. */
  noLinks?: boolean;
  /** In markdown and content: no pictures. */
  noImages?: boolean;
}

/**
 * A page taken apart. What the page does not show is null; nothing is invented. Dates are in ISO 8601, as exact as the page has
 * them: "2024", "2024-05", "2024-05-06", "2024-05-06T12:00+02:00".
 *
 * All start and end are indexes into the string that was given, in UTF-16 units, as slice() takes them. Of bytes they are
 * bytes; of bytes in another encoding than UTF-8 they are indexes into the string that these decode to.
 */
export interface Result<O extends Output = Output> {
  /** What the page was taken for. */
  input: 'html' | 'text';

  title: string | null;
  /** The short line above or below the title. */
  kicker: string | null;
  /** The teaser between title and body. */
  lead: string | null;
  /** As written, "Von Eva Muster". */
  byline: string | null;
  authors: string[];
  /** The agencies named: dpa, Reuters. */
  agencies: string[];
  section: string | null;
  published: string | null;
  modified: string | null;
  /** The date that the page shows of itself: published, or that of a change when it shows no other. */
  date: string | null;
  /** ISO 639-1. */
  lang: string | null;
  /** The direction of the text: the attribute dir of the html element where that is ltr or rtl, else that of lang. */
  dir: 'ltr' | 'rtl' | null;
  site: string | null;
  description: string | null;
  /** The page's address as it gives it itself. */
  url: string | null;
  /** The address of the page's picture. */
  image: string | null;
  tags: string[];
  /** Where on the page the fields above stand: "visible", "json-ld", "open-graph", "html lang" … */
  sources: Partial<Record<SourcedField, string>>;

  /** The main text. None of the three ends with a line feed. */
  text: 'text' extends O ? string : null;
  /** The main text in CommonMark with the extensions of GitHub. */
  markdown: 'markdown' extends O ? string : null;
  /** The main text as HTML that is safe to show: only elements, attributes and addresses that cannot do anything. */
  content: 'content' extends O ? string : null;

  /** In page order. */
  comments: Comment[];
  /** The same as a tree in the order of reading. It holds copies, so that comments can be changed without it. */
  thread: Reply[];
  commentSection: CommentSection;
  /** Whether the thread is the page: a forum topic, a question with its answers. Its posts are main text and comments at once. */
  threadPage: boolean;

  /** How sure the main text is, 0 to 1; 0 when there is none. */
  confidence: number;
  /** Whether the page had more blocks than are read (a million). */
  truncated: boolean;
  /** Whether the page says that only a part of the article is shown. */
  paywalled: boolean;

  /** Every block of the page in page order, and why it is kept or dropped. */
  blocks: 'blocks' extends O ? Block[] : null;
}

export type SourcedField = 'title' | 'byline' | 'authors' | 'section' | 'published' | 'modified' | 'date' | 'lang' | 'site' | 'description' |
  'url' | 'image' | 'tags' | 'paywalled';

export interface Comment {
  /** Its place in Result.comments. */
  index: number;
  author: string | null;
  /** "Universalgelehrter", "Member". */
  rank: string | null;
  /** As written. */
  time: string | null;
  /** The absolute time, of an age ("vor 8 Stunden") only with options.fetchedAt. */
  published: string | null;
  /** As a number, null when there are none or nobody can tell ("3.2k"). */
  votes: number | null;
  /** As written, "+3 / -1". */
  votesWritten: string | null;
  memberSince: string | null;
  /** The comment's own subject line. */
  title: string | null;
  text: string;
  /** The index of the comment replied to; null for a comment of the top level; undefined when the page does not say. */
  parent: number | null | undefined;
  /** What the page says the parent by. */
  evidence: 'id' | 'containment' | 'depth' | 'number' | 'reply-to' | 'mention' | null;
  /** How sure the parent is, 0 to 1; null when it is not known. */
  parentScore: number | null;
  start: number;
  end: number;
  /** How sure the record is, 0 to 1. */
  score: number;
}

/**
 * A comment with what replies to it. A comment whose parent is unknown stands at the top level. Replies are nested 32 deep; deeper
 * ones stand beside the reply at that depth, depth tells theirs.
 */
export interface Reply extends Comment {
  depth: number;
  replies: Reply[];
}

export interface CommentSection {
  state: 'none' | 'open' | 'closed' | 'external' | 'paginated';
  /** How many comments the page says there are. */
  announced: number | null;
  /** The name of the external system that has the comments. */
  provider: string | null;
  start: number;
  end: number;
}

export interface Block {
  /** Its place in Result.blocks. */
  index: number;
  start: number;
  end: number;
  kind: BlockKind;
  label: Label;
  /** Whether it is main text. */
  main: boolean;
  /** How sure the label is, 0 to 1. */
  score: number;
  /** The rule or the estimate that decided, in English. */
  reason: string;
  /** Without markup. */
  text: string;
}

export type BlockKind = 'paragraph' | 'list item' | 'heading 1' | 'heading 2' | 'heading 3' | 'heading 4' | 'heading 5' | 'heading 6' | 'cell' |
  'header cell' | 'pre' | 'quote' | 'caption' | 'term' | 'description' | 'control';

export type Label = 'title' | 'kicker' | 'lead' | 'heading' | 'text' | 'list' | 'table' | 'code' | 'quote' | 'caption' | 'credit' | 'date' |
  'byline' | 'section' | 'comment-author' | 'comment-rank' | 'comment-time' | 'comment-votes' | 'comment-text' | `boilerplate:${Family}`;

export type Family = 'nav' | 'consent' | 'player' | 'paywall' | 'share' | 'related' | 'promo' | 'gallery' | 'support' | 'legal' | 'marker' |
  'comment-ui' | 'comment-policy' | 'form' | 'ad' | 'other';

/** What parse() of @mozilla/readability returns, by the same names. */
export interface Article {
  title: string | null;
  /** HTML. */
  content: string;
  textContent: string;
  /** Of textContent. */
  length: number;
  /** The description of the page, else its lead, else the first line of the text. */
  excerpt: string;
  /** The authors, else the byline as written. */
  byline: string | null;
  dir: 'ltr' | 'rtl' | null;
  siteName: string | null;
  lang: string | null;
  publishedTime: string | null;
}

/** A result in the form of @mozilla/readability; null when the page has no main text. */
export function readability(result: Pick<Result, 'title' | 'description' | 'lead' | 'authors' | 'byline' | 'dir' | 'site' | 'lang' | 'published'> &
  { text: string; content: string }): Article | null;

/**
 * - "not-loaded": clean() was called before load() had ended
 * - "argument": a page, an option or a source is not what it can be
 * - "load": engine.wasm could not be got, or is no WASM
 * - "version": engine.wasm, wasm_exec.js and this package are not of the same release
 * - "too-large": the page is longer than 256 MB
 * - "binary": the page is binary data, or text in UTF-16 given as bytes without options.charset
 * - "internal": the engine panicked on this page; please report it with the page
 * - "crashed": the WASM instance died on this page, of memory or stack; the next call starts a new one
 * - "malformed": the engine could not read the request, which this package should not let happen
 */
export type ErrorCode = 'not-loaded' | 'argument' | 'load' | 'version' | 'too-large' | 'binary' | 'internal' | 'crashed' | 'malformed';

export class KlartextError extends Error {
  constructor(code: ErrorCode, message: string, more?: { cause?: unknown; stage?: string; offset?: number | null });
  readonly name: 'KlartextError';
  readonly code: ErrorCode;
  /** The stage of the engine that gave up. */
  readonly stage: string | null;
  /** Where on the page, as the start of a block. */
  readonly offset: number | null;
}
