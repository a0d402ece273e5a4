package rules

import (
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// paragraphs makes text of a paragraph that the model doubts if the main text is directly above it
// and it reads like prose: the last paragraphs of an article are often below the threshold. It is
// for plain text only, because elements leave less to guess: of what this would add to HTML pages,
// only a sixth is main text.
type paragraphs struct{ *page }

const (
	paragraphEstimate = 0.12 // what the model must say: below are teasers and notices
	minParagraph      = 20   // words; shorter ones the model leaves out are mostly links
)

// label labels such paragraphs of the whole page, top to bottom, so that one leads to the next.
func (p paragraphs) label() {
	if p.tape != nil {
		return
	}
	for i := 1; i < len(p.blocks); i++ {
		if p.is(i, label.None) && p.continues(i) {
			p.setRest(i, label.Text, sheet.ByNeighbour, possible)
		}
	}
}

// continues reports whether block i reads like prose and continues the text above it.
func (p paragraphs) continues(i int) bool {
	b := &p.blocks[i]
	if p.sheet.Estimate[i] < paragraphEstimate || b.Words < minParagraph || b.Sentences == 0 {
		return false
	}
	above := p.sheet.Label(i - 1)
	return (above == label.Text || above == label.Lead) && p.prose(i-1)
}
