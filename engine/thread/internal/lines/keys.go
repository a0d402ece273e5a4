package lines

import (
	"bytes"

	"klartext/engine/when"
)

// The kinds of class keys; the low byte of a key says which kind it is.
const (
	KeyAll   = iota + 1 // every time line that is not barred
	KeyShape            // what is before and after: nothing, a number, words
	KeyBare             // nothing before the time
	KeyFirst            // the first word before the time
	KeyLast             // the last word or mark before the time
	KeyAfter            // the first word after the time
	KeyAbove            // a bare time: the line above, where the page repeats it
	KeyBelow            // a bare time: the line below, where the page repeats it
	NumKeys
)

// KeyOf returns the class key of the given kind for a time line, or 0 if it has none.
func (p *Page) KeyOf(m *TimeLine, kind int) uint64 {
	bucket := uint64(0)
	if m.Month {
		bucket = 1
	} else if m.Clock {
		bucket = 2
	}
	k := uint64(0)
	if m.Quote && kind != KeyShape && kind != KeyAfter {
		return 0
	}
	switch kind {
	case KeyAll:
		k = 1
	case KeyShape:
		if m.Quote {
			bucket = 3
		} else if bucket == 0 && !m.When.HasClock() && m.When.Kind != when.Age {
			bucket = 4
		}
		k = 1 + uint64(m.Before.Kind) + 3*uint64(m.After.Kind) + 9*bucket
	case KeyBare:
		if m.Before.Kind == RestWords {
			return 0
		}
		k = 1 + bucket
	case KeyFirst:
		if m.Before.Kind != RestWords {
			return 0
		}
		k = m.Before.First
	case KeyLast:
		if m.Before.Kind != RestWords {
			return 0
		}
		k = m.Before.Last ^ 0x9E37
	case KeyAfter:
		if m.After.Kind != RestWords {
			return 0
		}
		k = m.After.First
	case KeyAbove, KeyBelow:
		i := m.Block - 1
		if kind == KeyBelow {
			i = m.Block + 1
		}
		if m.Before.Kind == RestWords || i < 0 || i >= int32(len(p.Facts)) ||
			p.Facts[i].Count < 3 || p.scored(i) {
			return 0
		}
		k = p.Facts[i].Key
	}
	return k<<8 | uint64(kind)
}

// scored reports whether a line is a number with a sign: votes, which no two records need share.
func (p *Page) scored(i int32) bool {
	c := p.Src[p.Blocks[i].Start]
	return p.Facts[i].Symbol == Number && (c == '+' || c == '-')
}

// Repeats reports whether time line b says what a says, a few lines below and with no prose
// between.
func (p *Page) Repeats(a, b int32) bool {
	from, to := p.Times[a].Block, p.Times[b].Block
	if to-from > 8 || !bytes.Equal(p.Written(a), p.Written(b)) {
		return false
	}
	for i := from + 1; i < to; i++ {
		if sym := p.Facts[i].Symbol; sym == Prose || sym == Short {
			return false
		}
	}
	return true
}

// Written is the time of a time line as the page writes it.
func (p *Page) Written(i int32) []byte {
	m := &p.Times[i]
	return p.Blocks[m.Block].Text(p.Src)[m.When.Start:m.When.End]
}
