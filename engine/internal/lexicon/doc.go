// Package lexicon has the words of human languages that tell what a block is. All are rows of data,
// from which gen.go makes the tables.
//
// Phrases (phrases/*.txt) label a block by themselves: "zum inhalt springen" is navigation wherever
// it is the whole block, "lesen sie auch:" starts a link to another story. A row says what family
// the block belongs to, in what scope the phrase counts and what role it has in its family. Phrases
// finds all that hold on a page, in one pass over the words of its blocks; Lookup and AppendMatches
// do that for a single text.
//
// Words (words/*.txt) are lists that rules look through: what a credit starts with, what comments
// are called. A list is a variable of its name: credit-starts is CreditStarts.
package lexicon
