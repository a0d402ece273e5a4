package rules

import (
	"klartext/engine/internal/breadcrumb"
	"klartext/engine/label"
)

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

// maxCrumb is the length, in bytes, of the longest path of pages.
const maxCrumb = 300

// crumb reports whether block i is a path of pages on one line: "Start » Ort » Rathaus".
func (p *labelling) crumb(i int) bool {
	t := p.text(i)
	return len(t) <= maxCrumb && breadcrumb.IsWithSlash(t)
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
