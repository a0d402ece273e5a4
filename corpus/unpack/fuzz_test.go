package unpack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/iotest"
)

// FuzzUnpack reads any bytes as a file. Reading ends, members ascend, limits hold, and the result
// does not depend on how the file is chunked.
func FuzzUnpack(f *testing.F) {
	rnd := rand.New(rand.NewPCG(1, 2))
	gz, zs := pack(Gzip, words(rnd, 2000)), pack(Zstd, words(rnd, 2000))
	for _, b := range [][]byte{
		gz, zs, slices.Concat(gz, skip(9), zs), slices.Concat(zs, zs), words(rnd, 50),
		pack(Gzip, make([]byte, 3<<20)),
	} {
		f.Add(b)
		f.Add(b[1:])
		f.Add(b[:len(b)-3])
		b = slices.Clone(b)
		b[len(b)/2] ^= 1
		f.Add(slices.Concat(b, gz))
	}
	f.Add(bytes.Repeat([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\xfe\xffa"), 50))
	f.Add(bytes.Repeat([]byte("\x28\xb5\x2f\xfd\x04\x00\x09\x00\x00a"), 50))
	f.Fuzz(func(t *testing.T, file []byte) {
		want := transcript(t, bytes.NewReader(file))
		for _, r := range []io.Reader{
			iotest.OneByteReader(bytes.NewReader(file)),
			iotest.DataErrReader(iotest.HalfReader(bytes.NewReader(file))),
		} {
			if got := transcript(t, r); !slices.Equal(got, want) {
				t.Fatalf("got %v\nwant %v", got, want)
			}
		}
	})
}

// transcript lists in short form what all calls of Next and Read returned.
func transcript(t *testing.T, file io.Reader) (events []string) {
	r := NewReader(file, Options{MaxBytes: 1 << 20, MaxZstdWindow: 1 << 20})
	last := int64(-1)
	for range 1 << 20 {
		err := r.Next()
		if err == nil {
			at := r.At()
			if at.Offset <= last || at.Within != 0 {
				t.Fatalf("a member at %v after one at %d", at, last)
			}
			last = at.Offset
			var body []byte
			body, err = io.ReadAll(r)
			events = append(events, fmt.Sprint(at.Offset, r.Format(), r.Found(), len(body),
				string(body[:min(len(body), 9)])))
			if len(body) > 3<<20 && int64(len(body)) > 200*r.Packed() {
				t.Fatalf("%d bytes were returned", len(body))
			}
			if err == nil {
				continue
			}
		}
		events = append(events, err.Error())
		var d *Damage
		if errors.As(err, &d) {
			if d.At.Offset < last {
				t.Fatalf("damage at %v after a member at %d", d.At, last)
			}
			continue
		}
		if err != io.EOF {
			t.Fatal(err)
		}
		return events
	}
	t.Fatal("reading does not end")
	return nil
}
