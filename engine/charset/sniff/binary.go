// Package sniff looks at the first bytes of a page and determines whether it is HTML, plain text or
// not text at all. It is separate from package charset, whose encoding tables are too heavy for the
// browser.
package sniff

import "bytes"

// binaryBytes is the number of bytes of a page that Binary looks at.
const binaryBytes = 64 << 10

// Binary reports whether a page is not text: a PDF, or bytes with more control characters than text
// has.
func Binary(page []byte) bool {
	if bytes.HasPrefix(page, []byte("%PDF-")) {
		return true
	}
	head := page[:min(len(page), binaryBytes)]
	controls := 0
	for _, c := range head {
		if c < '\t' || c > '\r' && c < ' ' && c != 0x1B {
			controls++
		}
	}
	return controls*50 > len(head)
}
