package token

import (
	"bytes"
	"iter"
)

// Attr is an attribute of a start tag. The offsets are in bytes. An attribute without a value has an empty one. Whether a
// value has character references is seen when it is written; few values are.
type Attr struct {
	NameStart, NameEnd   int32
	ValueStart, ValueEnd int32
}

// AttrsOf goes over the attributes of the start tag src[start:end] anew, those beyond MaxAttrs included. It is for a
// few tags of a page: while a page is read Attrs has them already.
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

// beforeAttr is the before attribute name state (13.2.5.32) and the self-closing start tag state (13.2.5.40). It returns
// where the next attribute begins. When ok is false there is none: the tag ends at i, or src does.
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

// scanAttr reads the attribute at i into a (13.2.5.33 to 13.2.5.39). It returns where it ends; ok is
// false when src ends within it.
func scanAttr(src []byte, i int, a *Attr) (next int, ok bool) {
	a.NameStart = int32(i)
	i++ // an '=' here belongs to the name
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
