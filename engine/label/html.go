package label

import "klartext/engine/block"

// ScoreHTML writes to out the probability that each block of an HTML page is main text. out is as long as p.Blocks.
func (s *Scorer) ScoreHTML(m *Model, p *block.Page, out []float32) {
	s.prepareHTML(m, p)
	for from := 0; from < len(p.Blocks); from += rowsAtOnce {
		n := min(rowsAtOnce, len(p.Blocks)-from)
		for k := range n {
			s.marked(from+k, &s.rows[k])
		}
		for k, sum := range s.run(&m.First, n) {
			out[from+k] = float32(probability(sum)) / one
		}
	}
}

// prepareHTML measures the blocks, the elements and the page.
func (s *Scorer) prepareHTML(m *Model, p *block.Page) {
	s.measure(m, p.Text, p.Blocks)
	s.markup.build(m, p, s.lines)
	s.page.build(s.lines)
	s.guess.build(s.lines, (*line).guessed)
	s.markup.groups.build(&s.markup, s.lines)
	s.markup.stems(s.guess.sum)
	if len(s.lines) == 0 {
		return
	}
	s.wholePage(&s.rows[0])
	for k := range s.rows[1:] {
		copy(s.rows[k+1][hPage:numHTML], s.rows[0][hPage:numHTML])
	}
}

// FeaturesHTML is Features for an HTML page.
func (s *Scorer) FeaturesHTML(m *Model, p *block.Page, yield func(i int, row []int16)) {
	s.prepareHTML(m, p)
	for i := range p.Blocks {
		s.marked(i, &s.rows[0])
		yield(i, s.rows[0][:numHTML])
	}
}
