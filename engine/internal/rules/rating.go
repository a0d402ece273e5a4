package rules

import (
	"bytes"

	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// ratings labels the ratings of products and films, "★★★★☆ 4,7 (52)", as boilerplate:other.
type ratings struct{ *page }

const (
	maxRating = 12 // words; longer ones are reviews that start with stars
	minStars  = 3  // fewer are bullets or a footnote
)

// label labels block i when it is a rating.
func (p ratings) label(i int) {
	if !p.open(i) || p.blocks[i].Words > maxRating {
		return
	}
	t := p.text(i)
	if bytes.Count(t, []byte("★"))+bytes.Count(t, []byte("☆")) >= minStars {
		p.set(i, label.Other, sheet.ByShape, sure)
	}
}
