package rules

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// players labels what players of video and audio leave in dumps beside the names of their buttons,
// which are phrases: times ("00:00 / 00:00", "-12:34") and the names of icons ("unfold_more"). It
// writes boilerplate:player, and takes that back from words that are a button only beside others.
type players struct{ *page }

// releaseReach is how many blocks away the next sure control of a player may be: players have a
// title and times between their buttons.
const releaseReach = 4

// label labels block i when it is the name of an icon or a time beside a control. A clock that
// could be any time of the day counts only there.
func (p players) label(i int) {
	if !p.open(i) {
		return
	}
	beside := p.is(i-1, label.Player) || p.is(i+1, label.Player)
	if isIconName(p.text(i)) && (beside || p.is(i+2, label.Player)) {
		p.set(i, label.Player, sheet.ByShape, likely)
		return
	}
	if alone, ok := playerTime(p.text(i)); ok && (alone || beside) {
		p.set(i, label.Player, sheet.ByShape, sure)
	}
}

// isIconName reports whether t is the name of an icon, as fonts with ligatures leave it.
func isIconName(t []byte) bool {
	under := false
	for _, c := range t {
		switch {
		case c == '_':
			under = true
		case (c < 'a' || c > 'z') && !ascii.IsDigit(c):
			return false
		}
	}
	return under
}

// playerTime reports whether t consists of times of the form M:SS. They can be alone if all are
// zero or a slash separates them: clocks are never written like that.
func playerTime(t []byte) (alone, ok bool) {
	colons, zero := 0, true
	for k, c := range t {
		switch {
		case c == ':':
			colons++
			if k+2 >= len(t) || !ascii.IsDigit(t[k+1]) || !ascii.IsDigit(t[k+2]) {
				return false, false
			}
		case ascii.IsDigit(c):
			zero = zero && c == '0'
		case c != ' ' && c != '/' && c != '-' && c != '|':
			return false, false
		}
	}
	return zero || bytes.IndexByte(t, '/') > 0, colons > 0
}

// release takes the label from a word that is a control only in a player ("Close", "Live",
// "Laden") where no other control is near. The phrase of such a block is void from then on.
func (p players) release(i int) {
	if !p.is(i, label.Player) || p.sheet.Phrase[i].Role != lexicon.RoleLoose {
		return
	}
	for j := max(0, i-releaseReach); j <= min(len(p.blocks)-1, i+releaseReach); j++ {
		if p.is(j, label.Player) && p.sheet.Phrase[j].Role != lexicon.RoleLoose {
			return
		}
	}
	p.sheet.Rules[i], p.sheet.Void[i] = sheet.Verdict{}, true
}
