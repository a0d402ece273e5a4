package source

import (
	"bytes"

	"klartext/engine/internal/ascii"
)

// isOneOf reports whether t is one of the words, ignoring case; the words are in lower case.
func isOneOf(t []byte, words []string) bool {
	for _, w := range words {
		if ascii.EqualFold(t, w) {
			return true
		}
	}
	return false
}

// lists reports whether a list of words separated by white space, such as a rel attribute, contains
// the word, ignoring case; the word is in lower case.
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
