package block

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// farAway is the distance from which an element is off the screen, in any unit: text-indent:
// -999em, left: -9999px. Layouts move elements by some hundred pixels.
const farAway = 900

// hides returns the flags of an element that a style attribute hides. A link whose text is moved
// away shows a picture in its place, so that its text is like that of a picture.
func hides(t tag.Tag, style []byte) (flags ElementFlags) {
	for len(style) > 0 {
		declaration, rest, _ := bytes.Cut(style, semicolon)
		style = rest
		name, value, ok := bytes.Cut(declaration, colon)
		if !ok {
			continue
		}
		switch name, value = bytes.TrimSpace(name), bytes.TrimSpace(value); {
		case isName(name, "display") && starts(value, "none"),
			isName(name, "visibility") && starts(value, "hidden"):
			flags |= Hidden | Unseen
		case len(value) > 0 && value[0] == '-' && (isName(name, "left") || isName(name, "top") ||
			isName(name, "margin-left") || t != tag.A && isName(name, "text-indent")) &&
			far(value[1:]),
			isName(name, "clip") && clipped(value, "rect("),
			isName(name, "clip-path") && starts(value, "inset(50%"):
			flags |= Unseen
		}
	}
	return flags
}

var semicolon, colon = []byte(";"), []byte(":")

func starts(value []byte, word string) bool { return ascii.HasPrefixFold(value, word) }

// far reports whether a length starts with a number of at least farAway.
func far(length []byte) bool {
	n := 0
	for _, c := range length {
		if !ascii.IsDigit(c) || n >= farAway {
			break
		}
		n = n*10 + int(c-'0')
	}
	return n >= farAway
}

// clipped reports whether a shape has no area: all of its sides are at 0, or at 1.
func clipped(value []byte, shape string) bool {
	if !starts(value, shape) {
		return false
	}
	value = value[len(shape):]
	for i, c := range value {
		switch {
		case c == ')':
			return true
		case c > '1' && ascii.IsDigit(c), c == 'a', i > 0 && ascii.IsDigit(c) &&
			ascii.IsDigit(value[i-1]):
			return false
		}
	}
	return false
}
