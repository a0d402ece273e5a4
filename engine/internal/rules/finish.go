package rules

import (
	"unicode"
	"unicode/utf8"

	"klartext/engine/internal/cut"
	"klartext/engine/internal/scratch"
	"klartext/engine/label"
)

// Page is what the stages before know of the page as a whole.
type Page struct {
	Thread bool // the comments are the main text
	Tail   int  // block from which on the page only has its own matters, -1 when there is none
}

// Rest labels the blocks that are still open: as main text those that the model puts above the page's threshold, as
// headings the short ones of them, as boilerplate of a family the others. It returns that threshold.
func (r *Rules) Rest(page Page) (limit float32) {
	p := &r.page
	clear(p.sheet.Rest)
	if page.Tail >= 0 {
		p.teasers(page.Tail)
	}
	p.boxes()
	limit = r.limit(page.Thread)
	p.takeAbove(limit)
	if p.tape == nil { // elements leave less to guess: of what this would add to HTML pages a sixth is main text
		for i := range p.blocks {
			p.paragraph(i)
		}
	}
	for i := range p.blocks {
		if v := &p.sheet.Rest[i]; v.Label == label.Text {
			v.Label = p.kind(i)
		}
	}
	for i := 1; i+1 < len(p.blocks); i++ {
		if v := &p.sheet.Rest[i]; v.Label.Main() && p.is(i-1, label.Code) && p.is(i+1, label.Code) && p.blocks[i].Gap+p.blocks[i+1].Gap == 0 {
			v.Label = label.Code
		}
	}
	first, last := p.extent()
	for i := range p.blocks {
		if p.is(i, label.None) {
			p.bridge(i, first, last)
		}
	}
	for i := range p.blocks {
		if p.is(i, label.None) {
			p.boilerplate(i, first, last)
		}
	}
	return limit
}

// takeAbove makes text of the open blocks whose estimates reach the threshold.
func (p *labelling) takeAbove(limit float32) {
	for i, estimate := range p.sheet.Estimate {
		if estimate >= limit && p.sheet.Open(i) {
			p.sheet.Rest[i] = label.Verdict{Label: label.Text, Rule: label.ByModel, Score: estimate}
		}
	}
}

// limit returns the threshold of the page over the blocks that are still open, and the posts where the thread is the page.
func (r *Rules) limit(thread bool) float32 {
	p := &r.page
	r.free, r.words = r.free[:0], r.words[:0]
	for i := range p.blocks {
		if p.sheet.Open(i) || thread && p.sheet.Label(i) == label.CommentText {
			r.free = append(r.free, p.sheet.Estimate[i])
			r.words = append(r.words, p.blocks[i].Words)
		}
	}
	r.order = scratch.Resize(r.order, len(r.free))
	return cut.Threshold(r.free, r.words, r.order)
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

// bridge makes a heading of an open block inside the main text that looks like one and has text on both sides.
func (p *labelling) bridge(i, first, last int) {
	if i <= first || i >= last || p.sheet.Estimate[i] < 0.1 || p.sheet.Family(i).Boilerplate() || !p.headline(i) || p.blocks[i].Words < 2 {
		return
	}
	if (p.is(i-1, label.Text) || p.is(i-1, label.Lead)) && p.is(i+1, label.Text) && p.prose(i+1) {
		p.sheet.Rest[i] = label.Verdict{Label: label.Heading, Rule: label.ByNeighbour, Score: 0.6}
	}
}

// maxTeaser is the model's estimate from which a block below the comments is main text all the same.
const maxTeaser = 0.8

// teasers labels what stands below the comment section: other stories, with what the lexicon says of their links.
func (p *labelling) teasers(tail int) {
	for i := tail; i < len(p.blocks); i++ {
		b := &p.blocks[i]
		if p.open(i) && !p.sheet.Family(i).Boilerplate() && (b.Words >= 4 || b.Sentences > 0) && p.sheet.Estimate[i] < maxTeaser {
			p.set(i, label.Related, label.ByPosition, 0.7)
		}
	}
}

// minBridge is the model's estimate that a paragraph needs at least to be taken for text between or below text.
const minBridge = 0.12

// paragraph makes text of a paragraph that the model doubts where the main text stands directly above and it reads like
// prose: the last paragraphs of an article are often below the threshold.
func (p *labelling) paragraph(i int) {
	b := &p.blocks[i]
	if !p.is(i, label.None) || p.sheet.Estimate[i] < minBridge || b.Words < 20 || b.Sentences == 0 || p.sheet.Family(i).Boilerplate() || i == 0 {
		return
	}
	if a := p.sheet.Label(i - 1); (a == label.Text || a == label.Lead) && b.Gap <= p.blocks[i-1].Gap+1 && p.prose(i-1) {
		p.sheet.Rest[i] = label.Verdict{Label: label.Text, Rule: label.ByNeighbour, Score: 0.6}
	}
}
