package rules

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// maxBracket is the length, in bytes, up to which a line in brackets is about the agency that it
// starts with, whatever else it names: "(dpa/lby)", "(AP Photo/NAME)".
const maxBracket = 23

// AgencyLine reports whether a line consists of agencies, like those at the end of articles:
// "(dpa/AFP)", "APA, Reuters", "SDA". A single one counts only in brackets.
func AgencyLine(t []byte) bool {
	n, tokens := 0, 0
	for start, end := nextToken(t, 0); end > start; start, end = nextToken(t, end) {
		if agency(t[start:end]) {
			n++
		} else if tokens == 0 {
			return false
		}
		tokens++
	}
	bracket, most := inBrackets(t), n*3 >= tokens*2
	return n > 0 && (most && (bracket || n > 1) || bracket && len(t) <= maxBracket)
}

// inBrackets reports whether t is in brackets.
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

// nextToken returns the next run of bytes between separators, without full stops and colons at its
// end; an empty one if there is none.
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

// separator reports whether c separates the names in a line of agencies.
func separator(c byte) bool {
	switch c {
	case ' ', '/', ',', ';', '(', ')', '|', '+', '&', '[', ']':
		return true
	}
	return false
}

var agencies = lexicon.SetOf(label.Credit)

// maxAgency is the length of the longest name in bytes, so that it has room in a buffer when it is
// folded.
const maxAgency = 30

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
