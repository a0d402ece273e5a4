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
	least := p.least(p.sheet.Open)
	if thread { // a list of posts is no article with other things around it
		return cut.Expected(t.estimates, t.words, t.order, least)
	}
	return t.choose(p, least)
}

// choose returns the threshold over the blocks that were collected. Estimates of plain text are less
// sure, and expected F1 was better for it.
func (t *threshold) choose(p *page, least float32) float32 {
	if p.tape == nil {
		return cut.Expected(t.estimates, t.words, t.order, least)
	}
	return cut.Threshold(t.estimates, t.words, t.order, least)
}

// take makes text of the open blocks whose estimates reach the threshold.
func (p *page) take(limit float32) {
	for i, estimate := range p.sheet.Estimate {
		if estimate >= limit && p.sheet.Open(i) {
			p.setRest(i, label.Text, sheet.ByModel, estimate)
		}
	}
}

// Where no block of a page reaches cut.NoneBelow, a paragraph may still be its text.
const (
	leastEstimate = 0.08 // of the paragraph
	leastWords    = 8    // in it; shorter lines are headings and buttons
)

// least returns the estimate that the best of some blocks needs to be the text of the page.
func (p *page) least(counts func(i int) bool) float32 {
	for i := range p.blocks {
		if p.sheet.Estimate[i] >= leastEstimate && p.blocks[i].Words >= leastWords &&
			!p.operated(i) && counts(i) {
			return leastEstimate
		}
	}
	return cut.NoneBelow
}

// guardShare is how much of the words that the model expects in the text must be left of it.
const guardShare = 0.35

// guard frees the blocks that the model takes for the text of the page where rules and head leave
// too little of it, and makes text of them. Comments and what no reader sees stay what they are, and
// so does the title unless it is all that there is. It returns the threshold of the page.
func (t *threshold) guard(p *page, limit float32) float32 {
	t.estimates, t.words = t.estimates[:0], t.words[:0]
	apart := func(i int) bool { return p.sheet.Label(i).Comment() || p.unseen(i) }
	for i, estimate := range p.sheet.Estimate {
		if !apart(i) {
			t.estimates = append(t.estimates, estimate)
			t.words = append(t.words, p.blocks[i].Words)
		}
	}
	t.order = scratch.Resize(t.order, len(t.estimates))
	least := p.least(func(i int) bool { return !apart(i) })
	all := t.choose(p, least)
	expected, kept := 0.0, 0.0
	for i, estimate := range p.sheet.Estimate {
		if estimate < all || apart(i) {
			continue
		}
		mass := float64(estimate * float32(p.blocks[i].Words))
		expected += mass
		if p.sheet.Label(i).Main() {
			kept += mass
		}
	}
	if kept >= guardShare*expected {
		return limit
	}
	for i, estimate := range p.sheet.Estimate {
		if l := p.sheet.Label(i); estimate >= all && !l.Main() && !apart(i) &&
			(l != label.Title || kept == 0) {
			p.sheet.Free[i] = true
			p.setRest(i, label.Text, sheet.ByModel, estimate)
		}
	}
	return min(limit, all)
}
