package warc

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"klartext/corpus/unpack"
)

// FuzzWARC reads any bytes as an archive. Reading ends, positions ascend, limits hold, and the
// result does not depend on how the file is chunked.
func FuzzWARC(f *testing.F) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, format := range []string{"plain", "gzip", "zstd"} {
		a := build(rnd, format, 3, nil)
		f.Add(a.file)
		for range 3 {
			file, _ := spoil(rnd, a, 2)
			f.Add(file)
		}
		f.Add(build(rnd, format, 3, map[int]int{1: 500}).file)
	}
	f.Add([]byte(strings.Repeat("WARC/1.0\nContent-Length: 60000\n\n", 99)))
	f.Add([]byte(strings.Repeat("WARC/1.0\nContent-Length: 0\nX: ", 99)))
	f.Add(slices.Concat(pack("gzip", []byte("WARC/1.0\nWARC-T")),
		pack("zstd", []byte("ype: x\nContent-Length: 2\n\na")), pack("gzip", []byte("b\n\n"))))
	f.Fuzz(func(t *testing.T, file []byte) {
		want := transcript(t, bytes.NewReader(file), len(file))
		for _, r := range []io.Reader{
			iotest.OneByteReader(bytes.NewReader(file)),
			iotest.DataErrReader(iotest.HalfReader(bytes.NewReader(file))),
		} {
			if got := transcript(t, r, len(file)); !slices.Equal(got, want) {
				t.Fatalf("got %v\nwant %v", got, want)
			}
		}
	})
}

// event is what a call of Next returned.
type event struct {
	at    unpack.Position
	block string
	err   string
}

func transcript(t *testing.T, file io.Reader, size int) (events []event) {
	w := NewReader(file, Options{
		MaxHeader: 4096, MaxBlock: 100000,
		Unpack: unpack.Options{MaxBytes: 1 << 20, MaxZstdWindow: 1 << 20},
	})
	var r Record
	var last unpack.Position
	for range size + 2 {
		err := w.Next(&r)
		e := event{at: r.At}
		if err == nil {
			if len(r.Block) > 100000 {
				t.Fatal("the block is too long")
			}
			e.block = string(r.Block)
		} else {
			e.err = err.Error()
			var d *unpack.Damage
			if !errors.As(err, &d) {
				if err != io.EOF {
					t.Fatal(err)
				}
				return append(events, e)
			}
			e.at = d.At
		}
		if e.at.Offset < last.Offset || e.at.Offset == last.Offset && e.at.Within < last.Within {
			t.Fatalf("%v comes after %v", e.at, last)
		}
		last = e.at
		events = append(events, e)
	}
	t.Fatal("reading does not end")
	return nil
}
