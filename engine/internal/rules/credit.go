package rules

import (
	"bytes"
	"strings"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// credits labels the lines that name the owner of a picture or the agencies of a text, "©
// AFP/NAME", "Foto: dpa", "(t-online/dpa)", as credit, and the notice of who owns the page as
// boilerplate:legal.
type credits struct{ *page }

// Lengths in words.
const (
	maxCredit    = 14 // of a line with two names, an agency and "via"
	maxCreditEnd = 8  // from here on a line that ends like a sentence is one
	maxNames     = 3  // so few may be a name in small letters
)

// label labels block i when it is nothing but a credit.
func (p credits) label(i int) {
	b, t := &p.blocks[i], p.text(i)
	if !p.open(i) || b.Words > maxCredit || b.Words == 0 || bytes.IndexByte(t, '=') >= 0 {
		return
	}
	switch owned := bytes.HasPrefix(t, []byte(copyright)); {
	case owned && p.notice(i):
		p.set(i, label.Legal, sheet.ByPosition, likely)
	case owned && !yearFollows(t[len(copyright):]):
		p.set(i, label.Credit, sheet.ByShape, certain)
	case p.phrase(i) || AgencyLine(t):
		p.set(i, label.Credit, sheet.ByLexicon, sure)
	}
}

const copyright = "©"

// notice reports whether block i, which starts with a copyright sign, is about the page: it is
// below the main text, names no agency ("© AFP/NAME"), and is not below a picture.
func (p credits) notice(i int) bool {
	return p.lastProse >= 0 && i > p.lastProse && bytes.IndexByte(p.text(i), '/') < 0 &&
		!(i > 1 && p.blocks[i-1].Hash == p.blocks[i-2].Hash)
}

// yearFollows tells a copyright notice from a photo credit by what follows the sign:
// "© 2024 Verlag".
func yearFollows(t []byte) bool {
	t = bytes.TrimLeft(t, " \u00a0")
	return len(t) >= 4 && ascii.IsDigit(t[0]) && ascii.IsDigit(t[1]) && ascii.IsDigit(t[2]) &&
		ascii.IsDigit(t[3])
}

// phrase reports whether block i starts with the word of a credit, "Foto:", and continues with what
// can be a name.
func (p credits) phrase(i int) bool {
	b := &p.blocks[i]
	return p.sheet.Family(i) == label.Credit && p.sheet.Phrase[i].Scope&lexicon.Prefix != 0 &&
		(b.Sentences == 0 || b.Words < maxCreditEnd) && mayName(p.text(i), b)
}

// mayName reports whether the line of a credit can contain a name: short, with capitals, or with a
// slash.
func mayName(t []byte, b *block.Block) bool {
	return b.Words <= maxNames || b.Caps*2 >= b.Words || bytes.IndexByte(t, '/') >= 0
}

// The maximum sizes of a credit at the end of a caption. Anything longer is a part of the sentence.
const (
	creditTail   = 60 // bytes at the end of a block that are searched
	maxTail      = 48 // bytes of the credit
	maxTailWords = 6  // spaces in it
)

// creditInside reports whether block i ends in a credit: "… im Saal.Bild: keystone",
// "… (Foto: dpa)".
func (p *page) creditInside(i int) bool {
	t := p.text(i)
	tail := t[max(0, len(t)-creditTail):]
	if p.blocks[i].Words > maxCaption || !mayCredit(tail) {
		return false
	}
	for _, w := range lexicon.CreditStarts {
		if !bytes.Contains(tail, []byte(w)) {
			continue // LastIndex is slow, and most captions have none of the words
		}
		at := bytes.LastIndex(tail, []byte(w))
		if len(tail)-at > maxTail || bytes.Count(tail[at:], []byte{' '}) > maxTailWords {
			continue
		}
		return at > 0 // else nothing but a credit
	}
	return false
}

// mayCredit reports whether what the credit words share is there: a colon, the sign, or a piece of
// one without either. Most text has none, and to look for the words themselves took a twelfth of
// the engine's time.
func mayCredit(t []byte) bool {
	return bytes.IndexByte(t, ':') >= 0 || bytes.Contains(t, []byte(copyright)) ||
		containsAny(t, bareCredits)
}

// bareCredits are the words that start a credit and have neither a colon nor the sign.
var bareCredits = func() (bare []string) {
	for _, w := range lexicon.CreditStarts {
		if !strings.Contains(w, ":") && !strings.Contains(w, copyright) {
			bare = append(bare, w)
		}
	}
	return bare
}()
