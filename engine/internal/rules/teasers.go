package rules

import (
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// teasers labels lists of other stories as boilerplate:related: entries of a few blocks that each
// have a reading time ("5 min read") at the same place, and what follows the comments.
type teasers struct{ *page }

const (
	minTeasers     = 3 // entries of a list; the article itself may have a reading time, twice
	maxEntry       = 5 // blocks of an entry: kicker, headline, author, date, reading time
	maxReadingTime = 6 // words of a reading time: "Lesezeit: etwa 5 Minuten"
	minTeaser      = 4 // words of a headline below the comments; shorter lines are buttons
)

// teaserEstimate is the model's estimate from which a block below the comments is main text all the
// same: some sites print them above the article.
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
	b := &p.blocks[i]
	return p.is(i, label.Marker) && b.Digits > 0 && b.Words <= maxReadingTime
}

// list labels the blocks from the entry that ends at first to last, where entries have size blocks.
func (p teasers) list(first, last, size int) {
	for i := max(0, first-size+1); i <= last; i++ {
		if p.open(i) || p.is(i, label.Marker) {
			p.set(i, label.Related, sheet.ByRepetition, likely)
		}
	}
}

// below labels the stories from block tail on, which is below the comments, with what the lexicon
// says about their links.
func (p teasers) below(tail int) {
	for i := tail; i < len(p.blocks); i++ {
		b := &p.blocks[i]
		if p.open(i) && (b.Words >= minTeaser || b.Sentences > 0) &&
			p.sheet.Estimate[i] < teaserEstimate {
			p.set(i, label.Related, sheet.ByPosition, probable)
		}
	}
}
