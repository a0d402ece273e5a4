package thread

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/token"
)

// Where a page writes how deep a record stands.
const (
	depthAttr   = iota // data-depth, aria-level, depth
	depthClass         // depth-3, level-2
	depthStyle         // margin-left, padding-left, --depth
	depthSpacer        // the width of an image without content before the record, as in old tables
	numDepths
)

const noDepth = -1

// byDepth reads the parents off the depths, if these are such: nearly all comments have one, several are there, and from one
// comment to the next they rise by one step.
func (n *nester) byDepth(s *Segmenter) {
	n.numbered, n.flagged = false, false
	for i := range n.kin {
		n.readDepths(s, &n.kin[i])
	}
	for source := range numDepths {
		if step, ok := n.stepOf(source); ok {
			n.numbered = true
			n.stack(source, step)
			return
		}
	}
	n.byFlag()
}

// readDepths reads the depths that the elements around comment k and the first ones inside of it tell.
func (n *nester) readDepths(s *Segmenter, k *kin) {
	es := n.page.Elements
	k.depths = [numDepths]int32{noDepth, noDepth, noDepth, noDepth}
	for e := k.node; ; e = es[e].Parent {
		n.depthOf(s, k, e)
		if e == k.top || e <= 0 {
			break
		}
	}
	for e := k.node + 1; e < min(k.stop, k.node+maxLeading); e++ {
		if t := es[e].Tag; t == tag.Img || t == tag.Td {
			n.spacerOf(k, e)
		}
	}
}

// maxLeading is among how many elements of a record an indent may stand.
const maxLeading = 12

// depthOf reads the classes and attributes of element e.
func (n *nester) depthOf(s *Segmenter, k *kin, e int32) {
	x, src := &n.page.Elements[e], n.page.Source
	class := x.Class.Of(src)
	for len(class) > 0 {
		var t []byte
		t, class = nextToken(class)
		n.name.Read(t)
		last, ok := n.name.Last()
		if !ok {
			continue
		}
		switch numbered := n.name.Numbered(); {
		case numbered && deepWords.Has(last):
			if v, ok := lastNumber(t); ok && k.depths[depthClass] == noDepth {
				k.depths[depthClass] = v
			}
		case !numbered && replyWords.Has(last):
			k.flag = true
		}
	}
	if !elements.HasOther(x) {
		return
	}
	for a := range token.AttrsOf(src, x.Start, x.Open) {
		name, value := src[a.NameStart:a.NameEnd], src[a.ValueStart:a.ValueEnd]
		if ascii.EqualFold(name, "style") {
			if v, ok := indentOf(value); ok && k.depths[depthStyle] == noDepth {
				k.depths[depthStyle] = v
			}
			continue
		}
		n.name.Read(name)
		if last, ok := n.name.Last(); ok && deepWords.Has(last) && k.depths[depthAttr] == noDepth {
			if v, ok := integer(elements.TrimSpace(value)); ok {
				k.depths[depthAttr] = v
			}
		}
	}
}

// spacerOf reads the width of an image that only indents, and the indent of a cell.
func (n *nester) spacerOf(k *kin, e int32) {
	if k.depths[depthSpacer] != noDepth {
		return
	}
	if v, ok := n.page.Attr(e, "indent"); ok {
		if d, ok := integer(elements.TrimSpace(v)); ok {
			k.depths[depthSpacer] = d
		}
		return
	}
	if n.page.Elements[e].Tag != tag.Img {
		return
	}
	height, _ := n.page.Attr(e, "height")
	if h, ok := integer(elements.TrimSpace(height)); !ok || h > 1 {
		return
	}
	width, _ := n.page.Attr(e, "width")
	if d, ok := integer(elements.TrimSpace(width)); ok {
		k.depths[depthSpacer] = d
	}
}

// stepOf is by how much the depths of a source rise from a comment to a reply to it, and whether they are depths.
func (n *nester) stepOf(source int) (step int32, ok bool) {
	have, last := 0, int32(noDepth)
	for i := range n.kin {
		d := n.kin[i].depths[source]
		if d == noDepth {
			continue
		}
		have++
		if last != noDepth && d != last && (step == 0 || abs32(d-last) < step) {
			step = abs32(d - last)
		}
		last = d
	}
	if have*10 < 9*len(n.kin) || step == 0 {
		return 0, false
	}
	odd := 0
	last = noDepth
	for i := range n.kin {
		d := n.kin[i].depths[source]
		odd += count(last != noDepth && d != noDepth && (d > last+step || (d-last)%step != 0))
		last = d
	}
	return step, odd*10 <= len(n.kin)
}

