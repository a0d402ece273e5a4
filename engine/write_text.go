package engine

import "bytes"

// AppendText appends the page as plain text: a line per block, as it is on the page. A paragraph that the page wraps keeps
// its lines, the cells of a table's row stand on one line, apart by tabs. With options the title stands before it, and the
// thread behind it: a line "author · rank · time · votes" and the text per comment, replies indented under what they reply to,
// paragraphs apart by blank lines, with "> " before lines that quote another comment.
func (d *Document) AppendText(dst []byte, o WriteOptions) []byte {
	if o.Title {
		dst = appendLine(dst, d.Kicker)
		dst = appendLine(dst, d.Title)
	}
	dst = d.appendLines(dst, &o)
	if o.Comments {
		dst = d.appendThreadText(dst)
	}
	return dst
}

// appendLines appends the main text.
func (d *Document) appendLines(dst []byte, o *WriteOptions) []byte {
	var r rows
	start := len(dst)
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if !o.writes(b) || b.from == b.to {
			continue
		}
		if sep := r.before(d, i); len(dst) > start {
			dst = append(dst, sep...)
		}
		dst = appendValid(dst, d.text(b))
	}
	if len(dst) > start {
		dst = append(dst, '\n')
	}
	return dst
}

func appendLine(dst, s []byte) []byte {
	if len(s) == 0 {
		return dst
	}
	return append(appendValid(dst, s), '\n')
}

func (d *Document) appendThreadText(dst []byte) []byte {
	for i, depth := range d.Thread() {
		depth = min(depth, maxDepth)
		if len(dst) > 0 {
			dst = append(dst, '\n')
		}
		c := &d.Comments[i]
		if c.hasHead() {
			dst = appendIndent(dst, depth)
			dst = append(c.appendHead(dst), '\n')
		}
		if len(c.Title) > 0 {
			dst = appendLine(appendIndent(dst, depth), c.Title)
		}
		first := true
		for l := range d.commentLines(c) {
			if l.begins && !first {
				dst = append(dst, '\n')
			}
			first = false
			dst = appendTextLine(dst, &l, depth)
		}
	}
	return dst
}

// appendTextLine appends a line of a comment's text as it is wrapped; code with its indentation and its blank lines.
func appendTextLine(dst []byte, l *textLine, depth int) []byte {
	if l.code {
		for line := range bytes.Lines(l.text) {
			dst = appendQuoted(appendIndent(dst, depth), l.quote)
			dst = append(appendValid(dst, bytes.TrimRight(line, "\r\n")), '\n')
		}
		return dst
	}
	for line := range linesOf(l.text) {
		dst = appendLine(appendQuoted(appendIndent(dst, depth), l.quote), line)
	}
	return dst
}

func appendIndent(dst []byte, depth int) []byte {
	for range depth {
		dst = append(dst, "    "...)
	}
	return dst
}

// parts returns what stands in the head line of a comment, in its order.
func (c *Comment) parts() [4][]byte { return [...][]byte{c.Author, c.Rank, c.Time, c.Votes} }

func (c *Comment) hasHead() bool {
	return len(c.Author)+len(c.Rank)+len(c.Time)+len(c.Votes) > 0
}

// between stands between the parts of a comment's head.
const between = " · "

func (c *Comment) appendHead(dst []byte) []byte {
	start := len(dst)
	for _, p := range c.parts() {
		if len(p) == 0 {
			continue
		}
		if len(dst) > start {
			dst = append(dst, between...)
		}
		dst = appendValid(dst, p)
	}
	return dst
}
