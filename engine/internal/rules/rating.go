package rules

import (
	"bytes"

	"klartext/engine/label"
)

// stars labels the ratings of a page: "★★★★☆ 4,7 (52)".
func (p *labelling) stars(i int) {
	if !p.open(i) || p.blocks[i].Words > 12 {
		return
	}
	if t := p.text(i); bytes.Count(t, []byte("★"))+bytes.Count(t, []byte("☆")) >= 3 {
		p.set(i, label.Other, label.ByShape, 0.9)
	}
}
