package rules

import (
	"bytes"

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

// creditInside reports whether the block ends in a credit: "… im Saal.Bild: keystone", "… (Foto: dpa)".
func (p *labelling) creditInside(i int) bool {
	t := p.text(i)
	if p.blocks[i].Words > maxCaption {
		return false
	}
	tail := t[max(0, len(t)-60):]
	if !mayCredit(tail) {
		return false
	}
	for _, w := range creditWords {
		if !bytes.Contains(tail, []byte(w)) { // LastIndex is slow, and most captions have none of them
			continue
		}
		at := bytes.LastIndex(tail, []byte(w))
		if len(tail)-at > 48 || bytes.Count(tail[at:], []byte{' '}) > 6 {
			continue
		}
		if at > 0 && letter(tail[at-1]) && !upperAfterStop(tail, at) {
			continue
		}
		if at == 0 && len(tail) == len(t) {
			return false // nothing but a credit
		}
		return true
	}
	return false
}

// mayCredit reports whether what the credit words share is there: a colon, the sign, or a piece of one without either. Most
// text has none, and to look for the words themselves took a twelfth of the engine's time.
func mayCredit(t []byte) bool {
	if bytes.IndexByte(t, ':') >= 0 || bytes.Contains(t, []byte("©")) {
		return true
	}
	for _, w := range bareCredits {
		if bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}

// bareCredits are the credit words without a colon or the sign.
var bareCredits = [...]string{"Photo by ", "Getty Images", "AP Photo", "picture alliance"}

// creditWords open a credit at the end of a caption.
var creditWords = [...]string{"Bild: ", "Bilder: ", "Foto: ", "Fotos: ", "Quelle: ", "Photo: ", "Image: ", "Credit: ", "Photograph: ",
	"Grafik: ", "Illustration: ", "Bild:", "Foto:", "© ", "©", "Photo by ", "Getty Images", "AP Photo", "picture alliance", "Photo : ", "Crédit : "}

// upperAfterStop tells a credit glued to the sentence before it ("Saal.Bild: x", "SaalFoto: x") from the end of a word.
func upperAfterStop(t []byte, at int) bool {
	return t[at] >= 'A' && t[at] <= 'Z' || t[at] == 0xC2 || t[at] == '/'
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }
