package evidence

import (
	"math/bits"

	"klartext/engine/thread/internal/comment"
)

// Record is one comment in the making: an anchor, the blocks around it and the text.
type Record struct {
	Anchor   int32 // index of the time line
	At       int32 // its block
	Top, End int32 // blocks that may belong to the record, end not included
	From, To int32 // blocks of the text, to not included
	Name     comment.Span
	NameAt   int32 // block of the author, or -1
	Slot     int32 // where the author was found
	Group    uint8 // which of the grammars is its
	Has      Features
}

// Features are what a record shows. Records of one section show the same.
type Features uint16

// Features of records.
const (
	hasControl Features = 1 << iota
	hasRank
	hasVotes
	hasSays
	hasReplyTitle
	hasNumber
	hasClock
	hasBy
	hasName
	hasNameInTime
	hasCount

	// Constant: it has a line that most of the others also have. Only the grammar knows these
	// lines, so it sets this.
	Constant

	numFeatures = iota
)

// Missing is how many of the features other has f lacks.
func (f Features) Missing(other Features) int { return bits.OnesCount16(uint16(other &^ f)) }

// set adds a feature if the record shows it.
func (f *Features) set(x Features, is bool) {
	if is {
		*f |= x
	}
}

// Stop is the first block after record i that is of the next one.
func Stop(recs []Record, i int) int32 {
	if i+1 == len(recs) {
		return recs[i].End
	}
	return max(recs[i].End, min(recs[i+1].At, recs[i+1].From))
}
