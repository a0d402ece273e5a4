package block

import "klartext/engine/internal/ascii"

// NextWord returns the range of the first word of b at or after from, or an empty range at len(b)
// if there is none.
func NextWord(b []byte, from int) (start, end int) {
	for from < len(b) && !wordAt(b, from) {
		from++
	}
	for end = from; end < len(b) && wordAt(b, end); end++ {
	}
	return from, end
}

// InWord reports whether the byte at i belongs to a word: ASCII letters and digits, _ # @ + % $ &
// and ', and the letters of two or more bytes. General punctuation starts with 0xC2 or 0xE2; of
// that, only ©, 0xC2 0xA9, belongs to words.
func InWord(b []byte, i int) bool {
	c := b[i]
	switch {
	case c < 0x80:
		return wordByte[c]
	case c >= 0xC0:
		return c != 0xE2 && (c != 0xC2 || i+1 < len(b) && b[i+1] == copyright)
	}
	// A continuation byte belongs to a word if its lead byte does.
	for n := 1; n < 4 && n <= i; n++ {
		if l := b[i-n]; l >= 0xC0 {
			return l != 0xE2 && (l != 0xC2 || c == copyright)
		}
	}
	return false
}

// ScanWord is NextWord that also returns the hash of the word.
func ScanWord(b []byte, from int) (start, end int, hash uint32) {
	for start = from; start < len(b) && !wordAt(b, start); start++ {
	}
	hash = HashSeed
	for end = start; end < len(b) && wordAt(b, end); end++ {
		hash = (hash ^ uint32(b[end])) * hashPrime
	}
	return start, end, hash
}

// wordAt is InWord with ASCII inlined.
func wordAt(b []byte, i int) bool {
	if c := b[i]; c < 0x80 {
		return wordByte[c]
	}
	return InWord(b, i)
}

var wordByte = func() (t [0x80]bool) {
	for c := range t {
		t[c] = ascii.IsAlphanumeric(byte(c)) || c == '_'
	}
	for _, c := range "#@+%$&'" {
		t[c] = true
	}
	return t
}()

// HashSeed is the hash of the empty text: the offset basis of 32-bit FNV-1a.
const HashSeed = 2166136261

// hashPrime is the prime of 32-bit FNV-1a.
const hashPrime = 16777619

// AddHash continues the FNV-1a hash h of some text with t and returns the hash of both.
func AddHash(h uint32, t []byte) uint32 {
	for _, c := range t {
		h = (h ^ uint32(c)) * hashPrime
	}
	return h
}

// WordHash returns the FNV-1a hash of one word.
func WordHash(w []byte) uint32 { return AddHash(HashSeed, w) }

const copyright = 0xA9
