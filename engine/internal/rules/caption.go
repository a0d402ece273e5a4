package rules

import (
	"bytes"

	"klartext/engine/label"
)

// captions labels the text that belongs to a picture as caption: the line above a credit, a line
// that ends in one, a line that stands twice in a row (alternative text and caption), and the
// alternative text above any of these.
type captions struct{ *page }

// Lengths in words.
const (
	maxCaption   = 70
	longCaption  = 25 // from here on a caption may as well be a paragraph
	minAltText   = 3
	minTwin      = 3 // of two equal lines with fewer words the second is no caption
	minRepeated  = 3 // words of a line that only repeats the start of the one above
	titleTwins   = 3 // so many blocks at the top a doubled line is the title or a menu's
	minAbove     = 2 // the shortest caption above a credit
	maxHostTail  = 8 // bytes of the last label of a host name and its dot
	minHostTail  = 3
	minHostStart = 2
)

// Estimates of the model from which a block is a paragraph, whatever stands below it.
const (
	creditEstimate = 0.85 // of a long block that ends in a credit
	aboveEstimate  = 0.75 // of a block above a credit
	longEstimate   = 0.5  // and of a long one
	twinEstimate   = 0.6  // of both of two equal lines: text that stands twice for another reason gets more
)

// label labels block i, or the one above it when i is a credit.
func (p captions) label(i int) {
	if p.open(i) {
		switch {
		case p.twins(i):
		case p.creditInside(i) &&
			(p.sheet.Estimate[i] < creditEstimate || p.blocks[i].Words < longCaption):
			p.set(i, label.Caption, label.ByLexicon, sure)
			p.altText(i)
		}
		return
	}
	if p.is(i, label.Credit) && p.sheet.At(i).Rule != label.ByNeighbour && p.aboveCredit(i) {
		p.set(i-1, label.Caption, label.ByNeighbour, confident)
		p.altText(i - 1)
	}
}

// twins labels two blocks of which the second repeats the first, or its start. Names and domains
// that stand twice below a picture are its credit.
func (p captions) twins(i int) bool {
	if !p.open(i+1) || p.blocks[i+1].Gap > 1 || p.blocks[i].Words > maxCaption ||
		p.sheet.Family(i).Boilerplate() {
		return false
	}
	a, b := p.text(i), p.text(i+1)
	same := p.blocks[i].Hash == p.blocks[i+1].Hash &&
		min(p.sheet.Estimate[i], p.sheet.Estimate[i+1]) <= twinEstimate
	if !same && !(p.blocks[i+1].Words >= minRepeated && bytes.HasPrefix(a, b) && p.creditInside(i)) {
		return false
	}
	l := label.Caption
	switch n := p.blocks[i].Words; {
	case n < minTwin && (p.is(i-1, label.Caption) || p.is(i-1, label.Credit) || isHost(a)):
		l = label.Credit
	case n < minTwin || i < titleTwins && p.blocks[i].Sentences == 0:
		return false // a doubled title or menu entry
	}
	p.set(i, l, label.ByRepetition, sure)
	p.set(i+1, l, label.ByRepetition, sure)
	return true
}

// isHost reports whether t is nothing but a host name: "example.org".
func isHost(t []byte) bool {
	dot := bytes.LastIndexByte(t, '.')
	tail := len(t) - dot
	return dot >= minHostStart && tail >= minHostTail && tail <= maxHostTail &&
		bytes.IndexByte(t, ' ') < 0 && letter(t[0]) && letter(t[len(t)-1])
}

// aboveCredit reports whether the block above credit i can be its caption. A line of agencies is
// about the text, not a picture.
func (p captions) aboveCredit(i int) bool {
	c := i - 1
	if !p.open(c) || p.blocks[i].Gap > 2 || p.sheet.Family(c).Boilerplate() {
		return false
	}
	if t := p.text(i); AgencyLine(t) && !bytes.HasPrefix(t, []byte(copyright)) {
		return false
	}
	words, estimate := p.blocks[c].Words, p.sheet.Estimate[c]
	return words >= minAbove && words <= maxCaption && estimate < aboveEstimate &&
		(words < longCaption || estimate < longEstimate)
}

// altText labels the alternative text of a picture above its caption i: directly above, and cut
// off ("…") or another wording of the caption.
func (p captions) altText(i int) {
	a := i - 1
	if !p.open(a) || p.blocks[i].Gap > 0 ||
		p.blocks[a].Words > maxCaption || p.blocks[a].Words < minAltText {
		return
	}
	t := p.text(a)
	if bytes.HasSuffix(t, []byte("...")) || bytes.HasSuffix(t, []byte("…")) ||
		p.blocks[a].Hash == p.blocks[i].Hash || bytes.HasPrefix(p.text(i), t) {
		p.set(a, label.Caption, label.ByNeighbour, confident)
	}
}
