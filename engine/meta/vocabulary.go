package meta

import "klartext/engine/block"

// vocabulary is the set of the hashes of the body's longer words.
type vocabulary struct {
	set [1 << 13]uint32
}

// learn collects the words of the body.
func (v *vocabulary) learn(r *Reader) {
	clear(v.set[:])
	n := 0
	for i := range r.blocks {
		if n > 1000 {
			break
		}
		if r.labels.estimate(i) < 0.4 || r.blocks[i].Words < 8 {
			continue
		}
		r.eachWord(i, func(h uint32) {
			n++
			v.set[h&(1<<13-1)] = h
		})
	}
}

// share returns the share of the longer words of block i that the body has, and their number.
func (v *vocabulary) share(r *Reader, i int) (share float32, hit int) {
	n := 0
	r.eachWord(i, func(h uint32) {
		n++
		if v.set[h&(1<<13-1)] == h {
			hit++
		}
	})
	return float32(hit) / float32(max(n, 2)), hit
}

// common reports whether blocks i and j share at least half of the longer words of the shorter one.
func (v *vocabulary) common(r *Reader, i, j int) bool {
	var seen [16]uint32
	n, m, hit := 0, 0, 0
	r.eachWord(j, func(h uint32) {
		if n < len(seen) {
			seen[n] = h
			n++
		}
	})
	r.eachWord(i, func(h uint32) {
		m++
		for _, s := range seen[:n] {
			if s == h {
				hit++
				return
			}
		}
	})
	return hit >= 2 && hit*2 >= min(n, m)
}

// Bytes of a word that has to be a longer one, and bytes that are read of it.
const (
	minWord = 4
	maxWord = 12
)

// eachWord calls f with the hash of every word of at least minWord bytes in block i, folded.
func (r *Reader) eachWord(i int, f func(h uint32)) {
	t := r.text(i)
	r.folded = block.Fold(r.folded[:0], t[:min(len(t), 4000)], false)
	for at := 0; ; {
		start, end, hash := block.ScanWord(r.folded, at)
		if start == end {
			return
		}
		if end-start > maxWord {
			hash = block.WordHash(r.folded[start : start+maxWord])
		}
		if end-start >= minWord {
			f(hash)
		}
		at = end
	}
}
