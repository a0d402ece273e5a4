package rules

import (
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// copies takes second copies out of the main text of HTML pages: of a page that is built for wide
// and for narrow screens, of a text that comes again as a teaser. Lines that an author repeats are
// under one element.
type copies struct {
	first hashtable.Table[uint64, int32] // the parent of the first block with a text; see drop
}

const copyWords = 15 // shorter lines are often said twice

// drop takes the copies of a page out.
func (c *copies) drop(p *page) {
	if p.tape == nil {
		return
	}
	n := 0
	for i := range p.blocks {
		if p.copied(i) {
			n++
		}
	}
	c.first.Reset(n)
	for i := range p.blocks {
		if !p.copied(i) {
			continue
		}
		b := &p.blocks[i]
		parent := p.tape.Elements[b.Node].Parent + 2 // -1 is none, and 0 a text that is new
		switch first := c.first.At(b.Hash); {
		case *first == 0:
			*first = parent
		case *first != parent && p.sheet.Rest[i].Label.Main():
			p.setRest(i, label.Other, sheet.ByRepetition, sure)
		}
	}
}

// copied reports whether block i is main text that is long enough for a copy to be none by chance.
func (p *page) copied(i int) bool {
	return p.blocks[i].Words >= copyWords && p.sheet.Label(i).Main()
}
