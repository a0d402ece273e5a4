package rules

import (
	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// kinds distinguishes the parts of the main text: paragraph, heading, list, table, code, quote. It
// changes the labels of the column Rest that are text.
type kinds struct{ *page }

// label labels the blocks of the whole page.
func (p kinds) label() {
	for i := range p.blocks {
		switch v := &p.sheet.Rest[i]; {
		case v.Label != label.Text:
		case p.blocks[i].Words == 0 && !p.part(i): // nothing but signs: "* * *"
			v.Label = label.Other
		case p.tape == nil:
			v.Label = textKinds(p).of(i)
		default:
			v.Label = htmlKinds(p).of(i)
		}
	}
	for i := 1; i+1 < len(p.blocks); i++ {
		if v := &p.sheet.Rest[i]; v.Label.Main() && p.inCode(i) {
			v.Label = label.Code
		}
	}
}

// part reports whether block i is a cell or another part of a container, where signs say something:
// "–", "}".
func (p kinds) part(i int) bool {
	k := p.blocks[i].Kind
	return k == block.Cell || k == block.HeaderCell || p.sheet.Rest[i].Rule == sheet.ByNeighbour
}

// inCode reports whether block i is a line between two lines of code.
func (p kinds) inCode(i int) bool {
	return p.is(i-1, label.Code) && p.is(i+1, label.Code) && p.blocks[i].Gap+p.blocks[i+1].Gap == 0
}
