// Results as clean() returns them, made for the views: small ones to be read, large ones by number.

/** A result with nothing in it. */
export function result(more = {}) {
  return {
    input: 'html',
    title: null,
    kicker: null,
    lead: null,
    byline: null,
    authors: [],
    agencies: [],
    section: null,
    published: null,
    modified: null,
    date: null,
    lang: 'en',
    dir: 'ltr',
    site: null,
    description: null,
    url: null,
    image: null,
    tags: [],
    sources: {},
    text: '',
    markdown: '',
    content: '<article></article>',
    comments: [],
    thread: [],
    commentSection: { state: 'none', announced: null, provider: null, start: 0, end: 0 },
    threadPage: false,
    confidence: 0,
    truncated: false,
    paywalled: false,
    blocks: [],
    ...more,
  };
}

/** A comment of a page; index is its place in the list that it is put into. */
export function comment(index, more = {}) {
  return {
    index,
    author: `Author ${index % 7}`,
    rank: null,
    time: null,
    published: null,
    votes: null,
    votesWritten: null,
    memberSince: null,
    title: null,
    text: `Text of comment ${index}.`,
    parent: null,
    evidence: null,
    parentScore: null,
    start: 0,
    end: 0,
    score: 1,
    ...more,
  };
}

/** Six comments: two branches, three levels, times, votes, a rank, a quotation. */
export function smallThread() {
  const at = (hour) => `2024-02-19T${hour}:00+01:00`;
  return [
    comment(0, {
      author: 'Ada',
      published: at('07:03'),
      time: '7:03',
      votes: 12,
      votesWritten: '12',
      text: 'First.\n\nSecond paragraph.',
    }),
    comment(1, {
      author: 'Ben',
      published: at('07:41'),
      votes: 9,
      votesWritten: '9',
      parent: 0,
      parentScore: 0.95,
      text: '> First.\nI do not agree.',
    }),
    comment(2, {
      author: 'Ada',
      published: at('09:15'),
      votes: 15,
      votesWritten: '15',
      parent: 1,
      parentScore: 0.95,
      text: 'You may be right.',
    }),
    comment(3, { author: 'Cleo', published: at('08:02'), votes: -4, votesWritten: '-4', text: 'Who has counted that?' }),
    comment(4, { author: 'Desk', rank: 'Staff', published: at('10:30'), parent: 3, parentScore: 0.4, text: 'We have.' }),
    comment(5, { author: null, time: 'vor 2 Stunden', votes: 3, votesWritten: '+5/-2', text: 'No name, no date.' }),
  ];
}

/** A thread of n comments, where every third is a reply to the one before. */
export function longThread(n) {
  return Array.from({ length: n }, (_, i) =>
    comment(i, { parent: i % 3 === 1 ? i - 1 : null, votes: i % 11, votesWritten: String(i % 11) }),
  );
}

const labels = [
  'boilerplate:nav',
  'text',
  'heading',
  'boilerplate:ad',
  'comment-text',
  'title',
  'boilerplate:consent',
  'caption',
];
const main = new Set(['text', 'heading']);

/** n blocks of eight labels in turn. */
export function blocks(n) {
  return Array.from({ length: n }, (_, i) => {
    const label = labels[i % labels.length];
    const kind = label === 'heading' ? 'heading 2' : 'paragraph';
    return {
      index: i,
      start: i * 10,
      end: i * 10 + 8,
      kind,
      label,
      main: main.has(label),
      score: (i % 100) / 100,
      reason: `${label}: lexicon`,
      text: `Block number ${i}.`,
    };
  });
}
