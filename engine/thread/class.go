package thread

import (
	"bytes"
	"slices"

	"klartext/engine/when"
)

// class is a set of time lines that may be the anchors of one grammar: they share what stands around the time.
type class struct {
	key   uint64
	count int32
	sum   uint64 // of the members, to tell equal sets
}

const maxClasses = 20 // the most frequent sets of time lines are tried, no more

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
func (s *Segmenter) keyOf(m *mark, kind int) uint64 {
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
		if m.pre.kind == restWords || i < 0 || i >= int32(len(s.facts)) || s.facts[i].count < 3 || s.scored(i) {
			return 0
		}
		k = s.facts[i].key
	}
	return k<<8 | uint64(kind)
}

// scored reports whether a line is a number with a sign: votes, which no two records need share.
func (s *Segmenter) scored(i int32) bool {
	c := s.src[s.blocks[i].Start]
	return s.facts[i].sym == symNumber && (c == '+' || c == '-')
}

// classes collects the sets of time lines worth trying, the largest first.
func (s *Segmenter) collect() {
	s.classes = s.classes[:0]
	s.tally.reset(len(s.marks) * numKeys)
	for i := range s.marks {
		m := &s.marks[i]
		if m.barred {
			continue
		}
		for kind := keyAll; kind < numKeys; kind++ {
			if k := s.keyOf(m, kind); k != 0 && s.tally.add(k) == 1 {
				s.classes = append(s.classes, class{key: k})
			}
		}
	}
	for i := range s.classes {
		s.classes[i].count = s.tally.of(s.classes[i].key)
	}
	slices.SortStableFunc(s.classes, func(a, b class) int {
		if a.count != b.count {
			return int(b.count - a.count)
		}
		return int(a.key&255) - int(b.key&255)
	})
	n := 0
	for _, c := range s.classes {
		if n == maxClasses || c.count == 1 && len(s.classes) > 4*numKeys && c.key&255 > keyBare {
			break
		}
		c.sum = s.sumOf(c.key)
		if !slices.ContainsFunc(s.classes[:n], func(o class) bool { return o.sum == c.sum && o.count == c.count }) {
			s.classes[n] = c
			n++
		}
	}
	s.classes = s.classes[:n]
}

// sumOf hashes the members of a class.
func (s *Segmenter) sumOf(key uint64) (sum uint64) {
	for i := range s.marks {
		if m := &s.marks[i]; !m.barred && s.keyOf(m, int(key&255)) == key {
			sum += (uint64(i) + 1) * 0x9E3779B97F4A7C15
		}
	}
	return sum
}

// anchors appends the time lines of a class, without those that only repeat the one before.
func (s *Segmenter) anchors(dst []int32, key uint64) []int32 {
	for i := range s.marks {
		if m := &s.marks[i]; !m.barred && s.keyOf(m, int(key&255)) == key {
			dst = append(dst, int32(i))
		}
	}
	return s.unpair(dst)
}

// unpair drops the second of two equal time lines where the page writes every time twice with header lines between.
func (s *Segmenter) unpair(a []int32) []int32 {
	pairs := 0
	for i := 1; i < len(a); i++ {
		if s.repeats(a[i-1], a[i]) {
			pairs++
			i++
		}
	}
	if len(a) < 2 || pairs*2 < len(a)*7/10 {
		return a
	}
	out := a[:1]
	for i := 1; i < len(a); i++ {
		if !s.repeats(out[len(out)-1], a[i]) {
			out = append(out, a[i])
		}
	}
	return out
}

// repeats reports whether time line b says what a says, a few lines below and with no prose between.
func (s *Segmenter) repeats(a, b int32) bool {
	from, to := s.marks[a].block, s.marks[b].block
	if to-from > 8 || !bytes.Equal(s.written(a), s.written(b)) {
		return false
	}
	for i := from + 1; i < to; i++ {
		if sym := s.facts[i].sym; sym == symProse || sym == symShort {
			return false
		}
	}
	return true
}

// written is the time of a time line as the page writes it.
func (s *Segmenter) written(i int32) []byte {
	m := &s.marks[i]
	return s.blocks[m.block].Text(s.src)[m.when.Start:m.when.End]
}
