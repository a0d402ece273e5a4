package evidence

import "klartext/engine/thread/internal/comment"

// Record is one comment in the making: an anchor, the blocks around it and the text.
type Record struct {
	Anchor   int32 // index of the time line
	At       int32 // its block
	Top, End int32 // blocks that may belong to the record, end not included
	From, To int32 // blocks of the text, to not included
	Name     comment.Span
	NameAt   int32 // block of the author, -1 when none
	Slot     int32 // where the author was found
	Group    uint8
	Has      uint16
}

// Constant is the feature of a record that a line stands in it which most of the others have too.
// Only the grammar knows these lines, so it is set there.
const Constant = 1 << 13
