package model

import (
	"slices"

	"klartext/engine/internal/scratch"
)

// pageSums is what the line model measures of a whole page: running sums over its blocks, and
// aggregates.
type pageSums struct {
	upTo   []sums  // of the blocks before i
	median int32   // words of the median block
	words  []int32 // of the blocks, in order
}

// sums are running sums over blocks.
type sums struct {
	words, stops, sentences int64
	score                   int64 // linear scores of the blocks
	long                    int32 // blocks of longWords words and more
	full                    int32 // blocks that end like a sentence
	gaps                    int32 // blocks after a blank line
	repeated                int32 // blocks that are on the page more than once
}

const longWords = 15

func (p *pageSums) build(lines []line) {
	n := len(lines)
	p.upTo, p.words = scratch.Resize(p.upTo, n+1), scratch.Resize(p.words, n)
	var s sums
	p.upTo[0] = s
	for i := range lines {
		l := &lines[i]
		s.words += int64(l.words)
		s.stops += int64(l.stops)
		s.sentences += int64(l.sentences)
		s.score += int64(l.score)
		s.long += one01(l.words >= longWords)
		s.full += one01(l.closes == edgeStop)
		s.gaps += one01(l.gap > 0)
		s.repeated += one01(l.same > 1)
		p.upTo[i+1] = s
		p.words[i] = l.words
	}
	slices.Sort(p.words)
	p.median = 0
	if n > 0 {
		p.median = p.words[n/2]
	}
}

func one01(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
