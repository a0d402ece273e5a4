package when

import "unicode/utf8"

// Fillers are what pages put around a time: "am", "on", "posted", "Stand:",
// dashes, bars, brackets, quotation marks and white space.

// Filler returns the number of leading bytes of b that are fillers.
func Filler(b []byte) int {
	i := 0
	for i < len(b) {
		j := i
		if b[i] == '&' {
			j = max(gap(b, i), separator(b, i))
		} else if isPunct(b, i) {
			_, size := utf8.DecodeRune(b[i:min(len(b), i+utf8.UTFMax)])
			j = i + size
		} else if e := fillerWord(b, i); e > 0 {
			j = e
		}
		if j == i {
			break
		}
		i = j
	}
	return i
}

// TrimFiller cuts the fillers off both ends of b.
func TrimFiller(b []byte) []byte {
	b = b[Filler(b):]
	for end := len(b); ; {
		start := fillerBefore(b, end)
		if start == end {
			return b[:end]
		}
		end = start
	}
}

// fillerBefore returns the start of the one filler that ends at i, or i.
func fillerBefore(b []byte, i int) int {
	if i == 0 {
		return 0
	}
	if g := gapBefore(b, 0, i); g < i {
		return g
	}
	r, size := utf8.DecodeLastRune(b[max(0, i-utf8.UTFMax):i])
	if !letterRune(r) {
		if r == ';' {
			if start := referenceBefore(b, i); start >= 0 {
				return start
			}
		}
		if open := openingOf(b, i-size); open >= 0 {
			if Filler(b[open:i]) == i-open {
				return open
			}
			return i
		}
		if isPunct(b, i-size) {
			return i - size
		}
		return i
	}
	if start := wordStart(b, i); fillerWord(b[:i], start) == i {
		return start
	}
	return i
}

// fillerWord returns the end of the filler word at i, or 0. It must be a whole word.
func fillerWord(b []byte, i int) int {
	_, end := lexFor(b, i, filler)
	if end == 0 || letterAt(b, end) || isDigitAt(b, end) || i > 0 && gluedLeft(b, i) {
		return 0
	}
	return end
}

const punctuation = " \t\n\v\f\r,;:|/-~*=<>@()[]{}\"'"

var isPunctuation = func() (t [256]bool) {
	for i := range len(punctuation) {
		t[punctuation[i]] = true
	}
	return t
}()

// isPunct reports whether the rune at i is white space or one of the characters
// that pages set around times and names. Dots and exclamation marks are not: they
// belong to names ("Karl M.").
func isPunct(b []byte, i int) bool {
	if b[i] < utf8.RuneSelf {
		return isPunctuation[b[i]]
	}
	r, _ := utf8.DecodeRune(b[i:min(len(b), i+utf8.UTFMax)])
	switch r {
	case '·', '»', '«', '…', '‹', '›', '\u00a0', '\u202f':
		return true
	}
	return 0x2000 <= r && r <= 0x2022
}

// referenceBefore returns the start of the reference that ends at i, or i if it is
// one that no filler is ("Andr&eacute;"); -1 if there is none.
func referenceBefore(b []byte, i int) int {
	for j := i - 2; j >= max(0, i-10); j-- {
		if b[j] == '&' {
			if oneOf(b, j, spaceReferences[:])+oneOf(b, j, separatorReferences[:]) == i-j {
				return j
			}
			return i
		}
		if class256[b[j]] < digit && b[j] != '#' {
			break
		}
	}
	return -1
}

// openingOf returns the place of the bracket that the one at i closes, -1 if there
// is none near: "Peter (Gast)" keeps it.
func openingOf(b []byte, i int) int {
	var open byte
	switch b[i] {
	case ')':
		open = '('
	case ']':
		open = '['
	default:
		return -1
	}
	for j := i - 1; j >= max(0, i-maxGap); j-- {
		if b[j] == open {
			return j
		}
	}
	return -1
}
