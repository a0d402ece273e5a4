package label

import "klartext/engine/block"

//go:generate go run gen.go

// Scope says where in a block a phrase counts. A row may name several, as in "whole+next".
type Scope uint8

// Scopes.
const (
	Whole  Scope = 1 << iota // the phrase is the whole block
	Prefix                   // the block starts with the phrase
	Suffix                   // the block ends with the phrase
	Inside                   // the phrase is anywhere in the block, between word boundaries
	Next                     // the label also holds for the following block
	Head                     // only above the main text
	Tail                     // only below the main text
	Short                    // only in a block of at most MaxShort words
)

// MaxShort is the number of words of a short block, for phrases with the scope Short.
const MaxShort = 12

// Role says what a phrase does within its family: a heading of the section, a button of a record, a word before a name.
// The roles are those that the rows name.
type Role uint8

// Entry is one row of the lexicon.
type Entry struct {
	Label Label
	Scope Scope
	Role  Role
	start uint32 // of the phrase in phrases
	len   uint8
}

// Phrase returns the phrase in its folded form.
func (e Entry) Phrase() string { return phrases[e.start : int(e.start)+int(e.len)] }

// Match is an entry found in a block at folded[Start:End].
type Match struct {
	Entry
	Start, End int
}

// AppendMatches appends every entry that holds in a block, whose text block.Fold made with digits as '#': in order of
// position, longer phrases first. Scope Head, Tail, Next and Short are the caller's to check.
func AppendMatches(dst []Match, folded []byte) []Match {
	for start, end := block.NextWord(folded, 0); end > start; start, end = block.NextWord(folded, end) {
		i := slots[block.WordHash(folded[start:end])&(uint32(len(slots))-1)]
		if i == 0 {
			continue
		}
		for i--; ; i++ {
			e := entries[i]
			if m, ok := e.at(folded, start); ok {
				dst = append(dst, m)
			}
			if last[i] {
				break
			}
		}
	}
	return dst
}

// Set is a set of labels.
type Set uint64

// SetOf returns the set of the given labels.
func SetOf(labels ...Label) (s Set) {
	for _, l := range labels {
		s |= 1 << l
	}
	return s
}

// Has reports whether l is in the set.
func (s Set) Has(l Label) bool { return s>>l&1 != 0 }

// Site holds the labels that a block can have outside of comment sections.
const Site = ^Set(1<<CommentUI | 1<<CommentPolicy)

// Lookup returns the best entry with a label of the set that holds in a block: the whole block before its start, its end
// and its inside, then the longer phrase.
func Lookup(folded []byte, set Set) (best Match, ok bool) {
	for start, end := block.NextWord(folded, 0); end > start; start, end = block.NextWord(folded, end) {
		i := slots[block.WordHash(folded[start:end])&(uint32(len(slots))-1)]
		if i == 0 {
			continue
		}
		for i--; ; i++ {
			if e := entries[i]; set.Has(e.Label) {
				if m, found := e.at(folded, start); found && (!ok || m.better(best)) {
					best, ok = m, true
				}
			}
			if last[i] {
				break
			}
		}
	}
	return best, ok
}

func (m Match) better(o Match) bool {
	if a, b := m.rank(), o.rank(); a != b {
		return a > b
	}
	return m.len > o.len
}

func (m Match) rank() int {
	switch {
	case m.Scope&Whole != 0:
		return 3
	case m.Scope&Prefix != 0:
		return 2
	case m.Scope&Suffix != 0:
		return 1
	}
	return 0
}

// at reports whether the entry holds at folded[start:].
func (e Entry) at(folded []byte, start int) (Match, bool) {
	end := start + int(e.len)
	if end > len(folded) || string(folded[start:end]) != e.Phrase() || end < len(folded) && block.InWord(folded, end) && block.InWord(folded, end-1) {
		return Match{}, false
	}
	ok := e.Scope&Inside != 0 ||
		e.Scope&Whole != 0 && start == 0 && end == len(folded) ||
		e.Scope&Prefix != 0 && start == 0 ||
		e.Scope&Suffix != 0 && end == len(folded)
	return Match{Entry: e, Start: start, End: end}, ok
}
