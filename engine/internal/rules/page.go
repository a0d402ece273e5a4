package rules

import (
	"unicode"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/label"
)

// labelling is what the rules see of a page.
type labelling struct {
	src    []byte
	tape   *block.Page // the elements of an HTML page, nil of plain text
	blocks []block.Block
	sheet  *label.Sheet

	wrapped bool // the dump wraps its paragraphs

	// The first and the last block that the model takes for a paragraph of the main text, len(blocks) and -1 when there
	// is none.
	firstProse, lastProse int
}

// read looks at a page; tape is nil of plain text.
func (p *labelling) read(src []byte, tape *block.Page, blocks []block.Block, sheet *label.Sheet) {
	*p = labelling{src: src, tape: tape, blocks: blocks, sheet: sheet, firstProse: len(blocks), lastProse: -1}
	for i := range blocks {
		p.wrapped = p.wrapped || blocks[i].Lines > 1
		if sheet.Estimate[i] >= 0.4 && blocks[i].Words >= 15 && sheet.Open(i) {
			p.firstProse, p.lastProse = min(p.firstProse, i), i
		}
	}
}

func (p *labelling) text(i int) []byte { return p.blocks[i].Text(p.src) }

// open reports whether block i exists and is not decided yet.
func (p *labelling) open(i int) bool {
	return i >= 0 && i < len(p.blocks) && p.sheet.Open(i)
}

// is reports whether block i exists and has the label.
func (p *labelling) is(i int, l label.Label) bool {
	return i >= 0 && i < len(p.blocks) && p.sheet.Label(i) == l
}

// set writes what a rule says of block i.
func (p *labelling) set(i int, l label.Label, by label.Rule, score float32) {
	p.sheet.Rules[i] = label.Verdict{Label: l, Rule: by, Score: score}
}

// headline reports whether block i is as short and open-ended as headings are.
func (p *labelling) headline(i int) bool {
	b := &p.blocks[i]
	if b.Words == 0 || b.Words > 16 || b.Runes > 110 || b.Letters*2 < b.Runes {
		return false
	}
	switch b.LastRune {
	case '.', ',', ';', ':', '…':
		return false
	}
	return unicode.IsUpper(b.FirstRune) || unicode.IsDigit(b.FirstRune) || !unicode.IsLower(b.FirstRune) && b.Quotes > 0 || !cased(p.text(i))
}

// cased reports whether the text is in a script with upper and lower case.
func cased(t []byte) bool {
	for range 8 {
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

// prose reports whether block i is a paragraph: longer than a headline, or ended as a sentence.
func (p *labelling) prose(i int) bool {
	for ; i < len(p.blocks) && (p.is(i, label.Caption) || p.is(i, label.Credit) || p.is(i, label.Ad)); i++ {
	}
	if i >= len(p.blocks) || p.sheet.Label(i).Boilerplate() {
		return false
	}
	b := &p.blocks[i]
	return b.Words > 16 || b.Sentences > 0 && b.Words > 4
}

// extent returns the first and last block of the main text, -1 and -1 when there is none.
func (p *labelling) extent() (first, last int) {
	first, last = -1, -1
	for i := range p.blocks {
		if p.sheet.Label(i).Main() {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}
