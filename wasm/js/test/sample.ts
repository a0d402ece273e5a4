// Compiled, not run: every export and every field as a user of TypeScript writes it. Lines after "@ts-expect-error" must not compile.
import {
  clean, KlartextError, load, readability,
  type Article, type Block, type BlockKind, type Comment, type CommentSection, type ErrorCode, type Family, type Klartext, type Label, type Options, type Output, type Reply,
  type Result, type Source, type SourcedField,
} from 'klartext';

const sources: (Source | undefined)[] = [
  undefined, '/engine.wasm', new URL('https://example.org/engine.wasm'), new Response(), new ArrayBuffer(8), new Uint8Array(8), new DataView(new ArrayBuffer(8)), new WebAssembly.Module(new Uint8Array(8)),
];

export async function all(page: string | Uint8Array): Promise<string> {
  const klartext: Klartext = await load(sources[0]);
  await load(fetch('/engine.wasm'));
  await load(null);
  const version: string = klartext.version;
  const abi: number = klartext.abi;
  const options: Options = {
    url: new URL('https://example.org'), fetchedAt: new Date(), input: 'auto', charset: 'utf-8', outputs: ['text', 'markdown', 'content', 'blocks'],
    title: true, bylines: true, dates: true, captions: true, credits: true, comments: true, noLinks: true, noImages: false,
  };
  const result: Result = klartext.clean(page, options);
  const strings: string[] = [result.text, result.markdown, result.content, result.input, ...result.authors, ...result.agencies, ...result.tags, version];
  const maybe: (string | null)[] = [
    result.title, result.kicker, result.lead, result.byline, result.section, result.published, result.modified, result.date, result.lang, result.dir, result.site, result.description, result.url, result.image,
  ];
  const numbers: number[] = [result.confidence, abi];
  const flags: boolean[] = [result.threadPage, result.truncated, result.paywalled];
  const field: SourcedField = 'published';
  const source: string | undefined = result.sources[field];
  const section: CommentSection = result.commentSection;
  numbers.push(section.start, section.end, section.announced ?? 0);
  if (section.state === 'external') strings.push(section.provider ?? '');

  const blocks: Block[] = result.blocks;
  for (const { index, start, end, kind, label, main, score, reason, text } of blocks) {
    const heading: BlockKind = 'heading 1';
    const families: Label[] = ['boilerplate:nav', 'comment-text'];
    if (kind === heading && families.includes(label) && main) numbers.push(index, start, end, score);
    strings.push(reason, text);
  }
  const family: Family = 'comment-ui';
  const label: Label = `boilerplate:${family}`;
  strings.push(label);

  const walk = (replies: Reply[]): void => {
    for (const reply of replies) {
      const comment: Comment = reply;
      numbers.push(reply.depth, comment.index, comment.start, comment.end, comment.score, comment.votes ?? 0, comment.parentScore ?? 0);
      maybe.push(comment.author, comment.rank, comment.time, comment.published, comment.votesWritten, comment.memberSince, comment.title, comment.text, comment.evidence);
      if (comment.parent !== undefined && comment.parent !== null) walk([result.thread[comment.parent]!]);
      walk(reply.replies);
    }
  };
  walk(result.thread);

  const some = clean(page, { outputs: ['text', 'content'] });
  const none: null = some.blocks;
  const text: string = some.text;
  const wanted: readonly Output[] = ['text'];
  clean(page, { outputs: wanted });
  const article: Article | null = readability(some) ?? readability(result);
  if (article) {
    strings.push(article.content, article.textContent, article.excerpt);
    maybe.push(article.title, article.byline, article.dir, article.siteName, article.lang, article.publishedTime);
    numbers.push(article.length);
  }

  try {
    clean(page);
  } catch (error) {
    if (!(error instanceof KlartextError)) throw error;
    const code: ErrorCode = error.code;
    maybe.push(code, error.stage, error.message);
    numbers.push(error.offset ?? 0);
  }

  // @ts-expect-error there is no such output
  clean(page, { outputs: ['html'] });
  // @ts-expect-error there is no such option
  clean(page, { output: ['text'] });
  // @ts-expect-error blocks were not asked for
  some.blocks.length;
  // @ts-expect-error neither was the content
  readability(clean(page, { outputs: ['text'] }));
  // @ts-expect-error a number is no page
  clean(7);
  // @ts-expect-error nor a source
  await load(7);
  // @ts-expect-error the title may be missing
  result.title.length;
  return [none, text, source, flags, ...strings, ...maybe, ...numbers].join();
}
