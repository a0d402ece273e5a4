package rules

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// captions labels the text that belongs to a picture as caption: the line above a credit, a line
// that ends in one, a line that occurs twice in a row (alternative text and caption), and the
// alternative text above any of these.
type captions struct{ *page }

// Lengths in words.
const (
	maxCaption  = 70 // longer ones are paragraphs, whatever they end in
	longCaption = 25 // from here on a caption may also be a paragraph
	minCaption  = 2  // above a credit; a single word is a name or a button
	minTwin     = 3  // a shorter line that occurs twice is a credit or a button
	minRepeated = 3  // of a line that repeats only the start of the one above
)

// topBlocks is how many blocks at the top of a page may be a doubled title or menu entry.
const topBlocks = 3

// minHost is the least number of bytes before the last dot of a host name. With one it is mostly an
// abbreviation: "z.B".
const minHost = 2

// Estimates of the model from which a block is a paragraph, whatever is below it.
const (
	creditEstimate = 0.85 // of a long block that ends in a credit: articles end so too
	aboveEstimate  = 0.75 // of a block above a credit
	longEstimate   = 0.5  // of a long block above a credit
)

// twinEstimate is the highest estimate that one of two equal lines may have: text that is repeated
// for another reason has more.
const twinEstimate = 0.6

// label labels block i, or the one above it when i is a credit.
func (p captions) label(i int) {
	if p.open(i) {
		switch {
		case p.twins(i):
		case p.creditInside(i) &&
			(p.sheet.Estimate[i] < creditEstimate || p.blocks[i].Words < longCaption):
			p.set(i, label.Caption, sheet.ByLexicon, sure)
			p.altText(i)
		}
		return
	}
	if p.is(i, label.Credit) && p.aboveCredit(i) {
		p.set(i-1, label.Caption, sheet.ByNeighbour, confident)
		p.altText(i - 1)
	}
}

// twins labels two blocks of which the second repeats the first, or its start. Names and domains
// that occur twice below a picture are its credit.
func (p captions) twins(i int) bool {
	if !p.open(i+1) || p.blocks[i+1].Gap > 1 || p.blocks[i].Words > maxCaption ||
		p.sheet.Family(i).Boilerplate() {
		return false
	}
	a, b := p.text(i), p.text(i+1)
	same := p.blocks[i].Hash == p.blocks[i+1].Hash &&
		max(p.sheet.Estimate[i], p.sheet.Estimate[i+1]) <= twinEstimate
	start := p.blocks[i+1].Words >= minRepeated && bytes.HasPrefix(a, b)
	if !same && (!start || !p.creditInside(i)) {
		return false
	}
	l := label.Caption
	switch n := p.blocks[i].Words; {
	case n < minTwin && (p.is(i-1, label.Caption) || p.is(i-1, label.Credit) || isHost(a)):
		l = label.Credit
	case n < minTwin || i < topBlocks && p.blocks[i].Sentences == 0:
		return false // a doubled title or menu entry
	}
	p.set(i, l, sheet.ByRepetition, sure)
	p.set(i+1, l, sheet.ByRepetition, sure)
	return true
}

// isHost reports whether t is nothing but a host name: "example.org".
func isHost(t []byte) bool {
	dot := bytes.LastIndexByte(t, '.')
	return dot >= minHost && bytes.IndexByte(t, ' ') < 0 &&
		ascii.IsLetter(t[0]) && ascii.IsLetter(t[len(t)-1])
}

// aboveCredit reports whether the block above credit i can be its caption. A line of agencies is
// about the text, not a picture.
func (p captions) aboveCredit(i int) bool {
	c := i - 1
	if !p.open(c) || AgencyLine(p.text(i)) {
		return false
	}
	words, estimate := p.blocks[c].Words, p.sheet.Estimate[c]
	return words >= minCaption && words <= maxCaption && estimate < aboveEstimate &&
		(words < longCaption || estimate < longEstimate)
}

// altText labels the alternative text of a picture above its caption i: directly above, and cut
// off ("…").
func (p captions) altText(i int) {
	a := i - 1
	if !p.open(a) || p.blocks[i].Gap > 0 {
		return
	}
	t := p.text(a)
	if bytes.HasSuffix(t, []byte("...")) || bytes.HasSuffix(t, []byte("…")) {
		p.set(a, label.Caption, sheet.ByNeighbour, confident)
	}
}
