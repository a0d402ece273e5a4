package rules

import (
	"klartext/engine/internal/cut"
	"klartext/engine/internal/scratch"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// threshold chooses the estimate from which open blocks are main text. Its slices are scratch
// memory.
type threshold struct {
	estimates    []float32 // of the blocks that count
	words, order []int32
}

// of returns the threshold of a page over the blocks that are still open, and the posts where the
// thread is the page.
func (t *threshold) of(p *page, thread bool) float32 {
	t.estimates, t.words = t.estimates[:0], t.words[:0]
	for i := range p.blocks {
		if p.sheet.Open(i) || thread && p.sheet.Label(i) == label.CommentText {
			t.estimates = append(t.estimates, p.sheet.Estimate[i])
			t.words = append(t.words, p.blocks[i].Words)
		}
	}
	t.order = scratch.Resize(t.order, len(t.estimates))
	return cut.Threshold(t.estimates, t.words, t.order)
}

// take makes text of the open blocks whose estimates reach the threshold.
func (p *page) take(limit float32) {
	for i, estimate := range p.sheet.Estimate {
		if estimate >= limit && p.sheet.Open(i) {
			p.setRest(i, label.Text, sheet.ByModel, estimate)
		}
	}
}
