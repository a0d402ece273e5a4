package rules

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// phrases labels a block by the phrase of the lexicon that matches in it: "Alle akzeptieren" is
// boilerplate:consent. A phrase that is the whole block is trusted as far as its family allows; one
// inside a paragraph only if the model does not see plain prose.
type phrases struct{ *page }

// Estimates of the model from which a block is left to it, whatever phrase matches. always is above
// all of them.
const (
	always = 1.1

	wholeMenu = 0.8 // words of menus are also headings of product pages and documentation

	insideText   = 0.8  // a phrase inside a block
	insideLegal  = 0.7  // "Alle Rechte vorbehalten" and "Update:" open paragraphs too
	insideLong   = 0.4  // and in a long one, which quotes a phrase now and then
	insidePromo  = 0.95 // a short block with a phrase of offers is hardly ever prose
	linkEstimate = 0.97 // "Lesen Sie auch: …", which the model takes for a sentence
)

// Lengths in words.
const (
	maxInside = 90 // more are a paragraph or several, and a phrase is the least of it
	maxLink   = 30 // of a link or tags: a headline and perhaps the sentence below it
	minNext   = 3  // of the headline below "Mehr zum Thema"; shorter lines are buttons
)

// nextEstimate is the estimate from which the block below "Mehr zum Thema" is main text, because
// the heading may be the last line of an empty box.
const nextEstimate = 0.9

// label labels block i by its phrase.
func (p phrases) label(i int) {
	v, estimate := p.sheet.Phrase[i], p.sheet.Estimate[i]
	if !p.open(i) || !v.Family.Boilerplate() {
		return
	}
	if v.Scope&lexicon.Head != 0 && i > p.firstProse ||
		v.Scope&lexicon.Tail != 0 && i < p.lastProse {
		return
	}
	if v.Scope&lexicon.Whole == 0 {
		if estimate < insideLimit(v, p.blocks[i].Words) {
			p.set(i, v.Family, sheet.ByLexicon, confident)
		}
		return
	}
	if estimate < wholeLimit(v.Family) {
		p.set(i, v.Family, sheet.ByLexicon, certain)
		p.next(i)
	}
}

// next labels the block below a phrase that also applies to it: the first headline below "Mehr zum
// Thema".
func (p phrases) next(i int) {
	if p.sheet.Phrase[i].Scope&lexicon.Next == 0 || !p.open(i+1) {
		return
	}
	b := &p.blocks[i+1]
	if p.sheet.Family(i+1) == label.None && b.Words >= minNext && b.Words <= maxLink &&
		b.Sentences == 0 && p.sheet.Estimate[i+1] < nextEstimate {
		p.set(i+1, p.sheet.Label(i), sheet.ByNeighbour, likely)
	}
}

// wholeLimit is the estimate from which a block that is a phrase of the family stays main text. The
// buttons of players and consent boxes are nothing else.
func wholeLimit(family label.Label) float32 {
	switch family {
	case label.Nav, label.Form, label.Promo, label.Marker, label.Gallery, label.Related,
		label.Legal:
		return wholeMenu
	}
	return always
}

// insideLimit is the estimate from which a block that contains the phrase and has so many words
// stays main text.
func insideLimit(v sheet.Phrase, words int32) float32 {
	link := v.Role == lexicon.RoleLink || v.Role == lexicon.RoleTags
	if link && v.Scope&lexicon.Prefix != 0 && words <= maxLink {
		return linkEstimate
	}
	switch f := v.Family; {
	case f == label.Consent:
		return always
	case (f == label.Promo || f == label.Paywall) && words <= lexicon.MaxShort:
		return insidePromo
	case words > maxInside:
		return insideLong
	case f == label.Legal:
		return insideLegal
	}
	return insideText
}
