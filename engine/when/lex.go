package when

import "unicode/utf8"

// Reading words: a word of the input is folded (see fold.go) into a small buffer and looked up in a
// hash table of the rows of words.go. The table is built once.

// A meaning is what the rows say about one spelling, merged over all classes.
type meaning struct {
	class class

	// The values of the classes that have one.
	month, weekday, unit, count, dayname, hour int8
	zone                                       int16

	// The languages and quirks of the classes where they matter.
	monthLang, weekdayLang, unitLang, markLang, linkLang language
	monthQuirk, unitQuirk                                quirk
	weakDay, weakBook, weakNow                           bool

	// phrase is the first of the phrases that begin with this word, as an index into
	// lexicon.phrases, or 0.
	phrase uint8
}

func (m *meaning) is(c class) bool { return m.class&c != 0 }

// add merges one row into the meaning.
func (m *meaning) add(r *row) {
	m.class |= r.class
	v := int8(r.value & 0xFF)
	switch r.class {
	case month:
		m.month = v
		m.monthLang |= r.lang
		m.monthQuirk |= r.quirk
	case weekday:
		m.weekday = v
		m.weekdayLang |= r.lang
	case unit:
		m.unit = v
		m.unitLang |= r.lang
		m.unitQuirk |= r.quirk
	case count:
		m.count = v
	case dayname:
		m.dayname = v
		m.weakDay = r.quirk&weak != 0
	case present:
		m.weakNow = r.quirk&weak != 0
	case before, after:
		m.markLang |= r.lang
	case link:
		m.linkLang |= r.lang
	case half, noon:
		m.hour = v
	case zone:
		m.zone = r.value
	case book:
		m.weakBook = r.quirk&weak != 0
	}
}

// opening is the set of classes whose words can begin a time.
const opening = month | weekday | count | dayname | before | present

const (
	slots      = 4096 // a power of two, more than twice the number of single words
	maxPhrases = 128
	maxWord    = 24 // bytes; no row has a longer word
	openers    = 1 << 14
)

type lexicon struct {
	keys     [slots]string
	meanings [slots]meaning

	phrases [maxPhrases]struct {
		text    string
		next    uint8
		meaning meaning
	}
	phraseCount int

	// opens has a bit for the first four letters of each word that can begin a time (see opener).
	// It saves looking up most words of prose.
	opens [openers / 32]uint32
}

var words = newLexicon()

func newLexicon() *lexicon {
	lx := new(lexicon)
	for i := range table {
		r := &table[i]
		for rest := r.words; rest != ""; {
			var spelling string
			spelling, rest = cutSpelling(rest)
			lx.add(spelling, r)
		}
	}
	return lx
}

// cutSpelling cuts the first spelling off a list separated by ", ".
func cutSpelling(list string) (first, rest string) {
	for i := 0; i+1 < len(list); i++ {
		if list[i] == ',' && list[i+1] == ' ' {
			return list[:i], list[i+2:]
		}
	}
	return list, ""
}

func (lx *lexicon) add(spelling string, r *row) {
	head := spelling
	for i := range len(spelling) {
		if c := spelling[i]; c == ' ' || c == '\'' || c == '-' {
			head = spelling[:i]
			break
		}
	}
	s := slot(lx, head)
	lx.keys[s] = head
	if r.class&opening != 0 || r.quirk&lone != 0 {
		if o, sure := opener(head, 0); sure {
			lx.opens[o>>5] |= 1 << (o & 31)
		}
	}
	if head == spelling {
		lx.meanings[s].add(r)
		return
	}
	for p := lx.meanings[s].phrase; p != 0; p = lx.phrases[p].next {
		if lx.phrases[p].text == spelling {
			lx.phrases[p].meaning.add(r)
			return
		}
	}
	lx.phraseCount++
	p := &lx.phrases[lx.phraseCount]
	p.text = spelling
	p.meaning.add(r)
	p.next, lx.meanings[s].phrase = lx.meanings[s].phrase, uint8(lx.phraseCount)
}

