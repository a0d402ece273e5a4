package rules

import "klartext/engine/label"

// How many entries make a list of teasers, and how many blocks an entry has at most.
const (
	minTeasers = 3
	maxEntry   = 5
)

// rhythm labels lists of teasers: entries of a few blocks that each hold a reading time ("5 min read") at the same place.
func (p *labelling) rhythm() {
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
			p.teaserList(first, last, (last-first)/(n-1))
		}
		i = last
	}
}

func (p *labelling) readingTime(i int) bool {
	return p.is(i, label.Marker) && p.sheet.Family(i) == label.Marker && p.blocks[i].Digits > 0 && p.blocks[i].Words <= 6
}

// teaserList labels the blocks from the entry that ends at first to last, where entries have size blocks.
func (p *labelling) teaserList(first, last, size int) {
	for i := max(0, first-size+1); i <= last; i++ {
		if p.open(i) && p.sheet.Estimate[i] < 0.8 || p.is(i, label.Marker) {
			p.set(i, label.Related, label.ByRepetition, 0.8)
		}
	}
}
