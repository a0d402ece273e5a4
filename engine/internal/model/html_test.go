package model

import (
	"slices"
	"strings"
	"testing"

	"klartext/engine/block"
)

func TestNameWords(t *testing.T) {
	word := func(s string) uint32 {
		h := uint32(hashBasis)
		for _, c := range []byte(s) {
			h = (h ^ uint32(c)) * hashPrime
		}
		return h | 1
	}
	whole := func(s string) uint32 {
		h := uint32(hashBasis)
		for _, c := range []byte(s) {
			h = (h ^ uint32(c)) * hashPrime
		}
		return mix(h, saltWhole)
	}
	for _, tt := range []struct {
		class string
		keys  []uint32
	}{
		{"", nil},
		{"nav", []uint32{word("nav")}},
		{"comment-list__item", []uint32{
			word("comment"), word("list"), word("item"), whole("comment-list--item"),
		}},
		{"postBody NAV", []uint32{word("post"), word("body"), whole("postbody"), word("nav")}},
		{"post-4711", []uint32{word("post")}},
		{"a b c2", nil},
		{"a b2b", []uint32{whole("bb")}},
		{" x\tmain ", []uint32{word("main")}},
	} {
		got, _ := appendNames(nil, []byte(tt.class))
		if !slices.Equal(got, tt.keys) {
			t.Errorf("%q: %#x, want %#x", tt.class, got, tt.keys)
		}
	}
}

// rowsOf returns the feature rows of the blocks of a page by the text of the block.
func rowsOf(t *testing.T, m *Model, src string) map[string][]int16 {
	t.Helper()
	var b block.Builder
	var s Scorer
	p := b.HTML([]byte(src), 0)
	rows := map[string][]int16{}
	s.FeaturesHTML(m, p, func(i int, row []int16) {
		rows[string(p.Blocks[i].Text(p.Text))] = slices.Clone(row)
	})
	return rows
}

// classModel is a model that knows two classes and nothing else.
func classModel() *Model {
	m := versionModel()
	m.Words = WordTable{}
	names := map[uint32]Class{}
	for name, weight := range map[string]int8{"story": 64, "menu": -64} {
		keys, _ := appendNames(nil, []byte(name))
		names[keys[0]] = Class{Own: weight, Up: weight / 2}
	}
	m.Classes = NewClassTable(names)
	return m
}

func TestHTMLFeatures(t *testing.T) {
	rows := rowsOf(t, classModel(), `<body class=story>
		<nav><div class="menu story"><ul><li class=menu><a href=/>Sport</a></ul></div></nav>
		<main><h1>Kopf</h1><article class=story>
			<div><p class=story>Erster Satz.<p>Zweiter <a href=x>Satz</a>.</div>
		</article></main>
		<div hidden><span>Versteckt</span></div>`)
	for _, tt := range []struct {
		block   string
		feature int
		want    int16
	}{
		{"Sport", hOwn, -64},                   // its own li
		{"Sport", hUp, 0},                      // menu above, story above, each once
		{"Sport", hLow, -32},                   // li, or nothing lower above
		{"Sport", hNear + inNav, 4},            // nav > div > ul > li
		{"Sport", hNear + inMain, 0},           // outside
		{"Sport", hLinked, 1000},               // all of it
		{"Sport", hH1, -1},                     // the block before the h1
		{"Erster Satz.", hOwn, 64},             // p; its parent has no class
		{"Erster Satz.", hUp, 32},              // two elements have the class, which counts once
		{"Erster Satz.", hNear + inArticle, 3}, // article > div > p
		{"Erster Satz.", hNear + inMain, 4},
		{"Erster Satz.", hHidden, 0},
		{"Erster Satz.", hHeading, 1},
		{"Zweiter Satz.", hLinked, 307}, // 4 of 13 bytes
		{"Zweiter Satz.", hAnchors, 1},
		{"Zweiter Satz.", hKind, int16(block.Paragraph)},
		{"Kopf", hKind, int16(block.Heading1)},
		{"Versteckt", hHidden, 1},
		{"Versteckt", hInline, 1}, // the span in its div
		{"Versteckt", hPageArticles, 1},
		{"Versteckt", hPageMains, 1},
		{"Versteckt", hPageH1s, 1},
	} {
		row, ok := rows[tt.block]
		if !ok {
			t.Fatalf("no block %q", tt.block)
		}
		if got := row[tt.feature]; got != tt.want {
			t.Errorf("%q: feature %d is %d, want %d", tt.block, tt.feature, got, tt.want)
		}
	}
}

