package rules

import (
	"klartext/engine/internal/sheet"
)

// bodies labels the text of a page that its JSON-LD has in place of the page. Nothing else on such
// a page is main text, whatever the model says.
type bodies struct{ *page }

func (p bodies) any() bool { return p.tape != nil && p.tape.Body > 0 }

func (p bodies) label() {
	if !p.any() {
		return
	}
	body := &p.tape.Elements[p.tape.Body]
	for i := int(body.First); i < int(body.Last); i++ {
		if p.open(i) && p.blocks[i].Words > 0 {
			p.set(i, htmlKinds(p).of(i), sheet.ByData, certain)
		}
	}
}
