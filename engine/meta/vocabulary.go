package meta

import "klartext/engine/block"

// vocabulary is the set of hashes of the body's longer words. A word is forgotten if another one
// takes its place.
type vocabulary struct {
	set    [1 << 13]uint32
	folded []byte
}

// maxWords is the number of words after which no further block is read.
const maxWords = 1000

// learn collects the words of the body.
func (v *vocabulary) learn(p *page) {
	clear(v.set[:])
	n := 0
	for i := range p.blocks {
		if n > maxWords {
			break
		}
		if p.labels.estimate(i) < 0.4 || p.blocks[i].Words < 8 {
			continue
		}
		v.each(p.text(i), func(hash uint32) {
			n++
			v.set[hash&(1<<13-1)] = hash
		})
	}
}

// share returns the share of the longer words of block i that are in the body, and their number.
func (v *vocabulary) share(p *page, i int) (share float32, hits int) {
	n := 0
	v.each(p.text(i), func(hash uint32) {
		n++
		if v.set[hash&(1<<13-1)] == hash {
			hits++
		}
	})
	return float32(hits) / float32(max(n, 2)), hits
}

// common reports whether blocks i and j share at least half of the longer words of the shorter one.
func (v *vocabulary) common(p *page, i, j int) bool {
	var seen [16]uint32
	n, m, hits := 0, 0, 0
	v.each(p.text(j), func(hash uint32) {
		if n < len(seen) {
			seen[n] = hash
			n++
		}
	})
	v.each(p.text(i), func(hash uint32) {
		m++
		for _, s := range seen[:n] {
			if s == hash {
				hits++
				return
			}
		}
	})
	return hits >= 2 && hits*2 >= min(n, m)
}

// The minimum length of a longer word, and the maximum numbers of bytes that are read of a word and
// of a block.
const (
	minWord     = 4
	maxWord     = 12
	maxWordText = 4000
)

// each calls f with the hash of every word of at least minWord bytes in t, folded.
func (v *vocabulary) each(t []byte, f func(hash uint32)) {
	v.folded = block.Fold(v.folded[:0], t[:min(len(t), maxWordText)], false)
	for at := 0; ; {
		start, end, hash := block.ScanWord(v.folded, at)
		if start == end {
			return
		}
		if end-start > maxWord {
			hash = block.WordHash(v.folded[start : start+maxWord])
		}
		if end-start >= minWord {
			f(hash)
		}
		at = end
	}
}
