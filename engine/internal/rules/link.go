package rules

import (
	"bytes"

	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// links labels lines that lead elsewhere and say so by their signs, not by a phrase:
// "Mehr «International»" is boilerplate:nav, "[Alle Entwicklungen finden Sie hier]"
// boilerplate:related.
type links struct{ *page }

// Lengths in words.
const (
	maxDepartment = 4 // "Mehr «International»", and names of two or three words
	minBracketed  = 5 // shorter ones are remarks: "[Update]", "[Anm. d. Red.]"
)

// label labels block i when it is such a line.
func (p links) label(i int) {
	switch {
	case !p.open(i):
	case p.department(i):
		p.set(i, label.Nav, sheet.ByShape, likely)
	case p.bracketed(i):
		p.set(i, label.Related, sheet.ByShape, likely)
	}
}

// department reports whether block i is the link to a department or a tag, whose name is quoted.
func (p links) department(i int) bool {
	b := &p.blocks[i]
	return b.Words <= maxDepartment && b.Quotes == 2 && startsAny(p.text(i), lexicon.MoreLinks[:])
}

// bracketed reports whether block i is one pair of square brackets with a sentence in it.
func (p links) bracketed(i int) bool {
	b := &p.blocks[i]
	return b.FirstRune == '[' && b.LastRune == ']' && b.Words >= minBracketed &&
		bytes.IndexByte(p.text(i)[1:], '[') < 0
}
