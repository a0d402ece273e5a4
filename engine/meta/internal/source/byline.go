package source

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/rules"
	"klartext/engine/label"
)

// Bylines finds the phrases that bylines start with, such as "Von" and "By".
type Bylines struct{ folded []byte }

var bylinePhrases = lexicon.SetOf(label.Byline)

// Phrase says how a line starts.
type Phrase uint8

// How lines start.
const (
	NoPhrase    Phrase = iota
	PhraseFirst        // with the phrase of a byline, and more follows
	PhraseOnly         // with the phrase of a byline, and nothing else
)

// Names reports whether t starts with the phrase of a byline, and returns what follows the phrase:
// the end of t.
func (b *Bylines) Names(t []byte) (names []byte, p Phrase) {
	b.folded = block.Fold(b.folded[:0], t, true)
	m, ok := lexicon.Lookup(b.folded, bylinePhrases)
	switch {
	case !ok || m.Start != 0:
		return nil, NoPhrase
	case m.End == len(b.folded):
		return nil, PhraseOnly
	}
	return afterPhrase(t, m.End), PhraseFirst
}

// afterPhrase returns what of t follows the first n bytes of its folded form. Folding changes
// lengths only by ß, dashes and white space, so the cut is moved to the next white space or colon.
func afterPhrase(t []byte, n int) []byte {
	n = min(n, len(t))
	for n < len(t) && t[n] != ' ' && t[n] != ':' && t[n] != '\t' && t[n] != 0xC2 {
		n++
	}
	return bytes.TrimLeft(t[n:], " :\t\u00a0")
}

// StartsWithName reports whether t starts with a name: a capital, and mostly capitals before the
// first comma or digit.
func StartsWithName(t []byte) bool {
	if i := bytes.IndexAny(t, ",|0123456789•·–—"); i > 0 {
		t = t[:i]
	}
	s := block.Measure(t)
	if s.Words == 0 || s.Words > 14 || !unicode.IsUpper(s.FirstRune) && !rules.AgencyLine(t) {
		return false
	}
	return s.Caps*2 > s.Words || PersonName(bytes.TrimSpace(t))
}

// OnlyNames reports whether t consists of one or more names of persons.
func OnlyNames(t []byte) bool {
	n := 0
	for from := 0; from < len(t); {
		end, next := NextName(t, from)
		if !PersonName(bytes.TrimSpace(t[from:end])) {
			return false
		}
		n++
		from = next
	}
	return n > 0 && n < 8
}

// PersonName reports whether t can be the name of a person: two to five words, with capitals except
// for particles.
func PersonName(t []byte) bool {
	s := block.Measure(t)
	if s.Words < 2 || s.Words > 5 || s.Digits+s.Symbols+s.Quotes+s.Commas > 0 ||
		!unicode.IsUpper(s.FirstRune) {
		return false
	}
	small := int32(0)
	for _, p := range lexicon.NameParticles {
		small += int32(bytes.Count(t, []byte(p)))
	}
	return s.Caps+small >= s.Words && s.Caps >= 2
}

// NextName returns the end of the name in a byline that starts at from, and where the next one
// starts.
func NextName(t []byte, from int) (end, next int) {
	end, next = len(t), len(t)
	for _, sep := range lexicon.BylineJoins {
		if i := bytes.Index(t[from:], []byte(sep)); i >= 0 && from+i < end {
			end, next = from+i, from+i+len(sep)
		}
	}
	return end, next
}

// Agency reports whether t is the name of an agency.
func Agency(t []byte) (found bool) {
	rules.EachAgency(t, func(_, _ int) { found = true })
	return found
}

// Initials reports whether t is an author's sign: a few lower-case letters in brackets.
func Initials(t []byte) bool {
	if len(t) < 4 || len(t) > 14 || t[0] != '(' || t[len(t)-1] != ')' {
		return false
	}
	for in := t[1 : len(t)-1]; len(in) > 0; {
		c, n := utf8.DecodeRune(in)
		if !unicode.IsLower(c) && c != '/' && c != '.' {
			return false
		}
		in = in[n:]
	}
	return true
}
