package rules

import (
	"klartext/engine/block"
	"klartext/engine/internal/scratch"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// containers fills the holes in tables, lists and listings of code on HTML pages. The model judges
// their blocks one by one, but a table of which most is main text rarely has cells that are not.
type containers struct {
	above []tally // of the blocks above each block
	fill  []int32 // containers that start at a block and are filled, less those that ended there
}

// tally counts the words of main text, those of all that may be, and blocks by kind.
type tally struct{ kept, all, cells, long int32 }

// fillable is the share of the words of a container, in hundredths, that must be main text for the
// rest to be. The comments have how much of what is added so is main text in cross-validation.
var fillable = [256]uint8{
	tag.Pre:   1,  // .98
	tag.Dl:    50, // .78
	tag.Ol:    60, // .89
	tag.Table: 50, // .61
}

// dataCells is the share of the blocks of a table that are cells, in hundredths, from which on it
// holds data. Tables that lay out a page have cells of several blocks.
const dataCells = 90

// label fills the containers of a page.
func (c *containers) label(p *page) {
	if p.tape == nil {
		return
	}
	n := len(p.blocks) + 1
	c.above, c.fill = scratch.Resize(c.above, n), scratch.Resize(c.fill, n)
	clear(c.fill)
	c.measure(p)
	for i := range p.tape.Elements {
		if e := &p.tape.Elements[i]; c.whole(e) {
			c.fill[e.First]++
			c.fill[e.Last]--
		}
	}
	inside := int32(0)
	for i := range p.blocks {
		inside += c.fill[i]
		if inside > 0 && p.hole(i) {
			p.sheet.Free[i] = true
			p.setRest(i, label.Text, sheet.ByNeighbour, possible)
		}
	}
}

func (c *containers) measure(p *page) {
	m := tally{}
	c.above[0] = m
	for i := range p.blocks {
		b := &p.blocks[i]
		main := p.sheet.Label(i).Main()
		if main {
			m.kept += b.Words
		}
		if main || !p.operated(i) {
			m.all += b.Words
		}
		if b.Kind == block.Cell || b.Kind == block.HeaderCell {
			m.cells++
		}
		if b.Words > maxCell {
			m.long++
		}
		c.above[i+1] = m
	}
}

// whole reports whether all blocks of an element are main text if enough of it is.
func (c *containers) whole(e *block.Element) bool {
	least := int64(fillable[e.Tag])
	if least == 0 || e.Last <= e.First {
		return false
	}
	a, b := &c.above[e.First], &c.above[e.Last]
	if e.Tag == tag.Table && (b.long > a.long || 100*(b.cells-a.cells) < dataCells*(e.Last-e.First)) {
		return false
	}
	kept, all := int64(b.kept-a.kept), int64(b.all-a.all)
	return kept > 0 && 100*kept >= least*all
}

// operated reports whether block i is a control or a link.
func (p *page) operated(i int) bool {
	b := &p.blocks[i]
	return b.Kind == block.Control || 2*b.Linked >= b.End-b.Start
}

// hole reports whether block i of a container may be text: it is no control or link, and no part of
// the comments or of the title.
func (p *page) hole(i int) bool {
	switch p.sheet.Head[i].Label {
	case label.None, label.Date, label.Byline:
	default:
		return false
	}
	return !p.unseen(i) && p.sheet.Rest[i].Label == label.None && p.sheet.Thread[i].Label == label.None &&
		!p.sheet.Label(i).Main() && !p.operated(i)
}
