package rules

import (
	"bytes"

	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// timecode labels the positions of a player: "00:00 / 00:00", "-12:34". A clock that could be any time of the day counts
// only beside a player control.
func (p *labelling) timecode(i int) {
	if !p.open(i) {
		return
	}
	if iconName(p.text(i)) && (p.is(i-1, label.Player) || p.is(i+1, label.Player) || p.is(i+2, label.Player)) {
		p.set(i, label.Player, label.ByShape, 0.8)
		return
	}
	zero, ok := playerTime(p.text(i))
	if ok && (zero || p.is(i-1, label.Player) || p.is(i+1, label.Player)) {
		p.set(i, label.Player, label.ByShape, 0.9)
	}
}

// iconName reports whether t is the name of an icon, as fonts with ligatures leave it: "unfold_more".
func iconName(t []byte) bool {
	under := false
	for _, c := range t {
		switch {
		case c == '_':
			under = true
		case (c < 'a' || c > 'z') && (c < '0' || c > '9'):
			return false
		}
	}
	return under && len(t) < 32
}

// playerTime reports whether t holds nothing but times of the form M:SS, and whether one is zero or there are two.
func playerTime(t []byte) (sure, ok bool) {
	if len(t) < 4 || len(t) > 24 {
		return false, false
	}
	colons, digits, nonzero := 0, 0, false
	for k, c := range t {
		switch {
		case c == ':':
			colons++
			if k+2 >= len(t) || t[k+1]-'0' > 9 || t[k+2]-'0' > 9 {
				return false, false
			}
		case c >= '0' && c <= '9':
			digits++
			nonzero = nonzero || c != '0'
		case c != ' ' && c != '/' && c != '-' && c != '|':
			return false, false
		}
	}
	return !nonzero || bytes.IndexByte(t, '/') > 0, colons > 0 && digits >= 3
}

// loose takes back the family of words that are player controls only in a player ("Close", "Live", "Laden") where no other
// control is near.
func (p *labelling) loose(i int) {
	if !p.is(i, label.Player) || p.sheet.Phrase[i].Role != lexicon.RoleLoose {
		return
	}
	for j := max(0, i-looseReach); j <= min(len(p.blocks)-1, i+looseReach); j++ {
		if p.is(j, label.Player) && p.sheet.Phrase[j].Role != lexicon.RoleLoose {
			return
		}
	}
	p.sheet.Rules[i], p.sheet.Void[i] = label.Verdict{}, true
}

// looseReach is how many blocks away the next sure control of a player may be.
const looseReach = 4
