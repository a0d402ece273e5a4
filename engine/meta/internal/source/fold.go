package source

import "bytes"

// EqualFold reports whether b is word in any case. Here and in the following functions the words
// are in small letters.
func EqualFold(b []byte, word string) bool {
	if len(b) != len(word) {
		return false
	}
	for i, c := range b {
		if c-'A' < 26 {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

// ContainsFold reports whether s holds one of the words, each of at least two letters, in any case.
func ContainsFold(s []byte, words ...string) bool {
	for i, c := range s {
		for _, w := range words {
			if c|0x20 == w[0] && len(s)-i >= len(w) && s[i+1]|0x20 == w[1] &&
				EqualFold(s[i:i+len(w)], w) {
				return true
			}
		}
	}
	return false
}

// isOneOf reports whether t is one of the words in any case.
func isOneOf(t []byte, words []string) bool {
	for _, w := range words {
		if EqualFold(t, w) {
			return true
		}
	}
	return false
}

// lists reports whether a list of words parted by white space, such as a rel attribute, has the
// word in any case.
func lists(list []byte, word string) bool {
	for len(list) > 0 {
		list = bytes.TrimLeft(list, htmlSpace)
		end := bytes.IndexAny(list, htmlSpace)
		if end < 0 {
			end = len(list)
		}
		if EqualFold(list[:end], word) {
			return true
		}
		list = list[end:]
	}
	return false
}

const htmlSpace = " \t\n\r\f"
