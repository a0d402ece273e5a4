package rules

import (
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// read runs lexicon and rules over an HTML page and returns the texts of its blocks by what becomes
// of them. The estimate of a block is that of the first phrase of estimates which it starts with,
// 0 otherwise; before changes the sheet before Rest runs.
func read(page string, estimates map[string]float32, before func(i int, text string, s *sheet.Sheet)) (
	main, dropped string,
) {
	tape := new(block.Builder).HTML([]byte(page), 0)
	s := new(sheet.Sheet)
	s.Reset(len(tape.Blocks))
	var phrases lexicon.Phrases
	phrases.Read(tape.Text, tape.Blocks)
	phrases.Fill(tape.Text, tape.Blocks, s.Phrase)
	text := func(i int) string { return string(tape.Blocks[i].Text(tape.Text)) }
	for i := range tape.Blocks {
		for start, estimate := range estimates {
			if strings.HasPrefix(text(i), start) {
				s.Estimate[i] = estimate
			}
		}
	}
	var r Rules
	r.Label(tape.Text, tape, tape.Blocks, s)
	for i := range tape.Blocks {
		if before != nil {
			before(i, text(i), s)
		}
	}
	r.Rest(Page{Tail: -1})
	for i := range tape.Blocks {
		if s.Label(i).Main() {
			main += text(i) + "|"
		} else {
			dropped += text(i) + "|"
		}
	}
	return main, dropped
}

const (
	bridge = "The old bridge across the brook was closed again on Monday after the flood had washed " +
		"out two of its piers, and nobody knows when it will open."
	ferry = "Until then a small ferry takes people and bicycles from one bank to the other, every " +
		"ten minutes and free of charge, if the water is not too high."
	oak = "The council wants to build the new one of oak, as the old one was, and has asked three " +
		"carpenters of the valley to say what that would cost."
)

// TestGuard has the rules or the head take the text of a page.
func TestGuard(t *testing.T) {
	estimates := map[string]float32{"The old": 0.7, "Until": 0.7, "The council": 0.7}
	page := "<h1>A bridge</h1><p>" + bridge + "<p>" + ferry + "<p>" + oak
	take := func(starts ...string) func(int, string, *sheet.Sheet) {
		return func(i int, text string, s *sheet.Sheet) {
			for _, start := range starts {
				if strings.HasPrefix(text, start) {
					s.Head[i] = sheet.Verdict{Label: label.Byline, Score: 1}
				}
			}
		}
	}
	main, _ := read(page, estimates, take("The old", "Until", "The council"))
	if want := bridge + "|" + ferry + "|" + oak + "|"; main != want {
		t.Errorf("of a page without text %q is left, want all of it", main)
	}
	main, _ = read(page, estimates, take("Until"))
	if want := bridge + "|" + oak + "|"; main != want {
		t.Errorf("main text %q: most of the text was left, want it as it was", main)
	}
	title := func(i int, _ string, s *sheet.Sheet) { s.Head[i] = sheet.Verdict{Label: label.Title} }
	if main, _ = read("<p>"+bridge, estimates, title); main != bridge+"|" {
		t.Errorf("the title that is all there is: %q", main)
	}
}

// TestLeast has pages of which the model expects little.
func TestLeast(t *testing.T) {
	if main, _ := read("<p>"+bridge, map[string]float32{"The old": 0.1}, nil); main != bridge+"|" {
		t.Errorf("a page of one doubtful paragraph gives %q", main)
	}
	if main, _ := read("<p>"+bridge, map[string]float32{"The old": 0.05}, nil); main != "" {
		t.Errorf("a page without text gives %q", main)
	}
	main, _ := read("<p><a href=/b>"+bridge+"</a>", map[string]float32{"The old": 0.1}, nil)
	if main != "" {
		t.Errorf("a page of one link gives %q", main)
	}
}

func TestCopies(t *testing.T) {
	estimates := map[string]float32{"The old": 0.9, "Until": 0.9, "Again": 0.9}
	for _, tt := range []struct{ name, page, want string }{
		{
			"for wide and for narrow screens",
			"<div><p>" + bridge + "<p>" + ferry + "</div><div><p>" + bridge + "</div>",
			bridge + "|" + ferry + "|",
		},
		{
			"a refrain", "<div><p>" + bridge + "<p>" + ferry + "<p>" + bridge + "</div>",
			bridge + "|" + ferry + "|" + bridge + "|",
		},
		{
			"a few words", "<div><p>Again and again.<p>" + bridge + "</div><div><p>Again and again.",
			"Again and again.|" + bridge + "|Again and again.|",
		},
	} {
		if main, _ := read(tt.page, estimates, nil); main != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, main, tt.want)
		}
	}
}

