package source

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/internal/lexicon"
	"klartext/engine/when"
)

// Names cuts names out of the values of authors: several in one value, after words such as "by",
// with roles, handles and addresses.
type Names struct{ folded []byte }

// Clean returns the name in t without the words before it, handles, addresses and what follows a
// bar; nothing if t is not a name.
func (n *Names) Clean(t []byte) []byte {
	t = trimName(t)
	for _, w := range lexicon.NameLeads {
		if len(t) > len(w) && ascii.HasPrefixFold(t, w) {
			t = trimName(t[len(w):])
		}
	}
	if len(t) > 3 && (t[0] == 'B' || t[0] == 'b') && t[1] == 'y' && t[2]-'A' < 26 {
		t = t[2:] // glued: "ByEva Winter"
	}
	n.folded = block.Fold(n.folded[:0], t, true)
	m, ok := lexicon.Lookup(n.folded, bylinePhrases)
	if ok && m.Start == 0 && m.End < len(n.folded) {
		t = afterPhrase(t, m.End)
	}
	for _, cut := range afterNames {
		if i := bytes.Index(t, cut); i >= 0 {
			t = t[:i]
		}
	}
	t = trimName(t)
	s := block.Measure(t)
	switch {
	case s.Letters < 2, s.Words > 14, len(t) > 160, s.Digits > 6, bytes.IndexByte(t, '@') >= 0,
		bytes.HasPrefix(t, []byte("www.")), isOneOf(t, lexicon.NoNames[:]):
		return nil
	}
	return t
}

// SplitNames returns the end of the first of several names, and where the next one starts. A comma
// separates names only if both sides are names of two words, because what follows a name may be a
// degree or an office.
func SplitNames(t []byte) (end, next int) {
	end, next = len(t), len(t)
	for _, sep := range betweenNames {
		if i := bytes.Index(t, sep); i >= 0 && i < end {
			end, next = i, i+len(sep)
		}
	}
	for from := 0; ; {
		i := bytes.IndexByte(t[from:end], ',')
		if i < 0 {
			return end, next
		}
		i += from
		rest := trimSpace(t[i+1 : end])
		if j := bytes.IndexByte(rest, ','); j >= 0 {
			rest = rest[:j]
		}
		if PersonName(trimSpace(t[:i])) && PersonName(trimSpace(rest)) {
			return i, i + 1
		}
		from = i + 1
	}
}

// betweenNames are signs and words between two names; afterNames start what follows a name. They
// are not strings, because converting those allocates in builds with a profile.
var (
	betweenNames = slicesOf(lexicon.ValueJoins[:])
	afterNames   = slicesOf(lexicon.ValueEnds[:])
)

func slicesOf(words []string) (all [][]byte) {
	for _, w := range words {
		all = append(all, []byte(w))
	}
	return all
}

// trimName removes white space, and the signs that occur between names, from both ends.
func trimName(t []byte) []byte {
	for {
		n := len(t)
		t = bytes.Trim(trimSpace(t), ",;|-/:\"")
		for _, s := range [...]string{"•", "·", "–", "—"} {
			t = bytes.TrimSuffix(bytes.TrimPrefix(t, []byte(s)), []byte(s))
		}
		if len(t) == n {
			return t
		}
	}
}

// NameAfterBy returns the name after the word "by" inside t: words with capitals, and particles
// between them. It returns nothing if there is none.
func NameAfterBy(t []byte) []byte {
	for i := 0; i < len(t); i++ {
		if i > 0 && t[i-1] != ' ' && t[i-1] != '|' && t[i-1] != '(' {
			continue
		}
		for _, w := range lexicon.ByWords {
			if len(t)-i > len(w) && ascii.HasPrefixFold(t[i:], w) {
				rest := t[i+len(w):]
				if x, ok := when.Next(rest, 0); ok {
					rest = rest[:x.Start]
				}
				if name := leadingName(rest); len(name) > 0 {
					return name
				}
			}
		}
	}
	return nil
}

// leadingName returns the words with capitals that t starts with, which may be several names.
func leadingName(t []byte) []byte {
	end, words := 0, 0
	for at := 0; at < len(t) && words < 8; {
		stop := at
		for stop < len(t) && t[stop] != ' ' {
			stop++
		}
		w := t[at:stop]
		c, _ := utf8.DecodeRune(w)
		last := false
		if n := len(w); n > 0 {
			switch w[n-1] {
			case ',', ';', ':', '|', ')':
				w, last = w[:n-1], true
			}
		}
		switch {
		case unicode.IsUpper(c) && len(w) > 0:
			end = at + len(w)
			words++
		case words > 0 && !last && isOneOf(w, lexicon.NameLinks[:]):
		default:
			return t[:end]
		}
		if last {
			return t[:end]
		}
		at = stop + 1
	}
	return t[:end]
}
