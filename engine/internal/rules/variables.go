package rules

import (
	"bytes"

	"klartext/engine/label"
)

// state labels dumps of a page's variables: a name with a capital inside or an underscore, and a colon, and the values.
func (p *labelling) state(i int) {
	if !p.open(i) || !identifier(p.text(i)) {
		return
	}
	family := label.Other
	if p.is(i-1, label.Paywall) && p.sheet.At(i-1).Rule != label.ByLexicon {
		family = label.Paywall
	}
	for j := i; j < min(i+8, len(p.blocks)) && (j == i || p.open(j)); j++ {
		t := p.text(j)
		if !identifier(t) && !constant(t) && !value(t) {
			break
		}
		if paywallName(t) {
			family = label.Paywall
		}
	}
	p.set(i, family, label.ByShape, 0.9)
	for j := i + 1; j < len(p.blocks) && p.open(j) && (constant(p.text(j)) || value(p.text(j)) && j == i+1); j++ {
		p.set(j, family, label.ByNeighbour, 0.9)
	}
}

// identifier reports whether t is a name as programs write them, and a colon or an equals sign.
func identifier(t []byte) bool {
	if len(t) < 4 || len(t) > 60 || t[len(t)-1] != ':' && t[len(t)-1] != '=' {
		return false
	}
	mixed := false
	for k, c := range t[:len(t)-1] {
		switch {
		case c >= 'a' && c <= 'z':
		case c >= 'A' && c <= 'Z':
			mixed = mixed || k > 0 && t[k-1] >= 'a'
		case c == '_' || c == '.' && k > 0:
			mixed = true
		default:
			return false
		}
	}
	return mixed
}

func constant(t []byte) bool {
	switch string(t) {
	case "true", "false", "null", "undefined", "0", "1", "NaN", "{}", "[]", `""`:
		return true
	}
	return false
}

// value reports whether t can be the value of a variable: one short word in lower case.
func value(t []byte) bool {
	for _, c := range t {
		if !(c >= 'a' && c <= 'z' || c == '_' || c == '-' || c >= '0' && c <= '9') {
			return false
		}
	}
	return len(t) <= 20
}

func paywallName(t []byte) bool {
	for _, w := range [...]string{"aywall", "ubscri", "isPaid", "remium", "isPlus", "abo", "Abo", "metering", "etered", "isFree"} {
		if bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}
