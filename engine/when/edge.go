package when

import "unicode/utf8"

// What may come right before or after a time. Pages are full of numbers. A digit that continues
// another number (a version, an address, a price), a path or a file name does not start a time.

// startsNumber reports whether the number at i can start a time. It may directly follow a word
// ("Ruby21:00"), but not a single letter ("v1.10.2012").
func startsNumber(b []byte, from, i int) bool {
	if i == from {
		return true
	}
	switch c := b[i-1]; c {
	case '#', '_', '+', '$', '%':
		return false
	case '.', ',', ':', '-', '/', '\'', '=':
		return i-2 < from || !isDigitAt(b, i-2) && !(c == ':' && b[i-2] == ':')
	}
	r, size := utf8.DecodeLastRune(b[max(from, i-utf8.UTFMax):i])
	if !letterRune(r) {
		return r != '€' && r != '£' && r != '§'
	}
	r, _ = utf8.DecodeLastRune(b[max(from, i-size-utf8.UTFMax) : i-size])
	return letterRune(r)
}

// gluedLeft reports whether there is a letter right before i.
func gluedLeft(b []byte, i int) bool {
	r, _ := utf8.DecodeLastRune(b[max(0, i-utf8.UTFMax):i])
	return i > 0 && letterRune(r)
}

func letterRune(r rune) bool {
	return r < 0x80 && class256[r] == letter || r >= 0x80 && isLetter(r)
}

// letterAt reports whether there is a letter at i.
func letterAt(b []byte, i int) bool {
	_, size, _ := fold(b, i)
	return size > 0
}

// smallAt reports whether there is a lower-case letter at i.
func smallAt(b []byte, i int) bool {
	_, size, upper := fold(b, i)
	return size > 0 && !upper
}

// startsGlued reports whether something that starts a time is at i, where a number has just ended
// in the middle of digits: "11:05|13.09.2023", "2024|1 yr". It looks at the shape only, and not at
// what follows that directly.
func startsGlued(b []byte, i int) bool {
	_, run := number(b, i)
	if run == 0 || run > 4 {
		return false
	}
	j := i + run
	if run == 4 {
		_, ok := two(b, j, '-')
		return ok && is(b, j+3, '-')
	}
	if run > 2 {
		return false
	}
	if _, ok := two(b, j, ':'); ok {
		return run == 2
	}
	if is(b, j, '.') || is(b, j, '/') || is(b, j, '-') {
		if _, n := number(b, j+1); n == 1 || n == 2 {
			_, y := number(b, j+n+2)
			return is(b, j+n+1, b[j]) && (y == 2 || y >= 4)
		}
		j++
	}
	m, _ := lex(b, gap(b, j))
	return m.is(month) || m.is(unit) && m.unitQuirk&shy == 0
}

// wordBefore reads the word before i, which may be followed by white space and at most one of
// ".:,".
func wordBefore(b []byte, i int) *meaning {
	low := max(0, i-maxGap)
	i = gapBefore(b, low, i)
	if i > low && (b[i-1] == '.' || b[i-1] == ':' || b[i-1] == ',') {
		i = gapBefore(b, low, i-1)
	}
	start := wordStart(b, i)
	m, e := lex(b[:i], start)
	if e != i {
		return &nothing
	}
	return m
}

// wordStart returns the start of the letters that end at end, going back no further than the length
// of the longest known word.
func wordStart(b []byte, end int) int {
	i := end
	for i > max(0, end-maxWord) && class256[b[i-1]] == letter {
		i--
	}
	for i < end && !utf8.RuneStart(b[i]) { // the rest of a symbol
		i++
	}
	return i
}

// outsidePaths returns t, or None if t is part of a URL, a path or a file name. The previous time
// ended at from.
func (t Time) outsidePaths(b []byte, from int) Time {
	left, right := byte(' '), byte(' ')
	if t.Start > from {
		left = b[t.Start-1]
	}
	if t.End < len(b) {
		right = b[t.End]
	}
	switch {
	case right == '_', slash(left) && slash(right):
		return Time{}
	case (slash(left) || left == '-' || left == '=' || left == '.') &&
		inPath(b, from, t.Start):
		return Time{}
	}
	return t
}

func slash(c byte) bool { return c == '/' || c == '\\' }

// inPath reports whether the run of printing characters before i looks like the beginning of a URL
// or a path: "https://x.org/a-", "/news/", "x.org/".
func inPath(b []byte, from, i int) bool {
	slashes, dots := 0, 0
	for low := max(from, i-256); i > low && b[i-1] > ' ' && b[i-1] < 0x80; i-- {
		switch c := b[i-1]; c {
		case '"', '\'', '<', '>', '(', '|', ',':
			return slashes > 1 || slashes == 1 && (dots > 0 || slash(b[i]))
		case '/', '\\':
			slashes++
		case '.':
			dots++
		}
	}
	return slashes > 1 || slashes == 1 && (dots > 0 || slash(b[i]) && (i > from || i == 0))
}
