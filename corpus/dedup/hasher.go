package dedup

import (
	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
)

// Hasher computes prints and signatures. It owns the memory for that, and in steady state it
// allocates nothing. A Hasher must be used by one goroutine at a time. The zero value is ready to
// use.
type Hasher struct {
	// MaxBlocks is how many blocks of a page HTML and Text read, as in engine.Options.MaxBlocks; 0
	// means engine.DefaultMaxBlocks.
	MaxBlocks int

	folded  []byte
	builder block.Builder
	least   [Values]uint64
}

// Fingerprint is the print of a document's text. 0 stands for a document without text, which is
// never a duplicate.
//
// The chance that any two of n different texts have the same fingerprint is about n²/2⁶⁵: for 10⁸
// documents 3 in 10,000. The chance that a given document is wrongly taken for a duplicate is about
// n/2⁶⁴.
type Fingerprint uint64

// Fingerprint returns the fingerprint of a text as Document.AppendText writes it. Texts that differ
// only in case, white space, the kind of apostrophes and dashes, and punctuation at both ends have
// the same fingerprint: such pages are one page served from two addresses, and no reader wants
// both.
func (h *Hasher) Fingerprint(text []byte) Fingerprint {
	h.folded = block.Fold(h.folded[:0], text, false)
	if len(h.folded) == 0 {
		return 0
	}
	return Fingerprint(max(1, xxhash.Sum64(h.folded)))
}

// blockPrint returns the print of a block's text within a host, or 0 for a block without text.
// Digits count. If each run of digits were folded into one, "12 Kommentare" would equal "3
// Kommentare", but "2.0 mm" would also equal "0.9 mm", and "T5" equal "T6". On WCXB pages of hosts
// with at least two pages that removed twice as much of what is not main text (6.7 % instead of 3.7
// %), but also twice as much of what is (1.2 % instead of 0.7 %).
func (h *Hasher) blockPrint(host uint64, text []byte) uint64 {
	h.folded = block.Fold(h.folded[:0], text, false)
	if len(h.folded) == 0 {
		return 0
	}
	return max(1, mix(host^xxhash.Sum64(h.folded)))
}

// mix spreads a change of any bit over all bits (the finalizer of MurmurHash3). Different numbers
// stay different.
func mix(x uint64) uint64 {
	x = (x ^ x>>33) * 0xFF51AFD7ED558CCD
	x = (x ^ x>>33) * 0xC4CEB9FE1A85EC53
	return x ^ x>>33
}
