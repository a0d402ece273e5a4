package tag

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// elements returns the rows of elements.txt.
func elements(t *testing.T) map[string][]string {
	data, err := os.ReadFile("elements.txt")
	if err != nil {
		t.Fatal(err)
	}
	m := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) > 0 && f[0] != "//" {
			m[f[0]] = f[1:]
		}
	}
	return m
}

// TestLookup compares Lookup with a map: all names in several spellings, names that differ from
// them in one place, and others.
func TestLookup(t *testing.T) {
	names := elements(t)
	if len(names) != Count-1 {
		t.Fatalf("%d elements, Count is %d", len(names), Count)
	}
	twin := map[string]Tag{}
	for i := Unknown + 1; i < Count; i++ {
		if _, ok := names[i.String()]; !ok {
			t.Errorf("%d is %q, which is not in elements.txt", i, i)
		}
		twin[i.String()] = i
	}
	check := func(name string) {
		t.Helper()
		if got, want := Lookup([]byte(name)), twin[lower(name)]; got != want {
			t.Errorf("Lookup(%q) is %q, want %q", name, got, want)
		}
		if n := len(name); n == 0 || n > 7 || name[n-1] == 0 {
			return
		}
		var word uint64
		for i := range len(name) {
			word |= uint64(name[i]) << (8 * i)
		}
		if got, want := LookupShort(Fold(word)), twin[lower(name)]; got != want {
			t.Errorf("LookupShort(%q) is %q, want %q", name, got, want)
		}
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for name := range names {
		check(name)
		check(strings.ToUpper(name))
		for i := range len(name) + 1 {
			check(name[:i])
			check(name[:i] + "\x00" + name[i:])
			for c := range 256 {
				check(name[:i] + string([]byte{byte(c)}) + name[min(i+1, len(name)):])
			}
		}
		check(name + name + name)
	}
	for range 100000 {
		name := make([]byte, rnd.IntN(20))
		for i := range name {
			name[i] = "abcdehilmnoprstuvABC12-\x00\xff"[rnd.IntN(25)]
		}
		check(string(name))
	}
}

// lower turns ASCII capitals into lower case and changes nothing else.
func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// TestProps compares some properties with the lists of the standard.
func TestProps(t *testing.T) {
	for _, tt := range []struct {
		prop Props
		want string
	}{
		{Void, "area base basefont bgsound br col embed frame hr image img input keygen link " +
			"meta param source track wbr"},
		{RCData, "textarea title"},
		{RawText, "iframe noembed noframes style xmp"},
		{ScriptData, "script"},
		{PlainText, "plaintext"},
		{Heading, "h1 h2 h3 h4 h5 h6"},
		{Formatting, "a b big code em font i nobr s small strike strong tt u"},
		{ImpliedEnd, "dd dt li optgroup option p rb rp rt rtc"},
		{TableScope, "html table template"},
		{Cell, "td th"},
	} {
		var got []string
		for i := Tag(0); i < Count; i++ {
			if i.Is(tt.prop) {
				got = append(got, i.String())
			}
		}
		slices.Sort(got)
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("property %#x: %s, want %s", tt.prop, s, tt.want)
		}
	}
	if Unknown.Props() != 0 || Unknown.String() != "" || Tag(255).String() != "" {
		t.Error("Unknown has properties or a name")
	}
	for i := Tag(0); i < Count; i++ {
		if i.Is(Block) && i.Is(Inline) || i.Is(Para) && !i.Is(Block) {
			t.Errorf("%s is block, paragraph and inline at once", i)
		}
		level := i.HeadingLevel()
		if level > 0 != i.Is(Heading) || level > 0 && i.String() != "h"+string(rune('0'+level)) {
			t.Errorf("%s has level %d", i, level)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	names := [][]byte{
		[]byte("div"), []byte("a"), []byte("SPAN"), []byte("blockquote"), []byte("my-element"),
	}
	for b.Loop() {
		for _, n := range names {
			Lookup(n)
		}
	}
}
