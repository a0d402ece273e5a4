package when

import "unicode/utf8"

// Reading words: a word of the input is folded (lower case, composed accents,
// character references of letters) into a small buffer and looked up in a hash
// table of the rows of words.go, which is built once.

// A meaning is what the rows say of one spelling, all classes together.
type meaning struct {
	class class

	// The values of the classes that have one.
	month, weekday, unit, count, dayname, hour int8
	zone                                       int16

	// The languages and quirks of the classes for which they matter.
	monthLang, weekdayLang, unitLang, markLang, linkLang language
	monthQuirk, unitQuirk                                quirk
	weakDay, weakBook, weakNow                           bool

	// phrase is the first of the phrases that begin with this word: an index
	// into lexicon.phrases, or 0.
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

// opening are the classes whose words a time can begin with.
const opening = month | weekday | count | dayname | before | present

const (
	slots      = 2048 // a power of two, more than twice the single words
	maxPhrases = 128
	maxWord    = 24 // bytes; longer words are in no row
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

	// opens has a bit for the first four letters of each word that can open a
	// time (see opener). It keeps words of prose from being looked up.
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

// cutSpelling cuts the first of a list separated by ", ".
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
	if r.class&opening != 0 {
		lx.addOpening(head)
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

// addOpening sets the bits of the ways to begin a word: with its accents composed,
// or as marks of their own. Accents written as references pass mayOpen anyway.
func (lx *lexicon) addOpening(word string) {
	lx.setOpening(opener([]byte(word), 0))
	apart := make([]byte, 0, 2*maxWord)
	for _, r := range word {
		if base, mark := decompose(r); base != 0 {
			apart = append(apart, base, 0xCC, mark)
		} else {
			apart = utf8.AppendRune(apart, r)
		}
	}
	lx.setOpening(opener(apart, 0))
}

func (lx *lexicon) setOpening(o uint32) { lx.opens[o>>5] |= 1 << (o & 31) }

// opener hashes the first four letters of the word at i, of five bits each. Case
// does not matter to it: beyond ASCII it is in the two last bits.
func opener(b []byte, i int) uint32 {
	o := uint32(letterBits[b[i]])
	for _, c := range b[i+1 : min(i+4, len(b))] {
		bits := letterBits[c]
		if bits == 0 {
			break
		}
		o = o<<5 | uint32(bits)
	}
	return o * 0x9E3779B1 >> (32 - 14)
}

var letterBits = func() (t [256]uint8) {
	for c, k := range classes() {
		switch {
		case k != letter:
		case c < 0x80:
			t[c] = uint8(c & 31)
		default:
			t[c] = uint8(c&28 | 1)
		}
	}
	return t
}()

// mayOpen reports whether the word at i can open a time; often it then does not.
func mayOpen(b []byte, i int) bool {
	o := opener(b, i)
	if words.opens[o>>5]>>(o&31)&1 != 0 {
		return true
	}
	return reference(b, i+1) || reference(b, i+2) || reference(b, i+3)
}

func reference(b []byte, i int) bool { return i < len(b) && b[i] == '&' }

// slot returns the place of a word in the hash table: its own, or the free one
// it would take.
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

// lex reads the word or the longest known phrase at i. A word ends where its
// letters do, or before a capital that follows a small letter. An unknown word
// means nothing and ends at i.
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

// lexFor reads at i like lex, but only a meaning of class c; else end is 0.
func lexFor(b []byte, i int, c class) (m *meaning, end int) {
	if m, end = lex(b, i); m.is(c) {
		return m, end
	}
	return &nothing, 0
}

// foldWord folds the word at i into buf; n is 0 if there is none, or too long a one.
func foldWord(buf *[maxWord + utf8.UTFMax]byte, b []byte, i int) (n, end int) {
	lower := false
	for i < len(b) {
		if c := b[i]; c >= 'a' && c <= 'z' && n < maxWord && !is(b, i+1, 0xCC) { // the fast path of fold
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

// phraseAt returns the end of the phrase at i, or 0. A space of the phrase
// stands for any white space, an apostrophe for any apostrophe.
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

// fold reads the letter at i in lower case; size is 0 if there is none.
func fold(b []byte, i int) (r rune, size int, upper bool) {
	if i >= len(b) {
		return 0, 0, false
	}
	c := b[i]
	switch {
	case c|0x20 >= 'a' && c|0x20 <= 'z' && c < 0x80:
		r, size, upper = rune(c|0x20), 1, c < 'a'
		if i+2 < len(b) && b[i+1] == 0xCC {
			if composed := compose(r, b[i+2]); composed != 0 {
				return composed, 3, upper
			}
		}
		return r, 1, upper
	case c == '&':
		return foldReference(b, i)
	case c < 0xC3 || c == 0xE2:
		return 0, 0, false
	}
	r, size = utf8.DecodeRune(b[i:min(len(b), i+utf8.UTFMax)])
	if !isLetter(r) {
		return 0, 0, false
	}
	low := lowerRune(r)
	return low, size, low != r
}

// isLetter reports whether a rune beyond ASCII is taken as a letter. Scripts are
// not told apart: it only matters that spaces, punctuation and symbols are none.
func isLetter(r rune) bool {
	switch {
	case r < 0xC0, r == 0xD7, r == 0xF7, r == utf8.RuneError:
		return false
	case 0x2000 <= r && r < 0x2C00, 0x3000 <= r && r < 0x3040, 0xFE00 <= r && r < 0xFF21, r >= 0x1F000:
		return false
	}
	return true
}

// lowerRune lowers Latin-1 and Latin Extended-A.
func lowerRune(r rune) rune {
	switch {
	case 0xC0 <= r && r <= 0xDE:
		return r + 0x20
	case 0x100 <= r && r <= 0x137, 0x14A <= r && r <= 0x177:
		return r | 1
	case 0x139 <= r && r <= 0x148, 0x179 <= r && r <= 0x17E:
		return r + r&1
	}
	return r
}

// An accent is a letter with a mark, as Unicode and HTML write it in pieces.
type accent struct {
	base   byte
	mark   byte   // the second byte of the combining mark, the first is 0xCC
	suffix string // of the HTML name: "uml" in &auml;
}

// accents are in the order of accented.
var accents = [...]accent{
	{'a', 0x88, "uml"}, {'o', 0x88, "uml"}, {'u', 0x88, "uml"},
	{'e', 0x81, "acute"}, {'a', 0x81, "acute"}, {'i', 0x81, "acute"}, {'s', 0x81, "acute"}, {'c', 0x81, "acute"}, {'z', 0x81, "acute"}, {'n', 0x81, "acute"},
	{'a', 0x80, "grave"}, {'e', 0x80, "grave"}, {'i', 0x80, "grave"},
	{'u', 0x82, "circ"}, {'e', 0x82, "circ"}, {'n', 0x83, "tilde"}, {'c', 0xA7, "cedil"}, {'e', 0xA8, "ogon"}, {'a', 0xA8, "ogon"},
}

var accented = [...]rune{'ä', 'ö', 'ü', 'é', 'á', 'í', 'ś', 'ć', 'ź', 'ń', 'à', 'è', 'ì', 'û', 'ê', 'ñ', 'ç', 'ę', 'ą'}

// compose joins a small letter and a combining mark, or returns 0.
func compose(base rune, mark byte) rune {
	for k := range accents {
		if rune(accents[k].base) == base && accents[k].mark == mark {
			return accented[k]
		}
	}
	return 0
}

// decompose is the reverse of compose.
func decompose(r rune) (base, mark byte) {
	for k := range accented {
		if accented[k] == r {
			return accents[k].base, accents[k].mark
		}
	}
	return 0, 0
}

// foldReference reads a letter written as a reference: &auml; &Eacute;
func foldReference(b []byte, i int) (r rune, size int, upper bool) {
	if i+2 >= len(b) {
		return 0, 0, false
	}
	c := b[i+1]
	for k := range accents {
		a := &accents[k]
		end := i + 2 + len(a.suffix)
		if c|0x20 == a.base && end < len(b) && b[end] == ';' && string(b[i+2:end]) == a.suffix {
			return accented[k], end + 1 - i, c < 'a'
		}
	}
	return 0, 0, false
}
