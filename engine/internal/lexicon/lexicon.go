package lexicon

import (
	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

//go:generate go run gen.go gen_words.go

// Scopes. A row may name several, as in "whole+next".
const (
	Whole  sheet.Scope = 1 << iota // the phrase is the whole block
	Prefix                         // the block starts with the phrase
	Suffix                         // the block ends with the phrase
	Inside                         // the phrase is anywhere in the block, between word boundaries
	Next                           // the label also applies to the following block
	Head                           // only above the main text
	Tail                           // only below the main text
	Short                          // only in a block of at most MaxShort words
	Colon                          // with Prefix: only before a colon
)

// MaxShort is the number of words of a short block, for phrases with the scope Short.
const MaxShort = 12

// Entry is one row of the lexicon.
type Entry struct {
	Label label.Label
	Scope sheet.Scope
	Role  sheet.Role
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

// AppendMatches appends every entry that matches in a block whose text block.Fold has folded with
// digits as '#', in order of position, shorter phrases first. The caller must check the scopes
// Head, Tail, Next and Short.
func AppendMatches(dst []Match, folded []byte) []Match {
	walk(folded, func(e Entry, start, end int) {
		dst = append(dst, Match{Entry: e, Start: start, End: end})
	})
	return dst
}

// node is a phrase, or the first words of one. The table of all nodes by the hash of their text is
// a trie over words: from each word of a block the walk continues while there is a phrase that
// continues.
type node struct {
	hash  uint32
	first uint16 // index of the first entry, plus one; 0 if no phrase ends here
	count uint8  // entries
	more  bool   // whether a longer phrase starts with this one
}

// find returns the node with the hash, or nil if there is none. Two prefixes of phrases never have
// the same hash, which the generator checks. A text that has the hash of a node by chance is
// noticed when its entries are compared.
func find(hash uint32) *node {
	for i := hash & (uint32(len(slots)) - 1); ; i = (i + 1) & (uint32(len(slots)) - 1) {
		switch s := slots[i]; {
		case s == 0:
			return nil
		case nodes[s-1].hash == hash:
			return &nodes[s-1]
		}
	}
}

// wordFilter is a set of words, by 15 bits of their hash: few words that are not in it seem to be.
type wordFilter [512]uint64

func (f *wordFilter) has(hash uint32) bool { return f[hash/64%512]>>(hash%64)&1 != 0 }

// walk calls f for every entry that matches in the folded text of a block. After the first word,
// only the phrases count that may be inside or at the end. So few words start one that most words
// are read just to hash them.
func walk(folded []byte, f func(e Entry, start, end int)) {
	start, end, hash := block.ScanWord(folded, 0)
	if start == end {
		return
	}
	if first.has(hash) {
		follow(folded, start, end, hash, f)
	}
	for at := end; ; {
		start, end, hash := block.ScanWord(folded, at)
		if start == end {
			return
		}
		if inner.has(hash) {
			follow(folded, start, end, hash, f)
		}
		at = end
	}
}

// follow calls f for the entries that match at start. The first word ends at end and has the hash.
func follow(folded []byte, start, end int, hash uint32, f func(e Entry, start, end int)) {
	for {
		n := find(hash)
		if n == nil {
			return
		}
		for k := range int(n.count) {
			if e := entries[int(n.first)-1+k]; e.holds(folded, start, end) {
				f(e, start, end)
			}
		}
		if !n.more {
			return
		}
		from := end
		if _, end = block.NextWord(folded, end); end == from {
			return
		}
		hash = block.AddHash(hash, folded[from:end])
	}
}

// PhraseAt returns the length of the longest phrase with the role at the start of folded text, with
// at most the given number of words; 0 if there is none. Its scope does not matter.
func PhraseAt(folded []byte, role sheet.Role, words int) (length int) {
	hash := uint32(block.HashSeed)
	for from, to := 0, 0; words > 0; words-- {
		if _, to = block.NextWord(folded, from); to == from {
			break
		}
		hash = block.AddHash(hash, folded[from:to])
		n := find(hash)
		if n == nil {
			break
		}
		for k := range int(n.count) {
			if e := entries[int(n.first)-1+k]; e.Role == role && string(folded[:to]) == e.Phrase() {
				length = to
			}
		}
		if !n.more {
			break
		}
		from = to
	}
	return length
}

// holds reports whether the entry matches at folded[start:end], which has the hash of its phrase.
func (e Entry) holds(folded []byte, start, end int) bool {
	return (e.Scope&Inside != 0 ||
		e.Scope&Whole != 0 && start == 0 && end == len(folded) ||
		e.Scope&Prefix != 0 && start == 0 && (e.Scope&Colon == 0 || colon(folded[end:])) ||
		e.Scope&Suffix != 0 && end == len(folded)) && string(folded[start:end]) == e.Phrase()
}

// colon reports whether a colon, or nothing, follows a phrase. French sets a space before it.
func colon(rest []byte) bool {
	if len(rest) > 0 && rest[0] == ' ' {
		rest = rest[1:]
	}
	return len(rest) == 0 || rest[0] == ':'
}

// Set is a set of labels.
type Set uint64

// SetOf returns the set of the given labels.
func SetOf(labels ...label.Label) (s Set) {
	for _, l := range labels {
		s |= 1 << l
	}
	return s
}

// Has reports whether l is in the set.
func (s Set) Has(l label.Label) bool { return s>>l&1 != 0 }

// Site is the set of labels that a block can have outside of comment sections.
const Site = ^Set(1<<label.CommentUI | 1<<label.CommentPolicy)

// Lookup returns the best entry that matches in a block and has a label of the set: the whole block
// before its start, its end and its inside, then the longer phrase.
func Lookup(folded []byte, set Set) (best Match, ok bool) {
	walk(folded, func(e Entry, start, end int) {
		m := Match{Entry: e, Start: start, End: end}
		if set.Has(e.Label) && (!ok || m.better(&best)) {
			best, ok = m, true
		}
	})
	return best, ok
}

func (m *Match) better(o *Match) bool {
	if a, b := m.rank(), o.rank(); a != b {
		return a > b
	}
	return m.len > o.len
}

func (m *Match) rank() int {
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
