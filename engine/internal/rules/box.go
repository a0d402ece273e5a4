package rules

import "klartext/engine/label"

// boxes settles the families inside boxes before the model speaks: what stands between two blocks of one family, or heads
// a box, belongs to it.
func (p *labelling) boxes() {
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

// surrounded gives an open block between two of a boxed family, at most two away on either side, that family.
func (p *labelling) surrounded(i int) {
	if !p.open(i) || p.sheet.Estimate[i] > 0.97 || p.blocks[i].Words > 80 {
		return
	}
	f := p.nearest(i, -1)
	if f == label.None || !boxed(f) || p.nearest(i, 1) != f || f != label.Consent && p.sheet.Estimate[i] > 0.9 {
		return
	}
	p.set(i, f, label.ByNeighbour, 0.8)
}

// nearest returns the label of the first decided block in direction d, at most two blocks away, None when text that no
// rule decided is all there is.
func (p *labelling) nearest(i, d int) label.Label {
	for n := 1; n <= 2; n++ {
		j := i + n*d
		if j < 0 || j >= len(p.blocks) || p.blocks[max(j, j-d)].Gap > 2 {
			return label.None
		}
		if !p.sheet.Open(j) {
			return p.sheet.Label(j)
		}
	}
	return label.None
}

// attached gives a short open line the family of the box that it heads: it stands directly above a block of the family,
// with a gap above itself, or above lines that do.
func (p *labelling) attached(i int) {
	b := &p.blocks[i]
	if !p.open(i) || i+1 >= len(p.blocks) || p.blocks[i+1].Gap > 0 || b.Words > 24 || p.sheet.Estimate[i] > 0.9 {
		return
	}
	below, above := p.sheet.Label(i+1), label.None
	if i > 0 {
		above = p.sheet.Label(i - 1)
	}
	switch {
	case boxed(below) && below != label.Consent && p.heads(i):
		p.set(i, below, label.ByNeighbour, 0.7)
	case below == above && spreads(below) && b.Gap == 0 && b.Words <= 8 && b.Sentences == 0:
		p.set(i, below, label.ByNeighbour, 0.8)
	}
}

// heads reports whether a gap stands above block i or above one of the two blocks over it.
func (p *labelling) heads(i int) bool {
	for j := i; j >= max(0, i-2); j-- {
		if p.blocks[j].Gap > 0 || j > 0 && (p.is(j-1, label.Credit) || p.is(j-1, label.Caption)) {
			return true
		}
		if j > 0 && !p.sheet.Open(j-1) {
			return false
		}
	}
	return false
}

// single moves a word that the lexicon puts into one family to the family on both sides of it: "Auswählen" in an offer,
// "Hören" in a menu, "E-Mail" in a form.
func (p *labelling) single(i int) {
	v := &p.sheet.Rules[i]
	if i == 0 || i+1 >= len(p.blocks) || p.blocks[i].Words > 2 || p.sheet.At(i) != *v ||
		v.Rule != label.ByLexicon || !movable(v.Label) {
		return
	}
	f := p.sheet.Label(i - 1)
	if f == v.Label || f != p.sheet.Label(i+1) || !spreads(f) || f == label.Related || p.blocks[i].Gap > 1 || p.blocks[i+1].Gap > 1 {
		return
	}
	v.Label, v.Rule = f, label.ByNeighbour
}

func movable(l label.Label) bool {
	switch l {
	case label.Nav, label.Share, label.Form, label.Marker, label.Player, label.Promo, label.Legal, label.Paywall, label.Gallery, label.Related, label.Support:
		return true
	}
	return false
}

// boxed reports whether blocks of the family come in boxes with a heading.
func boxed(l label.Label) bool {
	return l == label.Promo || l == label.Support || l == label.Paywall || l == label.Consent
}
