package grammar

import (
	"bytes"
	"slices"

	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
)

// Some pages write their records in two ways: answers with a footer and small comments under each,
// new ones with an age and old ones with a date. Their time lines are of two classes, so a second
// class may join the best run; each of the two groups has slots and columns of its own, while the
// gaps between all their anchors are cut together.
const maxGroups = 2

// alone makes the n anchors of a run one group.
func (s *search) alone(n int) {
	s.groups = s.groups[:0]
	for range n {
		s.groups = append(s.groups, 0)
	}
}

// join lays the best run out with the class that adds most to it, if one does. The other runs of
// its own class are tried first, because a line that looked like a heading or a count may be among
// the records.
func (s *search) join() {
	top, cost := s.trial.try(s.best, s.groups), float32(joinCost)
	if s.page.Times[s.best[0]].Inline > 0 {
		cost = partCost // what the small comments are below is written in another way
	}
	for same := range 2 {
		usual := s.trial.weigher.Usual()
		best, short := -1, false
		for i := range s.classes {
			c := &s.classes[i]
			for drop := range 2 { // the article's date may precede the records that join
				if !s.unite(c, same == 0) || drop > 0 && !s.behead(same == 0) {
					break
				}
				if v := s.trial.try(s.union, s.groups); v > top+cost && s.apart(usual) &&
					!(same == 0 && drop == 0 && s.odder()) {
					top, best, short = v, i, drop > 0
				}
			}
		}
		if best >= 0 {
			s.unite(&s.classes[best], same == 0)
			if short {
				s.behead(same == 0)
			}
			s.best = append(s.best[:0], s.union...)
		} else {
			s.alone(len(s.best))
		}
		s.trial.try(s.best, s.groups)
	}
	s.part()
}

// odder reports whether the first record of the union joined and lacks what most records show.
func (s *search) odder() bool {
	return s.union[0] != s.best[0] && len(s.union)-1 > len(s.best) &&
		s.trial.layout.recs[0].Has.Missing(s.trial.weigher.Usual()) > 0
}

// behead drops the first anchor of the union if it joined and is not the only one.
func (s *search) behead(same bool) bool {
	if !same || s.union[0] == s.best[0] || len(s.union)-1 <= len(s.best) {
		return false
	}
	s.union, s.groups = slices.Delete(s.union, 0, 1), slices.Delete(s.groups, 0, 1)
	return true
}

// part separates the anchors of one run if they are written in two ways that one class includes:
// "answered …" and "commented …". The time lines that share a key are the first group, the others
// the second.
func (s *search) part() {
	if len(s.best) < 2*minPart || slices.Contains(s.groups, 1) {
		return
	}
	top, best, held := s.trial.try(s.best, s.groups), uint64(0), false
	phase := s.trial.layout.phase
	for i := range s.classes {
		k := s.classes[i].key
		if k&255 < lines.KeyShape || k&255 > lines.KeyAfter || !s.divide(k) {
			continue
		}
		// the few records of a group show the phase less well than all of them
		for hold := range 2 {
			if s.trial.held = hold > 0; s.trial.held {
				s.trial.layout.phase = phase
			}
			if v := s.trial.try(s.best, s.groups); v > top+partCost {
				top, best, held = v, k, s.trial.held
			}
		}
	}
	if best == 0 || !s.divide(best) {
		s.alone(len(s.best))
		held = false
	}
	if s.trial.held = held; held {
		s.trial.layout.phase = phase
	}
	s.trial.try(s.best, s.groups)
	s.trial.held = false
}

// divide puts the anchors of the best run that are of a class into the first group, the others into
// the second. It reports whether both have enough.
func (s *search) divide(key uint64) bool {
	n := 0
	s.groups = s.groups[:0]
	for _, m := range s.best {
		g := uint8(1)
		if s.page.KeyOf(&s.page.Times[m], int(key&255)) == key {
			g = 0
			n++
		}
		s.groups = append(s.groups, g)
	}
	return n >= minPart && len(s.best)-n >= minPart
}

const (
	minPart  = 2 // records of each of the groups into which a run is split
	partCost = .25
	joinCost = 1 // what a second grammar must be worth
	minJoin  = 2 // records of it; one of the class that the run has already
)

// unite merges the anchors of the best run with those of a class that are not among them. same: the
// class is that of the best run, and its other anchors are of the same group.
func (s *search) unite(c *class, same bool) bool {
	if same != (c.key == s.key) {
		return false
	}
	s.other = s.anchors(s.other[:0], c.key)
	s.union = append(s.union[:0], s.best...)
	lo, hi := s.reach(same)
	added := 0
	for _, m := range s.other {
		i, in := slices.BinarySearch(s.best, m)
		if in || s.page.Times[m].Block <= lo || s.page.Times[m].Block >= hi ||
			s.companion(i-1, m) || s.companion(i, m) || !same && s.echo(i-1, m) {
			continue
		}
		s.union = append(s.union, m)
		added++
	}
	if added == 0 || !same && added < minJoin {
		return false
	}
	slices.Sort(s.union)
	s.alone(len(s.union))
	for i, m := range s.union {
		if _, in := slices.BinarySearch(s.best, m); !in && !same {
			s.groups[i] = 1
		}
	}
	return true
}

// apart reports whether the records that joined are convincing without the others: most have an
// author, a text and what those of the best run, and all together, usually show.
func (s *search) apart(usual evidence.Features) bool {
	n, whole, all := 0, 0, s.trial.weigher.Usual()
	for i := range s.trial.layout.recs {
		r := &s.trial.layout.recs[i]
		if _, in := slices.BinarySearch(s.best, r.Anchor); in {
			continue
		}
		n++
		if r.NameAt >= 0 && r.From < r.To &&
			(r.Group > 0 || r.Has.Missing(usual) < 2 &&
				r.Has.Missing(all) < 2) {
			whole++
		}
	}
	return whole*10 >= n*7
}

// reach is the range of blocks around the best run, ends not included, in which records of a second
// group may have their time lines: there is no line between that bounds a section, unless they may
// be far.
func (s *search) reach(far bool) (lo, hi int32) {
	lo = s.page.Times[s.best[0]].Block
	hi = s.page.Times[s.best[len(s.best)-1]].Block
	for n := 0; lo >= 0 && n < maxWindow && (far || !s.trial.fit.bound(lo)); n++ {
		lo--
	}
	for n := 0; hi < int32(len(s.page.Blocks)) && n < maxWindow &&
		(far || !s.trial.fit.bound(hi)); n++ {
		hi++
	}
	return lo, hi
}

// companion reports whether time line m is in the same header as anchor i of the best run: there is
// no text between them.
func (s *search) companion(i int, m int32) bool {
	if i < 0 || i >= len(s.best) || s.page.Times[s.best[i]].Inline > 0 {
		return false
	}
	a, b := s.page.Times[s.best[i]].Block, s.page.Times[m].Block
	if max(a, b)-min(a, b) > maxPre {
		return false
	}
	for j := min(a, b) + 1; j < max(a, b); j++ {
		if k := s.page.Facts[j].Symbol; k == lines.Prose || k == lines.Short ||
			s.page.Blocks[j].Words >= 8 {
			return false
		}
	}
	return true
}

// echo reports whether time line m says the time of anchor i of the best run once more.
func (s *search) echo(i int, m int32) bool {
	if i < 0 {
		return false
	}
	a, b := s.page.Written(s.best[i]), s.page.Written(m)
	return bytes.HasPrefix(a, b) || bytes.HasPrefix(b, a)
}
