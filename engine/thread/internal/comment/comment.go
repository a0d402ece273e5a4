// Package comment has the types of a comment section: the thread, its comments, and what their
// fields were known by. The parts of package thread fill them in; thread has aliases for its users.
package comment

import (
	"klartext/engine/block"
	"klartext/engine/when"
)

// Span is a byte range of the input; an empty one means that the page does not show the thing.
type Span = block.Span

// SpanOf is the range of the bytes from start to end.
func SpanOf(start, end int32) Span { return Span{Start: start, End: end} }

// Parents of comments that are not an index.
const (
	TopLevel = -1 // the comment replies to no other
	Unknown  = -2 // the page does not say
)

// Evidence says what a comment's parent was read from.
type Evidence uint8

// What a parent was read from, the weakest last.
const (
	NoEvidence    Evidence = iota
	ByID                   // an attribute or a link of an HTML page names the parent's id
	ByContainment          // the record is inside its parent's, or in the list of replies to it
	ByDepth                // the parent is the nearest record above of smaller depth or indent
	ByNumber               // the numbering: #1.1 replies to #1
	ByReplyTo              // "Reply to X", "Antwort auf #1 von X"
	ByMention              // the text starts with "@X" or "X@"
	numEvidence
)

var evidenceNames = [numEvidence]string{
	"none", "id", "containment", "depth", "number", "reply-to", "mention",
}

func (e Evidence) String() string {
	if e >= numEvidence {
		return "invalid"
	}
	return evidenceNames[e]
}

// Source says what a field of a comment was known by.
type Source uint8

// What a field was known by, the surest last.
const (
	NoSource   Source = iota
	BySlot            // its place among the lines of the records
	ByColumn          // how its element differs from record to record
	ByClass           // a name that comment systems give the element
	ByProperty        // a property of microdata or RDFa, or a time's attribute
	ByData            // JSON-LD says the same
	numSources
)

var sourceNames = [numSources]string{"none", "slot", "column", "class", "property", "data"}

func (s Source) String() string {
	if s >= numSources {
		return "invalid"
	}
	return sourceNames[s]
}

// Origin says what a field was known by and how sure that is, 0 to 1.
type Origin struct {
	Source Source
	Score  float32
}

// From is an Origin.
func From(source Source, score float32) Origin { return Origin{Source: source, Score: score} }

// Origins are those of the fields of a comment.
type Origins struct {
	Author, Rank, Time, Votes, MemberSince, Title, Text, Parent Origin
}

// Comment is one record of a thread.
type Comment struct {
	Author, Rank, Time, Votes, MemberSince, Title Span

	Origins Origins

	Node        int32     // the element of an HTML page with the record, -1 if unknown
	When        when.Time // None if there is none; its range counts from the start of its block
	First, Last int32     // the blocks of the record, Last included
	Text        int32     // the text: Thread.Text[Text:Text+TextLen], one line per block
	TextLen     int32
	Number      int32 // ordinal shown with the record (#12), 0 if none
	Parent      int32 // index of the comment replied to, TopLevel or Unknown
	Evidence    Evidence
	Score       float32 // how sure the record is, 0 to 1

	Signed int32 // lines at the end of the text that are the author's signature; cut off at the end
	Dotted bool  // numbered as a reply: #1.1
}

// ReplyTo sets the parent of a comment by what its words say, and how sure that is.
func (c *Comment) ReplyTo(parent int32, by Evidence) {
	sure := float32(.9)
	if by == ByMention {
		sure = .7
	}
	c.Parent, c.Evidence, c.Origins.Parent = parent, by, Origin{BySlot, sure}
}

// State of a comment section.
type State uint8

// States. A section is Open unless the page says something else.
const (
	NoSection State = iota
	Open
	Closed
	External
	Paginated
	numStates
)

var stateNames = [numStates]string{"none", "open", "closed", "external", "paginated"}

func (s State) String() string {
	if s >= numStates {
		return "invalid"
	}
	return stateNames[s]
}

// Line is a line of a comment's text.
type Line struct {
	Span
	Quote uint8 // how deep it is quoted from another comment, 0 for the author's own words
}

// Thread is the comment section of a page. Its slices are valid until the Segmenter's next call.
type Thread struct {
	Comments  []Comment
	Text      []Line
	State     State
	Announced int32  // the count that the page announces, -1 if it announces none
	Provider  []byte // the external system, as the page writes it where the vocabulary has no name
	First     int32  // first and last block of the section, -1 if there is none
	Last      int32
	Score     float32 // evidence that the records are comments

	// Words of the paragraphs inside and outside the section.
	ProseInside, ProseOutside int32

	// Of HTML pages:
	Forum   float32 // evidence of forums among it: fields of the authors
	Remarks bool    // the heading of the section calls its records comments
	Opened  bool    // a time like theirs is above the records: an opening post
	Topic   bool    // structured data calls the page a topic, or a question and its answers
	Story   bool    // structured data calls the page an article or a product
}

// Alone reports whether there are several comments and little prose outside the section: a forum, a
// question and its answers.
func (t *Thread) Alone() bool { return len(t.Comments) > 1 && t.ProseOutside*3 < t.ProseInside }

// Reset empties the thread and keeps its memory.
func (t *Thread) Reset() {
	*t = Thread{
		Comments: t.Comments[:0], Text: t.Text[:0], Announced: -1, First: -1, Last: -1,
	}
}

// LastBlock returns the last block of the last comment, or -1 if there is none.
func (t *Thread) LastBlock() int32 {
	if len(t.Comments) == 0 {
		return -1
	}
	return t.Comments[len(t.Comments)-1].Last
}
