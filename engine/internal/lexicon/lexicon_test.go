package lexicon

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/label"
)

// TestFresh fails if a row was changed but the tables were not made again.
func TestFresh(t *testing.T) {
	for glob, want := range map[string]uint64{
		"phrases/*.txt": lexiconHash,
		"words/*.txt":   wordsHash,
	} {
		files, err := filepath.Glob(glob)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", glob, len(files), err)
		}
		sum := xxhash.New()
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			sum.Write(data)
		}
		if got := sum.Sum64(); got != want {
			t.Errorf("%s has hash %#x, its table %#x: run 'make gen'", glob, got, want)
		}
	}
}

// TestLexiconRows finds every row in a block that has it where its scope says, and nowhere else.
func TestLexiconRows(t *testing.T) {
	for _, e := range entries {
		p := e.Phrase()
		for _, tt := range []struct {
			block string
			holds bool
		}{
			{p, e.Scope&(Whole|Prefix|Suffix|Inside) != 0},
			{p + " xyzzy", e.Scope&Prefix != 0 && e.Scope&Colon == 0 || e.Scope&Inside != 0},
			{p + ": xyzzy", e.Scope&(Prefix|Inside) != 0},
			{"xyzzy " + p, e.Scope&(Suffix|Inside) != 0},
			{"xyzzy " + p + " xyzzy", e.Scope&Inside != 0},
			{"x" + p + "x", false},
		} {
			found := false
			for _, m := range AppendMatches(nil, []byte(tt.block)) {
				found = found || m.Entry == e
			}
			if found != tt.holds {
				t.Errorf("%v %q in %q: found %v", e.Label, p, tt.block, found)
			}
		}
	}
}

// TestLexiconTraps checks lines that look like phrases of the lexicon but are something else.
func TestLexiconTraps(t *testing.T) {
	shown := SetOf(label.Section, label.Byline, label.Credit, label.Date, label.Caption)
	for _, line := range []string{
		"Der Mann erstattete Anzeige gegen Unbekannt.",
		"An dieser Stelle finden sich noch Reste der alten Mauer.",
		"Wir teilen uns die Arbeit.",
		"Von der Brücke sieht man den Dom.",
		"Die Einwilligung der Eltern fehlte.",
		"Der Datenschutz ist ein Grundrecht, sagte die Richterin.",
		"Sie wollte nur spielen.",
		"Search parties combed the valley all night.",
		"Share prices fell by a tenth on Monday.",
		"He had to close the shop.",
		"Close to the river stands a mill.",
		"Related costs rose as well.",
	} {
		folded := block.Fold(nil, []byte(line), true)
		if m, ok := Lookup(folded, Site&^shown); ok {
			t.Errorf("%q is %v by %q", line, m.Label, m.Phrase())
		}
	}
}

func TestLookupPrefers(t *testing.T) {
	for _, tt := range []struct {
		line string
		want label.Label
	}{
		{"Zum Hauptinhalt springen", label.Nav},
		{"ABSPIELEN", label.Player},
		{"1.5x Geschwindigkeit", label.Player},
		{"Vorige 15 Sekunden", label.Player},
		{"Teilen", label.Share},
		{"Mehr zum Thema:", label.Related},
		{"Impressum", label.Legal},
		{"Anzeige", label.Ad},
		{"Alle akzeptieren", label.Consent},
		{"3 / 12", label.Gallery},
		{"Jetzt weiterlesen", label.Paywall},
		{"4 min read", label.Marker},
		{"Newsletter abonnieren", label.Promo},
		{"Politik", label.Section},
	} {
		m, ok := Lookup(block.Fold(nil, []byte(tt.line), true), Site)
		if !ok || m.Label != tt.want {
			t.Errorf("%q is %v (%v), want %v", tt.line, m.Label, ok, tt.want)
		}
	}
}

func TestLookupAllocs(t *testing.T) {
	line := []byte("lesen sie auch - die neue brücke steht, und # kommentare gibt es schon")
	if n := testing.AllocsPerRun(100, func() { Lookup(line, Site) }); n != 0 {
		t.Errorf("Lookup allocates %v times; the table is static and a match is a value", n)
	}
}

func FuzzLookup(f *testing.F) {
	f.Add("lesen sie auch")
	f.Add(strings.Repeat("# ", 40))
	f.Fuzz(func(t *testing.T, s string) {
		folded := block.Fold(nil, []byte(s), true)
		for _, m := range AppendMatches(nil, folded) {
			if string(folded[m.Start:m.End]) != m.Phrase() {
				t.Fatalf("%q: match %d:%d is not %q", folded, m.Start, m.End, m.Phrase())
			}
		}
	})
}

func BenchmarkLookup(b *testing.B) {
	lines := [][]byte{
		[]byte("zum hauptinhalt"),
		[]byte("der rat der kleinen gemeinde beschloss am abend nach langer debatte den bau " +
			"einer brücke"),
		[]byte("# kommentare"),
	}
	n := 0
	for _, l := range lines {
		n += len(l)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		for i, l := range lines {
			if _, ok := Lookup(l, Site); ok != (i == 0) {
				b.Fatalf("line %d: %v", i, ok)
			}
		}
	}
}
