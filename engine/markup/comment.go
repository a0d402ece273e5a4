package markup

import (
	"bytes"
	"iter"
	"sort"

	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/thread"
)

// The text of a comment as all writers take it: lines, each with how deep it is quoted and whether it starts a paragraph.

// MaxDepth is how deep replies are nested; deeper ones stand beside the reply at that depth. Indentation is written
// per line, so that without a limit a thread of n replies to replies would take n² bytes, and HTML parsers give up at 512
// open elements, readers of JSON at a few hundred or thousand.
const MaxDepth = 32

// maxQuote is how deep quotes in a comment are written; deeper ones are written at that depth.
const maxQuote = 8

// Line is a line of a comment's text. It holds line feeds where the page wraps it, and in code.
type Line struct {
	Text   []byte
	Quote  int
	Begins bool // a paragraph: it is the first line, or stands apart from the one above
	Code   bool // preformatted
	Item   bool // of a list, on an HTML page
}

// AppendQuoted appends the marks of a quoted line.
func AppendQuoted(dst []byte, depth int) []byte {
	for range depth {
		dst = append(dst, "> "...)
	}
	return dst
}

// Lines yields the lines of a comment's text.
func (d *Page) Lines(text []thread.Line) iter.Seq[Line] {
	return func(yield func(Line) bool) { d.lines(text, yield) }
}

func (d *Page) lines(text []thread.Line, yield func(Line) bool) {
	var above Line
	for i := range text {
		l := &text[i]
		line := Line{Text: l.Of(d.Text), Quote: min(int(l.Quote), maxQuote), Begins: true}
		k := d.blockAt(l.Start)
		if k >= 0 {
			line.Code = d.Tape.Blocks[k].Kind == block.Pre
			line.Item = d.startsItem(k)
		}
		if i > 0 && line.Quote == above.Quote && (above.Item || !line.Item) {
			line.Begins = d.apart(&text[i-1], l, k)
		}
		if !yield(line) {
			return
		}
		above = line
	}
}

// apart reports whether a line of a comment's text, in block k of an HTML page, is a paragraph of its own. It is where a blank
// line stands above it; on HTML pages where the line above is another block, unless only a br element parts the two or both
// are items of a list.
func (d *Page) apart(above, l *thread.Line, k int) bool {
	if d.Tape == nil {
		return l.Start > above.End && bytes.Count(d.Text[above.End:l.Start], []byte{'\n'}) > 1
	}
	if k < 0 {
		return true
	}
	b := &d.Tape.Blocks[k]
	switch {
	case above.Start >= b.Start && above.End <= l.Start: // of the same block
		return false
	case b.Kind == block.Pre:
		return true
	case d.startsItem(k):
		return false
	}
	return !b.Broken || b.Gap > 0
}

// blockAt returns the block of an HTML page that an offset of its text is in, -1 when there is none.
func (d *Page) blockAt(at int32) int {
	if d.Tape == nil {
		return -1
	}
	blocks := d.Tape.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > at })
	if i == len(blocks) || blocks[i].Start > at {
		return -1
	}
	return i
}

// maxInItem is how many elements may stand around a block within the item of a list that it starts.
const maxInItem = 3

// startsItem reports whether block k of an HTML page is the first of a list item.
func (d *Page) startsItem(k int) bool {
	el := d.Tape.Blocks[k].Node
	for n := 0; n < maxInItem && el > 0; n++ {
		e := &d.Tape.Elements[el]
		if e.Tag == tag.Li {
			return int(e.First) == k
		}
		el = e.Parent
	}
	return false
}
