// Package sniff looks at the first bytes of a page and tells whether it is HTML, plain text or no text at all. It stands apart
// from package charset, whose tables of encodings are too heavy for the browser.
package sniff

import "bytes"

// binaryBytes is how much of a page Binary looks at.
const binaryBytes = 64 << 10

// Binary reports whether a page is no text: a PDF, or bytes with more control characters than text has.
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
