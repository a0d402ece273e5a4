package thread

import (
	"bytes"
	"unicode"

	"klartext/engine/internal/lexicon"
)

// valued reports whether a block is the value of the field that the line above names: "Location:" above "USA".
func (p *Page) valued(i int32) bool {
	if i == 0 || p.facts[i-1].sym != symField || p.blocks[i].Words > 6 || p.facts[i].sym == symField {
		return false
	}
	b := &p.blocks[i-1]
	return b.Digits == 0 && b.Words <= 3 && (b.LastRune == ':' || p.facts[i-1].scope&lexicon.Whole != 0 || p.facts[i-1].count > 1) && p.bare(i-1)
}

// bare reports whether the field line holds the field's name only.
func (p *Page) bare(i int32) bool {
	t := p.blocks[i].Text(p.src)
	c := bytes.IndexByte(t, ':')
	return c < 0 || c == len(t)-1
}

// blank is 1 when a blank line stands above the block.
func (p *Page) blank(i int32) int {
	if p.blocks[i].Gap > 0 {
		return 1
	}
	return 0
}

// initial reports whether a line of one letter stands for an avatar: the next line starts with it.
func (p *Page) initial(i int32) bool {
	if i+1 >= int32(len(p.blocks)) || p.blocks[i].Letters != 1 {
		return false
	}
	return unicode.ToUpper(p.blocks[i].FirstRune) == unicode.ToUpper(p.blocks[i+1].FirstRune)
}

// spokenLine reports whether a block has the shape of something said.
func (p *Page) spokenLine(i int32) bool {
	switch p.facts[i].sym {
	case symProse, symShort, symMention, symLink, symMark:
		return true
	}
	return false
}
