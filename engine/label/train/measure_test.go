package main

import (
	"math"
	"strings"
	"testing"

	"klartext/engine/label/train/gold"
)

func TestLessMeans(t *testing.T) {
	a := []figure{{.5, 1}, {.9, 1}, {.7, 1}, {1, 1}}
	b := []figure{{.4, 1}, {.9, 1}, {.8, 1}, {.6, 1}}
	// The differences are .1, 0, -.1, .4: mean .1, variance .14/3.
	want := change{.1, math.Sqrt(.14 / 3 / 4)}
	if got := less(a, b); math.Abs(got.by-want.by) > 1e-9 || math.Abs(got.se-want.se) > 1e-9 {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestLessSnippets(t *testing.T) {
	a := []figure{{4, 4}, {2, 4}, {0, 0}}
	if got := less(a, a); got != (change{}) {
		t.Errorf("a run differs from itself by %v", got)
	}
	b := []figure{{2, 4}, {2, 4}, {0, 0}}
	if got := less(a, b); got.by != .25 || got.se <= 0 {
		t.Errorf("%v, want .25 and an error", got)
	}
	if got := score(a); got != .75 {
		t.Errorf("score %v, want .75: pages without snippets do not count", got)
	}
}

func TestMeanOf(t *testing.T) {
	got := meanOf([]change{{.1, .03}, {.3, .04}})
	if math.Abs(got.by-.2) > 1e-9 || math.Abs(got.se-.025) > 1e-9 {
		t.Errorf("%v, want .2 and .025", got)
	}
}

func TestLost(t *testing.T) {
	whole := &gold.Page{Gold: []byte("a word")}
	none := &gold.Page{Gold: []byte(" –\n")}
	marked := &gold.Page{Marked: &gold.Marked{With: []string{"a"}}}
	comments := &gold.Page{Marked: &gold.Marked{Comments: []string{"a"}}}
	for _, tt := range []struct {
		page *gold.Page
		text string
		want bool
	}{
		{whole, "– ", true}, {whole, "x", false}, {none, "", false},
		{marked, "", true}, {marked, "b", false}, {comments, "", false},
	} {
		if got := lost(tt.page, []byte(tt.text)); got != tt.want {
			t.Errorf("%q %v %q: %v", tt.page.Gold, tt.page.Marked, tt.text, got)
		}
	}
}

// TestResults fills the table with three pages of fixtures, two of them from sitegold, and one of
// each other corpus.
func TestResults(t *testing.T) {
	pages := []*gold.Page{
		{Set: "fixtures", Gold: []byte("a b")}, {Set: "sitegold", Gold: []byte("a b")},
		{Set: "sitegold", Gold: []byte("a b")}, {Set: "wcxb", Gold: []byte("a b")},
		{Set: "news", Gold: []byte("a b")}, {Set: "harvest", Gold: []byte("a b")},
		{Set: "evaldata", Marked: &gold.Marked{With: []string{"a", "b"}}},
	}
	r := newResults()
	for u := range numUnseen {
		for s := range numSystems {
			for k := range seeds {
				// Backwards: results go by the pages, whenever they are measured.
				for i := len(pages) - 1; i >= 0; i-- {
					text := "a b"
					if i == 1 && u == leftOut && s == alone {
						text = ""
					}
					r.add(way{u, s, k}, i, pages[i], []byte(text))
				}
			}
		}
	}
	var b strings.Builder
	r.write(&b)
	got := strings.Split(b.String(), "\n")
	for _, want := range []string{
		"| evaldata | 1 | model | 1.0000 | 0 | 1.0000 | 0 | +0 ±0 | +0 ±0 | +0 ±0 |",
		"| fixtures | 3 | model | 1.0000 | 0 | 0.6667 | 1 | -3333 ±3333 | +0 ±0 | +0 ±0 |",
		"| | | engine | 1.0000 | 0 | 1.0000 | 0 | +0 ±0 | +0 ±0 | +0 ±0 |",
		"| | | engine − model | +0 ±0 | | +3333 ±3333 | | | | |",
		"| mean of the corpora | | model | 1.0000 | 0 | 0.9333 | 1 | -667 ±667 | +0 ±0 | +0 ±0 |",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no row %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
}

func TestNotIn(t *testing.T) {
	page := func(set, url string) *gold.Page { return &gold.Page{Set: set, URL: url} }
	all := []*gold.Page{
		page("wcxb", "https://a.example/1"), page("evaldata", "https://b.example/1"),
		page("evaldata", "https://c.example/1"), page("sitegold", "https://www.b.example/1"),
		page("fixtures", "https://d.example/"),
	}
	for corpus, want := range map[string]string{
		"fixtures": "a c", "evaldata": "a d", "wcxb": "b c b d", "news": "a b c b d",
	} {
		var got []string
		for _, p := range notIn(corpus, all, all) {
			got = append(got, strings.TrimSuffix(gold.Host(p.URL), ".example"))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("without %s: %s, want %s", corpus, s, want)
		}
	}
}
