package block

import (
	"bytes"
	"testing"

	"klartext/engine/token"
)

// checkPage checks what the docs of Page, Element and Block promise.
func checkPage(t testing.TB, p *Page) {
	t.Helper()
	bad := func(what string, i int, args ...any) {
		t.Helper()
		t.Fatalf("%s, at %d %v of %.300q", what, i, args, p.Source)
	}
	checkTape(p, bad)
	checkBlocks(p, bad)
	for _, list := range [][]int32{p.Head.Meta, p.Head.Scripts, p.Head.Times} {
		for k, i := range list {
			if i <= 0 || int(i) >= len(p.Elements) || k > 0 && list[k-1] >= i {
				bad("a list of the head is not in order", k, list)
			}
		}
	}
}

func checkTape(p *Page, bad func(what string, i int, args ...any)) {
	size, blocks := int32(len(p.Source)), int32(len(p.Blocks))
	root := &p.Elements[0]
	if root.Parent != -1 || root.Next != int32(len(p.Elements)) || root.Close != size ||
		root.First != 0 || root.Last != blocks {
		bad("root", 0, *root)
	}
	for i := 1; i < len(p.Elements); i++ {
		e, before := &p.Elements[i], &p.Elements[i-1]
		if e.Parent < 0 || int(e.Parent) >= i {
			bad("parent", i, *e)
		}
		up := &p.Elements[e.Parent]
		switch {
		case e.Next <= int32(i) || e.Next > up.Next:
			bad("the subtree is not inside the parent's", i, *e, *up)
		case e.Depth != up.Depth+1 || e.Depth > MaxDepth:
			bad("depth", i, *e, *up)
		case e.Parent != int32(i-1) && before.Next != int32(i) &&
			p.Elements[lastChild(p, int32(i))].Next != int32(i):
			bad("the element before reaches past this one", i, *e)
		case e.Start < before.Open || e.Close < e.Open || e.Close > up.Close ||
			(e.Open <= e.Start || p.Source[e.Start] != '<') && !decoded(p, int32(i)):
			bad("offsets", i, *e, *up)
		case e.First > e.Last || e.First < up.First || e.Last > up.Last || e.Last > blocks:
			bad("blocks", i, *e, *up)
		case e.Text < up.Text || e.Text > e.TextEnd || i > 1 && e.Text < before.Text ||
			int(e.TextEnd) > len(p.Text):
			bad("text", i, *e, *up)
		case e.Flags&SelfClosed != 0 && (e.Next != int32(i)+1 || e.Close != e.Open):
			bad("self-closed with content", i, *e)
		case up.Flags&(Hidden|Noscript|InHead)&^e.Flags != 0:
			bad("flags are not inherited", i, *e, *up)
		}
		for _, s := range []Span{e.Class, e.ID, e.Role} {
			if !s.Empty() && (s.Start <= e.Start || s.End >= e.Open) {
				bad("an attribute outside of its tag", i, *e)
			}
		}
	}
}

// decoded reports whether an element is part of a fragment, whose tags are encoded.
func decoded(p *Page, i int32) bool {
	return p.Body > 0 && i >= p.Body && i < p.Elements[p.Body].Next ||
		p.Elements[i].Flags&HasAttrs == 0 && p.Source[p.Elements[i].Start] == '&'
}

// lastChild returns the last element before i that has the parent of i, or that parent if there is
// none.
func lastChild(p *Page, i int32) int32 {
	parent := p.Elements[i].Parent
	for k := i - 1; k > parent; k = p.Elements[k].Parent {
		if p.Elements[k].Parent == parent {
			return k
		}
	}
	return parent
}

func checkBlocks(p *Page, bad func(what string, i int, args ...any)) {
	end, to, line, runes := int32(0), int32(0), int32(0), int32(0)
	for i := range p.Blocks {
		k := &p.Blocks[i]
		text := k.Text(p.Text)
		sum, _ := hash(text, nil)
		switch {
		case k.Start != end || k.End <= k.Start || p.Text[k.End] != '\n':
			bad("blocks do not follow each other in the text", i, *k)
		case k.From < to || k.To <= k.From || int(k.To) > len(p.Source):
			bad("blocks do not follow each other in the page", i, *k)
		case k.Kind != Pre && (bytes.HasPrefix(text, []byte(" ")) ||
			bytes.Contains(text, []byte("  ")) || bytes.ContainsAny(text, "\n\t\r\x00")):
			bad("white space that is not collapsed", i, string(text))
		case text[len(text)-1] <= ' ':
			bad("white space at the end", i, string(text))
		case k.Linked < 0 || k.Linked > k.End-k.Start || k.Linked > 0 && k.Anchors == 0:
			bad("links", i, *k)
		case k.Lines != int32(bytes.Count(text, []byte("\n")))+1 || k.Line != line+int32(k.Gap):
			bad("lines", i, *k)
		case k.Shape != Measure(text) || k.Hash != sum:
			bad("shape", i, *k)
		case !within(p, k.Inner, k.Node):
			bad("the inner element is not inside the block's", i, *k)
		}
		for at := k.Inner; at >= 0; at = p.Elements[at].Parent {
			if e := &p.Elements[at]; e.First > int32(i) || e.Last <= int32(i) {
				bad("an element around a block does not hold it", i, *k, *e)
			} else if e.Flags&Skipped != 0 && at == k.Inner {
				bad("text of an element that is skipped", i, string(text))
			}
		}
		end, to, line, runes = k.End+1, k.To, k.Line+k.Lines, runes+k.Runes
	}
	if int(end) != len(p.Text) || int(runes) > len(p.Text) {
		bad("text behind the blocks", len(p.Blocks), end)
	}
}

func within(p *Page, i, outer int32) bool {
	for ; i >= 0; i = p.Elements[i].Parent {
		if i == outer {
			return true
		}
	}
	return false
}

// checkAttrs compares the attributes on the tape with those in the start tags.
func checkAttrs(t testing.TB, p *Page) {
	t.Helper()
	for i := range p.Elements {
		e := &p.Elements[i]
		if e.Flags&HasAttrs == 0 {
			continue
		}
		for _, a := range []struct {
			name string
			span Span
		}{{"class", e.Class}, {"id", e.ID}, {"role", e.Role}} {
			n := 0
			for range token.AttrsOf(p.Source, e.Start, e.Open) {
				n++
			}
			v, _ := p.Attr(int32(i), a.name)
			if n <= token.MaxAttrs && !bytes.Equal(v, a.span.Of(p.Source)) {
				t.Fatalf("%s of element %d: %q, want %q", a.name, i, a.span.Of(p.Source), v)
			}
		}
	}
}
