// Package thread finds the reader comments of a page and cuts them into records: author, rank, time, votes, text, parent.
// It knows no site, and the names that comment systems give to elements only confirm. On an HTML page the records are read off
// the tape of elements (html.go has the map); on plain text the grammar of a section is read off the section itself, for what
// sets comments apart is that the same few lines come back around ever different texts.
//
// The words used for text: a time line is a block that holds a time and little else ("12. Mai 2023 um 10:05 Uhr", "Posted by Ann,
// 2 hours ago"). The time lines that are written alike form a class; the time lines of one class, up to the next heading
// or form, are a run, and each is the anchor of one record. The blocks between two anchors are a gap. A gap is cut in
// three: the post lines that follow the upper anchor (rank, "Reply to X", the number of the post), the text, and the pre
// lines above the lower anchor (votes, controls, the author and fields of the next record). Where a line stands, counted
// from its anchor, is its slot.
//
// The way of a page of plain text:
//
//	facts.go    every block: its lexicon role, its shape, how often the page repeats it
//	mark.go     which blocks are time lines, and which of those date something else (joined, edited, quoted)
//	class.go    the classes of time lines worth trying
//	fit.go      for each run: cut every gap at least cost, learn the slots from the cuts, a few rounds (a dynamic program
//	            over bounded windows, so the time is linear)
//	ends.go     how far the first and the last record reach, where no neighbour helps
//	record.go   the phase: does the text stand below its anchor or above it? only the ends of the section tell
//	author.go   the column of names: short, diverse, name-like, at the same place in most records
//	name.go     the name in a line: words of the grammar, marks, votes and ranks cut off
//	proof.go    are they comments at all? heading, count, controls, numbering against teasers, tickers and events
//	member.go   times that are the members' and not the records'
//	segment.go  the search over classes and runs; the best run that is proven wins
//	join.go     a second class or run of time lines that joins the best one, or two grammars within it, with slots of their own
//	inline.go   records of one paragraph: the text, then who wrote it and when
//	untimed.go  sections without times: "X says:", numbers and controls in place of the time lines
//	comment.go  records become comments: times, text, rank, votes
//	signature.go  what ends an author's posts is cut off the texts, as is what stands behind "edited" lines and rules
//	parent.go   replies: "Reply to X", "@X", "X@"
//	address.go  replies: "#1.1", "X wrote:", "Hello X, …"
//	quote.go    which lines of a text are quoted, and from whom
//	form.go     the rows of the comment form
//	section.go  heading, count, form, policy, state, and the labels of all these blocks
//
// What the page does not say stays unsaid: a parent that is not named is Unknown, a count that is not announced is -1, and
// "no comments here" is an answer.
package thread
