package rules

import "klartext/engine/label"

// minBridge is the model's estimate that a paragraph needs at least to be taken for text between or below text.
const minBridge = 0.12

// paragraph makes text of a paragraph that the model doubts where the main text stands directly above and it reads like
// prose: the last paragraphs of an article are often below the threshold.
func (p *labelling) paragraph(i int) {
	b := &p.blocks[i]
	if !p.is(i, label.None) || p.sheet.Estimate[i] < minBridge || b.Words < 20 || b.Sentences == 0 || p.sheet.Family(i).Boilerplate() || i == 0 {
		return
	}
	if a := p.sheet.Label(i - 1); (a == label.Text || a == label.Lead) && b.Gap <= p.blocks[i-1].Gap+1 && p.prose(i-1) {
		p.sheet.Rest[i] = label.Verdict{Label: label.Text, Rule: label.ByNeighbour, Score: 0.6}
	}
}
