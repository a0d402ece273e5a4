// Package grammar finds the records of a comment section by its lines. It knows no site: the
// grammar of a section is induced from the section itself, because the mark of comments is that the
// same few lines recur around texts that are always different.
//
// Time lines that are written in the same way form a class. The time lines of one class, up to the
// next heading or form, are a run, and each is the anchor of one record. The blocks between two
// anchors are a gap. A gap is cut into three parts: the post lines that follow the upper anchor
// (rank, "Reply to X", the number of the post), the text, and the pre lines above the lower anchor
// (votes, controls, the author and fields of the next record). The position of a line, counted from
// its anchor, is its slot.
//
// Each part is a type with memory of its own, and uses those above it in this list:
//
//	fit.go      fitter: cuts every gap of a run at least cost, and learns the slots from the cuts,
//	            in a few rounds (a dynamic program over bounded windows, so the time is linear)
//	ends.go     how far the first and the last record reach, where no neighbour helps
//	layout.go   layout: the records, and their phase: whether the texts are below or above the
//	            anchors, which only the ends of the section show
//	columns.go  columns: the column of names: short, diverse, name-like, at one place in most
//	            records
//	cut.go      what pages write together with the names
//	trial.go    trial: what the records of a run are worth; member.go: times that are the members'
//	search.go   search: tries classes and runs; the best run that is proven wins
//	class.go    the classes of time lines worth trying
//	join.go     a second class or run that joins the best one, or two grammars within it
//	untimed.go  sections without times: "X says:", numbers and controls in place of the time lines
//	emit.go     emitter: records become comments: author, time, text
//	fields.go   rank, votes and date of joining
//	quote.go    quotes: which lines of a text are quoted, and from whom
//	reader.go   Reader, which the rest of package thread uses
package grammar
