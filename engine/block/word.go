package block

// NextWord returns the range of the first word of b at or after from, an empty range at len(b) when there is none.
func NextWord(b []byte, from int) (start, end int) {
	for from < len(b) && !wordAt(b, from) {
		from++
	}
	for end = from; end < len(b) && wordAt(b, end); end++ {
	}
	return from, end
}

// InWord reports whether the byte at i belongs to a word: ASCII letters and digits, # @ + % $ & and ', and the letters of
// two or more bytes. General punctuation starts with 0xC2 or 0xE2; only ©, 0xC2 0xA9, is a word.
func InWord(b []byte, i int) bool {
	c := b[i]
	switch {
	case c < 0x80:
		return wordByte[c]
	case c >= 0xC0:
		return c != 0xE2 && (c != 0xC2 || i+1 < len(b) && b[i+1] == copyright)
	}
	for n := 1; n < 4 && n <= i; n++ { // a continuation byte is what its lead byte is
		if l := b[i-n]; l >= 0xC0 {
			return l != 0xE2 && (l != 0xC2 || c == copyright)
		}
	}
	return false
}

// ScanWord is NextWord with the hash of the word.
func ScanWord(b []byte, from int) (start, end int, hash uint32) {
	for start = from; start < len(b) && !wordAt(b, start); start++ {
	}
	hash = HashSeed
	for end = start; end < len(b) && wordAt(b, end); end++ {
		hash = (hash ^ uint32(b[end])) * hashPrime
	}
	return start, end, hash
}

// wordAt is InWord, as far as it can be inlined: for ASCII.
func wordAt(b []byte, i int) bool {
	if c := b[i]; c < 0x80 {
		return wordByte[c]
	}
	return InWord(b, i)
}

var wordByte = func() (t [0x80]bool) {
	for c := range t {
		t[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
	}
	for _, c := range "#@+%$&'" {
		t[c] = true
	}
	return t
}()

// HashSeed is the hash of no text.
const HashSeed = 2166136261

const hashPrime = 16777619

// AddHash returns the FNV-1a hash of the text that has hash h so far, with t behind it.
func AddHash(h uint32, t []byte) uint32 {
	for _, c := range t {
		h = (h ^ uint32(c)) * hashPrime
	}
	return h
}

// WordHash returns the hash of one word.
func WordHash(w []byte) uint32 { return AddHash(HashSeed, w) }

const copyright = 0xA9
