package model

import "klartext/engine/block"

// ScoreHTML writes to out the probability that each block of an HTML page is main text. out is as
// long as p.Blocks.
func (s *Scorer) ScoreHTML(m *Model, p *block.Page, out []float32) {
	s.prepareHTML(m, p)
	var at [rowsAtOnce]int // the blocks of the rows
	n := 0
	for i := range p.Blocks {
		if s.hopeless(i) {
			out[i] = float32(s.lines[i].estimate) / one
			continue
		}
		s.marked(i, &s.rows[n])
		at[n] = i
		if n++; n == rowsAtOnce {
			s.answerHTML(m, at[:n], out)
			n = 0
		}
	}
	s.answerHTML(m, at[:n], out)
}

// answerHTML asks the trees about the rows of the blocks at.
func (s *Scorer) answerHTML(m *Model, at []int, out []float32) {
	for k, sum := range s.run(&m.First, len(at)) {
		out[at[k]] = float32(probability(sum)) / one
	}
}

// hopeless reports whether words and classes leave no doubt that block i is not main text, nor its
// neighbours.
func (s *Scorer) hopeless(i int) bool {
	if s.lines[i].score >= hopelessBelow {
		return false
	}
	return (i == 0 || s.lines[i-1].score < hopelessNear) &&
		(i+1 == len(s.lines) || s.lines[i+1].score < hopelessNear)
}

// Linear scores are in 1/64 of log-odds. A third of the blocks is hopeless; with a bar of -6
// word-F1 falls by 0.0003, with one of -5 by 0.0014.
const (
	hopelessBelow = -7 * 64
	hopelessNear  = -2 * 64
)

// prepareHTML measures the blocks, the elements and the page.
func (s *Scorer) prepareHTML(m *Model, p *block.Page) {
	s.measure(m, p.Text, p.Blocks)
	s.markup.build(m, p, s.lines)
	s.sums.build(s.lines)
	s.linear.build(s.lines, (*line).guessed)
	s.markup.signatures.build(&s.markup, s.lines)
	s.markup.stems(s.linear.sum)
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
