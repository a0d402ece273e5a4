package block

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMaxDepth checks that an element nested deeper than the limit becomes a sibling of the one at
// that depth.
func TestMaxDepth(t *testing.T) {
	const n = 3 * MaxDepth
	for _, tt := range []struct {
		in, out string
		blocks  int
	}{
		{"<div>", "</div>", 3},
		{"<b>", "</b>", 1},
		{"<ul><li>", "</ul>", 3},
		{"<a href=x><div>", "</a>", 3},
		{"<x-y>", "</x-y>", 1},
	} {
		page := "a" + strings.Repeat(tt.in, n) + "b<br/>" + strings.Repeat(tt.out, n) + "c"
		p := new(Builder).HTML([]byte(page), 0)
		checkPage(t, p)
		depth := uint16(0)
		for i := range p.Elements {
			depth = max(depth, p.Elements[i].Depth)
		}
		want := n * strings.Count(tt.in, "<")
		if depth != MaxDepth || len(p.Elements) != want+2 || p.Truncated {
			t.Errorf("%s: depth %d, %d elements", tt.in, depth, len(p.Elements))
		}
	}
}

// TestMaxElements checks that what follows the last element is left out.
func TestMaxElements(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 300 MB")
	}
	p := new(Builder).HTML([]byte("<p>a"+strings.Repeat("<i>", MaxElements)+"b<p>c"), 0)
	if len(p.Elements) != MaxElements || !p.Truncated || string(p.Text) != "a\n" ||
		p.Elements[0].Next != MaxElements {
		t.Errorf("%d elements, text %q, truncated %v", len(p.Elements), p.Text, p.Truncated)
	}
}

// TestMaxBlocks checks that what follows the last block is left out.
func TestMaxBlocks(t *testing.T) {
	for limit, want := range []string{
		"a\n\nb\n\nli: c\n\ne", "a …", "a\n\nb …", "a\n\nb\n\nli: c …", "a\n\nb\n\nli: c\n\ne",
	} {
		p := new(Builder).HTML([]byte("<p>a<p>b<ul><li>c<li hidden></ul><p>e</p> <hr>"), limit)
		checkPage(t, p)
		if got := written(p); got != want {
			t.Errorf("limit %d: %s, want %s", limit, got, want)
		}
	}
}

// TestRoom checks that text beyond 32-bit offsets is left out. The page with so much text is faked.
func TestRoom(t *testing.T) {
	b := new(Builder)
	b.HTML(nil, 0)
	b.page.Text = b.page.Text[:0]
	if !b.room(math.MaxInt32-2) || b.page.Truncated {
		t.Error("a page of 2 GB has no room")
	}
	if b.room(math.MaxInt32-1) || !b.page.Truncated {
		t.Error("more than 2 GB have room")
	}
}

// TestAttrLimit checks that attributes beyond the limit are not read.
func TestAttrLimit(t *testing.T) {
	p := new(Builder).HTML([]byte("<p"+strings.Repeat(" a=b", 1000)+" id=x>a"), 0)
	checkPage(t, p)
	if !p.Elements[1].ID.Empty() || len(p.Blocks) != 1 {
		t.Errorf("%+v", p.Elements[1])
	}
	if v, ok := p.Attr(1, "id"); !ok || string(v) != "x" {
		t.Errorf("%q %v", v, ok)
	}
}

// TestHTMLAllocs checks that a Builder allocates nothing after warm-up, when its memory has grown
// to the page.
func TestHTMLAllocs(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "testdata", "html", "regionalzeitung.html"))
	if err != nil {
		t.Fatal(err)
	}
	page = append(page, "<x-y>&amp;<pre>\n <b>a</b></pre><noscript><iframe></noscript>"+
		"<svg><foreignObject>x</svg><textarea/>"...)
	var b Builder
	b.HTML(page, 0)
	if got := testing.AllocsPerRun(10, func() { b.HTML(page, 0) }); got != 0 {
		t.Errorf("%v allocations", got)
	}
	p := b.HTML(page, 0)
	if got := testing.AllocsPerRun(10, func() { p.Attr(1, "lang") }); got != 0 {
		t.Errorf("Attr: %v allocations", got)
	}
}
