package token

// Trim returns the range of src[start:end] without the white space, NBSP and zero-width characters
// at both ends. If nothing is left, it returns (start, start).
func Trim(src []byte, start, end int) (int, int) {
	from := start
	for start < end {
		n := spaceAt(src[start:end])
		if n == 0 {
			break
		}
		start += n
	}
	for start < end {
		n := spaceBefore(src[start:end])
		if n == 0 {
			break
		}
		end -= n
	}
	if start >= end {
		return from, from
	}
	return start, end
}

// SpaceAt returns the length in bytes of the white space or zero-width character at the start of b,
// or 0 if b starts with anything else.
func SpaceAt(b []byte) int { return spaceAt(b) }

func spaceAt(b []byte) int {
	if len(b) == 0 {
		return 0
	}
	switch c := b[0]; {
	case c == ' ' || c-'\t' < 5 || c-0x1C < 4:
		return 1
	case c < 0xC2:
		return 0
	case c == 0xC2 && len(b) > 1 && isLatinSpace(b[1]):
		return 2
	case len(b) > 2 && isWideSpace(c, b[1], b[2]):
		return 3
	}
	return 0
}

func spaceBefore(b []byte) int {
	n := len(b)
	if n == 0 {
		return 0
	}
	switch c := b[n-1]; {
	case c == ' ' || c-'\t' < 5 || c-0x1C < 4:
		return 1
	case c < 0x80:
		return 0
	case n > 1 && b[n-2] == 0xC2 && isLatinSpace(c):
		return 2
	case n > 2 && isWideSpace(b[n-3], b[n-2], c):
		return 3
	}
	return 0
}

// isLatinSpace reports whether c is the second byte, after 0xC2, of NEL, NBSP or the soft hyphen.
func isLatinSpace(c byte) bool { return c == 0x85 || c == 0xA0 || c == 0xAD }

// isWideSpace reports whether the three bytes are a white space or zero-width character: U+1680,
// U+180E, U+2000–200F (spaces, zero-width characters, direction marks), U+2028–202F, U+205F–206F,
// U+3000 or U+FEFF.
func isWideSpace(a, b, c byte) bool {
	switch a {
	case 0xE1:
		return b == 0x9A && c == 0x80 || b == 0xA0 && c == 0x8E
	case 0xE2:
		return b == 0x80 && (c >= 0x80 && c < 0x90 || c >= 0xA8 && c <= 0xAF) ||
			b == 0x81 && c >= 0x9F && c <= 0xAF
	case 0xE3:
		return b == 0x80 && c == 0x80
	case 0xEF:
		return b == 0xBB && c == 0xBF
	}
	return false
}
