package markup

import (
	"bytes"
	"iter"
	"sort"

	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// Comment is a comment of the page with its place in the thread.
type Comment struct {
	Author, Rank, Time, Votes, Title []byte // as written, nil where the page has none

	// Created is a day, or a day and a clock with minutes; its Kind is None when it is not known.
	Created when.Time
	Text    []thread.Line // ranges of Page.Text

	Index  int  // its number on the page
	Parent int  // that of the comment inside which it is to be read
	Depth  int  // its depth in the thread: 0 for a comment of the top level
	Named  bool // replies to it are beside it and name it
}

// parts returns the parts of the head line of a comment, in order.
func (c *Comment) parts() [4][]byte { return [...][]byte{c.Author, c.Rank, c.Time, c.Votes} }

func (c *Comment) hasHead() bool {
	return len(c.Author)+len(c.Rank)+len(c.Time)+len(c.Votes) > 0
}

// between separates the parts of a comment's head.
const between = " · "

// Line is a line of a comment's text, as all writers take it. It contains line feeds where the page
// wraps it, and in code.
type Line struct {
	Text   []byte
	Quote  int  // how deep it is quoted
	Begins bool // a paragraph: it is the first line, or separate from the one above
	Code   bool // preformatted
	Item   bool // of a list, on an HTML page
}

// AppendQuoted appends the marks of a line that is quoted so deep.
func AppendQuoted(dst []byte, depth int) []byte {
	for range depth {
		dst = append(dst, "> "...)
	}
	return dst
}

// Lines yields the lines of a comment's text.
func (p *Page) Lines(text []thread.Line) iter.Seq[Line] {
	return func(yield func(Line) bool) { p.lines(text, yield) }
}

func (p *Page) lines(text []thread.Line, yield func(Line) bool) {
	var above Line
	for i := range text {
		l := &text[i]
		line := Line{Text: l.Of(p.Text), Quote: min(int(l.Quote), maxQuote), Begins: true}
		k := p.blockAt(l.Start)
		if k >= 0 {
			line.Code = p.Tape.Blocks[k].Kind == block.Pre
			line.Item = p.startsItem(k)
		}
		if i > 0 && line.Quote == above.Quote && (above.Item || !line.Item) {
			line.Begins = p.apart(&text[i-1], l, k)
		}
		if !yield(line) {
			return
		}
		above = line
	}
}

// apart reports whether a line of a comment's text, in block k of an HTML page, is a paragraph of
// its own. It is if there is a blank line above it; on HTML pages also if the line above is another
// block, unless only a br element separates the two or both are items of a list.
func (p *Page) apart(above, l *thread.Line, k int) bool {
	if p.Tape == nil {
		return l.Start > above.End && bytes.Count(p.Text[above.End:l.Start], []byte{'\n'}) > 1
	}
	if k < 0 {
		return true
	}
	b := &p.Tape.Blocks[k]
	switch {
	case above.Start >= b.Start && above.End <= l.Start: // of the same block
		return false
	case b.Kind == block.Pre:
		return true
	case p.startsItem(k):
		return false
	}
	return !b.Broken || b.Gap > 0
}

// blockAt returns the block of an HTML page that contains an offset of its text, or -1 if there is
// none.
func (p *Page) blockAt(at int32) int {
	if p.Tape == nil {
		return -1
	}
	blocks := p.Tape.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > at })
	if i == len(blocks) || blocks[i].Start > at {
		return -1
	}
	return i
}

// startsItem reports whether block k of an HTML page is the first of a list item.
func (p *Page) startsItem(k int) bool {
	el := p.Tape.Blocks[k].Node
	for n := 0; n < maxInItem && el > 0; n++ {
		e := &p.Tape.Elements[el]
		if e.Tag == tag.Li {
			return int(e.First) == k
		}
		el = e.Parent
	}
	return false
}
