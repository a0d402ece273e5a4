package rules

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// variables labels dumps of a page's variables: names with a capital inside or an underscore and a
// colon, and the values below. "showPaywall:" and "false" are boilerplate:paywall, "scroll_depth:"
// and "0" boilerplate:other.
type variables struct{ *page }

// maxValue is the length of the longest value in bytes; what is longer is a word of the text.
const maxValue = 20

// maxState is how many blocks below a name are searched for the name of a paywall, so that long
// dumps take linear time.
const maxState = 8

// label labels block i and the values below it when it is the name of a variable.
func (p variables) label(i int) {
	if !p.open(i) || !isIdentifier(p.text(i)) {
		return
	}
	family := label.Other
	if p.is(i-1, label.Paywall) {
		family = label.Paywall // one dump, of which the first names were checked
	}
	for j := i; j < min(i+maxState, len(p.blocks)) && (j == i || p.open(j)); j++ {
		t := p.text(j)
		if !isIdentifier(t) && !isConstant(t) && !isValue(t) {
			break
		}
		if containsAny(t, lexicon.PaywallVariables[:]) {
			family = label.Paywall
		}
	}
	p.set(i, family, sheet.ByShape, sure)
	for j := i + 1; p.open(j); j++ {
		if t := p.text(j); !isConstant(t) && (j > i+1 || !isValue(t)) {
			break
		}
		p.set(j, family, sheet.ByNeighbour, sure)
	}
}

// isIdentifier reports whether t is a name as programs write them, and a colon or an equals sign.
func isIdentifier(t []byte) bool {
	if last := t[len(t)-1]; last != ':' && last != '=' {
		return false
	}
	mixed := false
	for k, c := range t[:len(t)-1] {
		switch {
		case c >= 'a' && c <= 'z':
		case c >= 'A' && c <= 'Z':
			mixed = mixed || k > 0 && t[k-1] >= 'a'
		case c == '_':
			mixed = true
		default:
			return false
		}
	}
	return mixed
}

// isConstant reports whether t is a value that says what it is.
func isConstant(t []byte) bool {
	switch string(t) {
	case "true", "false", "null", "undefined", "0", "1", "NaN", "{}", "[]", `""`:
		return true
	}
	return false
}

// isValue reports whether t can be the value of a variable: one short word in lower case.
func isValue(t []byte) bool {
	for _, c := range t {
		if !(c >= 'a' && c <= 'z' || c == '_' || c == '-' || c >= '0' && c <= '9') {
			return false
		}
	}
	return len(t) <= maxValue
}
