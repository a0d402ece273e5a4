package block

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// hiding has the declarations that hide an element: a property, how its value starts, and the flags.
var hiding = [...]struct {
	property, value string
	flags           ElementFlags
}{
	{"display", "none", Hidden | Unseen},
	{"visibility", "hidden", Hidden | Unseen},
	{"clip-path", "inset(50%", Unseen},
	{"clip", "rect(0 0", Unseen}, // without an area
	{"clip", "rect(0,0", Unseen},
	{"clip", "rect(0, 0", Unseen},
	{"clip", "rect(0px", Unseen},
	{"clip", "rect(1px", Unseen},
	{"left", "-", 0}, // 0: if it is far off the screen
	{"top", "-", 0},
	{"margin-left", "-", 0},
	{"text-indent", "-", 0},
}

// farDigits is the least number of digits with which an element is off the screen, in any unit:
// text-indent: -999em, left: -9999px. Layouts move elements by less, or by hundreds of pixels.
const farDigits = 3

// hides returns the flags of an element that a style attribute hides. A link whose text is moved
// away shows a picture in its place, so that its text is like that of a picture.
func hides(t tag.Tag, style []byte) (flags ElementFlags) {
	for len(style) > 0 {
		declaration, rest, _ := bytes.Cut(style, semicolon)
		style = rest
		name, value, _ := bytes.Cut(declaration, colon)
		name, value = bytes.TrimSpace(name), bytes.TrimSpace(value)
		for i := range hiding {
			h := &hiding[i]
			if !ascii.EqualFold(name, h.property) || !ascii.HasPrefixFold(value, h.value) {
				continue
			}
			if flags |= h.flags; h.flags == 0 && t != tag.A && far(value[1:]) {
				flags |= Unseen
			}
		}
	}
	return flags
}

var semicolon, colon = []byte(";"), []byte(":")

// far reports whether a length is one of 900 and more.
func far(length []byte) bool {
	n := 0
	for n < len(length) && ascii.IsDigit(length[n]) {
		n++
	}
	return n > farDigits || n == farDigits && length[0] == '9'
}
