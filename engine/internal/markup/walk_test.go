package markup

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestWalk compares the steps through a page with what they are documented to be: new dialects are
// written from that.
func TestWalk(t *testing.T) {
	const page = "<p>a<ul><li>b<br>c<li><p>d</ul><hr>e<div><img src=x.png></div><pre>f</pre>" +
		"<table><tr><th>g<th>h<tr><td>i<td>j</table><div><ul><li><h2>k</h2>l</ul></div><p>m"
	const want = "leaf 0, ends, (ul (li leaf 1, on 2, ends, ) (li leaf 3, ends, ) ) rule, " +
		"leaf 4, ends, picture, leaf 5, ends, table, " +
		"leaf 10, ends, leaf 11, ends, leaf 12, ends, end"
	var w walker
	w.begin(pageOf([]byte(page)), Options{}, buffer{})
	var got strings.Builder
	for s := noStep; s != pageEnds; {
		s = w.next()
		switch s {
		case containerBegins:
			fmt.Fprintf(&got, "(%s ", w.Elements[w.open[w.opened-1].el].Tag)
		case containerEnds:
			got.WriteString(") ")
		case leafBegins:
			fmt.Fprintf(&got, "leaf %d, ", w.block)
		case leafGoesOn:
			fmt.Fprintf(&got, "on %d, ", w.block)
		default:
			got.WriteString(map[step]string{
				leafEnds: "ends, ", ruleStands: "rule, ", pictureStands: "picture, ",
				formulaStands: "formula, ", tableStands: "table, ", pageEnds: "end",
			}[s])
		}
	}
	if got.String() != want {
		t.Errorf("got  %s\nwant %s", got.String(), want)
	}
}

// checkWalk checks what dialects rely on: that all blocks come once and in page order, that the
// elements that are open contain what begins, and that everything is closed at the end.
func checkWalk(t testing.TB, p *Page, o Options, apart bool) {
	t.Helper()
	var w walker
	w.apart = apart
	w.begin(p, o, buffer{})
	var open, got, want []int32
	inLeaf := false
	for i := range p.Blocks {
		if o.writes(&p.Blocks[i]) {
			want = append(want, int32(i))
		}
	}
	holds := func(el int32) {
		for _, c := range open {
			if el < c || el >= w.Elements[c].Next {
				t.Errorf("element %d is not in %d, which is open", el, c)
			}
		}
	}
	for s := noStep; s != pageEnds; {
		s = w.next()
		if (s == leafGoesOn || s == leafEnds) != inLeaf {
			t.Fatalf("step %d: in a leaf: %v", s, inLeaf)
		}
		switch s {
		case containerBegins:
			el := w.open[w.opened-1].el
			holds(el)
			open = append(open, el)
		case containerEnds:
			if el := w.open[w.opened].el; el != open[len(open)-1] {
				t.Errorf("element %d ends in %d", el, open[len(open)-1])
			}
			open = open[:len(open)-1]
		case leafBegins, leafGoesOn:
			inLeaf = true
			if s == leafBegins { // a program continues wherever its pre element does
				holds(w.Blocks[w.block].Node)
			}
			got = append(got, w.block)
			checkPieces(t, &w, w.block)
		case leafEnds:
			inLeaf = false
		case ruleStands, pictureStands, formulaStands:
			holds(w.el)
		case tableStands:
			holds(w.el)
			for i := w.Elements[w.el].First; i < w.Elements[w.el].Last; i++ {
				if w.writes(i) {
					got = append(got, i)
				}
			}
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("blocks %v, want %v", got, want)
	}
	if len(open) > 0 || inLeaf || w.next() != pageEnds {
		t.Errorf("%d containers are open at the end, in a leaf: %v", len(open), inLeaf)
	}
}

// checkPieces checks that the spans of a block are closed and its elements come in page order.
func checkPieces(t testing.TB, w *walker, i int32) {
	t.Helper()
	w.beginInline(i)
	last, opened, closed := int32(-1), 0, 0
	for {
		p, el := w.piece()
		switch p {
		case lineEnds:
			if opened != closed || w.depth != 0 || w.linked != 0 || w.codes != 0 {
				t.Errorf("block %d: %d spans opened, %d closed, %d links open",
					i, opened, closed, w.linked)
			}
			return
		case spanEnds:
			closed++
			w.take(w.top().end)
			continue
		case spanIsOpen, spanBegins:
			depth := w.depth
			if s, ok := w.spanAt(el); ok {
				w.add(s)
			}
			opened += w.depth - depth
		}
		if el <= last {
			t.Errorf("block %d: element %d after %d", i, el, last)
		}
		last = el
	}
}
