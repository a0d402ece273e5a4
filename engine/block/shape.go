package block

import (
	"unicode"
	"unicode/utf8"
)

// Shape counts what the text of a block consists of.
type Shape struct {
	Runes     int32
	Words     int32 // runs of letters and digits; each Han, Kana or Hangul character is a word
	Letters   int32
	Digits    int32
	Upper     int32 // upper-case letters
	Caps      int32 // words that start with an upper-case letter
	Sentences int32 // . ! ? … and their wide forms, before white space, a closing quote or the end
	Commas    int32 // , ; : within the text
	Quotes    int32 // quotation marks of any script
	Symbols   int32 // anything but letters, digits, white space and the above: | / © • emoji …
	LastRune  rune
	FirstRune rune
}

// Measure returns the shape of text, which must be shorter than 2 GB. Invalid UTF-8 counts as
// symbols.
func Measure(text []byte) Shape {
	var s Shape
	in := notInWord
	for i := 0; i < len(text); {
		var n int
		if n, in = s.ascii(text[i:min(i+maxRun, len(text))], in); n > 0 {
			i += n
			continue
		}
		if c := text[i]; c < utf8.RuneSelf {
			in = s.mark(text, i, class[c], in)
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		in = s.wide(text, i, r, n, in)
		i += n
	}
	s.Letters += s.Upper
	if len(text) > 0 {
		s.FirstRune, _ = utf8.DecodeRune(text)
		s.LastRune, _ = utf8.DecodeLastRune(text)
	}
	return s
}

// Whether the previous character belongs to a word. If so, the next one does not start a word.
const (
	inWord    = uint64(0)
	notInWord = ^uint64(0)
)

// What a character that is not within a word adds to the word counts: to Words in the low 32 bits,
// to Caps in the high ones.
const (
	startsWord = 1
	startsCap  = startsWord | 1<<32
)

// The classes of ASCII characters. How those from cStop on count depends on what follows them.
const (
	cOther = iota
	cSpace
	cLower
	cUpper
	cDigit
	cComma // , ; :
	cQuote
	cStop // . ! ?
	cJoin // apostrophe, hyphen: do not end a word that they are within
	cWide // not ASCII
)

var class = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= utf8.RuneSelf:
			t[c] = cWide
		case c <= ' ' || c == 0x7F:
			t[c] = cSpace
		case 'a' <= c && c <= 'z' || c == '_':
			t[c] = cLower
		case 'A' <= c && c <= 'Z':
			t[c] = cUpper
		case '0' <= c && c <= '9':
			t[c] = cDigit
		}
	}
	for _, c := range ".!?" {
		t[c] = cStop
	}
	for _, c := range ",;:" {
		t[c] = cComma
	}
	t['"'], t['\''], t['-'] = cQuote, cJoin, cJoin
	return t
}()

// maxRun is the number of bytes that can be counted in the eight bits that each count has in
// byteCount.
const maxRun = 255

// byteCount is what a byte adds to the counts of a block, eight bits each, or 0 for bytes that
// ascii does not count. byteWord is what it adds to the word counts, or 0 for bytes that end a
// word.
var byteCount, byteWord = func() (count [256]uint64, word [256]uint64) {
	for c := range count {
		k := class[c]
		if k < cStop {
			count[c] = 1 << (8 * k)
		}
		switch k {
		case cLower, cDigit:
			word[c] = startsWord
		case cUpper:
			word[c] = startsCap
		}
	}
	return count, word
}()

// ascii counts the characters at the start of text, which has at most maxRun bytes, as long as they
// count the same whatever follows. It adds upper-case letters to Upper only.
func (s *Shape) ascii(text []byte, in uint64) (n int, after uint64) {
	counts, words := uint64(0), uint64(0)
	for _, c := range text {
		add := byteCount[c]
		if add == 0 {
			break
		}
		counts += add
		w := byteWord[c]
		words += w & in
		in = w&startsWord - 1
		n++
	}
	s.Runes += int32(n)
	s.Words += int32(uint32(words))
	s.Caps += int32(words >> 32)
	s.Symbols += int32(counts & 0xFF)
	s.Letters += int32(counts >> (8 * cLower) & 0xFF)
	s.Upper += int32(counts >> (8 * cUpper) & 0xFF)
	s.Digits += int32(counts >> (8 * cDigit) & 0xFF)
	s.Commas += int32(counts >> (8 * cComma) & 0xFF)
	s.Quotes += int32(counts >> (8 * cQuote) & 0xFF)
	return n, in
}

// mark counts a full stop, hyphen or apostrophe.
func (s *Shape) mark(text []byte, i int, k uint8, in uint64) (after uint64) {
	s.Runes++
	switch {
	case k == cStop:
		if endsSentence(text[i+1:]) {
			s.Sentences++
		}
	case in == inWord && i+1 < len(text) &&
		(text[i+1] >= utf8.RuneSelf || byteWord[text[i+1]] != 0):
		return in
	default:
		s.Symbols++
	}
	return notInWord
}

// wide counts a character that is not ASCII.
func (s *Shape) wide(text []byte, i int, r rune, n int, in uint64) (after uint64) {
	s.Runes++
	switch {
	case r == utf8.RuneError && n == 1:
		s.Symbols++
	case Ideographic(r):
		s.Letters++
		s.Words++
	case unicode.IsLetter(r) || unicode.IsMark(r) && in == inWord:
		s.letter(unicode.IsUpper(r), in)
		return inWord
	case unicode.IsDigit(r):
		s.Digits++
		if in != inWord {
			s.Words++
		}
		return inWord
	case r == '’' && in == inWord || r == 0xAD || r >= 0x200B && r <= 0x200D: // within a word
		return in // inside a word
	case isQuote(r):
		s.Quotes++
	case r == '…' || r == '。' || r == '！' || r == '？' || r == '؟' || r == '।':
		if r != '…' || endsSentence(text[i+n:]) {
			s.Sentences++
		}
	case r == '，' || r == '、' || r == '：' || r == '；' || r == '،':
		s.Commas++
	case !unicode.IsSpace(r):
		s.Symbols++
	}
	return notInWord
}

// letter counts a letter. Measure adds upper-case letters to Letters later.
func (s *Shape) letter(upper bool, in uint64) {
	if upper {
		s.Upper++
	} else {
		s.Letters++
	}
	if in != inWord {
		s.Words++
		if upper {
			s.Caps++
		}
	}
}

// endsSentence reports whether a full stop before rest ends a sentence, that is, whether white
// space, a closing mark or nothing follows.
func endsSentence(rest []byte) bool {
	if len(rest) == 0 || rest[0] <= ' ' {
		return true
	}
	if c := rest[0]; c < utf8.RuneSelf {
		return c == '"' || c == '\'' || c == ')' || c == ']' || c == '.' && len(rest) == 1
	}
	r, _ := utf8.DecodeRune(rest)
	return isQuote(r) || r == 0xA0
}

func isQuote(r rune) bool {
	return r >= '‘' && r <= '‟' || r == '«' || r == '»' || r == '‹' || r == '›' ||
		r >= '「' && r <= '』'
}

// Ideographic reports whether r belongs to a script that is written without spaces between words:
// Han, Kana, Hangul, Thai.
func Ideographic(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7AF ||
		r >= 0x20000 && r <= 0x3FFFF || r >= 0x0E00 && r <= 0x0E4F
}
