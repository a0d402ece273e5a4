package rules

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// What a line of agencies may measure, in bytes.
const (
	maxAgencies = 79
	maxBracket  = 23 // in brackets so short a line with one agency is about agencies
	maxAgency   = 30 // a single name
)

// AgencyLine reports whether a line holds nothing but agencies, as articles end with:
// "(dpa/AFP)", "APA, Reuters", "SDA". One alone counts only in brackets.
func AgencyLine(t []byte) bool {
	if len(t) > maxAgencies {
		return false
	}
	n, tokens := 0, 0
	for start, end := nextToken(t, 0); end > start; start, end = nextToken(t, end) {
		if agency(t[start:end]) {
			n++
		} else if tokens == 0 {
			return false
		}
		tokens++
	}
	bracket := inBrackets(t)
	return n > 0 && (n*3 >= tokens*2 && (bracket || n > 1) || bracket && len(t) <= maxBracket)
}

// inBrackets reports whether t stands in brackets.
func inBrackets(t []byte) bool {
	if len(t) <= 2 {
		return false
	}
	first, last := t[0], t[len(t)-1]
	return first == '(' && last == ')' || first == '[' && last == ']'
}

// EachAgency calls f for every agency that t names between separators, with its byte range: the
// names of the lexicon, joined by slashes, commas or white space.
func EachAgency(t []byte, f func(start, end int)) {
	for start, end := nextToken(t, 0); end > start; start, end = nextToken(t, end) {
		if agency(t[start:end]) {
			f(start, end)
		}
	}
}

// nextToken returns the next run of bytes between separators, full stops and colons at its end
// apart; an empty one when there is none.
func nextToken(t []byte, from int) (start, end int) {
	for i := from; i < len(t); {
		for i < len(t) && separator(t[i]) {
			i++
		}
		start = i
		for i < len(t) && !separator(t[i]) {
			i++
		}
		if end = start + len(bytes.TrimRight(t[start:i], ".:")); end > start {
			return start, end
		}
	}
	return len(t), len(t)
}

// separator reports whether c parts the names in a line of agencies.
func separator(c byte) bool {
	switch c {
	case ' ', '/', ',', ';', '(', ')', '|', '+', '&', '[', ']':
		return true
	}
	return false
}

var agencies = lexicon.SetOf(label.Credit)

// agency reports whether t is the name of an agency.
func agency(t []byte) bool {
	if len(t) > maxAgency || !agencyCase(t) {
		return false
	}
	var buf [96]byte
	m, ok := lexicon.Lookup(block.Fold(buf[:0], t, true), agencies)
	return ok && m.Role == lexicon.RoleAgency
}

// agencyCase rejects words that are agencies only by accident of case: "ap", "sid" in a sentence.
func agencyCase(t []byte) bool {
	if r, _ := utf8.DecodeRune(t); len(t) > 3 || r < 'a' {
		return true
	}
	return slices.Contains(lexicon.SmallAgencies[:], string(t))
}
