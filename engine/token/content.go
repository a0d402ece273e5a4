package token

import "bytes"

// content cuts off the text of an element whose content is no markup. False means that there is none.
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
	*t = Token{Kind: Text, Flags: Raw | HasRef, Start: int32(start), End: int32(end), DataStart: int32(start), DataEnd: int32(end)}
	return true
}

// rawEnd returns where the appropriate end tag (13.2.5) at or behind i begins.
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

// hasName reports whether b begins with name, which is in small letters, and with a byte that ends the name of a tag.
func hasName(b []byte, name string) bool {
	if len(b) <= len(name) || class[b[len(name)]]&endsName == 0 {
		return false
	}
	for i := range len(name) {
		if c := b[i]; c != name[i] && (c|0x20 != name[i] || c-'A' >= 26) {
			return false
		}
	}
	return true
}

// scriptEnd is rawEnd for script data (13.2.5.4 and 13.2.5.15 to 13.2.5.31). Within "<!--" and "-->" it is escaped: there a
// "<script" makes it double escaped, and until "</script" an end tag does not end it.
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

// findClose sets close to the next "-->" at or behind i.
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

// cdata is the CDATA section state (13.2.5.69); the section's text begins at data.
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
	*t = Token{Kind: Text, Flags: Raw | HasRef | CData, Start: int32(start), End: int32(next), DataStart: int32(data), DataEnd: int32(end)}
	return true
}