// TestStems checks that a block inside the stems and one on a branch beside them have different
// features.
func TestStems(t *testing.T) {
	p := "<p class=story>Ein langer Absatz, der von etwas erzählt und nicht aufhört.</p>"
	text := strings.Repeat(p, 8)
	rows := rowsOf(t, classModel(), "<body><div id=a><section>"+text+
		"<p class=story>Drinnen im Stamm</section></div>"+
		"<div id=b><ul><li class=menu>Draussen</ul></div>")
	for k := range stemShares {
		if in := rows["Drinnen im Stamm"][hStem+2*k : hStem+2*k+2]; in[0] != 0 || in[1] != 1000 {
			t.Errorf("stem %d: inside is %v", k, in)
		}
		if out := rows["Draussen"][hStem+2*k : hStem+2*k+2]; out[0] <= 0 || out[1] > 100 {
			t.Errorf("stem %d: outside is %v", k, out)
		}
	}
}

// TestScoreHTMLReuse checks that a Scorer that has seen other pages gives what a fresh one gives.
func TestScoreHTMLReuse(t *testing.T) {
	pages := []string{
		"<nav><a href=/>Start</a></nav>" +
			"<article><h1>Titel</h1><p>Ein Satz, und noch einer. Dann der nächste.</article>",
		"", "<p>x", strings.Repeat("<div class='a b-c'><ul><li><a href=/>Eintrag</a>", 40),
		"<table><tr><td>a<td>b</table><p>" + strings.Repeat("Wort ", 500),
	}
	var used Scorer
	for range 2 {
		for _, src := range pages {
			var b block.Builder
			var fresh Scorer
			p := b.HTML([]byte(src), 0)
			got, want := make([]float32, len(p.Blocks)), make([]float32, len(p.Blocks))
			used.ScoreHTML(DefaultHTML, p, got)
			fresh.ScoreHTML(DefaultHTML, p, want)
			if !slices.Equal(got, want) {
				t.Errorf("%.40q: %v, fresh %v", src, got, want)
			}
		}
	}
}

// TestHTMLVersion checks that the built-in model was trained with the features that the code
// computes.
func TestHTMLVersion(t *testing.T) {
	if v := HTMLFeatureVersion(); DefaultHTML.Version != v {
		t.Errorf("zhtml.go was trained with features %#x, the code computes %#x: make train",
			DefaultHTML.Version, v)
	}
	if numHTML > len(row{}) {
		t.Errorf("%d features do not fit a row", numHTML)
	}
}

// TestClassMemo compares the names of a page's elements, whose attributes are read once, with those
// of each element.
func TestClassMemo(t *testing.T) {
	src := []byte("<div class='post-body item12' id=comment-7><p class='a postBody'>One</p>" +
		"<p class='a postBody' role=main>Two</p><ul class=item12><li class=''>x</ul></div>")
	var b block.Builder
	p := b.HTML(src, 0)
	m := versionModel()
	classes := map[uint32]Class{}
	for i := range p.Elements {
		for k, key := range appendClassKeys(nil, p, int32(i)) {
			if k != 1 {
				classes[key] = Class{1, 2}
			}
		}
	}
	m.Classes = NewClassTable(classes)
	var s Scorer
	s.FeaturesHTML(m, p, func(int, []int16) {})
	for i := range p.Elements {
		if e := &p.Elements[i]; e.First == e.Last {
			continue
		}
		var want []uint16
		for _, key := range appendClassKeys(nil, p, int32(i)) {
			if slot := m.Classes.slot(key); slot >= 0 && !slices.Contains(want, uint16(slot)) {
				want = append(want, uint16(slot))
			}
		}
		x := &s.markup.elements[i]
		if got := s.markup.known[x.known:x.knownEnd]; !slices.Equal(got, want) {
			t.Errorf("element %d: slots %v, want %v", i, got, want)
		}
	}
}

// TestAppendNames checks what the words of a class attribute are.
func TestAppendNames(t *testing.T) {
	word := func(s string) uint32 { return block.WordHash([]byte(s)) | 1 }
	whole := func(s string) uint32 { return mix(block.WordHash([]byte(s)), saltWhole) }
	for attr, want := range map[string][]uint32{
		"":                  nil,
		"nav":               {word("nav")},
		"postBody x item12": {word("post"), word("body"), whole("postbody"), word("item")},
		"a-Menu_3":          {word("menu"), whole("a-menu-")},
		"HTMLText":          {word("htmltext")},
	} {
		got, hash := appendNames(nil, []byte(attr))
		if !slices.Equal(got, want) {
			t.Errorf("%q: %#x, want %#x", attr, got, want)
		}
		other, again := appendNames(nil, []byte(attr+"99"))
		if again != hash || !slices.Equal(other, got) {
			t.Errorf("%q: digits after it count", attr)
		}
	}
}
