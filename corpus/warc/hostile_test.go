package warc

import (
	"bytes"
	"slices"
	"testing"
)

// TestHostile has files made to slow down the search for the next record. Their size fits a search
// in linear time; with a slower search the test would run for hours.
func TestHostile(t *testing.T) {
	const size = 2 << 20
	fill := func(s string) []byte { return bytes.Repeat([]byte(s), size/len(s)) }
	gz := pack("gzip", []byte("WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 900000\r\n\r\n"))
	for name, file := range map[string][]byte{
		"long blocks":       fill("WARC/1.0\nWARC-Type: x\nContent-Length: 1500000\n\n"),
		"large blocks":      fill("WARC/1.0\nWARC-Type: x\nContent-Length: 1500000000\n\n"),
		"headers in a line": fill("WARC/1."),
		"headers in fields": append([]byte("WARC/1.0\n"), fill("A:WARC/1.0\n")...),
		"fields":            append([]byte("WARC/1.0\n"), fill("A:B\n")...),
		"folded":            append([]byte("WARC/1.0\nA:B\n"), fill(" B\n")...),
		"versions":          fill("WARC/1.0\n"),
		"ends":              fill("\r\n"),
		"small members":     fill(string(gz)),
		"heads of gzip": slices.Concat(gz[:20],
			fill("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00")),
		"stored blocks": slices.Concat(gz[:20],
			fill("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\x00\x06\x00\xf9\xffabcdef")),
		"empty blocks": slices.Concat(gz[:10], fill("\x00\x00\x00\xff\xff")),
		"empty in members": slices.Concat(gz[:10],
			fill("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00"+
				"\x00\x00\x00\xff\xff\x00\x00\x00\xff\xff")),
		"heads of zstd": fill("\x28\xb5\x2f\xfd\x00\x58\x50\x00\x00abcdefghij"),
	} {
		t.Run(name, func(t *testing.T) {
			all(t, NewReader(bytes.NewReader(file), Options{MaxBlock: 2 << 20}))
		})
	}
}
