package warc

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

// simple is the naive twin of Reader for archives without damage and with CRLF only.
func simple(t *testing.T, b []byte) (records []made) {
	for len(b) > 0 {
		head, rest, ok := bytes.Cut(b, []byte("\r\n\r\n"))
		if !ok {
			t.Fatal("no header")
		}
		var m made
		n := -1
		for line := range strings.SplitSeq(string(head), "\r\n") {
			name, value, _ := strings.Cut(line, ": ")
			switch name {
			case "WARC-Record-ID":
				m.id = strings.Trim(value, "<>")
			case "Content-Length":
				n, _ = strconv.Atoi(value)
			}
		}
		m.block = string(rest[:n])
		b = rest[n+4:]
		records = append(records, m)
	}
	return records
}

// TestSimple compares with the twin, however the records are divided into members: one each, all in
// one, or cut anywhere.
func TestSimple(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	a := build(rnd, "plain", 40, nil)
	want := simple(t, a.file)
	for _, format := range []string{"plain", "gzip", "zstd"} {
		for _, size := range []int{len(a.file), 1000, 70, 0} {
			var file []byte
			for b := a.file; len(b) > 0; {
				n := min(max(size, 1), len(b))
				if size == 0 {
					n = min(1+rnd.IntN(3000), len(b))
				}
				file = append(file, pack(format, b[:n])...)
				b = b[n:]
			}
			got, errs := all(t, NewReader(iotest.HalfReader(bytes.NewReader(file)), Options{}))
			if len(errs) != 1 || errs[0] != io.EOF || len(got) != len(want) {
				t.Fatalf("%s in members of %d: %d records, errors %v", format, size, len(got), errs)
			}
			for i := range got {
				if a.records[i].id != got[i].id || "urn:uuid:"+got[i].id != want[i].id ||
					got[i].block != want[i].block {
					t.Fatalf("%s in members of %d: record %d differs", format, size, i)
				}
			}
		}
	}
}