// stack makes each comment a reply to the last one before it that is one step less deep.
func (n *nester) stack(source int, step int32) {
	least := n.kin[0].depths[source]
	for i := range n.kin {
		if d := n.kin[i].depths[source]; d != noDepth && (d < least || least == noDepth) {
			least = d
		}
	}
	n.open = n.open[:0]
	for i := range n.kin {
		k := &n.kin[i]
		d := k.depths[source]
		if k.depth = Unknown; d == noDepth {
			continue
		}
		for len(n.open) > 0 && n.kin[n.open[len(n.open)-1]].depths[source] >= d {
			n.open = n.open[:len(n.open)-1]
		}
		switch {
		case d == least:
			k.depth = TopLevel
		case len(n.open) > 0 && n.kin[n.open[len(n.open)-1]].depths[source] == d-step:
			k.depth = n.open[len(n.open)-1]
		}
		n.open = append(n.open, int32(i))
	}
}

// byFlag makes the comments with a class of replies such to the last one before them without it. It must come and go: a class
// that all but the first have is that of the answers in a forum.
func (n *nester) byFlag() {
	with, back := 0, 0
	for i := range n.kin {
		with += count(n.kin[i].flag)
		back += count(i > 0 && n.kin[i-1].flag && !n.kin[i].flag)
	}
	if n.kin[0].flag || with == 0 || back == 0 && len(n.kin)-with < 2 {
		return
	}
	n.flagged = true
	root := int32(0)
	for i := range n.kin {
		k := &n.kin[i]
		if k.depth = root; !k.flag {
			k.depth, root = TopLevel, int32(i)
		}
	}
}

// deepWords are the words of names before which or as whose value a depth stands, replyWords those of classes of replies.
var (
	deepWords  = elements.Words("depth", "level", "lvl", "indent", "indentation", "nesting", "tier", "tiefe", "ebene", "stufe")
	replyWords = elements.Words("indented", "indent", "child", "nested", "reply", "sub", "subcomment", "antwort", "subposting")
)

// nextToken cuts the first token off a list.
func nextToken(b []byte) (t, rest []byte) {
	from := 0
	for from < len(b) && b[from] <= ' ' {
		from++
	}
	to := from
	for to < len(b) && b[to] > ' ' {
		to++
	}
	return b[from:to], b[to:]
}

// integer reads a number of at most six digits with nothing but a unit behind it.
func integer(b []byte) (v int32, ok bool) {
	i := 0
	for ; i < len(b) && i < 6 && b[i]-'0' < 10; i++ {
		v = v*10 + int32(b[i]-'0')
	}
	return v, i > 0 && len(b)-i < 4 && (i == len(b) || b[i]-'0' >= 10)
}

// lastNumber reads the number that a name ends in.
func lastNumber(b []byte) (int32, bool) {
	i := len(b)
	for i > 0 && b[i-1]-'0' < 10 {
		i--
	}
	return integer(b[i:])
}

// indents are the properties and variables of a style that indent its element.
var indents = [...]string{
	"margin-left", "padding-left", "margin-inline-start", "padding-inline-start", "--depth", "--level", "--indent",
}

// indentOf reads how far a style indents its element, in tenths.
func indentOf(style []byte) (int32, bool) {
	for _, property := range indents {
		i := bytes.Index(style, []byte(property))
		if i < 0 {
			continue
		}
		rest := elements.TrimSpace(style[i+len(property):])
		if len(rest) == 0 || rest[0] != ':' {
			continue
		}
		rest = elements.TrimSpace(rest[1:])
		v, digits := int32(0), 0
		for ; digits < len(rest) && digits < 6 && rest[digits]-'0' < 10; digits++ {
			v = v*10 + int32(rest[digits]-'0')
		}
		v *= 10
		if digits+1 < len(rest) && rest[digits] == '.' && rest[digits+1]-'0' < 10 {
			v += int32(rest[digits+1] - '0')
		}
		if digits > 0 {
			return v, true
		}
	}
	return 0, false
}

func abs32(x int32) int32 { return max(x, -x) }
