package label

import (
	"unicode"
	"unicode/utf8"

	"klartext/engine/block"
)

// Finish labels the blocks that no rule decided: as main text those that the model puts above the page's threshold, as
// headings the short ones of them, as boilerplate of a family the others.
// tail is the block from which on the page only has its own matters, below the comment section, -1 when there is no such
// block.
func (l *Labeller) Finish(src []byte, blocks []block.Block, verdicts []Verdict, tail int) {
	p := &labelling{src, blocks, verdicts}
	if tail >= 0 {
		p.teasers(tail)
	}
	limit := l.limit(p)
	for i := range verdicts {
		if v := &verdicts[i]; !v.Fixed && v.Main >= limit {
			v.Label, v.Rule, v.Score = p.kind(i), ByModel, v.Main
		}
	}
	first, last := p.extent()
	for i := range verdicts {
		if verdicts[i].Label == None {
			p.bridge(i, first, last)
		}
	}
	for i := range verdicts {
		if verdicts[i].Label == None {
			p.boilerplate(i, first, last)
		}
	}
}

// limit returns the threshold of the page over the blocks that are still open.
func (l *Labeller) limit(p *labelling) float32 {
	l.free, l.words = l.free[:0], l.words[:0]
	for i := range p.verdicts {
		if !p.verdicts[i].Fixed {
			l.free = append(l.free, p.verdicts[i].Main)
			l.words = append(l.words, p.blocks[i].Words)
		}
	}
	l.order = resize(l.order, len(l.free))
	return Select(l.free, l.words, l.order)
}

// kind tells headings, list items and paragraphs of the main text apart.
func (p *labelling) kind(i int) Label {
	switch {
	case p.blocks[i].Kind == block.ListItem:
		return List
	case p.headline(i) && p.prose(i+1):
		return Heading
	}
	return Text
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
	for ; i < len(p.blocks) && (p.is(i, Caption) || p.is(i, Credit) || p.is(i, Ad)); i++ {
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
	if (p.is(i-1, Text) || p.is(i-1, Lead)) && p.is(i+1, Text) && p.prose(i+1) {
		v.Label, v.Rule, v.Score = Heading, ByNeighbour, 0.6
	}
}

// boilerplate gives an open block the family of its surroundings.
func (p *labelling) boilerplate(i, first, last int) {
	v := &p.verdicts[i]
	v.Rule, v.Score = ByModel, 1-v.Main
	if v.Family.Boilerplate() && v.Family != CommentUI && v.Family != CommentPolicy {
		v.Label, v.Rule = v.Family, ByLexicon
		return
	}
	if f := p.neighbour(i, first, last); f != None {
		v.Label, v.Rule = f, ByNeighbour
		return
	}
	b := &p.blocks[i]
	switch {
	case v.Family == Section || i < first && b.Words <= 6:
		v.Label = Nav
	case b.Words >= 4 && (i > last || b.Sentences == 0):
		v.Label = Related
	case b.Words <= 3 && b.Letters > 0:
		v.Label = Nav
	default:
		v.Label = Other
	}
}

// reach is how many blocks a family reaches to open blocks beside it.
const reach = 3

// neighbour returns the family of the nearest boilerplate above, else below, within reach and without main text between.
func (p *labelling) neighbour(i, first, last int) Label {
	for d := 1; d <= reach && i-d >= 0; d++ {
		l := p.verdicts[i-d].Label
		if l.Main() || l.Comment() || p.blocks[i-d+1].Gap > 2 {
			break
		}
		if spreads(l) {
			return l
		}
	}
	for d := 1; d <= reach && i+d < len(p.blocks); d++ {
		l := p.verdicts[i+d].Label
		if l.Main() || l.Comment() || p.blocks[i+d].Gap > 2 {
			break
		}
		if spreads(l) {
			return l
		}
	}
	return None
}

// spreads reports whether blocks of the family come in runs of unlike lines.
func spreads(l Label) bool {
	switch l {
	case Nav, Consent, Paywall, Related, Promo, Support, Legal, Form, CommentPolicy, Player:
		return true
	}
	return false
}

// teasers labels what stands below the comment section: other stories, with what the lexicon says of their links.
func (p *labelling) teasers(tail int) {
	for i := tail; i < len(p.blocks); i++ {
		v, b := &p.verdicts[i], &p.blocks[i]
		if !v.Fixed && !v.Family.Boilerplate() && (b.Words >= 4 || b.Sentences > 0) {
			v.set(Related, ByPosition, 0.7)
		}
	}
}
