package token

import (
	"bytes"
	"iter"
)

// Attr is an attribute of a start tag, as byte offsets into the page. An attribute without a value
// has an empty value. There is no flag for character references in a value, because few values have
// any; AppendAttrValue checks for them.
type Attr struct {
	NameStart, NameEnd   int32
	ValueStart, ValueEnd int32
}

// AttrsOf scans the start tag src[start:end] again and yields all of its attributes, including
// those beyond MaxAttrs. Use it for the few tags that need a second look; during the scan,
// HTML.Attrs already has the attributes.
func AttrsOf(src []byte, start, end int32) iter.Seq[Attr] {
	return func(yield func(Attr) bool) {
		i := int(start) + 1
		src := src[:end]
		for i < len(src) && class[src[i]]&endsName == 0 {
			i++
		}
		var a Attr
		for {
			var ok bool
			if i, ok = beforeAttr(src, i); !ok {
				return
			}
			if i, ok = scanAttr(src, i, &a); !ok {
				return
			}
			if !yield(a) {
				return
			}
		}
	}
}

// beforeAttr implements the before attribute name state (13.2.5.32) and the self-closing start tag
// state (13.2.5.40). It returns where the next attribute begins. If ok is false there are no more:
// either the tag ends at next or src does.
func beforeAttr(src []byte, i int) (next int, ok bool) {
	for i < len(src) {
		switch c := src[i]; {
		case c == '>':
			return i, false
		case c != '/' && class[c]&isSpace == 0:
			return i, true
		}
		i++
	}
	return i, false
}

// scanAttr reads the attribute at i into a (13.2.5.33 to 13.2.5.39) and returns its end. If ok is
// false, src ends within the attribute.
func scanAttr(src []byte, i int, a *Attr) (next int, ok bool) {
	a.NameStart = int32(i)
	i++ // a '=' here is part of the name
	for i < len(src) && class[src[i]]&endsAttr == 0 {
		i++
	}
	a.NameEnd, a.ValueStart, a.ValueEnd = int32(i), int32(i), int32(i)
	for i < len(src) && class[src[i]]&isSpace != 0 { // after attribute name state
		i++
	}
	if i >= len(src) || src[i] != '=' {
		return i, i < len(src)
	}
	i++
	for i < len(src) && class[src[i]]&isSpace != 0 { // before attribute value state
		i++
	}
	if i >= len(src) {
		return i, false
	}
	if c := src[i]; c == '"' || c == '\'' {
		i++
		n := bytes.IndexByte(src[i:], c)
		if n < 0 {
			return len(src), false
		}
		a.ValueStart, a.ValueEnd = int32(i), int32(i+n)
		return i + n + 1, true
	}
	a.ValueStart = int32(i)
	for i < len(src) && class[src[i]]&endsValue == 0 {
		i++
	}
	a.ValueEnd = int32(i)
	return i, i < len(src)
}
