package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"klartext/engine"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/label/train/gold"
)

// TestTrial compares what is main text with the Documents of the Engine, for the pages of testdata,
// and checks that silencing a rule leaves no trace.
func TestTrial(t *testing.T) {
	files, err := filepath.Glob("../../../testdata/html/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages in testdata: ", err)
	}
	e := engine.New(engine.Options{})
	var tr trial
	changed := 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := e.HTML(src)
		if err != nil {
			t.Fatal(err)
		}
		tr.read(src, nil, nil)
		base := slices.Clone(tr.main)
		for i := range doc.Blocks {
			if doc.Blocks[i].Main != base[i] {
				t.Errorf("%s: block %d: main text is %v, in the Document %v", file, i, base[i],
					doc.Blocks[i].Main)
			}
		}
		var rules []rule
		for i := range tr.run.Blocks {
			rules = append(rules, tr.ruleAt(i))
		}
		slices.SortFunc(rules, rule.compare)
		for _, r := range slices.Compact(rules) {
			if tr.without(only(r)); !slices.Equal(tr.main, base) {
				changed++
			}
		}
		if tr.without(only(rule{label: label.NumLabels})); !slices.Equal(tr.main, base) {
			t.Errorf("%s: main text differs after rules were silenced", file)
		}
	}
	if changed == 0 {
		t.Error("no rule changes any page")
	}
}

func only(r rule) func(rule) bool { return func(s rule) bool { return s == r } }

// TestSilence silences a rule that takes a paragraph, and looks at the columns.
func TestSilence(t *testing.T) {
	var tr trial
	tr.read([]byte("<body><h1>A bridge is closed</h1><p>One sentence, that is all there is.</p>"),
		nil, nil)
	s := &tr.run.Sheet
	for i := range s.Estimate {
		s.Estimate[i] = 0.9
	}
	took := rule{inRules, label.Caption, sheet.ByRepetition, .9}
	tr.said[inHead] = make([]sheet.Verdict, 2)
	tr.said[inRules][1] = sheet.Verdict{Label: took.label, Rule: took.by, Score: took.score}
	for _, tt := range []struct {
		silent rule
		want   bool
	}{
		{rule{inRules, label.Caption, sheet.ByRepetition, .8}, false},
		{rule{inRules, label.Caption, sheet.ByLexicon, .9}, false},
		{rule{inHead, label.Caption, sheet.ByRepetition, .9}, false},
		{took, true},
		{rule{inRest, label.Caption, sheet.ByRepetition, 0}, false},
	} {
		if tr.without(only(tt.silent)); tr.main[1] != tt.want || !tr.main[0] {
			t.Errorf("without %v: main text is %v, want %v for the second", tt.silent, tr.main,
				tt.want)
		}
	}
}

func TestKeeps(t *testing.T) {
	good, bad := moved{100, 98}, moved{100, 97}
	for _, tt := range []struct {
		moves   []moved
		without []change
		want    bool
	}{
		{[]moved{good, {}}, []change{{.01, .001}, {}}, true},
		{[]moved{good, bad}, []change{{}, {}}, false},
		{[]moved{bad, bad}, []change{{-.002, .001}, {.0001, .0002}}, true},
		{[]moved{bad, bad}, []change{{-.002, .001}, {.0003, .0002}}, false},
		{[]moved{bad, bad}, []change{{-.001, .001}, {}}, false},
	} {
		if got := keeps(tt.moves, tt.without); got != tt.want {
			t.Errorf("%v %v: %v", tt.moves, tt.without, got)
		}
	}
}

// TestEnter enters a page whose rules took one paragraph of the text and gave one to it.
func TestEnter(t *testing.T) {
	l := newLedger()
	tr := &l.trial
	tr.read([]byte("<body><p>Ten words.</p><p>And three more.</p><p>Not known.</p>"), nil, nil)
	s := &tr.run.Sheet
	copy(s.Estimate, []float32{.9, .1, .9})
	tr.main, tr.modelLimit = []bool{false, true, false}, .5
	takes := rule{inRules, label.Promo, sheet.ByLexicon, .85}
	gives := rule{inHead, label.Lead, sheet.ByPosition, .8}
	for i := range s.Head {
		s.Head[i], s.Thread[i] = sheet.Verdict{}, sheet.Verdict{}
		s.Rules[i] = sheet.Verdict{Label: takes.label, Rule: takes.by, Score: takes.score}
	}
	s.Head[1] = sheet.Verdict{Label: gives.label, Rule: gives.by, Score: gives.score}
	p := &gold.Page{
		Set: "wcxb", Label: []float32{1, 1, 1}, Known: []bool{true, true, false},
	}
	spoke := l.enter(p, "wcxb")
	if !slices.Equal(spoke, []rule{gives, takes}) {
		t.Errorf("rules %v", spoke)
	}
	if a := l.accounts[takes]["wcxb"]; a.fired != 2 || a.took != (moved{2, 0}) ||
		a.gave.words != 0 || a.pages != 1 {
		t.Errorf("%v: %+v", takes, a)
	}
	if a := l.accounts[gives]["wcxb"]; a.fired != 1 || a.gave != (moved{3, 3}) {
		t.Errorf("%v: %+v", gives, a)
	}
}
