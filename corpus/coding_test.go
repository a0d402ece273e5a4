package corpus

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestUnchunk(t *testing.T) {
	long := strings.Repeat("abcdefghij", 1000)
	for _, tt := range []struct {
		name, in, want string
		err            error
	}{
		{"chunks", chunked("Hello, world", 5), "Hello, world", nil},
		{"large ones", chunked(long, 4096), long, nil},
		{"trailers and noise", "3\r\nabc\r\n0\r\nX: y\r\n\r\nnoise", "abc", nil},
		{"extensions, spaces, zeros", "0003 ;a=b\r\nabc\r\n0 \r\n\r\n", "abc", nil},
		{"line feeds alone", "3\nabc\n0\n\n", "abc", nil},
		{"nothing", "0\r\n\r\n", "", nil},
		{"not in chunks", "<p>x", "<p>x", nil},
		{"empty", "", "", nil},
		{"a word of digits", "deaf\nabc", "deaf\nabc", nil},
		{"a number", "3\nabcdef\n", "3\nabcdef\n", nil},
		{"a number, whole lines", "3\r\nabcdef\r\n", "3\r\nabcdef\r\n", nil},
		{"a return alone", "3\nabc\rdef", "3\nabc\rdef", nil},
		{"zero", "0\r\nabc", "0\r\nabc", nil},
		{"zero and a line feed", "0\nabc", "0\nabc", nil},
		{"cut within a line end", "3\r\nabc\r", "abc", io.ErrUnexpectedEOF},
		{"a word", "dog\nabc", "dog\nabc", nil},
		{"no last chunk", "3\r\nabc\r\n", "abc", io.ErrUnexpectedEOF},
		{"cut within a chunk", "5\r\nabc", "abc", io.ErrUnexpectedEOF},
		{"cut after a chunk", "3\r\nabc", "abc", io.ErrUnexpectedEOF},
		{"wrong size", "2\r\nabc\r\n0\r\n\r\n", "ab", errChunk},
		{"second size is not one", "3\r\nabc\r\nxyz\r\n", "abc", errChunk},
		{"huge size", "fffffffffffffffff\r\nabc", "fffffffffffffffff\r\nabc", nil},
	} {
		got, err := unchunk([]byte("<<"), []byte(tt.in))
		if string(got) != "<<"+tt.want || !errors.Is(err, tt.err) {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
}

func TestUnpack(t *testing.T) {
	page := []byte("<!doctype html><title>Über uns</title>" +
		strings.Repeat("<p>Ein Absatz über uns.", 300))
	u := unpacker{limit: 1 << 20}
	defer u.close()
	packed := func(how ...string) []byte {
		b := page
		for _, h := range how {
			b = pack(t, h, b)
		}
		return b
	}
	half := func(b []byte) []byte { return b[:len(b)/2] }
	bomb := make([]byte, 30<<20)
	for _, tt := range []struct {
		name, codings string
		in            []byte
		partial       bool
		err           bool
	}{
		{"gzip", "gzip", packed("gzip"), false, false},
		{"x-gzip", "x-gzip", packed("gzip"), false, false},
		{"two members", "gzip", append(pack(t, "gzip", page[:100]), pack(t, "gzip", page[100:])...),
			false, false},
		{"gzip and noise", "gzip", append(packed("gzip"), "noise"...), false, false},
		{"deflate", "deflate", packed("deflate"), false, false},
		{"raw deflate", "deflate", packed("raw"), false, false},
		{"br", "br", packed("br"), false, false},
		{"zstd", "zstd", packed("zstd"), false, false},
		{"stacked", "gzip br zstd", packed("gzip", "br", "zstd"), false, false},
		// gzip data is not text
		{"one of the stacked is missing", "gzip br", packed("gzip"), false, true},
		{"not packed, gzip", "gzip", page, false, false},
		{"not packed, deflate", "deflate", page, false, false},
		{"not packed, br", "br", page, false, false},
		{"not packed, zstd", "zstd", page, false, false},
		{"unknown, text", "utf-8", page, false, false},
		{"unknown, packed", "compress", packed("gzip"), false, true},
		{"too many", "gzip gzip gzip gzip gzip", page, false, true},
		{"cut gzip", "gzip", half(packed("gzip")), false, true},
		{"cut br", "br", half(packed("br")), false, true},
		{"cut zstd", "zstd", half(packed("zstd")), false, true},
		{"bomb, gzip", "gzip", pack(t, "gzip", bomb), false, true},
		{"bomb, deflate", "deflate", pack(t, "deflate", bomb), true, true},
		{"bomb, br", "br", pack(t, "br", bomb), true, true},
		{"bomb, zstd", "zstd", pack(t, "zstd", bomb), true, true},
	} {
		got, err := u.unpack(tt.in, strings.Fields(tt.codings), tt.partial)
		if (err != nil) != tt.err || err == nil && !bytes.Equal(got, page) {
			t.Errorf("%s: %.60q, %v", tt.name, got, err)
		}
		if strings.HasPrefix(tt.name, "bomb") && !errors.Is(err, ErrTooLong) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	// Text that some coding can begin with: if undoing it fails, the text stays whole for the next
	// coding.
	for c := byte(' '); c <= '~'; c++ {
		want := append([]byte{c}, page...)
		for _, not := range []string{"deflate", "br"} {
			got, err := u.unpack(pack(t, "gzip", want), []string{"deflate", not, "gzip"}, false)
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("not %s, %q: %.60q, %v", not, c, got, err)
			}
		}
	}
	for _, how := range []string{"gzip", "deflate", "br"} {
		b := packed(how)
		got, err := u.unpack(b[:len(b)-8], []string{how}, true)
		if err != nil || len(got) == 0 || !bytes.HasPrefix(page, got) {
			t.Errorf("partial %s: %.60q, %v", how, got, err)
		}
	}
	for i, b := range u.buf {
		if cap(b) > 3*u.limit {
			t.Errorf("buffer %d has %d bytes", i, cap(b))
		}
	}
}
