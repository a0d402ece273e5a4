package engine

import (
	"bytes"

	"klartext/engine/internal/markup"
)

// AppendCommentText appends the text of comment i, with lines as on the page: paragraphs are
// separated by a blank line, lines of a paragraph by a line feed. Lines that quote another comment
// have "> " before them, once for each level of quoting.
func (d *Document) AppendCommentText(dst []byte, i int) []byte {
	return d.appendCommentText(dst, &d.Comments[i], false)
}

// appendCommentText appends the text of a comment, as part of a JSON string if escaped.
func (d *Document) appendCommentText(dst []byte, c *Comment, escaped bool) []byte {
	p := d.written()
	first := true
	for l := range p.Lines(c.text) {
		if !first {
			dst = appendLineFeed(dst, escaped)
			if l.Begins {
				dst = appendLineFeed(dst, escaped)
			}
		}
		first = false
		if l.Quote == 0 {
			dst = appendPart(dst, l.Text, escaped)
			continue
		}
		next := false
		for line := range bytes.Lines(l.Text) {
			if next {
				dst = appendLineFeed(dst, escaped)
			}
			dst = markup.AppendQuoted(dst, l.Quote)
			dst = appendPart(dst, bytes.TrimRight(line, "\r\n"), escaped)
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
