// Package thread finds the reader comments of a page and cuts them into records: author, rank,
// time, votes, text, parent. It knows no site, and the names that comment systems give to elements
// only confirm. On an HTML page, the records are found on the tape of elements. In plain text, the
// grammar of a section is induced from the section itself, because the mark of comments is that the
// same few lines recur around texts that are always different.
//
// Its parts are packages in internal, each with memory of its own. None imports one that is below
// it in this list:
//
//	comment     the types: Thread, Comment and where their fields were read from
//	lines       what each line of a page is: its role, its shape, whether it is a time line
//	elements    what the names of elements say, from vocabulary.txt
//	names       what is a name
//	evidence    what speaks for and against records being comments, with the weights
//	reply       who replies to whom: by ids, containment and depth, or by the words
//	signature   what ends the posts of an author
//	structured  what JSON-LD says of the comments
//	grammar     the records of plain text, by their lines
//	records     the records of HTML pages, by their elements
//	section     what is around the records, the state of the section, the labels
//
// Segmenter calls them in turn. What the page does not say stays unsaid: a parent that is not named
// is Unknown, a count that is not announced is -1, and "no comments here" is an answer.
package thread
