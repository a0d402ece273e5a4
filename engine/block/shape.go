package block

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// Shape counts what the text of a block is made of. Counts stop at their type's largest value.
type Shape struct {
	Runes     int32
	Words     int32 // runs of letters and digits; each Han, Kana or Hangul character is one
	Letters   int32
	Digits    int32
	Upper     int32 // upper-case letters
	Caps      int32 // words that start with an upper-case letter
	Sentences int32 // . ! ? … and their wide forms, before white space, a closing quote or the end
	Commas    int32 // , ; : inside the text
	Quotes    int32 // quotation marks of any script
	Symbols   int32 // anything that is no letter, digit, white space, or one of the above: | / © • emoji …
	LastRune  rune
	FirstRune rune
}

// Measure returns the shape of text. Invalid UTF-8 counts as symbols.
func Measure(text []byte) Shape {
	var s Shape
	inWord := false
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			s.ascii(text, i, c, &inWord)
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		s.wide(text, i, r, n, &inWord)
		i += n
	}
	return s
}

const (
	cOther = iota
	cSpace
	cLower
	cUpper
	cDigit
	cStop  // . ! ?
	cComma // , ; :
	cQuote
	cJoin // apostrophe, hyphen: inside a word they do not end it
)

var class = func() (t [utf8.RuneSelf]uint8) {
	for c := range t {
		switch {
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

func (s *Shape) ascii(text []byte, i int, c byte, inWord *bool) {
	s.rune(rune(c))
	k := class[c]
	switch k {
	case cLower, cUpper:
		s.letter(k == cUpper, inWord)
		return
	case cDigit:
		s.Digits = inc(s.Digits)
		if !*inWord {
			s.Words = inc(s.Words)
		}
		*inWord = true
		return
	case cJoin:
		if *inWord && i+1 < len(text) && (text[i+1] >= utf8.RuneSelf || class[text[i+1]]-cLower < 3) {
			return
		}
		s.Symbols = inc(s.Symbols)
	case cStop:
		if endsSentence(text[i+1:]) {
			s.Sentences = inc(s.Sentences)
		}
	case cComma:
		s.Commas = inc(s.Commas)
	case cQuote:
		s.Quotes = inc(s.Quotes)
	case cOther:
		s.Symbols = inc(s.Symbols)
	}
	*inWord = false
}

func (s *Shape) wide(text []byte, i int, r rune, n int, inWord *bool) {
	s.rune(r)
	switch {
	case r == utf8.RuneError && n == 1:
		s.Symbols = inc(s.Symbols)
	case Ideographic(r):
		s.Letters, s.Words = inc(s.Letters), inc(s.Words)
	case unicode.IsLetter(r) || unicode.IsMark(r) && *inWord:
		s.letter(unicode.IsUpper(r), inWord)
		return
	case unicode.IsDigit(r):
		s.Digits = inc(s.Digits)
		if !*inWord {
			s.Words = inc(s.Words)
		}
		*inWord = true
		return
	case r == '’' && *inWord || r == 0xAD || r >= 0x200B && r <= 0x200D:
		return // inside a word
	case isQuote(r):
		s.Quotes = inc(s.Quotes)
	case r == '…' || r == '。' || r == '！' || r == '？' || r == '؟' || r == '।':
		if r != '…' || endsSentence(text[i+n:]) {
			s.Sentences = inc(s.Sentences)
		}
	case r == '，' || r == '、' || r == '：' || r == '；' || r == '،':
		s.Commas = inc(s.Commas)
	case !unicode.IsSpace(r):
		s.Symbols = inc(s.Symbols)
	}
	*inWord = false
}

func (s *Shape) rune(r rune) {
	if s.Runes == 0 {
		s.FirstRune = r
	}
	s.Runes = inc(s.Runes)
	s.LastRune = r
}

func (s *Shape) letter(upper bool, inWord *bool) {
	s.Letters = inc(s.Letters)
	if upper {
		s.Upper = inc(s.Upper)
	}
	if !*inWord {
		s.Words = inc(s.Words)
		if upper {
			s.Caps = inc(s.Caps)
		}
		*inWord = true
	}
}

func inc(n int32) int32 {
	if n == math.MaxInt32 {
		return n
	}
	return n + 1
}

// endsSentence reports whether a full stop before rest ends a sentence: white space, a closing mark or nothing follows.
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
	return r >= '‘' && r <= '‟' || r == '«' || r == '»' || r == '‹' || r == '›' || r >= '「' && r <= '』'
}

// Ideographic reports whether r belongs to a script that is written without spaces between words: Han, Kana, Hangul, Thai.
func Ideographic(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xAC00 && r <= 0xD7AF || r >= 0x20000 && r <= 0x3FFFF || r >= 0x0E00 && r <= 0x0E4F
}
