package meta

import (
	"math/bits"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/meta/internal/source"
)

// readLanguage sets the language to that of the text.
func readLanguage(p *page, f *Fields) {
	if f.Language = textLanguage(p); f.Language != "" {
		f.LanguageSource = Visible
	}
}

// chooseLanguage sets the language to that of the text. If the text does not show it, or could be
// in a language that is not recognized here, it takes what the page says.
func chooseLanguage(p *page, s *source.Sources, f *Fields) {
	readLanguage(p, f)
	said := s.Pool.Best(source.LanguageField)
	if said == nil {
		return
	}
	code := languageCode(s.Pool.Text(said))
	switch {
	case code == "":
	case f.Language == "" || !toldApart(code):
		f.Language, f.LanguageSource = code, Source(said.Kind)
	}
}

// languageCode returns the two-letter code that a language tag starts with, "de" for "de-AT", or ""
// if there is none.
func languageCode(t []byte) string {
	if len(t) < 2 || len(t) > 2 && t[2] != '-' && t[2] != '_' {
		return ""
	}
	a, b := t[0]|0x20-'a', t[1]|0x20-'a'
	if a >= 26 || b >= 26 {
		return ""
	}
	at := (int(a)*26 + int(b)) * 2
	return languageCodes[at : at+2]
}

// languageCodes has all pairs of letters, so that a code can be a part of it.
var languageCodes = func() string {
	var b [26 * 26 * 2]byte
	for i := range b {
		if i%2 == 0 {
			b[i] = 'a' + byte(i/52)
		} else {
			b[i] = 'a' + byte(i/2%26)
		}
	}
	return string(b[:])
}()

// toldApart reports whether the language is one of those that textLanguage recognizes.
func toldApart(code string) bool {
	for i := range lexicon.StopWords {
		if lexicon.StopWords[i].Language == code {
			return true
		}
	}
	return false
}

// maxLanguageWords is the number of words after which no further block is read to find the
// language.
const maxLanguageWords = 4000

// textLanguage returns the language of the page's text by its most frequent short words, or "" if
// there are too few of them or two languages tie.
func textLanguage(p *page) string {
	var count [len(lexicon.StopWords)]int
	words := 0
	for i := range p.blocks {
		if words > maxLanguageWords || words > clearWords && settled(&count, words) {
			break
		}
		if p.blocks[i].Words < 4 {
			continue
		}
		t := p.text(i)
		for from := 0; from < len(t); {
			start, end, hash := block.ScanWord(t, from)
			if end == start {
				break
			}
			words++
			if end-start <= maxStop {
				for m := stops.languages(t[start:end], hash); m != 0; m &= m - 1 {
					count[bits.TrailingZeros16(m)]++
				}
			}
			from = end
		}
	}
	best, second := leaders(&count)
	if n := count[best]; n < 3 || n*12 < words || n*9 < second*10 {
		return scriptLanguage(p)
	}
	return lexicon.StopWords[best].Language
}

// clearWords is the number of words from which a language may be considered settled: one in six of
// them is a stop word of it, and no other language has half as many.
const clearWords = 300

func settled(count *[len(lexicon.StopWords)]int, words int) bool {
	best, second := leaders(count)
	return count[best]*6 > words && count[best] > 2*second
}

// leaders returns the language with the most stop words, and how many the next one has.
func leaders(count *[len(lexicon.StopWords)]int) (best, second int) {
	for k, n := range count {
		switch {
		case n > count[best]:
			best, second = k, count[best]
		case k != best && n > second:
			second = n
		}
	}
	return best, second
}

// maxStop is the length of the longest stop word in bytes.
const maxStop = 6

// stops finds the languages of a stop word by the hash of the word. It is a table of a fixed size,
// so that the loop over all words of a page can use it without a call.
var stops = newStopTable()

type stopTable [1 << 10]struct {
	hash uint32
	mask uint16 // one bit for each language
}

func newStopTable() *stopTable {
	t := new(stopTable)
	for k, l := range lexicon.StopWords {
		for _, w := range l.Words {
			e := &t[t.slot(block.WordHash([]byte(w)))]
			e.hash = block.WordHash([]byte(w))
			e.mask |= 1 << k
		}
	}
	return t
}

// slot returns the slot of the hash, or the free one where it belongs.
func (t *stopTable) slot(hash uint32) int {
	i := int(hash) & (len(t) - 1)
	for t[i].mask != 0 && t[i].hash != hash {
		i = (i + 1) & (len(t) - 1)
	}
	return i
}

// languages returns the set of languages in which the word, which has the hash, is a stop word. A
// capital at its start is ignored.
func (t *stopTable) languages(w []byte, hash uint32) uint16 {
	if w[0]-'A' < 26 {
		hash = block.AddHash(block.WordHash([]byte{w[0] | 0x20}), w[1:])
	}
	return t[t.slot(hash)].mask
}

// maxScriptRunes is the number of non-ASCII characters after which no further block is read to find
// the script.
const maxScriptRunes = 4000

// scriptLanguage returns the language of the page's text if its script determines it, or else "".
func scriptLanguage(p *page) string {
	var kana, han, hangul, greek, hebrew, thai, all int
	for i := range p.blocks {
		if all > maxScriptRunes {
			break
		}
		for t := p.text(i); len(t) > 0; {
			c, n := utf8.DecodeRune(t)
			t = t[n:]
			if c < utf8.RuneSelf {
				continue
			}
			all++
			switch {
			case c >= 0x3040 && c <= 0x30FF:
				kana++
			case c >= 0x3400 && c <= 0x9FFF:
				han++
			case c >= 0xAC00 && c <= 0xD7AF:
				hangul++
			case c >= 0x370 && c <= 0x3FF:
				greek++
			case c >= 0x590 && c <= 0x5FF:
				hebrew++
			case c >= 0xE00 && c <= 0xE7F:
				thai++
			}
		}
	}
	switch half := all/2 + 10; {
	case kana*4 > all && kana > 20:
		return "ja"
	case hangul > half:
		return "ko"
	case han > half:
		return "zh"
	case greek > half:
		return "el"
	case hebrew > half:
		return "he"
	case thai > half:
		return "th"
	}
	return ""
}