// TestForms has what careless writers write, and various damage, with the blocks expected, joined,
// and the errors.
func TestForms(t *testing.T) {
	const two = "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 3\r\n\r\ntwo\r\n\r\n"
	for _, c := range []struct {
		name, file, want string
		err              error
	}{
		{"LF only", "WARC/1.0\nWARC-Type: x\nContent-Length: 3\n\none\n\n" + two, "one two", nil},
		{"one line end", "WARC/1.0\r\nContent-Length: 3\r\n\r\none\r\n" + two, "one two", nil},
		{"no line end", "WARC/1.0\r\nContent-Length: 3\r\n\r\none" + two, "one two", nil},
		{"more line ends", "\r\nWARC/1.0\r\nContent-Length: 3\r\n\r\none\r\n\r\n\r\n\r\n" + two,
			"one two", nil},
		{"version and case", "WARC/0.17\r\ncontent-LENGTH:3\r\n\r\none\r\n\r\n" + two,
			"one two", nil},
		{"folded", "WARC/1.0\r\nX: a\r\n  b\r\n\tc\r\nContent-Length: \r\n 3\r\n\r\none\r\n\r\n" +
			two, "one two", nil},
		{"not UTF-8", "WARC/1.0\r\nX: \xff\xfe\r\nContent-Length: 3\r\n\r\none\r\n\r\n" + two,
			"one two", nil},
		{"empty block", "WARC/1.0\r\nContent-Length: 0\r\n\r\n\r\n\r\n" + two, " two", nil},
		{"no length", "WARC/1.0\r\nWARC-Type: x\r\n\r\none\r\n\r\n" + two, "two", ErrLength},
		{"negative length", "WARC/1.0\r\nContent-Length: -3\r\n\r\none\r\n\r\n" + two,
			"two", ErrLength},
		{"too short", "WARC/1.0\r\nContent-Length: 2\r\n\r\none\r\n\r\n" + two, "two", ErrLength},
		{"too long", "WARC/1.0\r\nContent-Length: 30\r\n\r\none\r\n\r\n" + two + two,
			"two two", ErrLength},
		{"far too long", "WARC/1.0\r\nContent-Length: 3000\r\n\r\none\r\n\r\n" + two + two,
			"two two", ErrTruncated},
		{"too large", "WARC/1.0\r\nContent-Length: 30000000000\r\n\r\none\r\n\r\n" + two + two,
			"two two", ErrTooLarge},
		{"too large, then garbage", "WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 70000\r\n\r\n" +
			strings.Repeat("WARC/1.", 10000) + "\r\n\r\ngarbage" + two, "two", ErrTooLarge},
		{"line ends in the block", "WARC/1.0\r\nContent-Length: 6\r\n\r\none\r\n\r\n" + two,
			"one two", nil},
		{"all line ends in the block", "WARC/1.0\r\nContent-Length: 7\r\n\r\none\r\n\r\n" + two,
			"one two", nil},
		{"LF in the block", "WARC/1.0\nContent-Length: 4\n\none\n\n" + two, "one two", nil},
		{"a careless writer's", "WARC/1.0\r\nContent-Length: 3\r\n\r\none\r\n" +
			"WARC/1.0\r\nContent-Length: 5\r\n\r\none\r\n\r\n" + two, "one one\r\n two", nil},
		{"line ends that the digest proves", "WARC/1.0\r\n" + digestField("md5", "one\r\n") +
			"Content-Length: 5\r\n\r\none\r\n\r\n" + two, "one\r\n two", nil},
		{"line ends that the digest disproves",
			"WARC/1.0\r\nContent-Length: 1\r\n\r\n1\r\nWARC/1.0\r\n" + digestField("sha-256",
				"one") + "Content-Length: 5\r\n\r\none\r\n\r\n" + two, "1 one two", nil},
		{"digest", "WARC/1.0\r\n" + digestField("sha1", "one") +
			"Content-Length: 3\r\n\r\none\r\n\r\n" + two, "one two", nil},
		{"wrong digest", "WARC/1.0\r\n" + digestField("sha512", "on") +
			"Content-Length: 3\r\n\r\none\r\n\r\n" + two, "two", ErrDigest},
		{"unknown digest",
			"WARC/1.0\r\nWARC-Block-Digest: x:y\r\nContent-Length: 3\r\n\r\none\r\n\r\n" + two,
			"one two", nil},
		{"no sum", "WARC/1.0\r\nWARC-Block-Digest: sha1:y\r\nContent-Length: 3\r\n\r\none\r\n\r\n" +
			two, "one two", nil},
		{"garbage", two + "garbage\r\n\r\n" + two, "two two", ErrNoRecord},
		{"cut off", two + "WARC/1.0\r\nContent-Length: 3\r\n\r\non", "two", ErrTruncated},
		{"cut header", two + "WARC/1.0\r\nContent-Le", "two", ErrTruncated},
		{"header runs into the next", "WARC/1.0\r\nContent-Length: 3\r\n" + two, "two", ErrHeader},
		{"header cut in a line", "WARC/1.0\r\nContent-Len" + two, "two", ErrHeader},
		{"header too long", "WARC/1.0\r\nX: " + strings.Repeat("x", 5000) + "\r\n\r\n" + two,
			"two", ErrHeader},
		{"no field", "WARC/1.0\r\nContent-Length 3\r\n\r\none\r\n\r\n" + two, "two", ErrHeader},
		{"no archive", "{\"a\": 1}\n", "", ErrNoRecord},
		{"empty", "", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, errs := all(t,
				NewReader(strings.NewReader(c.file), Options{MaxHeader: 4096, MaxBlock: 60000}))
			var blocks []string
			for _, m := range got {
				blocks = append(blocks, m.block)
			}
			if s := strings.Join(blocks, " "); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
			want := 2
			if c.name == "too large, then garbage" {
				want = 3
			}
			if c.err == nil && len(errs) != 1 ||
				c.err != nil && (len(errs) != want || !errors.Is(errs[0], c.err)) {
				t.Errorf("errors %v, want %v", errs, c.err)
			}
		})
	}
}

func TestFields(t *testing.T) {
	file := "WARC/1.0\r\nWARC-Type: Response\r\n" +
		"WARC-Target-URI: <http://example.org/>\r\nWARC-Record-ID: <urn:x>\r\n" +
		"X: a\r\n  b \r\n\tc\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
	var r Record
	w := NewReader(strings.NewReader(file), Options{})
	if err := w.Next(&r); err != nil {
		t.Fatal(err)
	}
	if string(r.Version) != "1.0" || !r.Is("response") ||
		string(r.URL()) != "http://example.org/" || string(r.ID()) != "urn:x" ||
		string(r.Get("x")) != "a b c" || r.Get("y") != nil || len(r.Fields) != 5 {
		t.Errorf("%q %q", r.Version, r.Fields)
	}
}

