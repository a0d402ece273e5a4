// Package ascii compares and folds text by the letters A to Z, as HTML, addresses and the names of
// attributes are compared. All other bytes, those of UTF-8 too, are only equal to themselves.
package ascii

// Lower returns the small letter of a capital and any other byte as it is.
func Lower(c byte) byte {
	if c-'A' < 26 {
		c |= 0x20
	}
	return c
}

// IsLetter reports whether c is a letter.
func IsLetter(c byte) bool { return c|0x20-'a' < 26 }

// IsDigit reports whether c is a digit.
func IsDigit(c byte) bool { return c-'0' < 10 }

// IsAlphanumeric reports whether c is a letter or a digit.
func IsAlphanumeric(c byte) bool { return c|0x20-'a' < 26 || c-'0' < 10 }

// AllDigits reports whether s is digits only, and not empty.
func AllDigits(s []byte) bool {
	for _, c := range s {
		if !IsDigit(c) {
			return false
		}
	}
	return len(s) > 0
}

// AppendLower appends s with its capitals made small.
func AppendLower(dst, s []byte) []byte {
	for _, c := range s {
		dst = append(dst, Lower(c))
	}
	return dst
}

// EqualFold reports whether s is want in any case. Here and in the following functions what is
// compared with has no capitals.
func EqualFold(s []byte, want string) bool {
	if len(s) != len(want) {
		return false
	}
	for i, c := range s {
		if Lower(c) != want[i] {
			return false
		}
	}
	return true
}

// HasPrefixFold reports whether s begins with prefix in any case.
func HasPrefixFold(s []byte, prefix string) bool {
	return len(s) >= len(prefix) && EqualFold(s[:len(prefix)], prefix)
}

// HasSuffixFold reports whether s ends with suffix in any case.
func HasSuffixFold(s []byte, suffix string) bool {
	return len(s) >= len(suffix) && EqualFold(s[len(s)-len(suffix):], suffix)
}

// ContainsFold reports whether s contains one of the words, none of which may be empty, ignoring
// case.
func ContainsFold(s []byte, words ...string) bool {
	for i, c := range s {
		c = Lower(c)
		for _, w := range words {
			if c == w[0] && HasPrefixFold(s[i:], w) {
				return true
			}
		}
	}
	return false
}
