package elements

import "slices"

const (
	nameBasis = 0xCBF29CE484222325
	namePrime = 0x100000001B3
	maxWords  = 8 // of a name
)

// Name is a name split into words: "comment__author-name--bold" has four words and the modifier
// "bold".
type Name struct {
	whole  uint64 // hash of the words in small letters with '-' between them and '#' for digits
	count  int
	base   int  // words before the modifier; 0 if there is none
	digits bool // the latest stretch ends in digits
	words  [maxWords]uint64
	prefix [maxWords]uint64 // whole, up to each word
}

// Read splits a name. A stretch with letters after digits, as in random ids, counts as digits.
func (a *Name) Read(b []byte) {
	a.whole, a.count, a.base, a.digits = nameBasis, 0, 0, false
	b = b[:min(len(b), 120)]
	for i := 0; i < len(b); {
		if nameByte[b[i]] == 0 {
			if b[i] == '-' && i+1 < len(b) && b[i+1] == '-' && a.base == 0 {
				a.base = a.count
			}
			i++
			continue
		}
		from := i
		for i < len(b) && nameByte[b[i]] != 0 {
			i++
		}
		a.stretch(b[from:i])
	}
}

// Last returns the hash of the last word of the name, false where it has none.
func (a *Name) Last() (hash uint64, ok bool) {
	if a.count == 0 {
		return 0, false
	}
	return a.words[a.count-1], true
}

// Numbered reports whether the name ends in digits.
func (a *Name) Numbered() bool { return a.digits }

const (
	smallLetter = iota + 1
	capital
	digit
)

// nameByte is the set of bytes in words: letters, digits and everything that is not ASCII.
var nameByte = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 0x80:
			t[c] = smallLetter
		case c >= 'A' && c <= 'Z':
			t[c] = capital
		case c >= '0' && c <= '9':
			t[c] = digit
		}
	}
	return t
}()

// stretch reads letters and digits without a separator. It may be several words: postBody2.
func (a *Name) stretch(b []byte) {
	first := len(b)
	for i, c := range b {
		if nameByte[c] == digit {
			first = min(first, i)
		} else if first < i {
			a.number(0, false)
			return
		}
	}
	for i := 0; i < first; {
		from := i
		for i++; i < first && (nameByte[b[i]] == smallLetter || nameByte[b[i-1]] == capital); i++ {
		}
		a.word(b[from:i])
	}
	if first < len(b) {
		a.number(first, true)
	}
}

// word adds a word.
func (a *Name) word(b []byte) {
	h := uint64(nameBasis)
	if a.whole != nameBasis {
		a.whole = (a.whole ^ '-') * namePrime
	}
	for _, c := range b {
		if nameByte[c] == capital {
			c |= 0x20
		}
		h, a.whole = (h^uint64(c))*namePrime, (a.whole^uint64(c))*namePrime
	}
	if a.count < maxWords {
		a.words[a.count], a.prefix[a.count] = h, a.whole
		a.count++
	}
	a.digits = false
}

// number adds digits, glued to the letters before them or not.
func (a *Name) number(letters int, glued bool) {
	if a.digits {
		return
	}
	if a.whole != nameBasis && (letters == 0 || !glued) {
		a.whole = (a.whole ^ '-') * namePrime
	}
	a.whole = (a.whole ^ '#') * namePrime
	a.digits = true
}

// WordSet is a small set of words of names, by their hashes.
type WordSet []uint64

// Words returns the set of the words listed.
func Words(list ...string) (w WordSet) {
	var a Name
	for _, x := range list {
		a.Read([]byte(x))
		w = append(w, a.whole)
	}
	return w
}

// Has reports whether the set contains the word with a hash, which Name.Last returns.
func (w WordSet) Has(hash uint64) bool { return slices.Contains(w, hash) }
