package jsonld

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// Strings of JSON-LD are often HTML, or text with character references, whatever the standard says. What is read here is
// what a browser would show of it: lines of text, white space in them collapsed.

// maxName is the longest raw text of an author, title, date or address that is read.
const maxName = 1 << 10

// short reads a string in which lines mean nothing; a longer one than maxName is none.
func (r *Reader) short(raw []byte) block.Span {
	if len(raw) > maxName {
		return block.Span{}
	}
	return r.decode(raw, ' ')
}

// decode appends the text of a string of JSON to r.text, its lines apart by the given sign.
func (r *Reader) decode(raw []byte, line byte) block.Span {
	if len(raw) == 0 {
		return block.Span{}
	}
	r.scratch = AppendString(r.scratch[:0], raw)
	from := len(r.text)
	if bytes.IndexByte(r.scratch, '<') >= 0 {
		r.markup()
	} else {
		r.text = token.AppendDecoded(r.text, r.scratch, true)
	}
	if at := bytes.IndexByte(r.text[from:], '&'); at >= 0 && bytes.IndexByte(r.text[from+at:], ';') >= 0 { // written twice: "&amp;reg;"
		r.scratch = append(r.scratch[:0], r.text[from:]...)
		r.text = token.AppendDecoded(r.text[:from], r.scratch, true)
	}
	r.text = collapse(r.text, from, line)
	return block.Span{Start: int32(from), End: int32(len(r.text))}
}

// markup appends the text of the HTML in r.scratch.
func (r *Reader) markup() {
	r.html.Reset(r.scratch)
	for r.html.Next(&r.token) {
		switch r.token.Kind {
		case token.Text:
			if r.token.Flags&token.Raw == 0 {
				r.text = token.AppendText(r.text, r.scratch, r.token)
			}
		case token.StartTag, token.EndTag:
			if r.token.Tag.Is(tag.Block | tag.Break) {
				r.text = append(r.text, '\n')
			}
		}
	}
}

// collapse makes each run of white space in b[from:] one space, or with a line feed in it one line sign, and takes it off
// the edges.
func collapse(b []byte, from int, line byte) []byte {
	to, space := from, byte(0)
	for i := from; i < len(b); {
		if n := token.SpaceAt(b[i:]); n > 0 || b[i] < ' ' {
			switch {
			case b[i] == '\n' || b[i] == '\r':
				space = line
			case space == 0:
				space = ' '
			}
			i += max(n, 1)
			continue
		}
		if space != 0 && to > from {
			b[to] = space
			to++
		}
		space = 0
		b[to] = b[i]
		to++
		i++
	}
	return b[:to]
}
