package gold

import (
	"strings"
	"testing"
)

func TestEachWord(t *testing.T) {
	var got []string
	EachWord([]byte("Don't PANIC, it's 4½ a_b Ärger: 中文字 e-mail\xff"),
		func(w []byte) { got = append(got, string(w)) })
	if s := strings.Join(got, "|"); s != "don|t|panic|it|s|4½|a_b|ärger|中文字|e|mail" {
		t.Error(s)
	}
}

func TestF1(t *testing.T) {
	for _, tt := range []struct {
		got, want string
		f1        float64
	}{
		{"", "", 1}, {"a", "", 0}, {"", "a", 0}, {"A b", "a B", 1}, {"a a b", "a b b", 2. / 3},
		{"x", "y", 0},
	} {
		if f := F1(Bag([]byte(tt.got)), Bag([]byte(tt.want))); f != tt.f1 {
			t.Errorf("%q %q: %v, want %v", tt.got, tt.want, f, tt.f1)
		}
	}
}

// TestAlign checks the labels of lines. Each line is followed by its label: 1 for main text, 0 for
// anything else.
func TestAlign(t *testing.T) {
	for _, tt := range []struct{ name, lines, gold string }{
		{
			"a menu's word is not the paragraph's",
			"Home 0|About us 0|They went home early. 1|It was about us all, they said. 1|Home 0",
			"They went home early.\nIt was about us all, they said.",
		},
		{
			"a heading between paragraphs",
			"Results 0|The first of the paragraphs is here. 1|Results 1|" +
				"The second one follows after that. 1|Results 0",
			"The first of the paragraphs is here.\nResults\nThe second one follows after that.",
		},
		{
			"a box that the gold moves",
			"A box of several words stands here. 1|" +
				"The text begins and goes on. 1|Then it ends with this. 1",
			"The text begins and goes on. Then it ends with this. " +
				"A box of several words stands here.",
		},
		{
			"gold in one line, dump in several",
			"one two three 1|four 1|five six 1|seven 0",
			"one two three four five six",
		},
	} {
		var src, want strings.Builder
		for l := range strings.SplitSeq(tt.lines, "|") {
			src.WriteString(l[:len(l)-2] + "\n")
			want.WriteByte(l[len(l)-1])
		}
		p := &Page{Src: []byte(src.String()), Gold: []byte(tt.gold)}
		p.Reblock()
		var got strings.Builder
		for _, y := range p.Label {
			got.WriteByte("01"[min(int(y+0.5), 1)])
		}
		if got.String() != want.String() {
			t.Errorf("%s: %s, want %s (%v)", tt.name, got.String(), want.String(), p.Label)
		}
	}
}

func TestVariant(t *testing.T) {
	p := &Page{Src: []byte("a\nb\n\nc"), Gold: []byte("c")}
	for n, want := range []string{"a\nb\nc\n", "a\n\nb\n\nc\n\n"} {
		if q := p.Variant(n); string(q.Src) != want || len(q.Label) != 3 || q.Label[2] != 1 {
			t.Errorf("%d: %q %v", n, q.Src, q.Label)
		}
	}
}

func TestFold(t *testing.T) {
	if a, b := Fold("https://www.example.org/a"), Fold("http://EXAMPLE.org/b?c"); a != b {
		t.Error("two pages of the same host are in different folds")
	}
	var seen [Folds]int
	for _, h := range strings.Fields("a b c d e f g h i j k l m n o p q r s t u v w x y z") {
		seen[Fold("https://"+h+".example/")]++
	}
	for f, n := range seen {
		if n == 0 {
			t.Errorf("no host is in fold %d", f)
		}
	}
}
