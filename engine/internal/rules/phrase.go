package rules

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// lexicon labels a block by the phrase that holds in it. A short phrase that is the whole block is trusted as far as its
// family goes; a phrase inside a paragraph only where the model does not see plain prose.
func (p *labelling) lexicon(i int) {
	v, b, estimate := p.sheet.Phrase[i], &p.blocks[i], p.sheet.Estimate[i]
	if !p.open(i) || !v.Family.Boilerplate() || v.Family == label.CommentUI || v.Family == label.CommentPolicy {
		return
	}
	if v.Scope&lexicon.Head != 0 && i > p.firstProse || v.Scope&lexicon.Tail != 0 && i < p.lastProse {
		return
	}
	if v.Scope&lexicon.Whole != 0 {
		if estimate < wholeLimit(v.Family) {
			p.set(i, v.Family, label.ByLexicon, 0.95)
			p.next(i)
		}
		return
	}
	limit := insideLimit(v.Family, b.Words)
	if v.Scope&lexicon.Prefix != 0 && (v.Role == lexicon.RoleLink || v.Role == lexicon.RoleTags) && b.Words <= maxLink {
		limit = 0.97
	}
	if estimate < limit {
		p.set(i, v.Family, label.ByLexicon, 0.85)
	}
}

// next labels the block below a phrase that holds for it too: the first headline below "Mehr zum Thema".
func (p *labelling) next(i int) {
	if p.sheet.Phrase[i].Scope&lexicon.Next == 0 || !p.open(i+1) {
		return
	}
	b := &p.blocks[i+1]
	if p.sheet.Family(i+1) == label.None && b.Words >= 3 && b.Words <= maxLink && b.Sentences == 0 && p.sheet.Estimate[i+1] < 0.9 {
		p.set(i+1, p.sheet.Label(i), label.ByNeighbour, 0.8)
	}
}

// maxLink is the number of words up to which a block that starts as a link to another story, or as a list of tags, is one.
const maxLink = 30

// wholeLimit is the model's estimate from which a block that is a phrase of the family stays main text: words of menus are
// also headings of product pages and documentation; the buttons of players are nothing else.
func wholeLimit(family label.Label) float32 {
	switch family {
	case label.Nav, label.Form, label.Promo, label.Marker, label.Gallery, label.Related, label.Legal:
		return 0.8
	case label.Support:
		return 0.9
	}
	return 1.1
}

func insideLimit(family label.Label, words int32) float32 {
	switch {
	case family == label.Consent && words < 150:
		return 1.1
	case (family == label.Promo || family == label.Paywall) && words <= lexicon.MaxShort:
		return 0.95
	case words > 90:
		return 0.4
	case family == label.Legal || family == label.Marker:
		return 0.7
	}
	return 0.8
}
