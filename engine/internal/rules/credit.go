package rules

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// credit labels the lines that name the owner of a picture or the agencies of a text: "© AFP/NAME", "Foto: dpa",
// "(t-online/dpa)".
func (p *labelling) credit(i int) {
	if !p.open(i) {
		return
	}
	b, t := &p.blocks[i], p.text(i)
	if b.Words > 14 || b.Words == 0 || bytes.IndexByte(t, '=') >= 0 {
		return
	}
	switch {
	case bytes.HasPrefix(t, []byte("©")) && p.lastProse >= 0 && i > p.lastProse && bytes.IndexByte(t, '/') < 0 && !(i > 1 && p.blocks[i-1].Hash == p.blocks[i-2].Hash):
		p.set(i, label.Legal, label.ByPosition, 0.8)
	case bytes.HasPrefix(t, []byte("©")) && !yearFollows(t):
		p.set(i, label.Credit, label.ByShape, 0.95)
	case p.sheet.Family(i) == label.Credit && p.sheet.Phrase[i].Scope&lexicon.Prefix != 0 && (b.Sentences == 0 || b.Words < 8) && creditTail(t, b):
		p.set(i, label.Credit, label.ByLexicon, 0.9)
	case AgencyLine(t):
		p.set(i, label.Credit, label.ByLexicon, 0.9)
	}
}

// yearFollows tells a copyright notice from a photo credit: "© 2024 Verlag".
func yearFollows(t []byte) bool {
	t = bytes.TrimLeft(t[len("©"):], " \u00a0")
	return len(t) >= 4 && (t[0] == '1' || t[0] == '2') && t[1]-'0' < 10 && t[2]-'0' < 10 && t[3]-'0' < 10
}

// creditTail reports whether what follows the word of a credit can be a name: short, with a capital, no full sentence.
func creditTail(t []byte, b *block.Block) bool {
	return b.Words <= 3 || b.Caps*2 >= b.Words || bytes.IndexByte(t, '/') >= 0
}

// AgencyLine reports whether a line holds nothing but agencies, as articles end with: "(dpa/AFP)", "APA, Reuters", "SDA".
// A single one counts only in brackets or after a dash.
func AgencyLine(t []byte) bool {
	if len(t) >= 80 {
		return false
	}
	bracket := len(t) > 2 && (t[0] == '(' && t[len(t)-1] == ')' || t[0] == '[' && t[len(t)-1] == ']')
	n, tokens := 0, 0
	for start, end := nextToken(t, 0); end > start; start, end = nextToken(t, end) {
		if agency(t[start:end]) {
			n++
		} else if tokens == 0 {
			return false
		}
		tokens++
	}
	return n > 0 && (n*3 >= tokens*2 && (bracket || n > 1) || bracket && len(t) < 24)
}

// EachAgency calls f for every agency that t names between separators, with its byte range: the names of the lexicon,
// joined by slashes, commas or white space.
func EachAgency(t []byte, f func(start, end int)) {
	for start, end := nextToken(t, 0); end > start; start, end = nextToken(t, end) {
		if agency(t[start:end]) {
			f(start, end)
		}
	}
}

// nextToken returns the next run of bytes between separators, full stops and colons at its end apart; an empty one when
// there is none.
func nextToken(t []byte, from int) (start, end int) {
	for i := from; i < len(t); {
		for i < len(t) && separator(t[i]) {
			i++
		}
		start = i
		for i < len(t) && !separator(t[i]) {
			i++
		}
		if end = start + len(bytes.TrimRight(t[start:i], ".:")); end > start {
			return start, end
		}
	}
	return len(t), len(t)
}

var agencies = lexicon.SetOf(label.Credit)

func agency(t []byte) bool {
	if len(t) > 30 || !agencyCase(t) {
		return false
	}
	var buf [96]byte
	m, ok := lexicon.Lookup(block.Fold(buf[:0], t, true), agencies)
	return ok && m.Role == lexicon.RoleAgency
}

// agencyCase rejects words that are agencies only by accident of case: "red", "ap", "sid" in a sentence.
func agencyCase(t []byte) bool {
	r, _ := utf8.DecodeRune(t)
	return len(t) > 3 || r < 'a' || string(t) == "dpa" || string(t) == "apa" || string(t) == "afp" || string(t) == "sda" || string(t) == "epd" || string(t) == "red"
}

func separator(c byte) bool {
	return c == ' ' || c == '/' || c == ',' || c == ';' || c == '(' || c == ')' || c == '|' || c == '+' || c == '&' || c == '[' || c == ']'
}
