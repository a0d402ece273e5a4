package dedup

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"klartext/engine/block"
)

// Sizes of a Signature. It holds Values values; bands of bandRows values are looked up. Two
// documents with similarity s have an equal band, and so are compared, with a probability of
// 1-(1-s⁸)¹⁶: 0.61 for 0.7, 0.95 for 0.8, 0.9999 for 0.9.
const (
	Values = 128
	Bands  = 16

	bandRows = Values / Bands // a band is a uint64
)

// Shingle is how many consecutive words are compared as one. With three words, changing one word in
// twenty leaves a similarity of 0.75; with five it would leave 0.63.
const Shingle = 3

// Signature is a sketch of the set of a text's shingles (MinHash). The share of values that two
// signatures have in common estimates the share of shingles that the texts have in common, out of
// all that either has (Jaccard). Its standard error is at most 0.044.
//
// It is computed from one hash per shingle (one permutation hashing, Li, Owen and Zhang 2012). The
// hash selects a value and is a candidate for its minimum, of which only the low byte is kept (Li
// and König 2010); so the values of different minima are equal by chance once in 256. A value that
// no shingle selected is copied from another one, chosen by its own number (optimal densification,
// Shrivastava 2017).
type Signature struct {
	bands [Bands]uint64
	full  bool // the text has words
}

// Empty reports whether the text has no words. Such a text is similar to nothing.
func (s *Signature) Empty() bool { return !s.full }

// Similarity estimates the share of shingles that two texts have in common, 0 to 1.
func (s *Signature) Similarity(o *Signature) float64 {
	if !s.full || !o.full {
		return 0
	}
	return similarity(equalValues(&s.bands, &o.bands))
}

// similarity corrects for values that are equal by chance.
func similarity(equal int) float64 {
	const chance = 1.0 / 256
	return max(0, (float64(equal)/Values-chance)/(1-chance))
}

// equalValues counts the equal bytes.
func equalValues(a, b *[Bands]uint64) (n int) {
	const low = 0x7F7F7F7F7F7F7F7F
	for i := range a {
		x := a[i] ^ b[i]
		n += bits.OnesCount64(^((x&low + low) | x | low)) // the high bit of each byte that is 0
	}
	return n
}

// Signature returns the signature of a text as Document.AppendText writes it. Only its words count,
// regardless of case, as block.Fold writes them. Each character of a script without spaces is a
// word.
func (h *Hasher) Signature(text []byte) (s Signature) {
	h.folded = block.Fold(h.folded[:0], text, false)
	for i := range h.least {
		h.least[i] = ^uint64(0)
	}
	if s.full = h.shingles(h.folded); s.full {
		h.densify(&s)
	}
	return s
}

// shingles hashes each shingle into h.least. A text too short for one is a shingle itself.
func (h *Hasher) shingles(text []byte) bool {
	var a, b uint64 // the two previous words
	n := 0
	for i := 0; i < len(text); {
		w, next := wordHash(text, i)
		i = next
		if w == 0 {
			continue
		}
		if n++; n >= Shingle {
			h.put(a*0x9E3779B97F4A7C15 + b*0xC2B2AE3D27D4EB4F + w)
		}
		a, b = b, w
	}
	if n > 0 && n < Shingle {
		h.put(a*0x9E3779B97F4A7C15 + b)
	}
	return n > 0
}

// put mixes the hash of a shingle. Its top bits select the value.
func (h *Hasher) put(x uint64) {
	x = mix(x)
	if p := &h.least[x>>(64-valueBits)]; x < *p {
		*p = x
	}
}

const valueBits = 7 // Values = 1<<valueBits

// densify writes the values. At least one must have been selected.
func (h *Hasher) densify(s *Signature) {
	for i := range h.least {
		j := i
		for try := uint64(1); h.least[j] == ^uint64(0); try++ {
			j = int(mix(uint64(i)<<32|try) >> (64 - valueBits))
		}
		s.bands[i/bandRows] |= h.least[j] & 0xFF << (8 * (i % bandRows))
	}
}

// wordHash returns the hash of the word at i in folded text and its end, or 0 and where the next
// word may start. Words are as defined by block.InWord, except that each character of a script
// without spaces is one word, and its punctuation is not part of words.
func wordHash(text []byte, i int) (hash uint64, next int) {
	from := i
	for i < len(text) {
		if wordByte[text[i]] {
			i++
			continue
		}
		if text[i] < utf8.RuneSelf || !block.InWord(text, i) {
			break
		}
		if text[i] >= 0xE0 {
			r, n := utf8.DecodeRune(text[i:])
			alone := block.Ideographic(r)
			if !alone && unicode.IsPunct(r) || alone && i > from {
				break
			}
			if alone {
				return mix(uint64(r)) | 1, i + n
			}
		}
		i = nextCharacter(text, i)
	}
	if i == from {
		return 0, nextCharacter(text, i)
	}
	return hashBytes(text[from:i]), i
}

// wordByte caches block.InWord for ASCII.
var wordByte = func() (t [256]bool) {
	for c := range byte(utf8.RuneSelf) {
		t[c] = block.InWord([]byte{c}, 0)
	}
	return t
}()

func nextCharacter(text []byte, i int) int {
	for i++; i < len(text) && text[i]-0x80 < 0x40; i++ {
	}
	return i
}

// hashBytes is a hash for words. Mixing is left to put.
func hashBytes(w []byte) uint64 {
	h := uint64(len(w)) * 0x9E3779B97F4A7C15
	for ; len(w) >= 8; w = w[8:] {
		h = bits.RotateLeft64(h^binary.LittleEndian.Uint64(w)*0x87C37B91114253D5,
			29) * 0x4CF5AD432745937F
	}
	for i, c := range w {
		h ^= uint64(c) << (8 * i)
	}
	h *= 0x9E3779B97F4A7C15
	return h ^ h>>32 | 1
}
