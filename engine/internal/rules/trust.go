package rules

import (
	"klartext/engine/block"
	"klartext/engine/label"
)

// trust frees the blocks of HTML pages of which the model is sure that they are main text where a
// rule or the thread calls them boilerplate by their words: an article may be about cookies, about
// newsletters or about the rules of a comment section. Links and controls stay what they are.
type trust struct{ *page }

const (
	trustEstimate = 0.8 // what the model must say of the block
	headingTrust  = 0.5 // of a heading above a paragraph that the model is sure of
	maxBox        = 6   // blocks of a box with a control
)

// label frees the blocks of the whole page.
func (p trust) label() {
	if p.tape == nil {
		return
	}
	for i := range p.blocks {
		p.sheet.Free[i] = p.overruled(i) && p.trusted(i)
	}
}

// overruled reports whether rules or thread call block i boilerplate.
func (p trust) overruled(i int) bool {
	if p.sheet.Head[i].Label != label.None {
		return false
	}
	switch p.sheet.Thread[i].Label {
	case label.None:
		return p.sheet.Rules[i].Label.Boilerplate() && !p.unseen(i)
	case label.CommentPolicy, label.CommentUI:
		return i < p.lastProse // below the article the thread is right
	}
	return false
}

// trusted reports whether the model is sure of block i, which is no link or control.
func (p trust) trusted(i int) bool {
	if p.operated(i) || p.besideControl(i) {
		return false
	}
	return p.sheet.Estimate[i] >= trustEstimate || p.heads(i)
}

// besideControl reports whether block i stands in a small box with a control: what a player says
// when it cannot play.
func (p trust) besideControl(i int) bool {
	at := p.tape.Elements[p.blocks[i].Node].Parent
	if at < 0 {
		return false
	}
	box := &p.tape.Elements[at]
	if box.Last-box.First > maxBox {
		return false
	}
	for j := box.First; j < box.Last; j++ {
		if p.blocks[j].Kind == block.Control {
			return true
		}
	}
	return false
}

// heads reports whether block i is a heading directly above a paragraph that the model is sure of.
func (p trust) heads(i int) bool {
	return p.blocks[i].Kind.Heading() && p.sheet.Estimate[i] >= headingTrust &&
		p.sheet.Thread[i].Label == label.None && i+1 < len(p.blocks) &&
		p.sheet.Estimate[i+1] >= trustEstimate && p.blocks[i+1].Linked == 0
}

// settle returns the blocks that did not become text to what was said of them.
func (p trust) settle() {
	for i := range p.blocks {
		p.sheet.Free[i] = p.sheet.Free[i] && p.sheet.Rest[i].Label != label.None
	}
}
