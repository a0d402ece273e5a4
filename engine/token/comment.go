package token

import (
	"bytes"

	"klartext/engine/internal/ascii"
)

// declaration reads what begins with "<?", which is a comment (13.2.5.6), or with "<!", which is
// the markup declaration open state (13.2.5.42).
func (h *HTML) declaration(t *Token) bool {
	rest := h.src[h.pos+2:]
	switch {
	case h.src[h.pos+1] == '?':
		h.bogusComment(t, h.pos+1)
		return true
	case len(rest) >= 2 && rest[0] == '-' && rest[1] == '-':
		h.comment(t)
		return true
	case ascii.HasPrefixFold(rest, "doctype"):
		h.doctype(t)
		return true
	case h.foreign && bytes.HasPrefix(rest, []byte("[CDATA[")):
		return h.cdata(t, h.pos+9)
	}
	h.bogusComment(t, h.pos+2)
	return true
}

// bogusComment is the bogus comment state (13.2.5.41): everything from data to the next '>'.
func (h *HTML) bogusComment(t *Token, data int) {
	end, next := h.closer(data)
	h.markupToken(t, Comment, data, end, next)
}

// closer returns the offset of the next '>' at or after i and the offset following it.
func (h *HTML) closer(i int) (end, next int) {
	if n := bytes.IndexByte(h.src[i:], '>'); n >= 0 {
		return i + n, i + n + 1
	}
	return len(h.src), len(h.src)
}

func (h *HTML) markupToken(t *Token, kind Kind, data, end, next int) {
	*t = Token{
		Kind: kind, Start: int32(h.pos), End: int32(next),
		DataStart: int32(data), DataEnd: int32(end),
	}
	h.pos = next
}

// comment implements the comment start state (13.2.5.43) and the states that follow it. A comment
// ends at the first '>' that follows "--" or "--!". The dashes that open the comment count towards
// its end only in "<!-->" and "<!--->".
func (h *HTML) comment(t *Token) {
	src, data := h.src, h.pos+4
	for i := data; i < len(src); i++ {
		n := bytes.IndexByte(src[i:], '>')
		if n < 0 {
			break
		}
		i += n
		switch inner := src[data:i]; {
		case len(inner) == 0 || len(inner) == 1 && inner[0] == '-':
			h.markupToken(t, Comment, data, data, i+1)
			return
		case bytes.HasSuffix(inner, []byte("--")):
			h.markupToken(t, Comment, data, i-2, i+1)
			return
		case bytes.HasSuffix(inner, []byte("--!")):
			h.markupToken(t, Comment, data, i-3, i+1)
			return
		}
	}
	end := len(src) - len(unfinished(src[data:]))
	h.markupToken(t, Comment, data, end, len(src))
}

// unfinished returns the beginning of a comment end, such as "--", that b ends with. It is called
// when the page ends within a comment.
func unfinished(b []byte) []byte {
	for _, end := range []string{"--!", "--", "-"} {
		if bytes.HasSuffix(b, []byte(end)) {
			return b[len(b)-len(end):]
		}
	}
	return nil
}
