// Package model estimates of each block whether it is main text. It has two learned models: one for
// plain text, which sees words and shapes (Scorer.Score, Default, in zmodel.go), and one for HTML,
// which sees elements and their names too (Scorer.ScoreHTML, DefaultHTML, in zhtml.go).
// engine/label/train learns both. All arithmetic is on integers, so that every machine gives the
// same answer.
package model

import (
	"klartext/engine/block"
	"klartext/engine/internal/scratch"
)

// Model is the learned line model for plain-text pages: it estimates for each block whether it is
// main text. It is read-only, so any number of Scorers may share it.
//
// A plain-text page goes through it in four steps. Each block is measured and gets a linear score
// from its words. The scores, with the page around the block, are the features of the first trees.
// The first trees' answers for the whole page are further features. The second trees give the
// answer. For an HTML page, the linear score is that of words and classes together, and the first
// trees give the answer.
type Model struct {
	Version uint64 // FeatureVersion of the code that the model was trained with
	Words   WordTable
	Classes ClassTable           // of a model for HTML
	Length  [lengthClasses]int16 // log-odds of a block of a length, times 64
	First   Trees
	Second  Trees
}

// Scorer asks a model about the blocks of a page. The zero value is ready for use. Reuse it for the
// next page; once it has seen its largest page it allocates nothing.
type Scorer struct {
	lines   []line            // what is measured of each block
	repeats repeats           // which blocks and words come again
	sums    pageSums          // over the blocks
	markup  markup            // of an HTML page: what is measured of its elements
	linear  mass              // where the good text lies by the linear scores
	passed  mass              // and by the answers of the first trees
	groups  groups            // of blocks that look alike, by the answers of the first trees
	best    int16             // largest probability that the first trees gave
	rows    [rowsAtOnce]row   // features of the blocks that the trees are asked about at once
	logits  [rowsAtOnce]int32 // and the trees' answers
}

// Score writes to out the probability that each block of a plain-text page is main text. out is as
// long as blocks.
func (s *Scorer) Score(m *Model, src []byte, blocks []block.Block, out []float32) {
	s.prepare(m, src, blocks)

	s.firstPass(m, blocks)
	var at [rowsAtOnce]int // the blocks of the rows
	n := 0
	for i := range blocks {
		if s.settled(i) {
			out[i] = float32(s.lines[i].p) / one
			continue
		}
		s.first(&blocks[i], i, &s.rows[n])
		s.second(i, &s.rows[n])
		at[n] = i
		if n++; n == rowsAtOnce {
			s.answer(m, at[:n], out)
			n = 0
		}
	}
	s.answer(m, at[:n], out)
}

// answer asks the second trees about the rows of the blocks at.
func (s *Scorer) answer(m *Model, at []int, out []float32) {
	sums := s.run(&m.Second, len(at))
	for k, i := range at {
		out[i] = float32(probability(sums[k])) / one
	}
}

// settled reports whether the first trees' answer for block i is final: it and its neighbours are
// hardly main text. That is so for 38 % of the blocks of real pages, and costs no quality (word-F1
// 0.8493 with it, 0.8492 without).
func (s *Scorer) settled(i int) bool {
	if s.lines[i].p >= settledBelow {
		return false
	}
	for k := max(i-settledReach, 0); k < min(i+settledReach+1, len(s.lines)); k++ {
		if s.lines[k].p >= settledNear {
			return false
		}
	}
	return true
}

const (
	settledBelow = one * 8 / 100
	settledNear  = one * 17 / 100
	settledReach = 2
)

// prepare measures the blocks and the page.
func (s *Scorer) prepare(m *Model, src []byte, blocks []block.Block) {
	s.measure(m, src, blocks)
	s.sums.build(s.lines)
	s.linear.build(s.lines, (*line).guessed)
}

// measure measures the blocks.
func (s *Scorer) measure(m *Model, src []byte, blocks []block.Block) {
	s.lines = scratch.Resize(s.lines, len(blocks))
	for i := range blocks {
		s.lines[i].measure(m, src, &blocks[i])
		if i > 0 {
			s.lines[i-1].below = s.lines[i].gap
		}
	}
	announce(s.lines)
	s.repeats.count(s.lines)
}

// firstPass asks the first trees about every block.
func (s *Scorer) firstPass(m *Model, blocks []block.Block) {
	s.best = 0
	for from := 0; from < len(blocks); from += rowsAtOnce {
		n := min(rowsAtOnce, len(blocks)-from)
		for k := range n {
			s.first(&blocks[from+k], from+k, &s.rows[k])
		}
		for k, sum := range s.run(&m.First, n) {
			p := probability(sum)
			s.lines[from+k].p = p
			s.best = max(s.best, p)
		}
	}
	s.passed.build(s.lines, (*line).passed)
	s.groups.build(s.lines)
}

// run returns the sums of the first n rows, valid until the next call.
func (s *Scorer) run(t *Trees, n int) []int32 {
	clear(s.logits[:])
	t.add(&s.rows, n, &s.logits)
	return s.logits[:n]
}

// Features yields the feature rows of the blocks of a plain-text page, for training; a row is valid
// until the next one. When second is false, no trees are asked, and the features of the second
// trees alone are left out.
func (s *Scorer) Features(
	m *Model, src []byte, blocks []block.Block, second bool, yield func(i int, row []int16),
) {
	s.prepare(m, src, blocks)
	n := fPass
	if second {
		s.firstPass(m, blocks)
		n = numFeatures
	}
	r := &s.rows[0]
	for i := range blocks {
		s.first(&blocks[i], i, r)
		if second {
			s.second(i, r)
		}
		yield(i, r[:n])
	}
}

// TreeDepth is the depth of the trees of a Model.
const TreeDepth = treeDepth

func (l *line) guessed() int16 { return l.estimate }
func (l *line) passed() int16  { return l.p }
