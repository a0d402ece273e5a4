// Labels by family. There are more labels than colours that people can tell apart, so that labels with the same use share one.

/** The families in the order of the legend: what is kept first. */
export const families = ['text', 'head', 'picture', 'comment', 'related', 'nav', 'tools', 'offer', 'consent', 'media', 'other'];

const members = {
  text: 'lead heading text list table code quote',
  head: 'title kicker date byline section',
  picture: 'caption credit',
  comment: 'comment-author comment-rank comment-time comment-votes comment-text',
  nav: 'boilerplate:nav boilerplate:marker',
  consent: 'boilerplate:consent boilerplate:legal',
  media: 'boilerplate:player boilerplate:gallery',
  offer: 'boilerplate:ad boilerplate:paywall boilerplate:promo boilerplate:support',
  related: 'boilerplate:related',
  tools: 'boilerplate:share boilerplate:form boilerplate:comment-ui boilerplate:comment-policy',
  other: 'none boilerplate:other',
};

const byLabel = new Map();
for (const [family, labels] of Object.entries(members)) {
  for (const label of labels.split(' ')) byLabel.set(label, family);
}

/** All labels that have a family. */
export const labels = [...byLabel.keys()];

/**
 * The family of a label, 'other' for one that is not known.
 * @param {string} label as the engine writes it
 */
export function familyOf(label) {
  return byLabel.get(label) ?? (label.startsWith('comment-') ? 'comment' : 'other');
}
