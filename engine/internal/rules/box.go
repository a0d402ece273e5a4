package rules

import (
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// boxes decides the families inside boxes before the model is asked: what is between two blocks of
// one family, or heads a box, belongs to it. "Unser Newsletter" above "Jetzt anmelden" is
// boilerplate:promo. It writes the column Rules.
type boxes struct{ *page }

// How far a box reaches, in blocks.
const (
	boxReach  = 2 // to the next decided block: boxes have a line or two that no phrase knows
	headReach = 2 // lines that head a box together: a heading and a sentence below it
)

// Lengths in words.
const (
	maxBoxed   = 80 // of a block between two of a box; longer ones are text between two boxes
	maxBoxHead = 24 // of a line that heads a box: a heading or one sentence
	maxBetween = 8  // of a line without a gap between two of one family: an entry of a menu or list
	maxSingle  = 2  // of a phrase that moves to the family around it: a common word
)

// The model's estimates up to which a block belongs to a box.
const (
	boxEstimate     = 0.9
	consentEstimate = 0.97 // consent boxes have prose that looks like main text to the model
)

// label goes over the blocks three times, since each step sees what the one before decided.
func (p boxes) label() {
	for i := range p.blocks {
		p.surrounded(i)
	}
	for i := len(p.blocks) - 1; i >= 0; i-- {
		p.attached(i)
	}
	for i := range p.blocks {
		p.single(i)
	}
}

// surrounded gives an open block between two of a boxed family, at most two away on either side,
// that family.
func (p boxes) surrounded(i int) {
	if !p.open(i) || p.sheet.Estimate[i] > consentEstimate || p.blocks[i].Words > maxBoxed {
		return
	}
	f := p.nearest(i, -1)
	if !boxed(f) || p.nearest(i, 1) != f {
		return
	}
	if f == label.Consent || p.sheet.Estimate[i] <= boxEstimate {
		p.set(i, f, sheet.ByNeighbour, likely)
	}
}

// nearest returns the label of the first decided block in direction d, at most boxReach blocks
// away, None when text that no rule decided is all there is.
func (p boxes) nearest(i, d int) label.Label {
	for n := 1; n <= boxReach; n++ {
		j := i + n*d
		if j < 0 || j >= len(p.blocks) {
			return label.None
		}
		if !p.sheet.Open(j) {
			return p.sheet.Label(j)
		}
	}
	return label.None
}

// attached gives a short open line the family of the box that it heads: it is directly above a
// block of the family, with a gap above itself, or above lines for which that is so.
func (p boxes) attached(i int) {
	b := &p.blocks[i]
	if !p.open(i) || i+1 >= len(p.blocks) || p.blocks[i+1].Gap > 0 || b.Words > maxBoxHead ||
		p.sheet.Estimate[i] > boxEstimate {
		return
	}
	below, above := p.sheet.Label(i+1), label.None
	if i > 0 {
		above = p.sheet.Label(i - 1)
	}
	switch {
	case boxed(below) && below != label.Consent && p.heads(i):
		p.set(i, below, sheet.ByNeighbour, probable)
	case below == above && spreads(below) && b.Gap == 0 &&
		b.Words <= maxBetween && b.Sentences == 0:
		p.set(i, below, sheet.ByNeighbour, likely)
	}
}

// heads reports whether there is a gap above block i or above one of the blocks over it.
func (p boxes) heads(i int) bool {
	for j := i; j >= max(0, i-headReach); j-- {
		if p.blocks[j].Gap > 0 || p.is(j-1, label.Credit) {
			return true
		}
		if j > 0 && !p.sheet.Open(j-1) {
			return false
		}
	}
	return false
}

// single moves a word that the lexicon puts into one family to the family on both sides of it:
// "Auswählen" in an offer, "Hören" in a menu, "E-Mail" in a form.
func (p boxes) single(i int) {
	v := &p.sheet.Rules[i]
	if i == 0 || i+1 >= len(p.blocks) || p.blocks[i].Words > maxSingle ||
		v.Rule != sheet.ByLexicon || !movable(v.Label) {
		return
	}
	f := p.sheet.Label(i - 1)
	if f != v.Label && f == p.sheet.Label(i+1) && spreads(f) && f != label.Related {
		v.Label, v.Rule = f, sheet.ByNeighbour
	}
}

// movable reports whether words of the family are common words, so that the surroundings show
// better what they are.
func movable(l label.Label) bool {
	switch l {
	case label.Nav, label.Share, label.Form, label.Marker, label.Player, label.Promo, label.Legal,
		label.Paywall, label.Gallery, label.Related, label.Support:
		return true
	}
	return false
}

// boxed reports whether blocks of the family come in boxes with a heading.
func boxed(l label.Label) bool {
	return l == label.Promo || l == label.Support || l == label.Paywall || l == label.Consent
}

// spreads reports whether blocks of the family come in runs of unlike lines.
func spreads(l label.Label) bool {
	switch l {
	case label.Nav, label.Consent, label.Paywall, label.Related, label.Promo, label.Support,
		label.Legal, label.Form, label.Player:
		return true
	}
	return false
}
