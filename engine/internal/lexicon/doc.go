// Package lexicon has the words of human languages that show what a block is. All are rows of data,
// from which gen.go makes the tables.
//
// Phrases (phrases/*.txt) label a block on their own: "zum inhalt springen" is navigation wherever
// it is the whole block, "lesen sie auch:" starts a link to another story. A row says to which
// family the block belongs, in what scope the phrase counts, and what role it has in its family.
// Phrases finds all that match on a page, in one pass over the words of its blocks; Lookup and
// AppendMatches do that for a single text.
//
// Words (words/*.txt) are lists that rules use: what a credit starts with, what comments are
// called. Each list is a variable: credit-starts is CreditStarts.
package lexicon
