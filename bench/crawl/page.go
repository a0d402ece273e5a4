package main

import (
	"bytes"
	"math/rand/v2"
	"regexp"
	"strconv"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// How much of a page changes: one in so many, except for prose.
const (
	prose     = 12 // words from which on a text is prose
	freshWord = 8
	nearWord  = 60
	paragraph = 16 // removed, and as many doubled
)

// date matches a day of this century, such as in ISO 8601, "4. März 2024" and "March 4, 2024".
var date = regexp.MustCompile(`20[0-2]\d-[01]\d-[0-3]\d` +
	`|[0-3]?\d(?:\.|th|st|nd|rd)? \pL{3,9}\.?,? 20[0-2]\d` +
	`|\pL{3,9}\.? [0-3]?\d, 20[0-2]\d`)

// raw lists the elements whose content is one text for the tokenizer. It is left alone, script
// above all.
var raw = map[string]bool{
	"iframe": true, "noembed": true, "noframes": true, "noscript": true, "plaintext": true,
	"script": true, "style": true, "textarea": true, "title": true, "xmp": true,
}

// changer makes variants of a page. What it returns is valid until the next call.
type changer struct {
	rng  *rand.Rand
	out  []byte
	pool [][]byte // the last words of prose, in a ring
	next int
	word int // one word in so many is changed
}

// change returns a page with other words, paragraphs and dates. near changes only words, and few of
// them.
func (c *changer) change(page []byte, near bool) []byte {
	c.out, c.pool, c.next, c.word = c.out[:0], c.pool[:0], 0, freshWord
	if near {
		c.word = nearWord
	}
	z := html.NewTokenizer(bytes.NewReader(page))
	for skip := false; ; {
		kind := z.Next()
		token := z.Raw()
		switch {
		case kind == html.ErrorToken:
			return append(c.out, token...)
		case kind == html.TextToken && !skip && words(token) >= prose:
			c.paragraph(token, near)
		case skip || near:
			c.out = append(c.out, token...)
		default:
			c.dates(token)
		}
		skip = false
		if kind == html.StartTagToken {
			name, _ := z.TagName()
			skip = raw[string(name)]
		}
	}
}

func (c *changer) paragraph(text []byte, near bool) {
	roll := 0
	if !near {
		roll = c.rng.IntN(paragraph)
	}
	if roll == 1 {
		c.out = append(c.out, ' ')
		return
	}
	c.words(text)
	if roll == 2 {
		c.out = append(c.out, ' ')
		c.words(text)
	}
}

// words appends a text with some words replaced by earlier ones.
func (c *changer) words(text []byte) {
	for len(text) > 0 {
		n := letters(text)
		if n == 0 { // a character reference is not a word
			_, n = utf8.DecodeRune(text)
			if text[0] == '&' {
				n += letters(text[n:])
			}
			c.out, text = append(c.out, text[:n]...), text[n:]
			continue
		}
		word := text[:n]
		text = text[n:]
		if n < 4 {
			c.out = append(c.out, word...)
			continue
		}
		if len(c.pool) > 0 && c.rng.IntN(c.word) == 0 {
			c.out = append(c.out, c.pool[c.rng.IntN(len(c.pool))]...)
		} else {
			c.out = append(c.out, word...)
		}
		c.remember(word)
	}
}

// remember keeps a copy, because the tokenizer moves its bytes.
func (c *changer) remember(word []byte) {
	const size = 128
	if len(c.pool) < size {
		c.pool = append(c.pool, bytes.Clone(word))
		return
	}
	c.pool[c.next] = append(c.pool[c.next][:0], word...)
	c.next = (c.next + 1) % size
}

// dates appends a token with the dates in it moved to another day of their month.
func (c *changer) dates(token []byte) {
	if !bytes.Contains(token, []byte("20")) { // true for most tokens, and the expression is slow
		c.out = append(c.out, token...)
		return
	}
	at := 0
	for _, m := range date.FindAllIndex(token, -1) {
		found := token[m[0]:m[1]]
		from := bytes.IndexAny(found, "0123456789")
		if found[0] == '2' && len(found) == len("2006-01-02") && found[4] == '-' {
			from = len("2006-01-")
		}
		to := from + 1
		if to < len(found) && found[to] >= '0' && found[to] <= '9' {
			to++
		}
		c.out = append(c.out, token[at:m[0]+from]...)
		c.out = strconv.AppendInt(c.out, int64(10+c.rng.IntN(19)), 10)
		at = m[0] + to
	}
	c.out = append(c.out, token[at:]...)
}

// letters returns the length in bytes of the letters with which text begins.
func letters(text []byte) int {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError || !unicode.IsLetter(r) {
			return i
		}
		i += n
	}
	return len(text)
}

// words counts the words of a text, up to prose.
func words(text []byte) (n int) {
	for i := 0; i < len(text) && n < prose; {
		k := letters(text[i:])
		if k > 0 {
			n++
		} else {
			_, k = utf8.DecodeRune(text[i:])
		}
		i += k
	}
	return n
}
