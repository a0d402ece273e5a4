package rules

import "klartext/engine/label"

// bridge makes a heading of an open block inside the main text that looks like one and has text on both sides.
func (p *labelling) bridge(i, first, last int) {
	if i <= first || i >= last || p.sheet.Estimate[i] < 0.1 || p.sheet.Family(i).Boilerplate() || !p.headline(i) || p.blocks[i].Words < 2 {
		return
	}
	if (p.is(i-1, label.Text) || p.is(i-1, label.Lead)) && p.is(i+1, label.Text) && p.prose(i+1) {
		p.sheet.Rest[i] = label.Verdict{Label: label.Heading, Rule: label.ByNeighbour, Score: 0.6}
	}
}
