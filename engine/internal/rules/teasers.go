package rules

import "klartext/engine/label"

// teasers labels lists of other stories as boilerplate:related: entries of a few blocks that each
// hold a reading time ("5 min read") at the same place, and what stands below the comments.
type teasers struct{ *page }

const (
	minTeasers     = 3 // entries of a list
	maxEntry       = 5 // blocks of an entry
	maxReadingTime = 6 // words of a reading time
	minTeaser      = 4 // words of a line below the comments that is a headline and no button
)

// teaserEstimate is the model's estimate from which a block of such a list, or below the comments,
// is main text all the same.
const teaserEstimate = 0.8

// rhythm labels the lists that have reading times.
func (p teasers) rhythm() {
	for i := 0; i < len(p.blocks); i++ {
		if !p.readingTime(i) {
			continue
		}
		first, last, n := i, i, 1
		for j := i + 1; j < len(p.blocks) && j-last <= maxEntry; j++ {
			if p.readingTime(j) {
				last = j
				n++
			}
		}
		if n >= minTeasers {
			p.list(first, last, (last-first)/(n-1))
		}
		i = last
	}
}

// readingTime reports whether block i says how long it takes to read something.
func (p teasers) readingTime(i int) bool {
	return p.is(i, label.Marker) && p.sheet.Family(i) == label.Marker && p.blocks[i].Digits > 0 &&
		p.blocks[i].Words <= maxReadingTime
}

// list labels the blocks from the entry that ends at first to last, where entries have size blocks.
func (p teasers) list(first, last, size int) {
	for i := max(0, first-size+1); i <= last; i++ {
		if p.open(i) && p.sheet.Estimate[i] < teaserEstimate || p.is(i, label.Marker) {
			p.set(i, label.Related, label.ByRepetition, likely)
		}
	}
}

// below labels the stories from block tail on, which is below the comments, with what the lexicon
// says of their links.
func (p teasers) below(tail int) {
	for i := tail; i < len(p.blocks); i++ {
		b := &p.blocks[i]
		if p.open(i) && !p.sheet.Family(i).Boilerplate() && (b.Words >= minTeaser || b.Sentences > 0) &&
			p.sheet.Estimate[i] < teaserEstimate {
			p.set(i, label.Related, label.ByPosition, probable)
		}
	}
}