// TestTrust has articles about what boilerplate is about.
func TestTrust(t *testing.T) {
	const consent = "We use cookies to keep people logged in, and for nothing else at all."
	estimates := map[string]float32{
		"We use": 0.9, "Cookie": 0.6, "The old": 0.9, "Until": 0.9, "Newsletter": 0.3,
	}
	for _, tt := range []struct{ name, page, want string }{
		{
			"a paragraph of an article", "<p>" + bridge + "<p>" + consent + "<p>" + ferry,
			bridge + "|" + consent + "|" + ferry + "|",
		},
		{
			"its heading", "<p>" + bridge + "<h2>Cookie settings</h2><p>" + ferry,
			bridge + "|Cookie settings|" + ferry + "|",
		},
		{
			"a heading that the model doubts", "<p>" + bridge + "<h2>Newsletter</h2><p>" + ferry,
			bridge + "|" + ferry + "|",
		},
		{
			"a button", "<p>" + bridge + "<button>Cookie settings</button><p>" + ferry,
			bridge + "|" + ferry + "|",
		},
		{
			"a box with a button",
			"<p>" + bridge + "<div><button>Play</button><div>" + consent + "</div></div><p>" + ferry,
			bridge + "|" + ferry + "|",
		},
		{
			"a link", "<p>" + bridge + "<p><a href=/c>Cookie settings</a><p>" + ferry,
			bridge + "|" + ferry + "|",
		},
	} {
		if main, _ := read(tt.page, estimates, nil); main != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, main, tt.want)
		}
	}
}

func TestContainers(t *testing.T) {
	estimates := map[string]float32{
		"The old": 0.9, "Until": 0.9, "Year": 0.9, "Height": 0.9, "1871": 0.9, "4.2 m": 0.9,
		"pier": 0.9, "ford": 0.1, "A wall": 0.9, "A place": 0.9, "for {": 0.9,
	}
	for _, tt := range []struct{ name, page, want string }{
		{
			"a table of data",
			"<p>" + bridge + "<table><tr><th>Year<th>Height<tr><td>1871<td>4.2 m<tr><td>1926<td>–</table>",
			bridge + "|Year|Height|1871|4.2 m|1926|–|",
		},
		{
			"a table that is not text",
			"<p>" + bridge + "<table><tr><td>Login<td>Basket<td>Help<td>Year<tr><td>a<td>b</table>",
			bridge + "|Year|",
		},
		{
			"a button in a cell",
			"<p>" + bridge + "<table><tr><th>Year<th>Height<tr><td>1871<td><button>Sort</button></table>",
			bridge + "|Year|Height|1871|",
		},
		{
			"terms", "<p>" + bridge + "<dl><dt>pier<dd>A wall that stands in the water." +
				"<dt>ford<dd>A place where one can wade.</dl>",
			bridge + "|pier|A wall that stands in the water.|ford|A place where one can wade.|",
		},
		{
			"code", "<p>" + bridge + "<pre><div>for {</div><div>close()</div><div>}</div></pre>",
			bridge + "|for {|close()|}|",
		},
	} {
		if main, _ := read(tt.page, estimates, nil); main != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, main, tt.want)
		}
	}
}
