package when

import "unicode/utf8"

// Fillers are what pages put around a time: "am", "on", "posted", "Stand:", dashes, bars, brackets,
// quotation marks and white space.

// Filler returns the number of bytes at the start of b that are fillers.
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

// fillerWord returns the end of the filler at i, or 0. It must be a whole word.
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

// isPunct reports whether the rune at i is white space or one of the characters that pages put
// around times and names. Full stops and exclamation marks do not count, because they are part of
// names ("Karl M.").
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
