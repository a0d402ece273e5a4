package when

import "unicode/utf8"

// Folding: a letter of the input is compared with those of the table in lower case and with its
// accent composed, whether it was written as one rune, with a combining mark or as a character
// reference.

// fold reads the letter at i in lower case. size is 0 if there is no letter.
func fold(b []byte, i int) (r rune, size int, upper bool) {
	if i >= len(b) {
		return 0, 0, false
	}
	c := b[i]
	switch {
	case c|0x20 >= 'a' && c|0x20 <= 'z' && c < 0x80:
		r, size, upper = rune(c|0x20), 1, c < 'a'
		if i+2 < len(b) && b[i+1] == 0xCC {
			if composed := compose(r, b[i+2]); composed != 0 {
				return composed, 3, upper
			}
		}
		return r, 1, upper
	case c == '&':
		return foldReference(b, i)
	case c < 0xC3 || c == 0xE2:
		return 0, 0, false
	}
	r, size = utf8.DecodeRune(b[i:min(len(b), i+utf8.UTFMax)])
	if !isLetter(r) {
		return 0, 0, false
	}
	low := lowerRune(r)
	return low, size, low != r
}

// isLetter reports whether a rune beyond ASCII counts as a letter. Scripts are not distinguished:
// all that matters is that spaces, punctuation and symbols do not count.
func isLetter(r rune) bool {
	switch {
	case r < 0xC0, r == 0xD7, r == 0xF7, r == utf8.RuneError:
		return false
	case 0x2000 <= r && r < 0x2C00, 0x3000 <= r && r < 0x3040, 0xFE00 <= r && r < 0xFF21,
		r >= 0x1F000:
		return false
	}
	return true
}

// lowerRune lowers Latin-1, Latin Extended-A and Cyrillic letters.
func lowerRune(r rune) rune {
	switch {
	case 0xC0 <= r && r <= 0xDE:
		return r + 0x20
	case 0x100 <= r && r <= 0x137, 0x14A <= r && r <= 0x177:
		return r | 1
	case 0x139 <= r && r <= 0x148, 0x179 <= r && r <= 0x17E:
		return r + r&1
	case 0x410 <= r && r <= 0x42F:
		return r + 0x20
	case 0x400 <= r && r <= 0x40F:
		return r + 0x50
	}
	return r
}

// An accent is an accented letter as Unicode and HTML can write it in parts.
type accent struct {
	base   byte
	mark   byte   // the second byte of the combining mark; the first is 0xCC
	suffix string // of the HTML name: "uml" in &auml;
}

// accents are in the same order as accented.
var accents = [...]accent{
	{'a', 0x88, "uml"}, {'o', 0x88, "uml"}, {'u', 0x88, "uml"},
	{'e', 0x81, "acute"}, {'a', 0x81, "acute"}, {'i', 0x81, "acute"}, {'s', 0x81, "acute"},
	{'c', 0x81, "acute"}, {'z', 0x81, "acute"}, {'n', 0x81, "acute"},
	{'a', 0x80, "grave"}, {'e', 0x80, "grave"}, {'i', 0x80, "grave"},
	{'u', 0x82, "circ"}, {'e', 0x82, "circ"}, {'n', 0x83, "tilde"}, {'c', 0xA7, "cedil"},
	{'e', 0xA8, "ogon"}, {'a', 0xA8, "ogon"},
}

var accented = [...]rune{
	'ä', 'ö', 'ü', 'é', 'á', 'í', 'ś', 'ć', 'ź', 'ń', 'à', 'è', 'ì', 'û', 'ê', 'ñ', 'ç', 'ę', 'ą',
}

// compose combines a lower-case letter and a combining mark. It returns 0 if it does not know the
// combination.
func compose(base rune, mark byte) rune {
	for k := range accents {
		if rune(accents[k].base) == base && accents[k].mark == mark {
			return accented[k]
		}
	}
	return 0
}

// foldReference reads a letter written as a character reference: &auml; &Eacute;
func foldReference(b []byte, i int) (r rune, size int, upper bool) {
	if i+2 >= len(b) {
		return 0, 0, false
	}
	c := b[i+1]
	for k := range accents {
		a := &accents[k]
		end := i + 2 + len(a.suffix)
		if c|0x20 == a.base && end < len(b) && b[end] == ';' && string(b[i+2:end]) == a.suffix {
			return accented[k], end + 1 - i, c < 'a'
		}
	}
	return 0, 0, false
}