// opener hashes the first four letters of the word at i, five bits each. sure is false if some of
// them are, or may be, letters beyond ASCII.
func opener[T string | []byte](b T, i int) (o uint32, sure bool) {
	o = uint32(b[i] & 31)
	for j := i + 1; j < min(i+4, len(b)); j++ {
		c := b[j]
		if c >= utf8.RuneSelf || c == '&' {
			return 0, false
		}
		if class256[c] != letter || c < 'a' && b[j-1] >= 'a' {
			break
		}
		o = o<<5 | uint32(c&31)
	}
	accent := i+4 < len(b) && b[i+4] == 0xCC // on the fourth letter
	return o * 0x9E3779B1 >> (32 - 14), b[i] < utf8.RuneSelf && !accent
}

// mayOpen reports whether the word at i can begin a time. Many words for which it is true do not.
func mayOpen(b []byte, i int) bool {
	o, sure := opener(b, i)
	return !sure || words.opens[o>>5]>>(o&31)&1 != 0
}

// slot returns the index of a word in the hash table, or of the free slot where it would go.
func slot[T string | []byte](lx *lexicon, word T) int {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	s := int(h^h>>15) & (slots - 1)
	for lx.keys[s] != "" && lx.keys[s] != string(word) {
		s = (s + 1) & (slots - 1)
	}
	return s
}

var nothing meaning

// lex reads the word, or the longest known phrase, at i. A word ends where its letters end, or
// before a capital that follows a lower-case letter. For an unknown word it returns nothing and i.
func lex(b []byte, i int) (m *meaning, end int) {
	var buf [maxWord + utf8.UTFMax]byte
	n, end := foldWord(&buf, b, i)
	if n == 0 {
		return &nothing, i
	}
	s := slot(words, buf[:n])
	if words.keys[s] == "" {
		return &nothing, i
	}
	m = &words.meanings[s]
	for p := m.phrase; p != 0; p = words.phrases[p].next {
		if e := phraseAt(b, i, words.phrases[p].text); e > end {
			end, m = e, &words.phrases[p].meaning
		}
	}
	if m.class == 0 {
		return &nothing, i
	}
	return m, end
}

// lexFor is lex for meanings of class c only. If there is none, end is 0.
func lexFor(b []byte, i int, c class) (m *meaning, end int) {
	if m, end = lex(b, i); m.is(c) {
		return m, end
	}
	return &nothing, 0
}

// foldWord folds the word at i into buf. n is 0 if there is no word, or if it is too long.
func foldWord(buf *[maxWord + utf8.UTFMax]byte, b []byte, i int) (n, end int) {
	lower := false
	for i < len(b) {
		// The fast path of fold.
		if c := b[i]; c >= 'a' && c <= 'z' && n < maxWord && !is(b, i+1, 0xCC) {
			buf[n] = c
			n++
			i++
			lower = true
			continue
		}
		r, size, upper := fold(b, i)
		if size == 0 || upper && lower {
			break
		}
		if n > maxWord {
			return 0, 0
		}
		if r < utf8.RuneSelf {
			buf[n] = byte(r)
			n++
		} else {
			n += utf8.EncodeRune(buf[n:n+utf8.UTFMax], r)
		}
		lower = !upper
		i += size
	}
	return n, i
}

// phraseAt returns the end of the phrase at i, or 0. A space in the phrase matches any white space,
// an apostrophe any apostrophe.
func phraseAt(b []byte, i int, phrase string) int {
	for _, want := range phrase {
		switch want {
		case ' ':
			j := gap(b, i)
			if j == i {
				return 0
			}
			i = j
		case '\'':
			j := apostrophe(b, i)
			if j == i {
				return 0
			}
			i = j
		case '-':
			if i >= len(b) || b[i] != '-' {
				return 0
			}
			i++
		default:
			r, size, _ := fold(b, i)
			if r != want || size == 0 {
				return 0
			}
			i += size
		}
	}
	if phrase[len(phrase)-1] != '\'' {
		if _, size, upper := fold(b, i); size > 0 && !upper {
			return 0
		}
	}
	return i
}
