package token

// Short names and texts are read eight bytes at once, as words: a loop over bytes ends at a place
// that the processor cannot predict.

const (
	ones     = 0x0101010101010101
	highs    = 0x8080808080808080
	noLetter = 0x4040404040404040 // in each byte, the bit that all letters have
)

// load64 returns the first eight bytes of b as a little-endian word.
func load64(b []byte) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// hasRef reports whether src[i:end] contains '&', CR or NUL.
func hasRef(src []byte, i, end int) bool {
	for ; i+8 <= len(src); i += 8 {
		hits := refs(load64(src[i:]))
		if left := end - i; left < 8 {
			return hits&(1<<(8*uint(left))-1) != 0
		}
		if hits != 0 {
			return true
		}
	}
	for ; i < end; i++ {
		if class[src[i]]&isRef != 0 {
			return true
		}
	}
	return false
}

// refs sets the high bit of the first of the eight bytes that is '&', CR or NUL, and possibly of
// later ones: x-ones borrows into the high bit of a byte that is 0, and from the byte following it.
func refs(x uint64) uint64 {
	amp, cr := x^'&'*ones, x^'\r'*ones
	return ((x-ones)&^x | (amp-ones)&^amp | (cr-ones)&^cr) & highs
}
