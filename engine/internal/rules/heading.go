package rules

import (
	"unicode"
	"unicode/utf8"

	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// headings makes a heading of an open block inside the main text that looks like one and has text
// on both sides: the model takes short lines for boilerplate.
type headings struct{ *page }

// Lengths.
const (
	maxHeading      = 16  // words; headlines of articles rarely have more
	maxHeadingRunes = 110 // the same for scripts without spaces, and for long words
	minHeading      = 2   // words; a single one between paragraphs is mostly a button
	minProse        = 5   // words of a paragraph that ends like a sentence; "Ja." is speech
)

// headingEstimate is what the model must say of a heading that it leaves out: below are buttons
// between paragraphs.
const headingEstimate = 0.1

// label labels block i, where the main text goes from block first to block last.
func (p headings) label(i, first, last int) {
	if !p.is(i, label.None) || i <= first || i >= last || p.sheet.Estimate[i] < headingEstimate ||
		p.blocks[i].Words < minHeading || !p.headline(i) {
		return
	}
	above := p.sheet.Label(i - 1)
	if (above == label.Text || above == label.Lead) && p.is(i+1, label.Text) && p.prose(i+1) {
		p.setRest(i, label.Heading, sheet.ByNeighbour, possible)
	}
}

// headline reports whether block i is as short and open-ended as headings are.
func (p *page) headline(i int) bool {
	b := &p.blocks[i]
	if b.Words > maxHeading || b.Runes > maxHeadingRunes || b.Letters*2 < b.Runes {
		return false
	}
	switch b.LastRune {
	case '.', ',', ';', ':', '…':
		return false
	}
	r := b.FirstRune
	return unicode.IsUpper(r) || unicode.IsDigit(r) || !unicode.IsLower(r) && b.Quotes > 0 ||
		!cased(p.text(i))
}

// casedRunes is how many characters at the start of a block are checked to find out whether its
// script has capitals. Sometimes quotation marks and digits come first.
const casedRunes = 8

// cased reports whether the text is in a script with upper and lower case.
func cased(t []byte) bool {
	for range casedRunes {
		r, n := utf8.DecodeRune(t)
		if n == 0 {
			return false
		}
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return true
		}
		t = t[n:]
	}
	return false
}

// prose reports whether the first block from i on that is not a picture's or an advertisement is a
// paragraph: longer than a headline, or ended as a sentence.
func (p *page) prose(i int) bool {
	for p.is(i, label.Caption) || p.is(i, label.Credit) || p.is(i, label.Ad) {
		i++
	}
	if i >= len(p.blocks) || p.sheet.Label(i).Boilerplate() {
		return false
	}
	b := &p.blocks[i]
	return b.Words > maxHeading || b.Sentences > 0 && b.Words >= minProse
}
