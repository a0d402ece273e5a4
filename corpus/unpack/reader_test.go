package unpack

import (
	"bytes"
	stdgzip "compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

var (
	gzipWriter    = gzip.NewWriter(nil)
	zstdWriter, _ = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
)

func pack(f Format, b []byte) []byte {
	switch f {
	case Gzip:
		var out bytes.Buffer
		gzipWriter.Reset(&out)
		_, _ = gzipWriter.Write(b)
		_ = gzipWriter.Close()
		return out.Bytes()
	case Zstd:
		return zstdWriter.EncodeAll(b, nil)
	}
	return b
}

func skip(n int) []byte {
	return append([]byte{0x5a, 0x2a, 0x4d, 0x18, byte(n), byte(n >> 8), byte(n >> 16), 0},
		bytes.Repeat([]byte{'s'}, n)...)
}

// words returns n compressible bytes.
func words(rnd *rand.Rand, n int) []byte {
	var b bytes.Buffer
	for b.Len() < n {
		fmt.Fprintf(&b, "%x Wort %x\n", rnd.Uint32(), rnd.Uint32N(99))
	}
	return b.Bytes()[:n]
}

// member is what became of one member.
type member struct {
	offset int64
	format Format
	body   string
	err    error // nil if it is sound
}

// all reads everything and fails if reading does not end. body is what was read before any damage.
func all(t testing.TB, r *Reader) (members []member, last error) {
	t.Helper()
	for range 1 << 20 {
		var d *Damage
		err := r.Next()
		if errors.As(err, &d) {
			members = append(members, member{offset: d.At.Offset, err: d.Err})
			continue
		} else if err != nil {
			return members, err
		}
		m := member{offset: r.At().Offset, format: r.Format()}
		body, err := io.ReadAll(r)
		m.body = string(body)
		if errors.As(err, &d) {
			m.err = d.Err
			if d.At.Offset != m.offset || d.At.Within != int64(len(body)) {
				t.Errorf("damage at %v of a member at %d, of which %d bytes were read", d.At,
					m.offset, len(body))
			}
		} else if err != nil {
			return members, err
		}
		members = append(members, m)
	}
	t.Fatal("reading does not end")
	return nil, nil
}

// TestSimple compares with compress/gzip and checks where the members are.
func TestSimple(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, f := range []Format{Gzip, Zstd} {
		var file []byte
		var want []member
		for range 50 {
			body := words(rnd, rnd.IntN(5)*rnd.IntN(40000))
			if f == Zstd && rnd.IntN(3) == 0 {
				file = append(file, skip(rnd.IntN(100000))...)
			}
			want = append(want, member{int64(len(file)), f, string(body), nil})
			file = append(file, pack(f, body)...)
		}
		file = append(file, make([]byte, 1000)...) // padding
		got, last := all(t, NewReader(bytes.NewReader(file), Options{}))
		if last != io.EOF || !slices.Equal(got, want) {
			t.Fatalf("%v: %d members of %d, then %v", f, len(got), len(want), last)
		}
		if f != Gzip {
			continue
		}
		z, err := stdgzip.NewReader(bytes.NewReader(file[:len(file)-1000]))
		if err != nil {
			t.Fatal(err)
		}
		whole, err := io.ReadAll(z)
		var joined []byte
		for _, m := range got {
			joined = append(joined, m.body...)
		}
		if err != nil || !bytes.Equal(whole, joined) {
			t.Errorf("compress/gzip reads something else (%v)", err)
		}
	}
}

// TestKinds has files together with their expected members.
func TestKinds(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	text := words(rnd, 5000)
	gz, zs := pack(Gzip, text), pack(Zstd, text)
	inner := bytes.Replace(slices.Concat(gz, zs), []byte{8, 0, 0}, []byte{8, 0, 0}, 1)
	flip := func(b []byte, at int) []byte {
		b = slices.Clone(b)
		b[at] ^= 16
		return b
	}
	body := string(text)
	for _, c := range []struct {
		name string
		file []byte
		want []member
	}{
		{"empty", nil, nil},
		{"plain", text, []member{{0, Plain, body, nil}}},
		{"plain, then packed", slices.Concat(text, gz),
			[]member{{0, Plain, body + string(gz), nil}}},
		{"text, then packed at once", slices.Concat([]byte("WARC/1.0\r\n"), make([]byte, 100), gz),
			[]member{{0, Plain, "WARC/1.0\r\n" + string(make([]byte, 100)) + string(gz), nil}}},
		{"UTF-16", []byte("\xff\xfe<\x00h\x001\x00>\x00"),
			[]member{{0, Plain, "\xff\xfe<\x00h\x001\x00>\x00", nil}}},
		{"both", slices.Concat(gz, zs),
			[]member{{0, Gzip, body, nil}, {int64(len(gz)), Zstd, body, nil}}},
		{"only skipped", skip(5), nil},
		{"skipped too far", slices.Concat(skip(5)[:12], gz),
			[]member{{0, Plain, "", ErrCorrupt}, {12, Gzip, body, nil}}},
		{"skipped past the end", slices.Concat(skip(9000)[:8], gz),
			[]member{{0, Plain, "", ErrTruncated}, {8, Gzip, body, nil}}},
		{"skips too much", slices.Concat(skip(9 << 20)[:8], gz),
			[]member{{0, Plain, "", ErrWindow}, {8, Gzip, body, nil}}},
		{"head of gzip", slices.Concat(flip(gz, 1), gz),
			[]member{{0, Plain, "", ErrNoMember}, {int64(len(gz)), Gzip, body, nil}}},
		{"head of zstd", slices.Concat(flip(zs, 1), zs),
			[]member{{0, Plain, "", ErrNoMember}, {int64(len(zs)), Zstd, body, nil}}},
		{"checksum of gzip", slices.Concat(flip(gz, len(gz)-6), gz),
			[]member{{0, Gzip, body, ErrChecksum}, {int64(len(gz)), Gzip, body, nil}}},
		{"garbage between", slices.Concat(gz, text, zs),
			[]member{{0, Gzip, body, nil}, {int64(len(gz)), Plain, "", ErrNoMember},
				{int64(len(gz) + len(text)), Zstd, body, nil}}},
		{"reserved flags", slices.Concat(gz, flip(flip(gz, 3), 3)[:3], []byte{0xe0}, inner),
			[]member{{0, Gzip, body, nil}, {int64(len(gz)), Plain, "", ErrNoMember},
				{int64(len(gz) + 4), Gzip, body, nil}, {int64(2*len(gz) + 4), Zstd, body, nil}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, last := all(t, NewReader(bytes.NewReader(c.file), Options{}))
			same := slices.EqualFunc(got, c.want, func(g, w member) bool {
				return g.offset == w.offset && (g.err != nil || g.format == w.format) &&
					g.body == w.body && errors.Is(g.err, w.err)
			})
			if !same || last != io.EOF {
				for _, m := range got {
					t.Errorf("byte %d: %v, %d bytes, %v", m.offset, m.format, len(m.body), m.err)
				}
				t.Error(last)
			}
		})
	}
}

// TestWindow damages a member longer than what is kept; the next one is still found.
func TestWindow(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	long, short := words(rnd, 8<<20), words(rnd, 1000)
	for _, f := range []Format{Gzip, Zstd} {
		first := pack(f, long)
		if len(first) < 2<<20 {
			t.Fatal("packed too well")
		}
		for _, at := range []int{100, len(first) / 2, len(first) - 100} {
			file := slices.Concat(first, pack(f, short))
			file[at] ^= 0x55
			r := NewReader(bytes.NewReader(file), Options{Window: 1})
			got, last := all(t, r)
			n := len(got)
			if last != io.EOF || n < 2 || got[0].err == nil || got[n-1].body != string(short) ||
				got[n-1].err != nil {
				t.Errorf("%v, damaged at %d: %d members, then %v", f, at, n, last)
			}
			if cap(r.src.kept) > 1<<20 {
				t.Errorf("%d bytes are held", cap(r.src.kept))
			}
		}
	}
}

// TestReject has a member stored inside a damaged one. It is found, rejected, and the search
// resumes.
func TestReject(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	inner := pack(Gzip, []byte("inside"))
	var outer bytes.Buffer
	z, _ := gzip.NewWriterLevel(&outer, gzip.NoCompression)
	_, _ = z.Write(slices.Concat(words(rnd, 100), inner, words(rnd, 100)))
	_ = z.Close()
	damaged := outer.Bytes()
	damaged[len(damaged)-1] ^= 1
	next := pack(Gzip, []byte("next"))
	r := NewReader(bytes.NewReader(slices.Concat(damaged, next)), Options{})
	var got []string
	for {
		err := r.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if r.Found() && string(body) != "next" {
			r.Reject()
		}
		if err == nil {
			got = append(got, string(body))
		}
	}
	if !slices.Equal(got, []string{"inside", "next"}) {
		t.Errorf("%q", got)
	}
}

// TestExpansion stops a bomb at the limit, accepts data that is large but honest, and leaves
// nothing running.
func TestExpansion(t *testing.T) {
	before := runtime.NumGoroutine()
	rnd := rand.New(rand.NewPCG(1, 2))
	o := Options{MaxBytes: 1 << 20}
	for _, f := range []Format{Gzip, Zstd} {
		bomb, honest := pack(f, make([]byte, 20<<20)), pack(f, words(rnd, 3<<20))
		r := NewReader(bytes.NewReader(slices.Concat(bomb, honest)), o)
		got, last := all(t, r)
		if last != io.EOF || len(got) != 2 || !errors.Is(got[0].err, ErrExpansion) ||
			len(got[0].body) > 4<<20 || len(got[1].body) != 3<<20 || got[1].err != nil {
			t.Errorf("%v: %d members, then %v", f, len(got), last)
		}
		_ = r.Close()
	}
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines, %d before", n, before)
	}
	// A window of 512 MB, and 250 MB of zeros in blocks of 128 KB.
	frame := "\x28\xb5\x2f\xfd\x00\x98" + strings.Repeat("\x02\x00\x10\x00", 2000) + "\x01\x00\x00"
	got, _ := all(t, NewReader(strings.NewReader(frame), Options{}))
	if len(got) != 1 || !errors.Is(got[0].err, ErrWindow) {
		t.Errorf("window: %v", got)
	}
}

func TestFileError(t *testing.T) {
	broken := errors.New("broken")
	for _, f := range []Format{Plain, Gzip, Zstd} {
		file := pack(f, words(rand.New(rand.NewPCG(1, 2)), 5000))
		for _, n := range []int{0, 1, 20, len(file) / 2, len(file)} {
			_, last := all(t, NewReader(io.MultiReader(bytes.NewReader(file[:n]),
				iotest.ErrReader(broken)), Options{}))
			if last != broken {
				t.Errorf("%v after %d bytes: %v", f, n, last)
			}
		}
	}
}

func BenchmarkUnpack(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, f := range []Format{Plain, Gzip, Zstd} {
		b.Run(f.String(), func(b *testing.B) {
			var file []byte
			for range 200 {
				file = append(file, pack(f, words(rnd, 30000))...)
			}
			buf := make([]byte, 64<<10)
			b.SetBytes(200 * 30000)
			b.ReportAllocs()
			for b.Loop() {
				r := NewReader(bytes.NewReader(file), Options{})
				for r.Next() == nil {
				}
				_, _ = r.Read(buf)
				if r.Unpacked() != 200*30000 {
					b.Fatal(r.Unpacked())
				}
				_ = r.Close()
			}
		})
	}
}
