package lines

// BlankAbove is 1 if there is a blank line above the block.
func (p *Page) BlankAbove(i int32) int {
	if p.Blocks[i].Gap > 0 {
		return 1
	}
	return 0
}

// Textual reports whether a block has the shape of something said.
func (p *Page) Textual(i int32) bool {
	switch p.Facts[i].Symbol {
	case Prose, Short, Mention, Link, Punctuation:
		return true
	}
	return false
}

// HasSentence reports whether one of the blocks [a,b) contains a sentence with its end: sort lines
// and titles have none.
func (p *Page) HasSentence(a, b int32) bool {
	for i := a; i < b; i++ {
		if p.Blocks[i].Sentences > 0 {
			return true
		}
	}
	return false
}
