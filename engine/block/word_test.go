package block

import "testing"

// TestScanWord compares ScanWord with NextWord and WordHash.
func TestScanWord(t *testing.T) {
	for _, s := range [...]string{
		"", "one", " two words ", "1,046 it's a-b_c", "Über – straße… © 2024 «x»", "日本語 テキスト。",
		"\xff\xc3(\xe2\x80 \xa9z", "#12 @x +3% $5 R&D",
	} {
		b := []byte(s)
		for from := 0; ; {
			start, end := NextWord(b, from)
			gotStart, gotEnd, hash := ScanWord(b, from)
			if gotStart != start || gotEnd != end || hash != WordHash(b[start:end]) {
				t.Errorf("%q from %d: [%d,%d) %#x, want [%d,%d) %#x", s, from, gotStart, gotEnd,
					hash, start, end, WordHash(b[start:end]))
			}
			if start == end {
				break
			}
			from = end
		}
	}
}
