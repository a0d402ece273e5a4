package lines

import (
	"bytes"
	"unicode"

	"klartext/engine/internal/lexicon"
)

// FieldValue reports whether a block is the value of the field that the line above names: "Location:" above "USA".
func (p *Page) FieldValue(i int32) bool {
	if i == 0 || p.Facts[i-1].Symbol != Field || p.Blocks[i].Words > 6 || p.Facts[i].Symbol == Field {
		return false
	}
	b := &p.Blocks[i-1]
	return b.Digits == 0 && b.Words <= 3 && (b.LastRune == ':' || p.Facts[i-1].Scope&lexicon.Whole != 0 || p.Facts[i-1].Count > 1) && p.bare(i-1)
}

// bare reports whether the field line holds the field's name only.
func (p *Page) bare(i int32) bool {
	t := p.Blocks[i].Text(p.Src)
	c := bytes.IndexByte(t, ':')
	return c < 0 || c == len(t)-1
}

// BlankAbove is 1 when a blank line stands above the block.
func (p *Page) BlankAbove(i int32) int {
	if p.Blocks[i].Gap > 0 {
		return 1
	}
	return 0
}

// AvatarLetter reports whether a line of one letter stands for an avatar: the next line starts with it.
func (p *Page) AvatarLetter(i int32) bool {
	if i+1 >= int32(len(p.Blocks)) || p.Blocks[i].Letters != 1 {
		return false
	}
	return unicode.ToUpper(p.Blocks[i].FirstRune) == unicode.ToUpper(p.Blocks[i+1].FirstRune)
}

// Textual reports whether a block has the shape of something said.
func (p *Page) Textual(i int32) bool {
	switch p.Facts[i].Symbol {
	case Prose, Short, Mention, Link, Punctuation:
		return true
	}
	return false
}

// HasSentence reports whether one of the blocks [a,b) holds a sentence with its end: sort lines and
// titles have none.
func (p *Page) HasSentence(a, b int32) bool {
	for i := a; i < b; i++ {
		if p.Blocks[i].Sentences > 0 {
			return true
		}
	}
	return false
}
