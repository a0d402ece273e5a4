// Package reply finds out which comment replies to which: first from the elements of an HTML page
// (Markup), then, where these say nothing, from the words of the comments (Words). If neither says
// anything, the parent stays Unknown. Every parent has the evidence from which it was read.
//
//	markup.go   Markup: ids before nesting before depth
//	id.go       attributes, classes and links that name the parent
//	nesting.go  records inside records, and lists that follow a record
//	depth.go    depths, indents, classes of replies
//	words.go    Words: "Reply to X", "@X"
//	address.go  "#1.1", "X wrote:", "Hello X, …"
//	authors.go  Authors: who X is
package reply
