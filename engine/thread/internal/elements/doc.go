// Package elements finds out what single elements of a page are. Their names, which are classes,
// ids, properties and the like, say which part of a comment section they contain. Names that
// comment systems and hand-made pages use are in vocabulary.txt. A name that is in no list is read
// by its words: "acme-comment__author" is an author. Names confirm what the structure of the page
// says and decide what is tried first; no record is found from them alone. The signature of an
// element shows which others are like it.
//
//	reader.go      the names of all elements of a page
//	part.go        the parts of a comment section
//	lookup.go      a name in the vocabulary
//	compose.go     a name that is not in it, read by its words
//	name.go        a name split into words
//	sign.go        signatures
//	provider.go    external comment systems
//	structured.go  what structured data calls the page
package elements
