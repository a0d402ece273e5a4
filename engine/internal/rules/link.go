package rules

import (
	"bytes"

	"klartext/engine/label"
)

// more labels the link to a department or a tag: "Mehr «International»".
func (p *labelling) more(i int) {
	b, t := &p.blocks[i], p.text(i)
	if b.Words > 4 || b.Quotes != 2 || !p.open(i) || !bytes.HasPrefix(t, []byte("Mehr ")) && !bytes.HasPrefix(t, []byte("More ")) {
		return
	}
	p.set(i, label.Nav, label.ByShape, 0.8)
}

// bracketed labels a link to another story that stands in square brackets of its own: "[Alle Entwicklungen finden Sie hier]".
func (p *labelling) bracketed(i int) {
	b, t := &p.blocks[i], p.text(i)
	if p.open(i) && b.FirstRune == '[' && b.LastRune == ']' && b.Words >= 5 && b.Words <= 45 && bytes.IndexByte(t[1:], '[') < 0 {
		p.set(i, label.Related, label.ByShape, 0.8)
	}
}
