package source

import (
	"bytes"

	"klartext/engine/internal/ascii"
)

// isOneOf reports whether t is one of the words in any case; the words are in small letters.
func isOneOf(t []byte, words []string) bool {
	for _, w := range words {
		if ascii.EqualFold(t, w) {
			return true
		}
	}
	return false
}

// lists reports whether a list of words parted by white space, such as a rel attribute, has the
// word in any case; the word is in small letters.
func lists(list []byte, word string) bool {
	for len(list) > 0 {
		list = bytes.TrimLeft(list, htmlSpace)
		end := bytes.IndexAny(list, htmlSpace)
		if end < 0 {
			end = len(list)
		}
		if ascii.EqualFold(list[:end], word) {
			return true
		}
		list = list[end:]
	}
	return false
}

const htmlSpace = " \t\n\r\f"
