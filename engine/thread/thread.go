package thread

import "klartext/engine/thread/internal/comment"

// The thread and its comments; see the types.
type (
	Span     = comment.Span
	Thread   = comment.Thread
	Comment  = comment.Comment
	Line     = comment.Line
	Evidence = comment.Evidence
	Source   = comment.Source
	Origin   = comment.Origin
	Origins  = comment.Origins
	State    = comment.State
)

// Parents of comments that are not an index.
const (
	TopLevel = comment.TopLevel // the comment replies to no other
	Unknown  = comment.Unknown  // the page does not say
)

// What a comment's parent was read from, the surest first.
const (
	NoEvidence    = comment.NoEvidence
	ByID          = comment.ByID          // an attribute or a link names the parent's id
	ByContainment = comment.ByContainment // the record is inside that of its parent
	ByDepth       = comment.ByDepth       // the nearest record above with a smaller depth or indent
	ByNumber      = comment.ByNumber      // the numbering: #1.1 replies to #1
	ByReplyTo     = comment.ByReplyTo     // "Reply to X", "Antwort auf #1 von X"
	ByMention     = comment.ByMention     // the text starts with "@X" or "X@"
)

// Where a field of a comment was read from, the surest last.
const (
	NoSource   = comment.NoSource
	BySlot     = comment.BySlot     // its place among the lines of the records
	ByColumn   = comment.ByColumn   // how its element differs from record to record
	ByClass    = comment.ByClass    // a name that comment systems give the element
	ByProperty = comment.ByProperty // microdata, RDFa, or a time's attribute
	ByData     = comment.ByData     // JSON-LD says the same
)

// States of a comment section, which is Open unless the page says something else.
const (
	NoSection = comment.NoSection
	Open      = comment.Open
	Closed    = comment.Closed
	External  = comment.External
	Paginated = comment.Paginated
)
