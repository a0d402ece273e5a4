package token

import (
	"bytes"

	"klartext/engine/internal/ascii"
)

// content reads the text of an element whose content is not markup. It returns false if there is no
// such text.
func (h *HTML) content(t *Token) bool {
	start, model := h.pos, h.model
	h.model = Data
	end := start
	switch model {
	case RCData:
		if end = h.rawEnd(start); end > start {
			h.text(t, start, end)
			t.Flags |= RCText
		}
		return end > start
	case RawText:
		end = h.rawEnd(start)
	case ScriptData:
		end = h.scriptEnd(start)
	case CDataModel:
		return h.cdata(t, start)
	default:
		end = len(h.src)
	}
	if end == start {
		return false
	}
	h.pos = end
	*t = Token{
		Kind: Text, Flags: Raw | HasRef, Start: int32(start), End: int32(end),
		DataStart: int32(start), DataEnd: int32(end),
	}
	return true
}

// rawEnd returns where the appropriate end tag (13.2.5) at or after i begins.
func (h *HTML) rawEnd(i int) int {
	src, name := h.src, h.last.String()
	for i < len(src) {
		n := bytes.IndexByte(src[i:], '<')
		if n < 0 || name == "" {
			break
		}
		i += n + 1
		if i < len(src) && src[i] == '/' && hasName(src[i+1:], name) {
			return i - 1
		}
	}
	return len(src)
}

// hasName reports whether b begins with name, in any case, followed by a byte that ends a tag name.
// The name must be in lower case.
func hasName(b []byte, name string) bool {
	return len(b) > len(name) && class[b[len(name)]]&endsName != 0 && ascii.HasPrefixFold(b, name)
}

// scriptEnd is rawEnd for script data (13.2.5.4 and 13.2.5.15 to 13.2.5.31). Text between "<!--"
// and "-->" is escaped. A "<script" in escaped text makes it double escaped: until "</script", an
// end tag does not end the element.
func (h *HTML) scriptEnd(i int) int {
	src, name := h.src, h.last.String()
	escaped, double := false, false
	for i < len(src) {
		n := bytes.IndexByte(src[i:], '<')
		if n < 0 {
			break
		}
		i += n
		if escaped && h.close < i {
			escaped, double = false, false
		}
		rest := src[i+1:]
		switch {
		case len(rest) == 0:
		case rest[0] == '/' && double:
			double = !hasName(rest[1:], "script")
		case rest[0] == '/' && name != "" && hasName(rest[1:], name):
			return i
		case escaped && !double:
			double = hasName(rest, "script")
		case !escaped && bytes.HasPrefix(rest, []byte("!--")):
			escaped = true
			h.findClose(i + 2)
		}
		i++
	}
	return len(src)
}

// findClose sets close to the next "-->" at or after i.
func (h *HTML) findClose(i int) {
	if h.close >= i {
		return
	}
	if n := bytes.Index(h.page[i:], []byte("-->")); n >= 0 {
		h.close = i + n
	} else {
		h.close = len(h.page)
	}
}

// cdata implements the CDATA section state (13.2.5.69). The text of the section begins at data.
func (h *HTML) cdata(t *Token, data int) bool {
	start, end, next := h.pos, len(h.src), len(h.src)
	if n := bytes.Index(h.src[data:], []byte("]]>")); n >= 0 {
		end = data + n
		next = end + 3
	}
	h.pos = next
	if end == data {
		return false
	}
	*t = Token{
		Kind: Text, Flags: Raw | HasRef | CData, Start: int32(start), End: int32(next),
		DataStart: int32(data), DataEnd: int32(end),
	}
	return true
}
