// Package lines finds out what each line of a page is, before anything is known about its records:
// what the lexicon says about it, whether it is a time line, what shape it has, how often it occurs
// on the page. A line is a block of HTML, or a line of plain text.
//
//	page.go    Page, which the parts of package thread read and do not change
//	fact.go    the shape of a line
//	role.go    its role: the phrase of the lexicon that holds in it; rows of controls
//	time.go    the time lines, and which of them date something else (joined, edited, quoted)
//	inline.go  paragraphs that end in a name and a time
//	keys.go    how time lines are written: those written in the same way have a key in common
//	heads.go   the heads of quotes: "X wrote:"
//	votes.go   numbers of votes, dates of joining
//	number.go  numbers: of records, of comments
//	avatar.go  lines in place of a picture: "AL" above "Ann Lee"
//	stems.go   stems of words that the lexicon does not have
package lines
