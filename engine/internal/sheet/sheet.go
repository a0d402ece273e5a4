// Package sheet has what the stages of the engine say of the blocks of a page.
package sheet

import (
	"klartext/engine/internal/scratch"
	"klartext/engine/label"
)

// Sheet is what the stages of the engine say about the blocks of a page, in columns that have an
// element for each block. Every stage reads all columns and writes only its own:
//
//	Estimate  the model
//	Phrase    the lexicon
//	Thread    the comment section
//	Rules     the rules, from phrases, shapes and neighbours
//	Head      the metadata: title, lead, byline, date
//	Rest      the rules, for the blocks that are still open after all others
//
// A stage clears its column when it starts, so it can run again. At holds the precedence.
type Sheet struct {
	Estimate []float32 // that the block is main text, 0 to 1
	Phrase   []Phrase

	// Void marks the blocks for which the rules found that the phrase means something else on this
	// page. It also belongs to the rules.
	Void []bool

	// Free is set for the blocks of which thread, rules and head say what does not count: the page
	// would lose its text. It belongs to the rules as well.
	Free []bool

	Thread, Rules, Head, Rest []Verdict
}

// Phrase is the best phrase of the lexicon that matches in a block; its Family is None if there is
// none.
type Phrase struct {
	Family label.Label
	Role   Role
	Scope  Scope
}

// Verdict is what a stage says about a block: nothing if Label is None.
type Verdict struct {
	Label label.Label
	Rule  Rule    // what decided
	Score float32 // how sure that is, 0 to 1
}

// Reset empties the sheet for a page of n blocks. What is in Estimate and Phrase is not cleared.
func (s *Sheet) Reset(n int) {
	s.Estimate = scratch.Resize(s.Estimate, n)
	s.Phrase = scratch.Resize(s.Phrase, n)
	s.Void = scratch.Resize(s.Void, n)
	clear(s.Void)
	s.Free = scratch.Resize(s.Free, n)
	clear(s.Free)
	for _, column := range [...]*[]Verdict{&s.Thread, &s.Rules, &s.Head, &s.Rest} {
		*column = scratch.Resize(*column, n)
		clear(*column)
	}
}

// At returns the verdict that counts for block i: that of the head before that of the thread, of
// the rules and of the rest. The head comes first because it has seen what the thread says: if the
// heading of a page is below the count of its comments, the thread takes it for a part of the
// section.
func (s *Sheet) At(i int) Verdict {
	switch {
	case s.Free[i]:
		return s.Rest[i]
	case s.Head[i].Label != label.None:
		return s.Head[i]
	case s.Thread[i].Label != label.None:
		return s.Thread[i]
	case s.Rules[i].Label != label.None:
		return s.Rules[i]
	}
	return s.Rest[i]
}

// Label returns the label that counts for block i, or None if no stage has given it one yet.
func (s *Sheet) Label(i int) label.Label { return s.At(i).Label }

// Open reports whether block i is left to the rest: thread, head and rules say nothing of it.
func (s *Sheet) Open(i int) bool {
	return s.Free[i] || s.Thread[i].Label|s.Head[i].Label|s.Rules[i].Label == label.None
}

// Family returns the family of the phrase that matches in block i, or None if there is no phrase or
// it is void.
func (s *Sheet) Family(i int) label.Label {
	if s.Void[i] {
		return label.None
	}
	return s.Phrase[i].Family
}
