package rules

import (
	"klartext/engine/internal/cut"
	"klartext/engine/internal/scratch"
	"klartext/engine/label"
)

// takeAbove makes text of the open blocks whose estimates reach the threshold.
func (p *labelling) takeAbove(limit float32) {
	for i, estimate := range p.sheet.Estimate {
		if estimate >= limit && p.sheet.Open(i) {
			p.sheet.Rest[i] = label.Verdict{Label: label.Text, Rule: label.ByModel, Score: estimate}
		}
	}
}

// limit returns the threshold of the page over the blocks that are still open, and the posts where the thread is the page.
func (r *Rules) limit(thread bool) float32 {
	p := &r.page
	r.free, r.words = r.free[:0], r.words[:0]
	for i := range p.blocks {
		if p.sheet.Open(i) || thread && p.sheet.Label(i) == label.CommentText {
			r.free = append(r.free, p.sheet.Estimate[i])
			r.words = append(r.words, p.blocks[i].Words)
		}
	}
	r.order = scratch.Resize(r.order, len(r.free))
	return cut.Threshold(r.free, r.words, r.order)
}
