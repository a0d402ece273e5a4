package rules

import (
	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// controls labels the buttons of a listing: "Copy", "Run", "Expand".
type controls struct{ *page }

const (
	maxControl = 5 // words
	maxWrapped = 3 // elements around the text of a button
)

// label labels block i when it is a button directly above or below code.
func (p controls) label(i int) {
	if p.tape == nil || !p.open(i) || p.blocks[i].Words > maxControl ||
		p.blocks[i].Kind == block.Pre || !p.code(i-1) && !p.code(i+1) {
		return
	}
	el := p.blocks[i].Inner
	for n := 0; n < maxWrapped && el > 0; n++ {
		e := &p.tape.Elements[el]
		if e.Last-e.First != 1 {
			return
		}
		if e.Tag == tag.Button || string(e.Role.Of(p.tape.Source)) == "button" {
			p.set(i, label.Form, sheet.ByNeighbour, confident)
			return
		}
		el = e.Parent
	}
}

func (p controls) code(i int) bool {
	return i >= 0 && i < len(p.blocks) && p.blocks[i].Kind == block.Pre
}
