package meta

import (
	"slices"

	"klartext/engine/block"
)

// hashCounts counts the blocks of a page with the same text, in an open-addressed table that is reused from page to page.
type hashCounts struct {
	slots   []hashCount
	counted bool // for the page that is read
}

type hashCount struct {
	hash uint64
	n    int32
}

// count counts the blocks of a page.
func (h *hashCounts) count(blocks []block.Block) {
	size := 16
	for size < 2*len(blocks) {
		size *= 2
	}
	h.slots = slices.Grow(h.slots[:0], size)[:size]
	clear(h.slots)
	for i := range blocks {
		s := h.of(blocks[i].Hash)
		s.hash = blocks[i].Hash
		s.n++
	}
	h.counted = true
}

// of returns the slot of a hash, the free one where it would be when no block has it.
func (h *hashCounts) of(hash uint64) *hashCount {
	mask := uint64(len(h.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		if s := &h.slots[i]; s.n == 0 || s.hash == hash {
			return s
		}
	}
}
