package rules

import (
	"bytes"

	"klartext/engine/label"
)

// caption labels the text that belongs to a picture: the line above a credit, a line that ends in one, a line that stands
// twice in a row (alternative text and caption), and the alternative text above any of these.
func (p *labelling) caption(i int) {
	if !p.open(i) && !p.is(i, label.Credit) {
		return
	}
	switch {
	case p.twins(i):
	case p.open(i) && p.creditInside(i) && (p.sheet.Estimate[i] < 0.85 || p.blocks[i].Words < 25):
		p.set(i, label.Caption, label.ByLexicon, 0.9)
		p.above(i)
	case p.is(i, label.Credit) && p.sheet.At(i).Rule != label.ByNeighbour:
		if p.captionAbove(i) {
			p.set(i-1, label.Caption, label.ByNeighbour, 0.85)
			p.above(i - 1)
		}
	}
}

// maxCaption is the number of words up to which a block can be a caption.
const maxCaption = 70

// maxTwin is the estimate up to which two equal lines are a picture's: text that stands twice for another reason gets more.
const maxTwin = 0.6

// twins labels two blocks of which the second repeats the first, or its start. Names and domains that stand twice below a
// picture are its credit.
func (p *labelling) twins(i int) bool {
	if i+1 >= len(p.blocks) || !p.open(i) || !p.open(i+1) || p.blocks[i+1].Gap > 1 || p.blocks[i].Words > maxCaption || p.sheet.Family(i).Boilerplate() {
		return false
	}
	a, b := p.text(i), p.text(i+1)
	same := p.blocks[i].Hash == p.blocks[i+1].Hash
	credited := p.blocks[i+1].Words >= 3 && bytes.HasPrefix(a, b) && p.creditInside(i)
	if !credited && (!same || min(p.sheet.Estimate[i], p.sheet.Estimate[i+1]) > maxTwin) {
		return false
	}
	l := label.Caption
	switch n := p.blocks[i].Words; {
	case n < 3 && (p.is(i-1, label.Caption) || p.is(i-1, label.Credit) || domain(a)):
		l = label.Credit
	case n < 3 || i < 3 && p.blocks[i].Sentences == 0: // a doubled title or menu entry
		return false
	}
	p.set(i, l, label.ByRepetition, 0.9)
	p.set(i+1, l, label.ByRepetition, 0.9)
	return true
}

// domain reports whether t is nothing but a host name.
func domain(t []byte) bool {
	dot := bytes.LastIndexByte(t, '.')
	return dot > 1 && len(t)-dot > 2 && len(t)-dot < 9 && bytes.IndexByte(t, ' ') < 0 && letter(t[0]) && letter(t[len(t)-1])
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

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 }

// upperAfterStop tells a credit glued to the sentence before it ("Saal.Bild: x", "SaalFoto: x") from the end of a word.
func upperAfterStop(t []byte, at int) bool {
	return t[at] >= 'A' && t[at] <= 'Z' || t[at] == 0xC2 || t[at] == '/'
}

// captionAbove reports whether the block above credit i can be its caption.
func (p *labelling) captionAbove(i int) bool {
	c := i - 1
	if !p.open(c) || p.blocks[i].Gap > 2 || p.sheet.Family(c).Boilerplate() {
		return false
	}
	t, b := p.text(i), &p.blocks[c]
	if AgencyLine(t) && !bytes.HasPrefix(t, []byte("©")) {
		return false
	}
	if b.Words < 2 || b.Words > maxCaption {
		return false
	}
	return p.sheet.Estimate[c] < 0.75 && (b.Words < 25 || p.sheet.Estimate[c] < 0.5)
}

// above labels the alternative text of a picture above its caption: directly above, and cut off ("…") or another wording of
// the caption.
func (p *labelling) above(i int) {
	a := i - 1
	if !p.open(a) || p.blocks[i].Gap > 0 || p.blocks[a].Words > maxCaption || p.blocks[a].Words < 3 {
		return
	}
	t := p.text(a)
	if bytes.HasSuffix(t, []byte("...")) || bytes.HasSuffix(t, []byte("…")) || p.blocks[a].Hash == p.blocks[i].Hash || bytes.HasPrefix(p.text(i), t) {
		p.set(a, label.Caption, label.ByNeighbour, 0.85)
	}
}

// gallery labels a gallery: the counter ("1 / 8") and what stands directly around it.
func (p *labelling) gallery(i int) {
	if !p.is(i, label.Gallery) || p.sheet.At(i).Rule == label.ByNeighbour {
		return
	}
	for j := i - 1; j >= max(0, i-2) && p.blocks[j+1].Gap == 0 && p.inGallery(j); j-- {
		p.set(j, label.Gallery, label.ByNeighbour, 0.8)
	}
	for j := i + 1; j < min(len(p.blocks), i+4) && p.blocks[j].Gap == 0 && p.inGallery(j); j++ {
		p.set(j, label.Gallery, label.ByNeighbour, 0.8)
	}
}

func (p *labelling) inGallery(j int) bool {
	if p.is(j, label.Caption) || p.is(j, label.Credit) {
		return true
	}
	return p.open(j) && p.blocks[j].Words <= maxCaption && p.sheet.Estimate[j] < 0.9 &&
		!p.sheet.Family(j).Boilerplate() && p.creditOrTwin(j)
}

// creditOrTwin reports whether block j shows that it belongs to a picture.
func (p *labelling) creditOrTwin(j int) bool {
	if p.creditInside(j) {
		return true
	}
	for k := max(0, j-2); k <= min(len(p.blocks)-1, j+2); k++ {
		if k != j && p.blocks[k].Hash == p.blocks[j].Hash {
			return true
		}
	}
	return false
}
