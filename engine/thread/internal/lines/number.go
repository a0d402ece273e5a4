package lines

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
)

// Ordinal is the number that a record shows in its time line or beside it, "#12", or 0. anchor is
// the time line, at the block from which the others are counted.
func (p *Page) Ordinal(anchor, at int32) int32 {
	m := &p.Times[anchor]
	b := &p.Blocks[at]
	t := b.Text(p.Src)
	if m.After.Kind == RestNumber {
		return FirstNumber(t[m.When.End:])
	}
	if m.Before.Kind == RestNumber {
		return FirstNumber(t[:m.When.Start])
	}
	for i := min(len(t), m.When.End+MaxLine) - 1; i > m.When.End; i-- {
		if t[i] == '#' && i+1 < len(t) && t[i+1]-'0' < 10 {
			return FirstNumber(t[i:])
		}
	}
	for _, j := range [...]int32{at + 1, at - 1, at + 2} {
		if j >= 0 && j < int32(len(p.Blocks)) && p.Facts[j].Symbol == Number &&
			p.Src[p.Blocks[j].Start] == '#' {
			return FirstNumber(p.Blocks[j].Text(p.Src))
		}
	}
	return 0
}

// FirstNumber reads the first run of digits in t; 0 if there is none.
func FirstNumber(t []byte) (n int32) {
	found := false
	for _, c := range t {
		if c >= '0' && c <= '9' && n < 100_000_000 {
			n = n*10 + int32(c-'0')
			found = true
		} else if found {
			break
		}
	}
	return n
}

// EndsInCount reports whether a line ends in a count of comments: "by X 3 hours ago | 45 comments".
func (p *Page) EndsInCount(i int32) bool {
	b := &p.Blocks[i]
	if b.Digits == 0 || b.Words > 20 {
		return false
	}
	t := b.Text(p.Src)
	at := max(bytes.LastIndexByte(t, '|')+1, bytes.LastIndex(t, []byte("·"))+2,
		bytes.LastIndex(t, []byte("•"))+3)
	if at < 4 {
		return false
	}
	p.fold = block.Fold(p.fold[:0], t[at:], true)
	p.matches = lexicon.AppendMatches(p.matches[:0], p.fold)
	for _, m := range p.matches {
		if m.Role == lexicon.RoleCount && m.Start == 0 && m.End == len(p.fold) {
			return true
		}
	}
	return false
}

// CountedField reports whether a field has a number, in its line or in the one below.
func (p *Page) CountedField(i int32) bool {
	return p.Blocks[i].Digits > 0 && p.Blocks[i].Words <= 4 ||
		i+1 < int32(len(p.Facts)) && p.Facts[i+1].Symbol == Number
}

// CountIn reads the count in a block: the number beside the word, one for "ein", none for "keine".
func (p *Page) CountIn(i int32) int32 {
	t := p.Blocks[i].Text(p.Src)
	n, digits := int32(0), false
	for k, c := range t {
		switch {
		case c >= '0' && c <= '9':
			if n < 10_000_000 {
				n = n*10 + int32(c-'0')
			}
			digits = true
		case digits && (c == '.' || c == ',') && k+3 < len(t) && t[k+1]-'0' < 10 &&
			t[k+2]-'0' < 10 && t[k+3]-'0' < 10:
		case digits:
			return n
		}
	}
	if digits {
		return n
	}
	p.fold = block.Fold(p.fold[:0], t, true)
	switch {
	case hasWord(p.fold, lexicon.OneWords[:]...):
		return 1
	case hasWord(p.fold, lexicon.NoneWords[:]...):
		return 0
	}
	return -1
}

// AtEdge reports whether no word continues at t[i].
func AtEdge(t []byte, i int) bool { return i < 0 || i >= len(t) || !block.InWord(t, i) }

// IsNumber reports whether t is a number as counts are written: 446, -3, +3, #12, 1,046, 3.2k.
func IsNumber(t []byte) bool {
	if len(t) == 0 || len(t) > 12 {
		return false
	}
	digits := 0
	for i, c := range t {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.', c == ',':
		case i == 0 && (c == '+' || c == '-' || c == '#' || c == '('):
		case i == len(t)-1 && (c == 'k' || c == 'K' || c == 'm' || c == ')'):
		case i == 0 && len(t) > 3 && c == 0xE2: // −, a minus sign of its own
		case i < 3 && t[0] == 0xE2:
		default:
			return false
		}
	}
	return digits > 0
}
