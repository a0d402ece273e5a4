package rules

import (
	"klartext/engine/internal/breadcrumb"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// families gives what is left a family of boilerplate: that of the phrase in the block, what its
// shape is ("Start » Ort » Rathaus" is boilerplate:nav), that of its neighbours, or by its length
// a story ("Die Brücke wird doch saniert", boilerplate:related) or a menu entry ("Kontakt",
// boilerplate:nav).
type families struct{ *page }

const (
	maxCrumb    = 300 // bytes of a path of pages; longer ones are lists of tags in one line
	minStory    = 5   // words of a link to another story, which is a headline
	minStoryTop = 9   // the same above the main text, where menus with long entries are
	maxMenu     = 6   // words of a menu entry
	familyReach = 3   // blocks to the neighbour whose family a block has
	familyGap   = 2   // blank lines between neighbours; more part two boxes
)

// label labels block i, where the main text starts at block first.
func (p families) label(i, first int) {
	if !p.is(i, label.None) {
		return
	}
	l, by := p.of(i, first)
	p.setRest(i, l, by, 1-p.sheet.Estimate[i])
}

// of returns the family of block i, and the rule that decided it.
func (p families) of(i, first int) (label.Label, sheet.Rule) {
	family := p.sheet.Family(i)
	if family.Boilerplate() {
		return family, sheet.ByLexicon
	}
	if p.crumb(i) || family == label.Section {
		return label.Nav, sheet.ByShape
	}
	if f := p.neighbour(i); f != label.None {
		return f, sheet.ByNeighbour
	}
	switch b := &p.blocks[i]; {
	case b.Words >= minStory && (i > first || b.Words >= minStoryTop):
		return label.Related, sheet.ByModel
	case b.Letters > 0 && b.Words <= maxMenu:
		return label.Nav, sheet.ByModel
	}
	return label.Other, sheet.ByModel
}

// crumb reports whether block i is a path of pages on one line: "Start » Ort » Rathaus".
func (p families) crumb(i int) bool {
	t := p.text(i)
	return len(t) <= maxCrumb && breadcrumb.IsWithSlash(t)
}

// neighbour returns the family of the nearest boilerplate above, or else below, within reach and
// without main text between, if the family can include block i.
func (p families) neighbour(i int) label.Label {
	if f := p.toward(i, -1); f != label.None {
		return f
	}
	if f := p.toward(i, 1); f != label.Related {
		return f
	}
	return label.None
}

// toward returns the family of the nearest boilerplate in direction d if it can include block i.
func (p families) toward(i, d int) label.Label {
	for n := 1; n <= familyReach; n++ {
		j := i + n*d
		if j < 0 || j >= len(p.blocks) || p.blocks[max(j, j-d)].Gap > familyGap {
			break
		}
		l := p.sheet.Label(j)
		if l.Main() {
			break
		}
		if l.Boilerplate() {
			if p.holds(l, i) {
				return l
			}
			break
		}
	}
	return label.None
}

// The longest block, in words, that a family can include beside its own.
const (
	maxNavWords    = 5  // longer ones are headlines
	maxFormWords   = 12 // the label of a field, with a hint
	maxPlayerWords = 3  // "Jetzt live hören"
	maxShareWords  = 2  // a network and "teilen"
)

// holds reports whether block i can belong to family f if it is beside a block of that family.
// Menus have a few words, lists of stories have headlines.
func (p families) holds(f label.Label, i int) bool {
	b := &p.blocks[i]
	switch f {
	case label.Nav, label.Legal:
		return b.Words <= maxNavWords && b.Sentences == 0
	case label.Form:
		return b.Words <= maxFormWords
	case label.Player:
		return b.Words <= maxPlayerWords && b.Gap == 0
	case label.Share:
		return b.Words <= maxShareWords && b.Gap == 0
	case label.Consent, label.Paywall, label.Promo, label.Support, label.CommentPolicy,
		label.Related:
		return true
	}
	return false
}
