package token

import (
	"unicode/utf8"

	"klartext/engine/internal/ascii"
)

// Character references: 13.2.5.72 to 13.2.5.80 and 13.5 of the HTML standard. The table of names is
// in zentity.go.

//go:generate go run gen.go

const (
	entityLegacy = 1 << 15 // in entityAt: the name is also valid without a semicolon
	entityLong   = 0xD800  // in entityValue, added to an index into entityRunes; not a code point

	maxEntity = 31 // length of the longest name, CounterClockwiseContourIntegral
	maxLegacy = 6  // length of the longest name that is valid without a semicolon
)

// appendReference decodes the character reference at the start of b, which is a '&', and appends
// the result. It returns the length of the reference in bytes. If it is not a reference, the '&'
// alone is appended.
func appendReference(dst, b []byte, attr bool) ([]byte, int) {
	if len(b) > 2 && b[1] == '#' {
		if r, n := numericReference(b); n > 0 {
			return utf8.AppendRune(dst, r), n
		}
		return append(dst, '&'), 1
	}
	v, n := namedReference(b, attr)
	switch {
	case n == 0:
		return append(dst, '&'), 1
	case v >= entityLong && v < entityLong+uint16(len(entityRunes)):
		for _, r := range entityRunes[v-entityLong] {
			if r != 0 {
				dst = utf8.AppendRune(dst, r)
			}
		}
		return dst, n
	}
	return utf8.AppendRune(dst, rune(v)), n
}

// namedReference returns the value of the longest name that follows the '&' at the start of b, and
// the length of the reference, or 0 if no name fits.
func namedReference(b []byte, attr bool) (value uint16, length int) {
	end := 1
	for end < len(b) && end <= maxEntity && ascii.IsAlphanumeric(b[end]) {
		end++
	}
	if end < len(b) && b[end] == ';' {
		if v, _, ok := findEntity(b[1:end]); ok {
			return v, end + 1
		}
	}
	for n := min(end, 1+maxLegacy); n > 2; n-- {
		v, legacy, ok := findEntity(b[1:n])
		if !ok || !legacy {
			continue
		}
		// In an attribute, "&copy=1" and "&copyright" are parts of an address, not references.
		if attr && n < len(b) && (b[n] == '=' || ascii.IsAlphanumeric(b[n])) {
			return 0, 0
		}
		return v, n
	}
	return 0, 0
}

// findEntity looks up a name without its semicolon.
func findEntity(name []byte) (value uint16, legacy, ok bool) {
	if len(name) == 0 || name[0] >= 0x7F {
		return 0, false, false
	}
	lo, hi := int(entityFirst[name[0]]), int(entityFirst[name[0]+1])
	for lo < hi {
		mid := (lo + hi) / 2
		at := entityAt[mid]
		s := entityNames[at&^entityLegacy : entityAt[mid+1]&^entityLegacy]
		switch {
		case s == string(name):
			return entityValue[mid], at&entityLegacy != 0, true
		case s < string(name):
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return 0, false, false
}

// numericReference returns the code point of the reference "&#…" at the start of b, and the length
// of the reference, or 0 if it has no digits.
func numericReference(b []byte) (r rune, length int) {
	i, base := 2, rune(10)
	if b[2]|0x20 == 'x' {
		i, base = 3, 16
	}
	start := i
	for ; i < len(b); i++ {
		d, ok := digit(b[i], base)
		if !ok {
			break
		}
		if r <= utf8.MaxRune {
			r = r*base + d
		}
	}
	if i == start {
		return 0, 0
	}
	if i < len(b) && b[i] == ';' {
		i++
	}
	return numericEnd(r), i
}

func digit(c byte, base rune) (rune, bool) {
	switch {
	case c-'0' < 10:
		return rune(c - '0'), true
	case base == 16 && (c|0x20)-'a' < 6:
		return rune(c|0x20) - 'a' + 10, true
	}
	return 0, false
}

// numericEnd implements the numeric character reference end state (13.2.5.80): invalid code points
// become U+FFFD, and C1 controls become the characters that windows-1252 has in their place.
func numericEnd(r rune) rune {
	switch {
	case r == 0 || r > utf8.MaxRune || r >= 0xD800 && r < 0xE000:
		return utf8.RuneError
	case r >= 0x80 && r < 0xA0:
		return rune(windows1252[r-0x80])
	}
	return r
}

var windows1252 = [32]uint16{
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
}
