package thread

import (
	"bytes"

	"klartext/engine/when"
)

// The kinds of class keys; the low byte of a key says which kind it is.
const (
	keyAll    = iota + 1 // every time line that is not barred
	keyShape             // what stands before and behind: nothing, a number, words
	keyBare              // nothing before the time
	keyFirst             // the first word before the time
	keyLast              // the last word or mark before the time
	keyBehind            // the first word behind the time
	keyAbove             // a bare time: the line above, where the page repeats it
	keyBelow             // a bare time: the line below, where the page repeats it
	numKeys
)

// keyOf returns the class key of the kind that a time line has, 0 when it has none.
func (p *Page) keyOf(m *mark, kind int) uint64 {
	bucket := uint64(0)
	if m.month {
		bucket = 1
	} else if m.clock {
		bucket = 2
	}
	k := uint64(0)
	if m.quote && kind != keyShape && kind != keyBehind {
		return 0
	}
	switch kind {
	case keyAll:
		k = 1
	case keyShape:
		if m.quote {
			bucket = 3
		} else if bucket == 0 && !m.when.HasClock() && m.when.Kind != when.Age {
			bucket = 4
		}
		k = 1 + uint64(m.pre.kind) + 3*uint64(m.suf.kind) + 9*bucket
	case keyBare:
		if m.pre.kind == restWords {
			return 0
		}
		k = 1 + bucket
	case keyFirst:
		if m.pre.kind != restWords {
			return 0
		}
		k = m.pre.first
	case keyLast:
		if m.pre.kind != restWords {
			return 0
		}
		k = m.pre.last ^ 0x9E37
	case keyBehind:
		if m.suf.kind != restWords {
			return 0
		}
		k = m.suf.first
	case keyAbove, keyBelow:
		i := m.block - 1
		if kind == keyBelow {
			i = m.block + 1
		}
		if m.pre.kind == restWords || i < 0 || i >= int32(len(p.facts)) || p.facts[i].count < 3 || p.scored(i) {
			return 0
		}
		k = p.facts[i].key
	}
	return k<<8 | uint64(kind)
}

// scored reports whether a line is a number with a sign: votes, which no two records need share.
func (p *Page) scored(i int32) bool {
	c := p.src[p.blocks[i].Start]
	return p.facts[i].sym == symNumber && (c == '+' || c == '-')
}

// repeats reports whether time line b says what a says, a few lines below and with no prose between.
func (p *Page) repeats(a, b int32) bool {
	from, to := p.marks[a].block, p.marks[b].block
	if to-from > 8 || !bytes.Equal(p.written(a), p.written(b)) {
		return false
	}
	for i := from + 1; i < to; i++ {
		if sym := p.facts[i].sym; sym == symProse || sym == symShort {
			return false
		}
	}
	return true
}

// written is the time of a time line as the page writes it.
func (p *Page) written(i int32) []byte {
	m := &p.marks[i]
	return p.blocks[m.block].Text(p.src)[m.when.Start:m.when.End]
}
