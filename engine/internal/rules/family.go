package rules

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/label"
)

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

// boilerplate gives an open block the family of its surroundings.
func (p *labelling) boilerplate(i, first, last int) {
	v, b, family := &p.sheet.Rest[i], &p.blocks[i], p.sheet.Family(i)
	v.Rule, v.Score = label.ByModel, 1-p.sheet.Estimate[i]
	if family.Boilerplate() && family != label.CommentUI && family != label.CommentPolicy {
		v.Label, v.Rule = family, label.ByLexicon
		return
	}
	if p.crumb(i) || family == label.Section {
		v.Label, v.Rule = label.Nav, label.ByShape
		return
	}
	if f := p.neighbour(i); f != label.None {
		v.Label, v.Rule = f, label.ByNeighbour
		return
	}
	switch {
	case b.Words >= 5 && (i > first || b.Words >= 9):
		v.Label = label.Related
	case b.Letters > 0 && b.Words <= 6:
		v.Label = label.Nav
	default:
		v.Label = label.Other
	}
}

// crumb reports whether block i is a path of pages on one line: "Start » Ort » Rathaus".
func (p *labelling) crumb(i int) bool {
	t := p.text(i)
	if len(t) > 300 {
		return false
	}
	n := 0
	if bytes.IndexByte(t, '/') < 0 && !maySeparate(t) {
		return false
	}
	for _, s := range [...]string{" » ", " › ", " > ", " / ", " → "} {
		n = max(n, bytes.Count(t, []byte(s)))
	}
	return n >= 2
}

// maySeparate reports whether t has one of the signs that paths are written with, besides the slash.
func maySeparate(t []byte) bool {
	for _, c := range t {
		if c == '>' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// reach is how many blocks a family reaches to open blocks beside it.
const reach = 3

// neighbour returns the family of the nearest boilerplate above, else below, within reach and without main text between,
// as far as the family can hold a block of that shape.
func (p *labelling) neighbour(i int) label.Label {
	for d := 1; d <= reach && i-d >= 0; d++ {
		l := p.sheet.Label(i - d)
		if l.Main() || l.Comment() || p.blocks[i-d+1].Gap > 2 {
			break
		}
		if l.Boilerplate() {
			if p.holds(l, i) {
				return l
			}
			break
		}
	}
	for d := 1; d <= reach && i+d < len(p.blocks); d++ {
		l := p.sheet.Label(i + d)
		if l.Main() || l.Comment() || p.blocks[i+d].Gap > 2 {
			break
		}
		if l.Boilerplate() {
			if l != label.Related && p.holds(l, i) {
				return l
			}
			break
		}
	}
	return label.None
}

// holds reports whether block i can belong to family f when it stands beside a block of that family. Menus hold a few
// words, lists of stories hold headlines.
func (p *labelling) holds(f label.Label, i int) bool {
	b := &p.blocks[i]
	switch f {
	case label.Nav, label.Legal:
		return b.Words <= 5 && b.Sentences == 0
	case label.Form:
		return b.Words <= 12
	case label.Player:
		return b.Words <= 3 && b.Gap == 0
	case label.Share:
		return b.Words <= 2 && b.Gap == 0
	case label.Consent, label.Paywall, label.Promo, label.Support, label.CommentPolicy, label.Related:
		return true
	}
	return false
}

// spreads reports whether blocks of the family come in runs of unlike lines.
func spreads(l label.Label) bool {
	switch l {
	case label.Nav, label.Consent, label.Paywall, label.Related, label.Promo, label.Support, label.Legal, label.Form, label.CommentPolicy, label.Player:
		return true
	}
	return false
}
