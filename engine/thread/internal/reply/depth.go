package reply

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/token"
)

// Where a page says how deep a record is.
const (
	depthAttr   = iota // data-depth, aria-level, depth
	depthClass         // depth-3, level-2
	depthStyle         // margin-left, padding-left, --depth
	depthSpacer        // the width of an image without content before the record, as in old tables
	numDepths
)

const noDepth = -1

// byDepth reads the parents off the depths, if these are such: nearly all comments have one,
// several are there, and from one comment to the next they rise by one step.
func (m *Markup) byDepth() {
	m.numbered, m.flagged = false, false
	for i := range m.kin {
		m.readDepths(&m.kin[i])
	}
	for source := range numDepths {
		if step, ok := m.stepOf(source); ok {
			m.numbered = true
			m.stack(source, step)
			return
		}
	}
	m.byFlag()
}

// readDepths reads the depths that the elements around comment k, and the first ones inside it,
// give.
func (m *Markup) readDepths(k *kin) {
	es := m.page.Elements
	k.depths = [numDepths]int32{noDepth, noDepth, noDepth, noDepth}
	for e := k.node; ; e = es[e].Parent {
		m.depthOf(k, e)
		if e == k.top || e <= 0 {
			break
		}
	}
	for e := k.node + 1; e < min(k.stop, k.node+maxLeading); e++ {
		if t := es[e].Tag; t == tag.Img || t == tag.Td {
			m.spacerOf(k, e)
		}
	}
}

// maxLeading is the number of elements of a record in which an indent may be.
const maxLeading = 12

// depthOf reads the classes and attributes of element e.
func (m *Markup) depthOf(k *kin, e int32) {
	x, src := &m.page.Elements[e], m.page.Source
	class := x.Class.Of(src)
	for len(class) > 0 {
		var t []byte
		t, class = nextToken(class)
		m.name.Read(t)
		last, ok := m.name.Last()
		if !ok {
			continue
		}
		switch numbered := m.name.Numbered(); {
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
		m.name.Read(name)
		if last, ok := m.name.Last(); ok && deepWords.Has(last) && k.depths[depthAttr] == noDepth {
			if v, ok := integer(elements.TrimSpace(value)); ok {
				k.depths[depthAttr] = v
			}
		}
	}
}

// spacerOf reads the width of an image that only indents, and the indent of a cell.
func (m *Markup) spacerOf(k *kin, e int32) {
	if k.depths[depthSpacer] != noDepth {
		return
	}
	if v, ok := m.page.Attr(e, "indent"); ok {
		if d, ok := integer(elements.TrimSpace(v)); ok {
			k.depths[depthSpacer] = d
		}
		return
	}
	if m.page.Elements[e].Tag != tag.Img {
		return
	}
	height, _ := m.page.Attr(e, "height")
	if h, ok := integer(elements.TrimSpace(height)); !ok || h > 1 {
		return
	}
	width, _ := m.page.Attr(e, "width")
	if d, ok := integer(elements.TrimSpace(width)); ok {
		k.depths[depthSpacer] = d
	}
}

// stepOf is by how much the depths of a source rise from a comment to a reply to it, and whether
// they are depths.
func (m *Markup) stepOf(source int) (step int32, ok bool) {
	have, last := 0, int32(noDepth)
	for i := range m.kin {
		d := m.kin[i].depths[source]
		if d == noDepth {
			continue
		}
		have++
		if last != noDepth && d != last && (step == 0 || abs32(d-last) < step) {
			step = abs32(d - last)
		}
		last = d
	}
	if have*10 < 9*len(m.kin) || step == 0 {
		return 0, false
	}
	odd := 0
	last = noDepth
	for i := range m.kin {
		d := m.kin[i].depths[source]
		if last != noDepth && d != noDepth && (d > last+step || (d-last)%step != 0) {
			odd++
		}
		last = d
	}
	return step, odd*10 <= len(m.kin)
}

// stack makes each comment a reply to the last one before it that is one step less deep.
func (m *Markup) stack(source int, step int32) {
	least := m.kin[0].depths[source]
	for i := range m.kin {
		if d := m.kin[i].depths[source]; d != noDepth && (d < least || least == noDepth) {
			least = d
		}
	}
	m.open = m.open[:0]
	for i := range m.kin {
		k := &m.kin[i]
		d := k.depths[source]
		if k.depth = comment.Unknown; d == noDepth {
			continue
		}
		for len(m.open) > 0 && m.kin[m.open[len(m.open)-1]].depths[source] >= d {
			m.open = m.open[:len(m.open)-1]
		}
		switch {
		case d == least:
			k.depth = comment.TopLevel
		case len(m.open) > 0 && m.kin[m.open[len(m.open)-1]].depths[source] == d-step:
			k.depth = m.open[len(m.open)-1]
		}
		m.open = append(m.open, int32(i))
	}
}

// byFlag makes the comments with a class of replies such to the last one before them without it. It
// must come and go: a class that all but the first have is that of the answers in a forum.
func (m *Markup) byFlag() {
	with, back := 0, 0
	for i := range m.kin {
		if m.kin[i].flag {
			with++
		} else if i > 0 && m.kin[i-1].flag {
			back++
		}
	}
	if m.kin[0].flag || with == 0 || back == 0 && len(m.kin)-with < 2 {
		return
	}
	m.flagged = true
	root := int32(0)
	for i := range m.kin {
		k := &m.kin[i]
		if k.depth = root; !k.flag {
			k.depth, root = comment.TopLevel, int32(i)
		}
	}
}

// deepWords are the words of names that precede a depth or have it as their value, replyWords those
// in classes of replies.
var (
	deepWords = elements.Words("depth", "level", "lvl", "indent", "indentation", "nesting", "tier",
		"tiefe", "ebene", "stufe")
	replyWords = elements.Words("indented", "indent", "child", "nested", "reply", "sub",
		"subcomment", "antwort", "subposting")
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

// integer reads a number of at most six digits with nothing but a unit after it.
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
	"margin-left", "padding-left", "margin-inline-start", "padding-inline-start",
	"--depth", "--level", "--indent",
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
