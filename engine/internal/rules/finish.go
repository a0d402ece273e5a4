package rules

import (
	"unicode"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/cut"
	"klartext/engine/internal/scratch"
	"klartext/engine/label"
)

// Page is what the stages before know of the page as a whole.
type Page struct {
	Thread bool // the comments are the main text
	Tail   int  // block from which on the page only has its own matters, -1 when there is none
}

// Finish labels the blocks that no rule decided: as main text those that the model puts above the page's threshold, as
// headings the short ones of them, as boilerplate of a family the others.
func (l *Labeller) Finish(src []byte, blocks []block.Block, verdicts []label.Verdict, page Page) {
	l.finish(newLabelling(src, blocks, verdicts), page)
}

// FinishHTML is Finish for an HTML page. It returns the page's threshold: the estimate from which blocks are main text, posts
// among them where the thread is the page.
func (l *Labeller) FinishHTML(tape *block.Page, verdicts []label.Verdict, page Page) float32 {
	p := newLabelling(tape.Text, tape.Blocks, verdicts)
	p.page = tape
	return l.finish(p, page)
}

func (l *Labeller) finish(p *labelling, page Page) (limit float32) {
	blocks, verdicts := p.blocks, p.verdicts
	if page.Tail >= 0 {
		p.teasers(page.Tail)
	}
	p.boxes()
	limit = l.limit(p, page.Thread)
	for i := range verdicts {
		if v := &verdicts[i]; !v.Fixed && v.Main >= limit {
			v.Label, v.Rule, v.Score = label.Text, label.ByModel, v.Main
		}
	}
	if p.page == nil { // elements leave less to guess: of what this would add to HTML pages a sixth is main text
		for i := range verdicts {
			p.paragraph(i)
		}
	}
	for i := range verdicts {
		if verdicts[i].Label == label.Text && !verdicts[i].Fixed {
			verdicts[i].Label = p.kind(i)
		}
	}
	for i := 1; i+1 < len(verdicts); i++ {
		if v := &verdicts[i]; v.Label.Main() && !v.Fixed && verdicts[i-1].Label == label.Code && verdicts[i+1].Label == label.Code && blocks[i].Gap+blocks[i+1].Gap == 0 {
			v.Label = label.Code
		}
	}
	first, last := p.extent()
	for i := range verdicts {
		if verdicts[i].Label == label.None {
			p.bridge(i, first, last)
		}
	}
	for i := range verdicts {
		if verdicts[i].Label == label.None {
			p.boilerplate(i, first, last)
		}
	}
	return limit
}

// limit returns the threshold of the page over the blocks that are still open, and the posts where the thread is the page.
func (l *Labeller) limit(p *labelling, thread bool) float32 {
	l.free, l.words = l.free[:0], l.words[:0]
	for i := range p.verdicts {
		if v := &p.verdicts[i]; !v.Fixed || thread && v.Label == label.CommentText {
			l.free = append(l.free, p.verdicts[i].Main)
			l.words = append(l.words, p.blocks[i].Words)
		}
	}
	l.order = scratch.Resize(l.order, len(l.free))
	return cut.Threshold(l.free, l.words, l.order)
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
	if i >= len(p.blocks) || p.verdicts[i].Label.Boilerplate() {
		return false
	}
	b := &p.blocks[i]
	return b.Words > 16 || b.Sentences > 0 && b.Words > 4
}

// extent returns the first and last block of the main text, -1 and -1 when there is none.
func (p *labelling) extent() (first, last int) {
	first, last = -1, -1
	for i := range p.verdicts {
		if p.verdicts[i].Label.Main() {
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
	v := &p.verdicts[i]
	if i <= first || i >= last || v.Main < 0.1 || v.Family.Boilerplate() || !p.headline(i) || p.blocks[i].Words < 2 {
		return
	}
	if (p.is(i-1, label.Text) || p.is(i-1, label.Lead)) && p.is(i+1, label.Text) && p.prose(i+1) {
		v.Label, v.Rule, v.Score = label.Heading, label.ByNeighbour, 0.6
	}
}

// maxTeaser is the model's estimate from which a block below the comments is main text all the same.
const maxTeaser = 0.8

// teasers labels what stands below the comment section: other stories, with what the lexicon says of their links.
func (p *labelling) teasers(tail int) {
	for i := tail; i < len(p.blocks); i++ {
		v, b := &p.verdicts[i], &p.blocks[i]
		if !v.Fixed && !v.Family.Boilerplate() && (b.Words >= 4 || b.Sentences > 0) && v.Main < maxTeaser {
			v.Set(label.Related, label.ByPosition, 0.7)
		}
	}
}

// minBridge is the model's estimate that a paragraph needs at least to be taken for text between or below text.
const minBridge = 0.12

// paragraph makes text of a paragraph that the model doubts where the main text stands directly above and it reads like
// prose: the last paragraphs of an article are often below the threshold.
func (p *labelling) paragraph(i int) {
	v, b := &p.verdicts[i], &p.blocks[i]
	if v.Label != label.None || v.Main < minBridge || b.Words < 20 || b.Sentences == 0 || v.Family.Boilerplate() || i == 0 {
		return
	}
	if a := p.verdicts[i-1].Label; (a == label.Text || a == label.Lead) && b.Gap <= p.blocks[i-1].Gap+1 && p.prose(i-1) {
		v.Label, v.Rule, v.Score = label.Text, label.ByNeighbour, 0.6
	}
}
