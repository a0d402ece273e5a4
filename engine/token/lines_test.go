package token

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func collect(src []byte) []string {
	var l Lines
	l.Reset(src)
	var out []string
	for {
		ln, ok := l.Next()
		if !ok {
			return out
		}
		out = append(out, string(src[ln.Start:ln.End]))
	}
}

func TestLines(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"one", "a", "a"},
		{"lf", "a\nb\n", "a|b"},
		{"blank lines", "a\n\n\nb", "a|||b"},
		{"cr", "a\rb\r", "a|b"},
		{"crlf", "a\r\nb\r\n\r\nc", "a|b||c"},
		{"lf cr are two", "a\n\rb", "a||b"},
		{"nel", "a\u0085b", "a|b"},
		{"separators", "a\u2028b\u2029c", "a|b|c"},
		{"form feed", "a\n\fb", "a||b"},
		{"vertical tab", "a\vb", "a|b"},
		{"bom", "\uFEFFa\nb", "a|b"},
		{"bom only", "\uFEFF", ""},
		{"edges", " \t\u00a0a b\u00a0\u200b\u3000\n\u200fb\u2060", "a b|b"},
		{"inner nbsp stays", "a\u00a0b", "a\u00a0b"},
		{"white space only", " \t\u00a0\u200b\n", ""},
		{"invalid utf-8", "\xff\xfea\xc2\n\xe2\x80\nb", "\xff\xfea\xc2|\xe2\x80|b"},
		{"truncated rune at end", "a\xe2\x80", "a\xe2\x80"},
		{"nul", "a\x00b\nc", "a\x00b|c"},
	} {
		if got := strings.Join(collect([]byte(tt.in)), "|"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// slowLines is the naive twin of Lines: split with the standard library, then trim rune by rune.
func slowLines(src []byte) []string {
	s := strings.TrimPrefix(string(src), byteOrderMark)
	for _, t := range []string{"\r\n", "\r", "\f", "\v", "\u0085", "\u2028", "\u2029"} {
		s = strings.ReplaceAll(s, t, "\n")
	}
	if s == "" {
		return nil
	}
	s = strings.TrimSuffix(s, "\n")
	var out []string
	for _, l := range strings.Split(s, "\n") {
		out = append(out, strings.TrimFunc(l, slowSpace))
	}
	return out
}

func slowSpace(r rune) bool {
	if r == utf8.RuneError {
		return false
	}
	return unicode.IsSpace(r) || r >= 0x1C && r <= 0x1F || r == 0x2065 ||
		unicode.Is(unicode.Cf, r) && (r == 0xAD || r == 0x180E || r == 0xFEFF ||
			r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F)
}

func FuzzLines(f *testing.F) {
	for _, s := range []string{
		"", "a\r\nb", "\uFEFFx\u0085\u2028 \u00a0y\f\vz", "\xe2\x80\n\xc2", "a\u200b\n\u200ba",
		"\r\r\n\n\r",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var l Lines
		l.Reset(src)
		last := 0
		for {
			ln, ok := l.Next()
			if !ok {
				break
			}
			if ln.Start < last || ln.End < ln.Start || ln.Next < ln.End ||
				ln.Next <= last && ln.Next > 0 && last > 0 || ln.Next > len(src) {
				t.Fatalf("line %+v after offset %d of %d", ln, last, len(src))
			}
			last = ln.Next
		}
		if !utf8.Valid(src) {
			return
		}
		got, want := collect(src), slowLines(src)
		if strings.Join(got, "|") != strings.Join(want, "|") || len(got) != len(want) {
			t.Fatalf("%q: %q, want %q", src, got, want)
		}
	})
}

func TestLinesAllocs(t *testing.T) {
	src := []byte(strings.Repeat("Eine Zeile mit Text.\r\n\n\u00a0noch eine\u2028", 100))
	var l Lines
	if n := testing.AllocsPerRun(10, func() {
		l.Reset(src)
		for _, ok := l.Next(); ok; _, ok = l.Next() {
		}
	}); n != 0 {
		t.Errorf("Lines allocates %v times per run; a line is only offsets, so it should not", n)
	}
}

func TestLongLine(t *testing.T) {
	src := bytes.Repeat([]byte("abcdefg "), 100<<20/8)
	var l Lines
	l.Reset(src)
	ln, ok := l.Next()
	if !ok || ln.Start != 0 || ln.End != len(src)-1 || ln.Next != len(src) {
		t.Fatalf("100 MB line: %+v %v", ln, ok)
	}
	if _, ok := l.Next(); ok {
		t.Fatal("a second line")
	}
}
