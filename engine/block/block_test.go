package block

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"klartext/engine/token"
)

func TestShape(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want Shape
	}{
		{"", Shape{}},
		{"Hallo, Welt.", Shape{Runes: 12, Words: 2, Letters: 9, Upper: 2, Caps: 2, Sentences: 1,
			Commas: 1, FirstRune: 'H', LastRune: '.'}},
		{"Über 1.500 km", Shape{Runes: 13, Words: 4, Letters: 6, Digits: 4, Upper: 1, Caps: 1,
			FirstRune: 'Ü', LastRune: 'm'}},
		{"„Ja!“", Shape{Runes: 5, Words: 1, Letters: 2, Upper: 1, Caps: 1, Sentences: 1, Quotes: 2,
			FirstRune: '„', LastRune: '“'}},
		{"don't e-mail", Shape{Runes: 12, Words: 2, Letters: 9, FirstRune: 'd', LastRune: 'l'}},
		{"中文字。", Shape{Runes: 4, Words: 3, Letters: 3, Sentences: 1, FirstRune: '中',
			LastRune: '。'}},
		{"\xff|", Shape{Runes: 2, Symbols: 2, FirstRune: '\uFFFD', LastRune: '|'}},
	} {
		if got := Measure([]byte(tt.in)); got != tt.want {
			t.Errorf("%q:\n%+v, want\n%+v", tt.in, got, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		digits   bool
	}{
		{"  Mehr\u00a0 zum  THEMA: ", "mehr zum thema", false},
		{"Vorige 10 Sekunden", "vorige # sekunden", true},
		{"1.0x Geschwindigkeit", "#.#x geschwindigkeit", true},
		{"Straße – it’s", "strasse - it's", false},
		{"»Weiter« →", "weiter", false},
		{"Soft\u00adhyphen\u200b", "softhyphen", false},
		{"...", "...", false},
		{"10 20", "# #", true},
		{"ab 4,99€/Monat", "ab #,# euro /monat", true},
		{"© 2020 Ä", "© # ä", true},
		{"ÄÖÜ É", "äöü é", false},
	} {
		if got := string(Fold(nil, []byte(tt.in), tt.digits)); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

// slowFold is the naive twin of Fold: rune by rune, with the standard library.
func slowFold(text string, digits bool) string {
	var sb strings.Builder
	space := false
	last := rune(-1)
	for _, r := range text {
		// U+2065 is not assigned, and ignorable like its neighbours.
		format := unicode.Is(unicode.Cf, r) || r == 0x2065
		if format && token.SpaceAt([]byte(string(r))) > 0 || r == 0xFE0F {
			continue
		}
		if token.SpaceAt([]byte(string(r))) > 0 {
			space = true
			continue
		}
		s := string(unicode.ToLower(r))
		switch {
		case digits && r >= '0' && r <= '9':
			if last == '#' && !space {
				continue
			}
			s, last = "#", '#'
		case strings.ContainsRune("ßẞ", r):
			s, last = "ss", -1
		case strings.ContainsRune("’‘´", r):
			s, last = "'", -1
		case strings.ContainsRune("–—‑", r):
			s, last = "-", -1
		default:
			last = -1
		}
		if space && sb.Len() > 0 {
			sb.WriteByte(' ')
		}
		space = false
		sb.WriteString(s)
	}
	return string(trimEdges([]byte(sb.String()), 0))
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{
		"Mehr\u00a0 zum  THEMA: ", "10 20 3a", "Straße – it’s", "\u200b a\u00adb \ufe0f", "...",
		"1\ufe0f2",
	} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, digits bool) {
		if !utf8.ValidString(s) || strings.Contains(s, "€") {
			return // not in the twin
		}
		if got, want := string(Fold(nil, []byte(s), digits)), slowFold(s, digits); got != want {
			t.Fatalf("%q: %q, want %q", s, got, want)
		}
	})
}

func blockTexts(src string) (out []string) {
	var b Builder
	blocks, _ := b.Text([]byte(src), 0)
	for i := range blocks {
		out = append(out, string(blocks[i].Text([]byte(src))))
	}
	return out
}

func TestUnwrap(t *testing.T) {
	words := strings.Fields(strings.Repeat("Der Rat der kleinen Gemeinde beschloss am Abend nach "+
		"langer Debatte den Bau einer Brücke über den Fluss und ", 6))
	wrap := func(width int) string {
		var sb strings.Builder
		col := 0
		for _, w := range words {
			if n := len([]rune(w)); col > 0 && col+1+n > width {
				sb.WriteByte('\n')
				col = 0
			} else if col > 0 {
				sb.WriteByte(' ')
				col++
			}
			sb.WriteString(w)
			col += len([]rune(w))
		}
		return sb.String()
	}
	for _, width := range []int{60, 72, 80, 100} {
		in := "Eine Überschrift\n\n" + wrap(width) + "\n\n" + wrap(width) + "\n"
		if got := blockTexts(in); len(got) != 3 || strings.Count(got[1], "\n") < 3 {
			t.Errorf("width %d: %d blocks, want 3: %q", width, len(got), got)
		}
	}
	verse := strings.Repeat("Ja ja, der Blick nach oben, was er bringt,\nScheint es, sagt man,\n"+
		"Alles kommt von dort\n", 8)
	if got := blockTexts(verse); len(got) != 24 {
		t.Errorf("verse: %d blocks, want 24", len(got))
	}
	long := strings.Repeat(strings.Join(words, " ")+"\n", 10)
	if got := blockTexts(long); len(got) != 10 {
		t.Errorf("one paragraph per line: %d blocks, want 10", len(got))
	}
}

func TestBlocks(t *testing.T) {
	src := []byte("a\n\n\n\u00a0b\n- c\n")
	var b Builder
	blocks, ok := b.Text(src, 0)
	if !ok || len(blocks) != 3 || blocks[1].Gap != 2 || blocks[1].Line != 3 ||
		blocks[2].Kind != ListItem || blocks[2].Gap != 0 {
		t.Errorf("%v %+v", ok, blocks)
	}
	if blocks, ok := b.Text(src, 2); ok || len(blocks) != 2 {
		t.Errorf("limit 2: %d blocks, complete %v", len(blocks), ok)
	}
	two, _ := b.Text([]byte("Zur  STARTSEITE\nzur Startseite ›"), 0)
	if two[0].Hash != two[1].Hash {
		t.Error("blocks that differ in case and white space have different hashes")
	}
}

// TestEvenGaps reads a page with no blank line between lines and one with two, both with one more
// in one place.
func TestEvenGaps(t *testing.T) {
	lines := strings.Split("a b c d e f g h i j", " ")
	var one, two Builder
	join := func(end string) []byte {
		return []byte(strings.Join(lines[:5], end) + end + "\n" + strings.Join(lines[5:], end))
	}
	tight, _ := one.Text(join("\n"), 0)
	loose, _ := two.Text(join("\n\n\n"), 0)
	for i := range tight {
		if want := map[bool]uint16{true: 1}[i == 5]; tight[i].Gap != want || loose[i].Gap != want {
			t.Errorf("block %d: gaps %d and %d, want %d", i, tight[i].Gap, loose[i].Gap, want)
		}
	}
}

func TestAllocs(t *testing.T) {
	src := bytes.Repeat([]byte("Eine Zeile mit Text, die länger ist.\n\nNoch „eine“ Zeile\n"), 200)
	var b Builder
	b.Text(src, 0)
	if n := testing.AllocsPerRun(10, func() { b.Text(src, 0) }); n != 0 {
		t.Errorf("Builder.Text allocates %v times a page once its slice has grown", n)
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("a\n\nb\r\nc"))
	f.Add(bytes.Repeat([]byte("Der Rat der kleinen Gemeinde beschloss am Abend nach langer\n"), 12))
	f.Fuzz(func(t *testing.T, src []byte) {
		var b Builder
		blocks, _ := b.Text(src, 0)
		last := int32(0)
		for i := range blocks {
			k := &blocks[i]
			if k.Start < last || k.End <= k.Start || int(k.End) > len(src) {
				t.Fatalf("block %d is %d:%d after %d", i, k.Start, k.End, last)
			}
			last = k.End
		}
	})
}
