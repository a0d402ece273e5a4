package rules

import (
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// sheetOf returns the blocks of a plain-text page and its sheet, with the estimates of the test.
func sheetOf(src string, estimate func(i int) float32) ([]byte, []block.Block, *sheet.Sheet) {
	text := []byte(src)
	blocks, _ := new(block.Builder).Text(text, 0)
	sheet := new(sheet.Sheet)
	sheet.Reset(len(blocks))
	var phrases lexicon.Phrases
	phrases.Read(text, blocks)
	phrases.Fill(text, blocks, sheet.Phrase)
	for i := range blocks {
		sheet.Estimate[i] = estimate(i)
	}
	return text, blocks, sheet
}

// ruled runs the lexicon and the rules over a page whose blocks all have the same estimate.
func ruled(page string, estimate float32) *sheet.Sheet {
	text, blocks, sheet := sheetOf(page, func(int) float32 { return estimate })
	new(Rules).Label(text, nil, blocks, sheet)
	return sheet
}

// TestLabel gives the labels that Label writes, families without "boilerplate:", and "-" for blocks
// that it leaves open.
func TestLabel(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{
			"photo credit and caption",
			"Der Rat vor der alten Brücke am Mühlbach.\n\n© dpa/Eva Winter",
			"caption credit",
		},
		{
			"alternative text and caption",
			"Oben\n\nMitte\n\nUnten\n\nDie Brücke im Frühjahr\nDie Brücke im Frühjahr\n\nDanach",
			"- - - caption caption -",
		},
		{
			"credit in the caption",
			"Oben\n\nMitte\n\nUnten\n\nDie Brücke im Frühjahr 2020.Bild: keystone",
			"- - - caption",
		},
		{
			"cut alternative text",
			"Oben\n\nMitte\n\nA view of the old wooden bridge in the vill ...\n" +
				"Die Brücke. (Foto: dpa)",
			"- - caption caption",
		},
		{"agencies", "(dpa, AFP, Reuters)", "credit"},
		{"one agency in brackets", "(sda)", "credit"},
		{"a name is no agency", "(eva)", "-"},
		{
			"variables",
			"showPaywall:\nfalse\nisSubscriber:\ntrue\nuserName:",
			"paywall paywall paywall paywall paywall",
		},
		{
			"variables of something else",
			"pageType:\nnull\nscroll_depth:\n0",
			"other other other other",
		},
		{"player", "Abspielen\n00:00 / 00:00\n12:34\nunfold_more", "player player player player"},
		{"a clock is no player", "Beginn\n19:30", "- -"},
		{"close alone is no player", "Schließen", "-"},
		{
			"gallery",
			"Die schönsten Brücken\n1 / 8\nDie schönsten Brücken\nEin Bild. (Alle Bilder: Archiv)",
			"gallery gallery gallery gallery",
		},
		{"icon glued to a word", "Impressumchevron_right", "legal"},
		{"glued buttons", "Auf Facebook teilenAuf X teilen", "share"},
		{
			"reading times",
			"Eine Brücke fällt\n3 min read\nEin Rat tagt\n4 min read\nEin Bach steigt\n2 min read",
			"related related related related related related",
		},
		{"stars", "★★★★☆ 4,2", "other"},
		{"next line", "Mehr zum Thema\nDie Brücke wird doch saniert", "related related"},
	} {
		var got []string
		for _, v := range ruled(tt.page, 0.3).Rules {
			if v.Label != label.None {
				got = append(got, strings.TrimPrefix(v.Label.String(), "boilerplate:"))
			} else {
				got = append(got, "-")
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, s, tt.want)
		}
	}
}

// TestModelOverLexicon leaves words of menus to the model where it is sure that they are main text.
func TestModelOverLexicon(t *testing.T) {
	for _, tt := range []struct {
		line  string
		main  float32
		fixed bool
	}{
		{"Support", 0.95, false},
		{"Support", 0.2, true},
		{"Alle akzeptieren", 0.95, true},
	} {
		if open := ruled(tt.line, tt.main).Open(0); open == tt.fixed {
			t.Errorf("%q with %v: open is %v", tt.line, tt.main, open)
		}
	}
}

// TestRest checks the kinds of main text, and that open boilerplate gets the family of its
// surroundings.
func TestRest(t *testing.T) {
	page := strings.Join([]string{
		"Ein Absatz, der lang genug ist, um einer zu sein, und der mit einem Punkt endet.", "",
		"Eine Zwischenzeile", "",
		"Noch ein Absatz, der lang genug ist, um einer zu sein, und der mit einem Punkt endet.", "",
		"- erster Punkt", "- zweiter Punkt", "",
		"Jahr | Höhe | Länge", "",
		"$ make test", "ok := run()", "",
		"„Das ist ein Zitat, das für sich allein in einer Zeile steht.“", "",
		"Zum Seitenanfang", "Kontaktdaten",
	}, "\n")
	last := 11
	text, blocks, sheet := sheetOf(page, func(i int) float32 {
		if i >= last-2 {
			return 0.05
		}
		return 0.9
	})
	if len(blocks) != last {
		t.Fatalf("%d blocks, want %d", len(blocks), last)
	}
	var r Rules
	r.Label(text, nil, blocks, sheet)
	r.Rest(Page{Tail: -1})
	want := []label.Label{
		label.Text, label.Heading, label.Text, label.List, label.List, label.Table, label.Code,
		label.Code, label.Quote, label.Nav, label.Nav,
	}
	for i, w := range want {
		if got := sheet.Label(i); got != w {
			t.Errorf("%q is %v, want %v", blocks[i].Text(text), got, w)
		}
	}
}

func TestAllocs(t *testing.T) {
	page := strings.Repeat("Zum Inhalt\n\nEin Absatz, der lang genug ist, um einer zu sein.\n\n"+
		"© dpa\n\nMehr zum Thema\nEtwas anderes hier\n\n", 50)
	text, blocks, sheet := sheetOf(page, func(int) float32 { return 0.5 })
	var r Rules
	run := func() {
		sheet.Reset(len(blocks))
		r.Label(text, nil, blocks, sheet)
		r.Rest(Page{Tail: -1})
	}
	run()
	if n := testing.AllocsPerRun(10, run); n != 0 {
		t.Errorf("the rules allocate %v times a page once their slices have grown", n)
	}
}
