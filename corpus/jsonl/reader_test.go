package jsonl

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"klartext/corpus/unpack"
)

func pack(t testing.TB, s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// flip changes the checksum at the end of a member.
func flip(member string) string { return member[:len(member)-8] + "????" + member[len(member)-4:] }

// read formats what a Reader returns as "line|line|!damage|line".
func read(t testing.TB, in io.Reader, o Options) string {
	r := NewReader(in, o)
	defer r.Close()
	var all []string
	for range 1 << 16 {
		line, err := r.Next()
		var d *unpack.Damage
		switch {
		case err == io.EOF:
			return strings.Join(all, "|")
		case errors.As(err, &d):
			all = append(all, fmt.Sprintf("!%d", d.At.Offset))
		case err != nil:
			return strings.Join(append(all, err.Error()), "|")
		default:
			at := r.At()
			all = append(all, fmt.Sprintf("%s@%d", line, at.Offset+at.Within))
		}
	}
	t.Fatal("no end")
	return ""
}

func TestReader(t *testing.T) {
	one := pack(t, "{1}\n")
	tail := len(one)
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"lines", "{1}\n{2}\r\n\n \n{3}", "{1}@0|{2}\r@4|{3}@12"},
		{"mark", "\uFEFF{1}\n\uFEFF{2}", "{1}@0|\uFEFF{2}@7"},
		{"too long", "{1}\n" + strings.Repeat("x", 21) + "\n{2}", "{1}@0|!4|{2}@26"},
		{"far too long", strings.Repeat("x", 1<<20) + "\n{2}", "!0|{2}@1048577"},
		{"too long, the last", "{1}\n" + strings.Repeat("x", 21), "{1}@0|!4"},
		{"packed", pack(t, "{1}\n{2}\n"), "{1}@0|{2}@4"},
		{"members", one + one, fmt.Sprintf("{1}@0|{1}@%d", tail)},
		{"a line in two members", pack(t, "{1") + pack(t, "}\n{2}\n"),
			fmt.Sprintf("{1}@0|{2}@%d", len(pack(t, "{1"))+2)},
		{"checksum of one line", one + flip(one) + one,
			fmt.Sprintf("{1}@0|!%d|{1}@%d", tail, 2*tail)},
		{"checksum of two lines", flip(pack(t, "{1}\n{2}\n")), "{1}@0|{2}@4|!0"},
		{"cut after the line", one[:tail-8], "{1}@0|!0"},
		{"cut before the line feed", pack(t, "{1}")[:tail-9], "{1}@0|!0"},
		{"cut within the line", pack(t, "{1")[:tail-10], "!0"},
		{"rest of a line after damage", flip(pack(t, "{1")) + pack(t, "}\n{2}\n"),
			fmt.Sprintf("!0|{2}@%d", len(pack(t, "{1"))+2)},
		{"noise after a line", pack(t, "{1}") + "noise",
			fmt.Sprintf("{1}@0|!%d", len(pack(t, "{1}")))},
	} {
		o := Options{MaxLine: 20}
		if got := read(t, strings.NewReader(tt.in), o); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if len(tt.in) > 1<<10 {
			continue
		}
		if got := read(t, iotest.OneByteReader(strings.NewReader(tt.in)), o); got != tt.want {
			t.Errorf("%s, byte by byte: %s, want %s", tt.name, got, tt.want)
		}
	}
	broken := io.MultiReader(strings.NewReader("{1}\n{2"), iotest.ErrReader(errors.New("broken")))
	if got := read(t, broken, Options{}); got != "{1}@0|broken" {
		t.Error(got)
	}
}

// TestMemory reads a line that never ends, and a great many members in one line.
func TestMemory(t *testing.T) {
	r := NewReader(io.LimitReader(zeros{}, 64<<20), Options{MaxLine: 1 << 20})
	defer r.Close()
	if _, err := r.Next(); !errors.Is(err, ErrTooLong) {
		t.Error(err)
	}
	if _, err := r.Next(); err != io.EOF {
		t.Error(err)
	}
	if cap(r.buf) > 4<<20 {
		t.Errorf("the buffer has %d bytes", cap(r.buf))
	}
	m := NewReader(strings.NewReader(strings.Repeat(pack(t, "x"), 1000)), Options{})
	defer m.Close()
	if line, err := m.Next(); len(line) != 1000 || err != nil || cap(m.marks) > 8 {
		t.Errorf("%d bytes, %v, %d marks", len(line), err, cap(m.marks))
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestLines(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.jsonl.gz")
	if err := os.WriteFile(name, []byte(pack(t, "{1}\n{2}\n{3}\n")), 0o666); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line, err := range Lines(name) {
		if err != nil {
			t.Fatal(err)
		}
		if got = append(got, string(line)); len(got) == 2 {
			break
		}
	}
	if s := strings.Join(got, " "); s != "{1} {2}" {
		t.Error(s)
	}
	for _, err := range Lines(name + "x") {
		if !errors.Is(err, os.ErrNotExist) {
			t.Error(err)
		}
	}
}

// FuzzReader compares the Reader with bytes.Lines if nothing is packed and no line is too long, and
// with itself under another chunking.
func FuzzReader(f *testing.F) {
	f.Add([]byte("{1}\n\n{2}"))
	f.Add([]byte(pack(f, "{1}\n") + pack(f, "{2}\n")))
	f.Fuzz(func(t *testing.T, data []byte) {
		want := read(t, bytes.NewReader(data), Options{MaxLine: 50})
		again := read(t, iotest.OneByteReader(bytes.NewReader(data)), Options{MaxLine: 50})
		if again != want {
			t.Errorf("byte by byte %q, want %q", again, want)
		}
		if bytes.Contains(data, []byte("\x1F\x8B")) || bytes.Contains(data,
			[]byte("\x2A\x4D\x18")) || bytes.Contains(data, []byte("\xB5\x2F\xFD")) ||
			bytes.HasPrefix(data, []byte("\uFEFF")) {
			return // may be packed, or begin with a byte order mark
		}
		r := NewReader(bytes.NewReader(data), Options{})
		defer r.Close()
		for line := range bytes.Lines(data) {
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			got, err := r.Next()
			if err != nil || !bytes.Equal(bytes.TrimSpace(got), bytes.TrimSpace(line)) {
				t.Fatalf("%q, %v, want %q", got, err, line)
			}
		}
		if _, err := r.Next(); err != io.EOF {
			t.Error(err)
		}
	})
}
