// Package elements tells what single elements of a page are. Their names, which are classes, ids,
// properties and the like, say what part of a comment section they hold: those that comment systems
// and hand-made pages use stand in vocabulary.txt. Names are made of words, so that one which is in
// no list is still read: "acme-comment__author" is an author. Names confirm what the structure of
// the page says and order what is tried first; no record is found by them alone. By its signature
// an element is known to be like others.
//
//	reader.go      the names of all elements of a page
//	part.go        the parts of a comment section
//	lookup.go      a name in the vocabulary
//	compose.go     a name that is not in it, read by its words
//	name.go        a name taken apart
//	sign.go        signatures
//	provider.go    external comment systems
//	structured.go  what structured data calls the page
package elements