// TestLarge skips a record over the limit that contains an archive, using its member.
func TestLarge(t *testing.T) {
	for _, format := range []string{"gzip", "zstd"} {
		rnd := rand.New(rand.NewPCG(5, 6))
		inner := build(rnd, "plain", 50, nil)
		a, b := build(rnd, format, 2, nil), build(rnd, format, 2, nil)
		for _, http := range []string{
			"", "HTTP/1.1 200 OK\r\nContent-Type: application/warc\r\n\r\n",
		} {
			large := pack(format, made{id: "large", block: http + string(inner.file)}.record(0))
			file := bytes.Join([][]byte{a.file, large, b.file}, nil)
			got, errs := all(t, NewReader(bytes.NewReader(file), Options{MaxBlock: 20000}))
			if len(got) != 4 || len(errs) != 2 || !errors.Is(errs[0], ErrTooLarge) {
				t.Errorf("%s: %d records, errors %v", format, len(got), errs)
			}
		}
	}
}

// TestLargeByMistake has a wrong length over the limit in the first record of a member that holds
// other records.
func TestLargeByMistake(t *testing.T) {
	for _, format := range []string{"plain", "gzip", "zstd"} {
		rnd := rand.New(rand.NewPCG(5, 6))
		a, b := build(rnd, "plain", 9, map[int]int{0: 1 << 40}), build(rnd, format, 2, nil)
		// an empty block, then the record
		none := append(made{id: "none"}.record(1<<40), a.file...)
		for i, c := range []struct {
			member     []byte
			want, errs int
		}{{a.file, 10, 2}, {none, 10, 3}, {a.file[a.records[1].start:], 10, 1}} {
			got, errs := all(t, NewReader(bytes.NewReader(append(pack(format, c.member),
				b.file...)), Options{MaxBlock: 100000}))
			if len(got) != c.want || len(errs) != c.errs ||
				c.errs > 1 && !errors.Is(errs[0], ErrTooLarge) {
				t.Errorf("%s %d: %d records, errors %v", format, i, len(got), errs)
			}
		}
	}
}

// TestFileError gives up when the file cannot be read.
func TestFileError(t *testing.T) {
	broken := errors.New("broken")
	for _, format := range []string{"plain", "gzip", "zstd"} {
		a := build(rand.New(rand.NewPCG(5, 6)), format, 3, nil)
		cut := a.records[1].end - 10
		file := io.MultiReader(bytes.NewReader(a.file[:cut]), iotest.ErrReader(broken))
		got, errs := all(t, NewReader(file, Options{}))
		if len(got) != 1 || len(errs) != 1 || errs[0] != broken {
			t.Errorf("%s: %d records, errors %v", format, len(got), errs)
		}
	}
}

// TestMemory reads an archive of 40 MB with little memory: buf is not larger than the records
// require.
func TestMemory(t *testing.T) {
	a := build(rand.New(rand.NewPCG(5, 6)), "gzip", 100, nil)
	w := NewReader(io.MultiReader(repeated(a.file, 200)...), Options{})
	got := 0
	for r := (Record{}); ; got++ {
		if err := w.Next(&r); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if cap(w.buf) > 1<<20 {
			t.Fatalf("%d bytes are held for records of 3000", cap(w.buf))
		}
	}
	if got != 20000 {
		t.Errorf("%d records", got)
	}
	if w.Packed() != int64(200*len(a.file)) || w.Unpacked() < 20e6 {
		t.Errorf("packed %d, unpacked %d", w.Packed(), w.Unpacked())
	}
	_ = w.Close()
	if err := w.Next(new(Record)); err == nil || damaged(err) {
		t.Errorf("after Close: %v", err)
	}
}

func repeated(b []byte, n int) (all []io.Reader) {
	for range n {
		all = append(all, bytes.NewReader(b))
	}
	return all
}

func BenchmarkWARC(b *testing.B) {
	for _, format := range []string{"plain", "gzip", "zstd"} {
		b.Run(format, func(b *testing.B) {
			a := build(rand.New(rand.NewPCG(5, 6)), format, 1000, nil)
			var unpacked int64
			b.ReportAllocs()
			for b.Loop() {
				w := NewReader(bytes.NewReader(a.file), Options{})
				n := 0
				for r := (Record{}); w.Next(&r) == nil; n++ {
				}
				if n != 1000 {
					b.Fatalf("%d records", n)
				}
				unpacked = w.Unpacked()
				_ = w.Close()
			}
			b.SetBytes(unpacked)
		})
	}
}
