package block

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

var shapeSeeds = []string{
	"", "a", "A", "1", "-", "'", ".",
	"Hallo, Welt. (Ja!) \"x\" 3.14 e-mail don't -x- 'y' A-B 9-9 \u00e4-\u00f6 _a",
	"\u00dcber 1.500 km\u2026 \u201eJa!\u201c \u4e2d\u6587\u3002 \ud55c\uad6d\uc5b4 \u0e20\u0e32 " +
		"\u0301a\u0301 soft\u00adhy \u0661\u0662 it\u2019s \u2019x",
	"\xff\xfe|\xe4 a\x80\x9f\xc3", strings.Repeat("Word and word, ", 40),
	strings.Repeat("ABC", 300), strings.Repeat("1 ", 300),
	strings.Repeat("a", 255) + ".", strings.Repeat("a", 254) + "-b", "\t a\x7fb\x01",
	strings.Repeat("\u00e4\u00f6 ", 200),
}

// FuzzShape compares Measure, Fold and plainRun with their twins.
func FuzzShape(f *testing.F) {
	for _, s := range shapeSeeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, want := Measure(text), slowMeasure(text); got != want {
			t.Errorf("shape of %q:\n%+v, want\n%+v", text, got, want)
		}
		for _, digits := range []bool{false, true} {
			got, want := Fold(nil, text, digits), oneByOne(text, digits)
			if !bytes.Equal(got, want) {
				t.Errorf("%q folded:\n%q, want\n%q", text, got, want)
			}
		}
		if len(text) > 0 && textByte[text[0]] == plainByte {
			if got, want := plainRun(text), slowRun(text); got != want {
				t.Errorf("run of %q: %d, want %d", text, got, want)
			}
		}
	})
}

// slowRun is the naive twin of plainRun.
func slowRun(s []byte) int {
	i := 1
	for ; i < len(s); i++ {
		if k := textByte[s[i]]; k != plainByte &&
			!(s[i] == ' ' && i+1 < len(s) && s[i-1] != ' ' && textByte[s[i+1]] == plainByte) {
			break
		}
	}
	return i
}

// oneByOne folds without runs: ASCII bytes one by one, as Fold does with those that foldRun leaves
// to it.
func oneByOne(text []byte, digits bool) []byte {
	simple, letters := simpleByte, simpleLetter
	simpleByte, simpleLetter = [256]byte{}, [256]byte{}
	defer func() { simpleByte, simpleLetter = simple, letters }()
	return Fold(nil, text, digits)
}

type slowShape struct{ Shape }

// slowMeasure is the naive twin of Measure: character by character.
func slowMeasure(text []byte) Shape {
	var s slowShape
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
	return s.Shape
}

func (s *slowShape) ascii(text []byte, i int, c byte, inWord *bool) {
	s.rune(rune(c))
	k := int(class[c])
	switch k {
	case cLower, cUpper:
		s.letter(k == cUpper, inWord)
		return
	case cDigit:
		s.Digits = s.Digits + 1
		if !*inWord {
			s.Words = s.Words + 1
		}
		*inWord = true
		return
	case cJoin:
		if *inWord && i+1 < len(text) &&
			(text[i+1] >= utf8.RuneSelf ||
				slices.Contains([]uint8{cLower, cUpper, cDigit}, class[text[i+1]])) {
			return
		}
		s.Symbols = s.Symbols + 1
	case cStop:
		if endsSentence(text[i+1:]) {
			s.Sentences = s.Sentences + 1
		}
	case cComma:
		s.Commas = s.Commas + 1
	case cQuote:
		s.Quotes = s.Quotes + 1
	case cOther:
		s.Symbols = s.Symbols + 1
	}
	*inWord = false
}

func (s *slowShape) wide(text []byte, i int, r rune, n int, inWord *bool) {
	s.rune(r)
	switch {
	case r == utf8.RuneError && n == 1:
		s.Symbols = s.Symbols + 1
	case Ideographic(r):
		s.Letters, s.Words = s.Letters+1, s.Words+1
	case unicode.IsLetter(r) || unicode.IsMark(r) && *inWord:
		s.letter(unicode.IsUpper(r), inWord)
		return
	case unicode.IsDigit(r):
		s.Digits = s.Digits + 1
		if !*inWord {
			s.Words = s.Words + 1
		}
		*inWord = true
		return
	case r == '’' && *inWord || r == 0xAD || r >= 0x200B && r <= 0x200D:
		return // within a word
	case isQuote(r):
		s.Quotes = s.Quotes + 1
	case r == '…' || r == '。' || r == '！' || r == '？' || r == '؟' || r == '।':
		if r != '…' || endsSentence(text[i+n:]) {
			s.Sentences = s.Sentences + 1
		}
	case r == '，' || r == '、' || r == '：' || r == '；' || r == '،':
		s.Commas = s.Commas + 1
	case !unicode.IsSpace(r):
		s.Symbols = s.Symbols + 1
	}
	*inWord = false
}

func (s *slowShape) rune(r rune) {
	if s.Runes == 0 {
		s.FirstRune = r
	}
	s.Runes = s.Runes + 1
	s.LastRune = r
}

func (s *slowShape) letter(upper bool, inWord *bool) {
	s.Letters = s.Letters + 1
	if upper {
		s.Upper = s.Upper + 1
	}
	if !*inWord {
		s.Words = s.Words + 1
		if upper {
			s.Caps = s.Caps + 1
		}
		*inWord = true
	}
}
