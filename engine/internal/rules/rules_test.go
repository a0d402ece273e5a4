package rules

import (
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/model"
	"klartext/engine/label"
)

// relabel runs the lexicon and the rules over a page whose blocks all have the same estimate.
func relabel(page string, main float32) ([]block.Block, []label.Verdict) {
	src := []byte(page)
	var b block.Builder
	var l Labeller
	blocks, _ := b.Text(src, 0)
	verdicts := l.Text(model.Default, src, blocks)
	for i := range verdicts {
		verdicts[i].Main = main
	}
	l.Relabel(src, blocks, verdicts)
	return blocks, verdicts
}

// TestRelabel gives the labels that the rules decide, "-" for blocks they leave open.
func TestRelabel(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"photo credit and caption", "Der Rat vor der alten Brücke am Mühlbach.\n\n© dpa/Eva Winter", "caption credit"},
		{"alternative text and caption", "Oben\n\nMitte\n\nUnten\n\nDie Brücke im Frühjahr\nDie Brücke im Frühjahr\n\nDanach", "- - - caption caption -"},
		{"credit in the caption", "Oben\n\nMitte\n\nUnten\n\nDie Brücke im Frühjahr 2020.Bild: keystone", "- - - caption"},
		{"cut alternative text", "Oben\n\nMitte\n\nA view of the old wooden bridge in the vill ...\nDie Brücke. (Foto: dpa)", "- - caption caption"},
		{"agencies", "(dpa, AFP, Reuters)", "credit"},
		{"one agency in brackets", "(sda)", "credit"},
		{"a name is no agency", "(eva)", "-"},
		{"variables", "showPaywall:\nfalse\nisSubscriber:\ntrue\nuserName:", "boilerplate:paywall boilerplate:paywall boilerplate:paywall boilerplate:paywall boilerplate:paywall"},
		{"variables of something else", "pageType:\nnull\nscroll_depth:\n0", "boilerplate:other boilerplate:other boilerplate:other boilerplate:other"},
		{"player", "Abspielen\n00:00 / 00:00\n12:34\nunfold_more", "boilerplate:player boilerplate:player boilerplate:player boilerplate:player"},
		{"a clock is no player", "Beginn\n19:30", "- -"},
		{"close alone is no player", "Schließen", "-"},
		{"gallery", "Die schönsten Brücken\n1 / 8\nDie schönsten Brücken\nEin Bild. (Alle Bilder: Archiv)", "boilerplate:gallery boilerplate:gallery boilerplate:gallery boilerplate:gallery"},
		{"icon glued to a word", "Impressumchevron_right", "boilerplate:legal"},
		{"glued buttons", "Auf Facebook teilenAuf X teilen", "boilerplate:share"},
		{"reading times", "Eine Brücke fällt\n3 min read\nEin Rat tagt\n4 min read\nEin Bach steigt\n2 min read", "boilerplate:related boilerplate:related boilerplate:related boilerplate:related boilerplate:related boilerplate:related"},
		{"stars", "★★★★☆ 4,2", "boilerplate:other"},
		{"next line", "Mehr zum Thema\nDie Brücke wird doch saniert", "boilerplate:related boilerplate:related"},
	} {
		_, v := relabel(tt.page, 0.3)
		var got []string
		for i := range v {
			if v[i].Fixed {
				got = append(got, v[i].Label.String())
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
		if _, v := relabel(tt.line, tt.main); v[0].Fixed != tt.fixed {
			t.Errorf("%q with %v: decided %v", tt.line, tt.main, v[0].Fixed)
		}
	}
}

// TestFinish tells the kinds of main text apart, and gives open boilerplate the family of its surroundings.
func TestFinish(t *testing.T) {
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
	src := []byte(page)
	var b block.Builder
	var l Labeller
	blocks, _ := b.Text(src, 0)
	verdicts := l.Text(model.Default, src, blocks)
	for i := range verdicts {
		verdicts[i].Main = 0.9
		if i >= len(verdicts)-2 {
			verdicts[i].Main = 0.05
		}
	}
	l.Relabel(src, blocks, verdicts)
	l.Finish(src, blocks, verdicts, Page{Tail: -1})
	want := []label.Label{label.Text, label.Heading, label.Text, label.List, label.List, label.Table, label.Code, label.Code, label.Quote, label.Nav, label.Nav}
	for i, w := range want {
		if got := verdicts[i].Label; got != w {
			t.Errorf("%q is %v, want %v", blocks[i].Text(src), got, w)
		}
	}
}

func TestLabellerAllocs(t *testing.T) {
	src := []byte(strings.Repeat("Zum Inhalt\n\nEin Absatz, der lang genug ist, um einer zu sein.\n\n© dpa\n\nMehr zum Thema\nEtwas anderes hier\n\n", 50))
	var b block.Builder
	var l Labeller
	blocks, _ := b.Text(src, 0)
	run := func() {
		v := l.Text(model.Default, src, blocks)
		l.Relabel(src, blocks, v)
		l.Finish(src, blocks, v, Page{Tail: -1})
	}
	run()
	if n := testing.AllocsPerRun(10, run); n != 0 {
		t.Errorf("the labeller allocates %v times a page once its slices have grown", n)
	}
}
