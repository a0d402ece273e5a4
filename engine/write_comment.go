package engine

import (
	"bytes"
	"iter"
	"sort"

	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/thread"
)

// The text of a comment as all writers take it: lines, each with how deep it is quoted and whether it starts a paragraph.

// maxQuote is how deep quotes in a comment are written; deeper ones are written at that depth.
const maxQuote = 8

// textLine is a line of a comment's text. It holds line feeds where the page wraps it, and in code.
type textLine struct {
	text   []byte
	quote  int
	begins bool // a paragraph: it is the first line, or stands apart from the one above
	code   bool // preformatted
	item   bool // of a list, on an HTML page
}

// AppendCommentText appends the text of comment i, its lines as in the page: paragraphs apart by a blank line, lines in a
// paragraph by a line feed. Lines that quote another comment have "> " before them, once for each time they are quoted.
func (d *Document) AppendCommentText(dst []byte, i int) []byte {
	return d.appendCommentText(dst, &d.Comments[i], false)
}

// appendCommentText appends the text of a comment, as a part of a JSON string if it is to be escaped.
func (d *Document) appendCommentText(dst []byte, c *Comment, escaped bool) []byte {
	first := true
	for l := range d.commentLines(c) {
		if !first {
			dst = appendLineFeed(dst, escaped)
			if l.begins {
				dst = appendLineFeed(dst, escaped)
			}
		}
		first = false
		if l.quote == 0 {
			dst = appendPart(dst, l.text, escaped)
			continue
		}
		next := false
		for line := range bytes.Lines(l.text) {
			if next {
				dst = appendLineFeed(dst, escaped)
			}
			dst = appendPart(appendQuoted(dst, l.quote), bytes.TrimRight(line, "\r\n"), escaped)
			next = true
		}
	}
	return dst
}

func appendPart(dst, text []byte, escaped bool) []byte {
	if escaped {
		return appendEscaped(dst, text)
	}
	return append(dst, text...)
}

func appendLineFeed(dst []byte, escaped bool) []byte {
	if escaped {
		return append(dst, '\\', 'n')
	}
	return append(dst, '\n')
}

// appendQuoted appends the marks of a quoted line.
func appendQuoted(dst []byte, depth int) []byte {
	for range depth {
		dst = append(dst, "> "...)
	}
	return dst
}

// commentLines yields the lines of a comment's text.
func (d *Document) commentLines(c *Comment) iter.Seq[textLine] {
	return func(yield func(textLine) bool) {
		var above textLine
		for i := range c.text {
			l := &c.text[i]
			line := textLine{text: l.Of(d.plain), quote: min(int(l.Quote), maxQuote), begins: true}
			k := d.blockAt(l.Start)
			if k >= 0 {
				line.code = d.page.Blocks[k].Kind == block.Pre
				line.item = d.startsItem(k)
			}
			if i > 0 && line.quote == above.quote && (above.item || !line.item) {
				line.begins = d.apart(&c.text[i-1], l, k)
			}
			if !yield(line) {
				return
			}
			above = line
		}
	}
}

// apart reports whether a line of a comment's text, in block k of an HTML page, is a paragraph of its own. It is where a blank
// line stands above it; on HTML pages where the line above is another block, unless only a br element parts the two or both
// are items of a list.
func (d *Document) apart(above, l *thread.Line, k int) bool {
	if d.page == nil {
		return l.Start > above.End && bytes.Count(d.plain[above.End:l.Start], []byte{'\n'}) > 1
	}
	if k < 0 {
		return true
	}
	b := &d.page.Blocks[k]
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
func (d *Document) blockAt(at int32) int {
	if d.page == nil {
		return -1
	}
	blocks := d.page.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > at })
	if i == len(blocks) || blocks[i].Start > at {
		return -1
	}
	return i
}

// maxInItem is how many elements may stand around a block within the item of a list that it starts.
const maxInItem = 3

// startsItem reports whether block k of an HTML page is the first of a list item.
func (d *Document) startsItem(k int) bool {
	el := d.page.Blocks[k].Node
	for n := 0; n < maxInItem && el > 0; n++ {
		e := &d.page.Elements[el]
		if e.Tag == tag.Li {
			return int(e.First) == k
		}
		el = e.Parent
	}
	return false
}
