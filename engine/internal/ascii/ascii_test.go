package ascii

import (
	"strings"
	"testing"
)

const (
	capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	small    = "abcdefghijklmnopqrstuvwxyz"
	digits   = "0123456789"
)

// lower is the naive twin of AppendLower: one look into the alphabet per byte.
func lower(s []byte) string {
	out := make([]byte, len(s))
	for i, c := range s {
		if at := strings.IndexByte(capitals, c); at >= 0 {
			c = small[at]
		}
		out[i] = c
	}
	return string(out)
}

func TestBytes(t *testing.T) {
	for i := range 256 {
		c := byte(i)
		if got, want := Lower(c), lower([]byte{c})[0]; got != want {
			t.Errorf("Lower(%q) = %q, want %q", c, got, want)
		}
		if got, want := IsLetter(c), strings.IndexByte(capitals+small, c) >= 0; got != want {
			t.Errorf("IsLetter(%q) = %v", c, got)
		}
		if got, want := IsDigit(c), strings.IndexByte(digits, c) >= 0; got != want {
			t.Errorf("IsDigit(%q) = %v", c, got)
		}
		if got, want := IsAlphanumeric(c), IsLetter(c) || IsDigit(c); got != want {
			t.Errorf("IsAlphanumeric(%q) = %v", c, got)
		}
	}
}

// words are compared with every text: letters, and the signs that differ from others by the bit
// that makes a letter small ('@' from '`', '[' from '{', '-' from CR).
var words = [...]string{"a", "z", "href", "ld+json", "aria-hidden", "http://", "`{|}~", "\xe4\xf6"}

func check(t *testing.T, s []byte) {
	t.Helper()
	folded := lower(s)
	if got := string(AppendLower([]byte("X"), s)); got != "X"+folded {
		t.Errorf("AppendLower(%q) = %q, want %q", s, got, folded)
	}
	if got, want := AllDigits(s), len(s) > 0 && strings.Trim(string(s), digits) == ""; got != want {
		t.Errorf("AllDigits(%q) = %v", s, got)
	}
	any := false
	for _, w := range words {
		any = any || strings.Contains(folded, w)
		for _, f := range []struct {
			name      string
			got, want bool
		}{
			{"EqualFold", EqualFold(s, w), folded == w},
			{"HasPrefixFold", HasPrefixFold(s, w), strings.HasPrefix(folded, w)},
			{"HasSuffixFold", HasSuffixFold(s, w), strings.HasSuffix(folded, w)},
			{"ContainsFold", ContainsFold(s, w), strings.Contains(folded, w)},
		} {
			if f.got != f.want {
				t.Errorf("%s(%q, %q) = %v", f.name, s, w, f.got)
			}
		}
	}
	if got := ContainsFold(s, words[:]...); got != any {
		t.Errorf("ContainsFold(%q, all words) = %v", s, got)
	}
}

func TestFold(t *testing.T) {
	for _, s := range []string{
		"", "A", "HREF", "xHref", "hrefX", "LD+JSON", "ld\x0bjson", "ARIA-hidden", "aria\rhidden",
		"HTTP://", "http:/\x0f", "@[\\]^", "`{|}~", "\xe4\xf6", "\xc4\xd6", "ÄÖ", "K\u212a",
		"0", "0123456789", "12a", "a12", "1 2",
	} {
		check(t, []byte(s))
	}
}

func FuzzFold(f *testing.F) {
	f.Add([]byte("Content-Type: application/LD+JSON"))
	f.Fuzz(func(t *testing.T, s []byte) {
		check(t, s)
		for _, w := range words { // and what probably contains one
			check(t, append(append([]byte{}, s...), strings.ToUpper(w)...))
		}
	})
}

func TestAllocs(t *testing.T) {
	buf, s := make([]byte, 0, 64), []byte("Application/LD+JSON")
	var found bool
	n := testing.AllocsPerRun(100, func() {
		buf = AppendLower(buf[:0], s)
		found = ContainsFold(s, "html", "ld+json") && HasPrefixFold(s, "app")
	})
	if n > 0 || !found {
		t.Errorf("%v allocations, found %v", n, found)
	}
}
