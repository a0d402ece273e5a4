package jsonld

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// Strings in JSON-LD are often HTML, or text with character references, whatever the standard says.
// They are read as a browser would show them: as lines of text with collapsed white space.

// maxName is the maximum length in bytes of the raw text of an author, title, date or address.
const maxName = 1 << 10

// short reads a string without line breaks. A string longer than maxName is ignored.
func (r *Reader) short(raw []byte) block.Span {
	if len(raw) > maxName {
		return block.Span{}
	}
	return r.decode(raw, ' ')
}

// decode appends the text of a JSON string to r.text, its lines separated by line.
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
	// Some are encoded twice: "&amp;reg;".
	at := bytes.IndexByte(r.text[from:], '&')
	if at >= 0 && bytes.IndexByte(r.text[from+at:], ';') >= 0 {
		r.scratch = append(r.scratch[:0], r.text[from:]...)
		r.text = token.AppendDecoded(r.text[:from], r.scratch, true)
	}
	r.text = collapse(r.text, from, line)
	return block.Span{Start: int32(from), End: int32(len(r.text))}
}

// markup appends the text of the HTML in r.scratch to r.text.
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

// collapse turns each run of white space in b[from:] into one space, or into line if it contains a
// line break, and removes white space at both ends.
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
