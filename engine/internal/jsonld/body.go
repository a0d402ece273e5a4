package jsonld

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/token"
)

// maxReference is the maximum length of a character reference in bytes.
const maxReference = 32

// Fragment sets f to a string of the page, decoded. raw is its range between the quotation marks.
// Without markup, each line of it is a paragraph.
func Fragment(f *block.Fragment, page []byte, raw block.Span) {
	f.Reset(raw.Start, raw.End)
	s := raw.Of(page)
	escaped := bytes.IndexByte(s, '<') < 0 && bytes.Contains(s, []byte("&lt;"))
	for i := 0; i < len(s); {
		n := 0
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s):
			f.Text, n = appendEscape(f.Text, s[i:])
		case c == '&' && escaped:
			n = max(1+bytes.IndexByte(s[i:min(len(s), i+maxReference)], ';'), 1)
			f.Text = token.AppendDecoded(f.Text, s[i:i+n], false)
		default:
			for n = 1; i+n < len(s) && s[i+n] != '\\' && s[i+n] != '&'; {
				n++
			}
			f.Text = append(f.Text, s[i:i+n]...)
			i += n
			continue
		}
		i += n
		f.Mark(raw.Start + int32(i))
	}
	f.Lines = true
	for _, markup := range [...]string{"</", "<br", "<p"} {
		f.Lines = f.Lines && !bytes.Contains(f.Text, []byte(markup))
	}
}
