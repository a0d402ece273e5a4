package markup

import "bytes"

// Text writes a page as plain text: a line per block, as it is on the page. A paragraph that the
// page wraps keeps its lines. The cells of a table's row are on one line, separated by tabs. The
// thread follows: for each comment a line "author · rank · time · votes" and the text, with replies
// indented under the comment that they reply to, paragraphs separated by blank lines, and "> "
// before lines that quote another comment.
type Text struct {
	dst  []byte
	page Page
}

// BeginText appends the title and the main text to dst. The comments follow with Text.Comment, in
// the order of the thread.
func BeginText(dst []byte, p *Page, o Options) Text {
	if o.Title {
		dst = appendLine(dst, p.Kicker)
		dst = appendLine(dst, p.Title)
	}
	start := len(dst)
	t := TextsOf(p, o)
	for t.Next() {
		if len(dst) > start {
			dst = append(dst, t.Sep...)
		}
		dst = appendValid(dst, t.Text)
	}
	if len(dst) > start {
		dst = append(dst, '\n')
	}
	return Text{dst, *p}
}

// End returns dst with what was written.
func (w *Text) End() []byte { return w.dst }

// Comment writes the next comment of the thread.
func (w *Text) Comment(c *Comment) {
	depth := min(c.Depth, MaxDepth)
	dst := w.dst
	if len(dst) > 0 {
		dst = append(dst, '\n')
	}
	if c.hasHead() {
		dst = appendIndent(dst, depth)
		dst = append(c.appendHead(dst), '\n')
	}
	if len(c.Title) > 0 {
		dst = appendLine(appendIndent(dst, depth), c.Title)
	}
	first := true
	for l := range w.page.Lines(c.Text) {
		if l.Begins && !first {
			dst = append(dst, '\n')
		}
		first = false
		dst = appendTextLine(dst, &l, depth)
	}
	w.dst = dst
}

func appendLine(dst, s []byte) []byte {
	if len(s) == 0 {
		return dst
	}
	return append(appendValid(dst, s), '\n')
}

// appendTextLine appends a line of a comment's text as it is wrapped; code with its indentation and
// its blank lines.
func appendTextLine(dst []byte, l *Line, depth int) []byte {
	if l.Code {
		for line := range bytes.Lines(l.Text) {
			dst = AppendQuoted(appendIndent(dst, depth), l.Quote)
			dst = append(appendValid(dst, bytes.TrimRight(line, "\r\n")), '\n')
		}
		return dst
	}
	for line := range linesOf(l.Text) {
		dst = appendLine(AppendQuoted(appendIndent(dst, depth), l.Quote), line)
	}
	return dst
}

func appendIndent(dst []byte, depth int) []byte {
	for range depth {
		dst = append(dst, "    "...)
	}
	return dst
}

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
