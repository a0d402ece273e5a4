package thread

import "slices"

// Some pages write their records in two ways: answers with a footer and small comments under each, new ones with an age
// and old ones with a date. Their time lines are of two classes, so a second class may join the best run; each of the two
// groups has slots and columns of its own, while the gaps between all their anchors are cut together.
const maxGroups = 2

// alone makes the n anchors of a run one group.
func (s *Segmenter) alone(n int) {
	s.groups = s.groups[:0]
	for range n {
		s.groups = append(s.groups, 0)
	}
}

// join lays the best run out with the class that adds most to it, if one does.
func (s *Segmenter) join() {
	top := s.try(s.best)
	best := -1
	for i := range s.classes {
		if !s.unite(&s.classes[i]) {
			continue
		}
		if v := s.try(s.union); v > top+joinCost && s.apart() {
			top, best = v, i
		}
	}
	if best >= 0 {
		s.unite(&s.classes[best])
		s.best = append(s.best[:0], s.union...)
	} else {
		s.alone(len(s.best))
	}
	s.try(s.best)
}

const (
	joinCost = 1 // what a second grammar must be worth
	minJoin  = 2 // records of it
)

// unite merges the anchors of the best run with those of a class that are not among them.
func (s *Segmenter) unite(c *class) bool {
	s.other = s.anchors(s.other[:0], c.key)
	s.union = append(s.union[:0], s.best...)
	lo, hi := s.reach()
	added := 0
	for _, m := range s.other {
		i, in := slices.BinarySearch(s.best, m)
		if in || s.marks[m].block <= lo || s.marks[m].block >= hi || s.companion(i-1, m) || s.companion(i, m) {
			continue
		}
		s.union = append(s.union, m)
		added++
	}
	if added < minJoin {
		return false
	}
	slices.Sort(s.union)
	s.groups = s.groups[:0]
	for _, m := range s.union {
		g := uint8(1)
		if _, in := slices.BinarySearch(s.best, m); in {
			g = 0
		}
		s.groups = append(s.groups, g)
	}
	return true
}

// apart reports whether the records of the second group hold by themselves: most have an author and a text.
func (s *Segmenter) apart() bool {
	n, whole := 0, 0
	for i := range s.recs {
		r := &s.recs[i]
		if r.group != 1 {
			continue
		}
		n++
		if r.nameAt >= 0 && r.from < r.to {
			whole++
		}
	}
	return whole*10 >= n*7
}

// reach is the range of blocks around the best run, ends not included, in which records of a second group may have their
// time lines: no line that bounds a section stands between.
func (s *Segmenter) reach() (lo, hi int32) {
	lo = s.marks[s.best[0]].block
	hi = s.marks[s.best[len(s.best)-1]].block
	for n := 0; lo >= 0 && n < maxWindow && !s.bound(lo); n++ {
		lo--
	}
	for n := 0; hi < int32(len(s.blocks)) && n < maxWindow && !s.bound(hi); n++ {
		hi++
	}
	return lo, hi
}

// companion reports whether time line m stands in the same header as anchor i of the best run: no text is between.
func (s *Segmenter) companion(i int, m int32) bool {
	if i < 0 || i >= len(s.best) {
		return false
	}
	a, b := s.marks[s.best[i]].block, s.marks[m].block
	for j := min(a, b) + 1; j < max(a, b); j++ {
		if k := s.facts[j].sym; k == symProse || k == symShort {
			return false
		}
	}
	return true
}
