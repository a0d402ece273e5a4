// Package thread finds the reader comments of a page and cuts them into records: author, rank,
// time, votes, text, parent. It knows no site, and the names that comment systems give to elements
// only confirm. On an HTML page the records are read off the tape of elements; on plain text the
// grammar of a section is read off the section itself, for what sets comments apart is that the
// same few lines come back around ever different texts.
//
// Its parts are packages below internal, each with memory of its own. None imports one that stands
// below it in this list:
//
//	comment     the types: Thread, Comment and what their fields were known by
//	lines       what each line of a page is: its role, its shape, whether it is a time line
//	elements    what the names of elements say, from vocabulary.txt
//	names       what is a name
//	evidence    what speaks for and against records being comments, with the weights
//	reply       who replies to whom: by ids, containment and depth, or by the words
//	signature   what ends the posts of an author
//	structured  what JSON-LD says of the comments
//	grammar     the records of plain text, by its lines
//	records     the records of HTML pages, by their elements
//	section     what stands around the records, the state of the section, the labels
//
// Segmenter calls them in turn. What the page does not say stays unsaid: a parent that is not named
// is Unknown, a count that is not announced is -1, and "no comments here" is an answer.
package thread
