package bench

import (
	"bytes"
	"io"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"

	engine "klartext/engine/charset"
)

// convert converts pages from an encoding to UTF-8. The pages still declare their original
// encoding, as often happens on the web. Characters that the encoding lacks are written as
// references.
func convert(name, contentType string) func(testing.TB, []*page) func() int {
	return func(tb testing.TB, pages []*page) func() int {
		codec, _ := charset.Lookup(name)
		var encoded [][]byte
		for _, p := range pages {
			raw := p.src
			if name != "utf-8" {
				var err error
				valid := bytes.ToValidUTF8(raw, []byte("?"))
				escape := encoding.HTMLEscapeUnsupported(codec.NewEncoder())
				if raw, err = escape.Bytes(valid); err != nil {
					tb.Fatal(err)
				}
			}
			encoded = append(encoded, raw)
		}
		var c engine.Converter
		return func() (n int) {
			for _, raw := range encoded {
				text, _ := c.UTF8(raw, contentType)
				n += len(text)
			}
			return n
		}
	}
}

// readGzip reads pages from a file with one gzip member per page, the way crawls are stored.
func readGzip(tb testing.TB, pages []*page) func() int {
	var file bytes.Buffer
	w := gzip.NewWriter(&file)
	for _, p := range pages {
		w.Reset(&file)
		compress(tb, w, p.src)
	}
	in := bytes.NewReader(file.Bytes())
	r, err := gzip.NewReader(in)
	if err != nil {
		tb.Fatal(err)
	}
	return readBack(tb, pages, r, func() error {
		in.Reset(file.Bytes())
		return r.Reset(in)
	})
}

// readZstd reads pages from a file with one zstd frame per page.
func readZstd(tb testing.TB, pages []*page) func() int {
	var file bytes.Buffer
	w, err := zstd.NewWriter(&file, zstd.WithEncoderConcurrency(1))
	if err != nil {
		tb.Fatal(err)
	}
	for _, p := range pages {
		w.Reset(&file)
		compress(tb, w, p.src)
	}
	in := bytes.NewReader(file.Bytes())
	// Without goroutines, so that the figures are for one core, like all others here.
	r, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(r.Close)
	return readBack(tb, pages, r, func() error {
		in.Reset(file.Bytes())
		return r.Reset(in)
	})
}

func compress(tb testing.TB, w io.WriteCloser, src []byte) {
	if _, err := w.Write(src); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
}

// readBack reads all pages from r and compares them.
func readBack(tb testing.TB, pages []*page, r io.Reader, reset func() error) func() int {
	var buf []byte
	for _, p := range pages {
		buf = append(buf[:0], p.src...) // as large as the largest page
	}
	return func() (n int) {
		if err := reset(); err != nil {
			tb.Fatal(err)
		}
		for i, p := range pages {
			if cap(buf) < len(p.src) {
				buf = make([]byte, len(p.src))
			}
			got, err := io.ReadFull(r, buf[:len(p.src)])
			if err != nil || !bytes.Equal(buf[:got], p.src) {
				tb.Fatalf("page %d came back wrong after %d bytes: %v", i, got, err)
			}
			n += got
		}
		if m, err := r.Read(buf[:1]); m != 0 || err != io.EOF {
			tb.Fatalf("more than was written: %v", err)
		}
		return n
	}
}
