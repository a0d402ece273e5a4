package rules

import (
	"klartext/engine/block"
	"klartext/engine/label"
)

// Rules label blocks. The zero value is ready for use; it is to be used again, for its slices grow to the largest page seen
// and stay.
type Rules struct {
	page  labelling
	words []int32
	order []int32
	free  []float32 // estimates of the blocks that no stage decided, for the threshold
}

// Label decides what lexicon and shape tell of the blocks that are no comments. Each rule sees what those before it
// decided. tape is nil of plain text.
func (r *Rules) Label(src []byte, tape *block.Page, blocks []block.Block, sheet *label.Sheet) {
	clear(sheet.Rules)
	clear(sheet.Void)
	clear(sheet.Rest)
	r.page.read(src, tape, blocks, sheet)
	r.page.relabel()
}

func (p *labelling) relabel() {
	blocks := p.blocks
	for i := range blocks {
		p.state(i)
	}
	for i := range blocks {
		p.lexicon(i)
	}
	for i := range blocks {
		p.timecode(i)
		p.more(i)
		p.bracketed(i)
	}
	for i := range blocks {
		p.loose(i)
	}
	p.rhythm()
	for i := range blocks {
		p.credit(i)
		p.stars(i)
	}
	for i := range blocks {
		p.caption(i)
	}
	for i := range blocks {
		p.gallery(i)
	}
}

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
