package grammar

import (
	"slices"

	"klartext/engine/thread/internal/lines"
)

// class is a set of time lines that may be the anchors of one grammar: what is around the time is
// the same.
type class struct {
	key   uint64
	count int32
	sum   uint64 // of the members, to recognize equal sets
}

const maxClasses = 20 // the most frequent sets of time lines are tried, no more

// classes collects the sets of time lines worth trying, the largest first.
func (s *search) collect() {
	s.classes = s.classes[:0]
	s.tally.Reset(len(s.page.Times) * lines.NumKeys)
	for i := range s.page.Times {
		m := &s.page.Times[i]
		if m.Barred {
			continue
		}
		for kind := lines.KeyAll; kind < lines.NumKeys; kind++ {
			if k := s.page.KeyOf(m, kind); k != 0 && s.tally.Add(k) == 1 {
				s.classes = append(s.classes, class{key: k})
			}
		}
	}
	for i := range s.classes {
		s.classes[i].count = s.tally.Of(s.classes[i].key)
	}
	slices.SortStableFunc(s.classes, func(a, b class) int {
		if a.count != b.count {
			return int(b.count - a.count)
		}
		return int(a.key&255) - int(b.key&255)
	})
	n := 0
	for _, c := range s.classes {
		if n == maxClasses || c.count == 1 && len(s.classes) > 4*lines.NumKeys &&
			c.key&255 > lines.KeyBare {
			break
		}
		c.sum = s.sumOf(c.key)
		if !slices.ContainsFunc(s.classes[:n],
			func(o class) bool { return o.sum == c.sum && o.count == c.count }) {
			s.classes[n] = c
			n++
		}
	}
	s.classes = s.classes[:n]
}

// sumOf hashes the members of a class.
func (s *search) sumOf(key uint64) (sum uint64) {
	for i := range s.page.Times {
		if m := &s.page.Times[i]; !m.Barred && s.page.KeyOf(m, int(key&255)) == key {
			sum += (uint64(i) + 1) * 0x9E3779B97F4A7C15
		}
	}
	return sum
}

// anchors appends the time lines of a class, without those that only repeat the one before.
func (s *search) anchors(dst []int32, key uint64) []int32 {
	for i := range s.page.Times {
		if m := &s.page.Times[i]; !m.Barred && s.page.KeyOf(m, int(key&255)) == key {
			dst = append(dst, int32(i))
		}
	}
	return s.unpair(dst)
}

// unpair drops the second of two equal time lines where the page writes every time twice with
// header lines between.
func (s *search) unpair(a []int32) []int32 {
	pairs := 0
	for i := 1; i < len(a); i++ {
		if s.page.Repeats(a[i-1], a[i]) {
			pairs++
			i++
		}
	}
	if len(a) < 2 || pairs*2 < len(a)*7/10 {
		return a
	}
	out := a[:1]
	for i := 1; i < len(a); i++ {
		if !s.page.Repeats(out[len(out)-1], a[i]) {
			out = append(out, a[i])
		}
	}
	return out
}
