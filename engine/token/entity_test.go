package token

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"klartext/engine/internal/ascii"
)

// references returns the rows of entities.txt.
func references(tb testing.TB) map[string]string {
	data, err := os.ReadFile("entities.txt")
	if err != nil {
		tb.Fatal(err)
	}
	m := map[string]string{}
	for line := range strings.Lines(string(data)) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "//" {
			continue
		}
		for _, hex := range f[1:] {
			r, err := strconv.ParseUint(hex, 16, 21)
			if err != nil {
				tb.Fatal(err)
			}
			m[f[0]] += string(rune(r))
		}
	}
	return m
}

// slowDecode is the naive twin of appendReference for names: it tries every length.
func slowDecode(refs map[string]string, s string, attr bool) string {
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '&' {
			out.WriteByte(s[i])
			continue
		}
		text, n := "&", 0
		for l := 1; l <= 33 && i+1+l <= len(s); l++ {
			if v, ok := refs[s[i+1:i+1+l]]; ok {
				text, n = v, l
			}
		}
		if end := i + 1 + n; n > 0 && attr && s[end-1] != ';' && end < len(s) &&
			(s[end] == '=' || ascii.IsAlphanumeric(s[end])) {
			text, n = "&", 0
		}
		out.WriteString(text)
		i += n
	}
	return out.String()
}

func TestEntities(t *testing.T) {
	refs := references(t)
	if len(refs) != 2231 {
		t.Errorf("%d names; the standard has 2231", len(refs))
	}
	for name := range refs {
		if len(name) > maxEntity+1 || name[len(name)-1] != ';' && len(name) > maxLegacy {
			t.Errorf("%s is too long", name)
		}
		for _, behind := range []string{"", ";", "x", "=", "&", "1;", " "} {
			for _, attr := range []bool{false, true} {
				s := "<&" + name + behind
				got, want := string(AppendDecoded(nil, []byte(s), attr)), slowDecode(refs, s, attr)
				if got != want {
					t.Errorf("%q (attribute: %v): %q, want %q", s, attr, got, want)
				}
			}
		}
	}
}

func TestReferences(t *testing.T) {
	for _, tt := range []struct{ name, in, text, attr string }{
		{"none", "&", "&", "&"},
		{"space", "& a", "& a", "& a"},
		{"unknown", "&xyz;", "&xyz;", "&xyz;"},
		{"longest", "&notit;&notin;", "¬it;∉", "&notit;∉"},
		{"in an address", "?a&copy=1&copyx&lt", "?a©=1©x<", "?a&copy=1&copyx<"},
		{"two code points", "&NotEqualTilde;", "≂̸", "≂̸"},
		{"outside the basic plane", "&Afr;", "\U0001D504", "\U0001D504"},
		{"decimal", "&#65;&#66&#x43;&#X44g", "ABCDg", "ABCDg"},
		{"no digits", "&#;&#x;&#xg;&#", "&#;&#x;&#xg;&#", "&#;&#x;&#xg;&#"},
		{"windows-1252", "&#128;&#x99;&#159;&#129;", "€™Ÿ\u0081", "€™Ÿ\u0081"},
		{"no characters", "&#0;&#xD800;&#xDFFF;&#x110000;&#99999999999999999999;",
			"�����", "�����"},
		{"controls", "&#1;&#13;&#xFFFE;", "\x01\r\uFFFE", "\x01\r\uFFFE"},
		{"line ends", "a\r\nb\rc\n\r\n", "a\nb\nc\n\n", "a\nb\nc\n\n"},
		{"nul", "a\x00b", "a\x00b", "a\uFFFDb"},
		{"too long", "&" + strings.Repeat("a", 40) + ";",
			"&" + strings.Repeat("a", 40) + ";", "&" + strings.Repeat("a", 40) + ";"},
	} {
		if got := string(AppendDecoded(nil, []byte(tt.in), false)); got != tt.text {
			t.Errorf("%s: text %q, want %q", tt.name, got, tt.text)
		}
		if got := string(AppendDecoded(nil, []byte(tt.in), true)); got != tt.attr {
			t.Errorf("%s: attribute %q, want %q", tt.name, got, tt.attr)
		}
	}
}

func FuzzReferences(f *testing.F) {
	refs := references(f)
	for _, s := range []string{
		"&amp;&lt&notit;", "&copy=&amp", "&CounterClockwiseContourIntegral;", "&&;&x",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, attr bool) {
		if strings.ContainsAny(s, "#\r\x00") {
			return
		}
		got, want := string(AppendDecoded(nil, []byte(s), attr)), slowDecode(refs, s, attr)
		if got != want {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
	})
}
