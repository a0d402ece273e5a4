package token

import (
	"bytes"
	"math/bits"

	"klartext/engine/tag"
)

// startTag implements the tag open state (13.2.5.6) at a letter.
func (h *HTML) startTag(t *Token) bool {
	start := h.pos
	end, flags, ok := h.attributes(h.name(t, start+1))
	h.pos = end
	if !ok {
		return false
	}
	t.Kind, t.Flags, t.Start, t.End = StartTag, flags, int32(start), int32(end)
	h.last = t.Tag
	if t.Tag.Is(tag.ContentModel) && !h.foreign {
		h.model = modelOf(t.Tag.Props())
	}
	return true
}

func modelOf(p tag.Props) Model {
	switch {
	case p&tag.RCData != 0:
		return RCData
	case p&tag.RawText != 0:
		return RawText
	case p&tag.ScriptData != 0:
		return ScriptData
	}
	return PlainText
}

// endTagOpen implements the end tag open state (13.2.5.7). At least one byte follows the '/'.
func (h *HTML) endTagOpen(t *Token) bool {
	src, start := h.src, h.pos
	switch c := src[start+2]; {
	case c == '>':
		h.pos = start + 3
		return false
	case class[c]&isLetter == 0:
		h.bogusComment(t, start+2)
		return true
	}
	end, ok := h.name(t, start+2), true
	if end < len(src) && src[end] == '>' {
		end++
	} else {
		end, _, ok = h.attributes(end)
		h.numAttrs = 0
	}
	h.pos = end
	t.Kind, t.Flags, t.Start, t.End = EndTag, 0, int32(start), int32(end)
	return ok
}

// name implements the tag name state (13.2.5.8). It sets the Tag and the data of t and returns the
// end of the name that begins at start.
//
// A name of up to seven bytes is read as one word: the bytes that end a name lack the bit that all
// letters have, and so do few bytes within names.
func (h *HTML) name(t *Token, start int) (end int) {
	src := h.src
	t.DataStart = int32(start)
	if start+8 <= len(src) {
		x := load64(src[start:])
		if other := ^x & noLetter; other != 0 {
			n := uint(bits.TrailingZeros64(other)) &^ 7
			if class[byte(x>>n)]&endsName != 0 {
				end = start + int(n>>3)
				t.DataEnd = int32(end)
				t.Tag = tag.LookupShort(tag.Fold(x & (1<<n - 1)))
				return end
			}
		}
	}
	for end = start; end < len(src) && class[src[end]]&endsName == 0; end++ {
	}
	t.Tag = tag.Lookup(src[start:end])
	t.DataEnd = int32(end)
	return end
}

// attributes reads a tag from the end of its name (13.2.5.32 to 13.2.5.40) and records its
// attributes. It returns the end of the tag; if ok is false, the page ends within the tag.
// Attributes of the form name="value" are read here, all others by scanAttr, which is also the
// naive twin of this function.
func (h *HTML) attributes(i int) (end int, flags Flags, ok bool) {
	src, n := h.src, 0
	for i < len(src) {
		c := src[i]
		if c == ' ' && i+1 < len(src) { // nearly always
			i++
			c = src[i]
			flags = 0
		}
		if class[c]&betweenAttrs != 0 {
			i++
			if c == '>' {
				h.numAttrs = n
				return i, flags, true
			}
			flags = 0
			if c == '/' {
				flags = SelfClosing
			}
			continue
		}
		flags = 0
		a := &h.attrs[n]
		a.NameStart = int32(i)
		if e := nameEnd(src, i); e+1 < len(src) && src[e] == '=' &&
			(src[e+1] == '"' || src[e+1] == '\'') {
			v := e + 2
			l := bytes.IndexByte(src[v:], src[e+1])
			if l < 0 {
				break
			}
			i = v + l
			a.NameEnd, a.ValueStart, a.ValueEnd = int32(e), int32(v), int32(i)
			i++
		} else if i, ok = scanAttr(src, i, a); !ok {
			break
		}
		if n < MaxAttrs {
			n++
		}
	}
	return len(src), 0, false
}

// nameEnd implements the attribute name state (13.2.5.33). It returns the end of the name that
// begins at i. It reads words, as name does, but steps over '-' and digits, which are common in
// attribute names.
func nameEnd(src []byte, i int) int {
	i++ // a '=' here is part of the name
	for i+8 <= len(src) {
		x := load64(src[i:])
		other := ^x & noLetter
		if other == 0 {
			i += 8
			continue
		}
		n := uint(bits.TrailingZeros64(other)) &^ 7
		i += int(n >> 3)
		if class[byte(x>>n)]&endsAttr != 0 {
			return i
		}
		i++
	}
	for i < len(src) && class[src[i]]&endsAttr == 0 {
		i++
	}
	return i
}
