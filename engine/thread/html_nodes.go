package thread

import (
	"slices"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
)

// From the anchors of a class a way leads up to the elements that hold one record each. On the way of every anchor stand
// elements with the same signatures; the records' are those that still tell all anchors apart, as high up as possible. An
// element is known by its signature alone, where it has a class or an id, the nearest one above an anchor counting: then
// records may stand inside records. Or it is known by the signatures of the whole way, where the elements have no names.

// spot is a place on the ways of the anchors of one class.
type spot struct {
	key      uint64
	anchors  int32 // anchors that have the place above them
	distinct int32 // elements at the place
	last     int32 // the latest of them
	depth    int64 // sum of their depths
}

// spot is the one with the key, a new one where there is none.
func (t *tape) spot(key uint64) *spot { return t.spots.at(key, spot{key: key, last: -1}) }

const (
	maxClimb = 20   // levels above an anchor that are looked at
	saltSpot = 0xA5 // keeps ways and names apart
)

// climb yields the places above anchor a, the lowest first, with their keys.
func (s *Segmenter) climb(a *anchor, yield func(e int32, key uint64)) {
	t := &s.tape
	way := uint64(saltSpot)
	e := a.elem
	for n := 0; n < maxClimb && e > 0; n, e = n+1, t.page.Elements[e].Parent {
		x := &t.page.Elements[e]
		if x.Tag == tag.Body || x.Tag == tag.Html {
			return
		}
		way = elements.Mix(way, uint64(s.elements.Signs[e]))
		yield(e, way)
		if x.Class.Empty() && x.ID.Empty() && !elements.Nameable[x.Tag] {
			continue
		}
		first := true
		for f, k := a.elem, 0; f != e; f, k = t.page.Elements[f].Parent, k+1 {
			if s.elements.Signs[f] == s.elements.Signs[e] {
				first = false
				break
			}
		}
		if first {
			yield(e, uint64(s.elements.Signs[e]))
		}
	}
}

// findSets collects the sets of elements that may be records: those above the anchors of a class, and those that the
// vocabulary names.
func (s *Segmenter) findSets() {
	t := &s.tape
	t.sets, t.nodes, t.ends = t.sets[:0], t.nodes[:0], t.ends[:0]
	s.namedSets()
	for from := 0; from < len(t.order); {
		to := from + 1
		for to < len(t.order) && t.anchors[t.order[to]].class == t.anchors[t.order[from]].class {
			to++
		}
		s.anchoredSet(t.order[from:to])
		from = to
	}
	s.dedupe()
}

// anchoredSet adds the sets of elements that hold one of the anchors each.
func (s *Segmenter) anchoredSet(order []int32) {
	t := &s.tape
	if len(t.sets) >= 4*maxSets {
		return
	}
	if len(order) == 1 {
		s.singleSet(&t.anchors[order[0]])
		return
	}
	t.spots.reset(2 * maxClimb * len(order))
	for _, i := range order {
		s.climb(&t.anchors[i], func(e int32, key uint64) {
			x := t.spot(key)
			x.anchors++
			if x.last != e {
				x.last = e
				x.distinct++
				el := &t.page.Elements[e]
				x.depth += int64(el.Depth)
			}
		})
	}
	most := int32(0)
	for i := range t.spots.list {
		most = max(most, t.spots.list[i].distinct)
	}
	if most < 2 {
		return
	}
	last := -1
	for _, n := range [...]struct{ percent, times int32 }{{90, 1}, {60, 1}, {45, 2}, {30, 3}} {
		best := -1
		for i := range t.spots.list {
			x := &t.spots.list[i]
			if x.distinct*100 < most*n.percent || !x.holds(n.times) || x.distinct < 2 {
				continue
			}
			if best < 0 || x.above(&t.spots.list[best]) {
				best = i
			}
		}
		if best >= 0 && best != last {
			key := t.spots.list[best].key
			s.addSet(order, key)
			last = best
		}
	}
}

// singleSet adds the record of an anchor that is alone on the page: the largest element around it that holds nothing of the
// section's furniture, where a heading or a count of the section stands above.
func (s *Segmenter) singleSet(a *anchor) {
	t := &s.tape
	if a.mark < 0 || len(t.anchors) > manyAnchors || !headed(&s.page, a.mark) {
		return
	}
	best := int32(-1)
	for e, n := a.elem, 0; e > 0 && n < maxClimb; e, n = t.page.Elements[e].Parent, n+1 {
		x := &t.page.Elements[e]
		if x.Last-x.First > maxAlone {
			break
		}
		if x.Last <= x.First {
			continue
		}
		clean := true
		for b := x.First; b < x.Last && clean; b++ {
			switch s.page.Facts[b].Role {
			case lexicon.RoleHeading, lexicon.RoleCount, lexicon.RoleForm, lexicon.RoleClosed, lexicon.RoleMore, lexicon.RoleSort, lexicon.RolePolicy:
				clean = false
			}
		}
		if !clean {
			break
		}
		best = e
	}
	if best >= 0 {
		x := set{from: int32(len(t.nodes))}
		t.nodes = append(t.nodes, best)
		s.closeSet(x)
	}
}

const maxAlone = 60 // blocks of a record that is alone

// holds reports whether nearly every element at x has n anchors in it.
func (x *spot) holds(n int32) bool {
	if n == 1 {
		return x.distinct*10 >= x.anchors*8
	}
	d := x.anchors - n*x.distinct
	return 5*max(d, -d) <= x.distinct
}

// above reports whether the elements at x stand above those at y.
func (x *spot) above(y *spot) bool {
	a, b := x.depth*int64(y.distinct), y.depth*int64(x.distinct)
	if a != b {
		return a < b
	}
	return x.distinct > y.distinct
}

// addSet adds the elements above the anchors at the place with the key.
func (s *Segmenter) addSet(order []int32, key uint64) {
	t := &s.tape
	x := set{from: int32(len(t.nodes))}
	for _, i := range order {
		s.climb(&t.anchors[i], func(e int32, k uint64) {
			if k == key {
				t.nodes = append(t.nodes, e)
			}
		})
	}
	s.closeSet(x)
	if n := len(t.sets); n > 0 && t.sets[n-1].from == x.from {
		s.homeSet(n - 1)
		for i := n - 1; i < len(t.sets) && i < n+1; i++ {
			s.spreadSet(&t.sets[i])
		}
	}
}

// homeSet adds the set of those nodes of set i that have one parent, if most have it and some have another: an element of the
// page around the records may be built as they are.
func (s *Segmenter) homeSet(i int) {
	t := &s.tape
	x := t.sets[i]
	es := t.page.Elements
	t.spots.reset(2 * int(x.to-x.from))
	most, home := int32(0), int32(-1)
	for _, e := range t.nodes[x.from:x.to] {
		at := t.spot(uint64(es[e].Parent))
		at.anchors++
		if at.anchors > most {
			most, home = at.anchors, es[e].Parent
		}
	}
	n := x.to - x.from
	if most < 2 || most == n || most*10 < n*6 {
		return
	}
	y := set{from: int32(len(t.nodes))}
	for k := x.from; k < x.to; k++ {
		if es[t.nodes[k]].Parent == home {
			t.nodes = append(t.nodes, t.nodes[k])
		}
	}
	s.closeSet(y)
}

// namedSets adds the elements that the vocabulary names as records, by signature.
func (s *Segmenter) namedSets() {
	t := &s.tape
	t.picked = t.picked[:0]
	for i := range t.page.Elements {
		e := &t.page.Elements[i]
		if s.strong(int32(i)).Has(elements.Record) && e.Flags&(block.Skipped|block.InHead) == 0 && e.Last > e.First {
			t.picked = append(t.picked, int32(i))
		}
	}
	slices.SortFunc(t.picked, func(a, b int32) int {
		switch x, y := s.elements.Signs[a], s.elements.Signs[b]; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return int(a - b)
	})
	for from := 0; from < len(t.picked) && len(t.sets) < maxSets; {
		x := set{from: int32(len(t.nodes))}
		sign := s.elements.Signs[t.picked[from]]
		for ; from < len(t.picked) && s.elements.Signs[t.picked[from]] == sign; from++ {
			t.nodes = append(t.nodes, t.picked[from])
		}
		s.closeSet(x)
	}
}

// closeSet puts the nodes of a new set in order and adds it.
func (s *Segmenter) closeSet(x set) {
	t := &s.tape
	nodes := t.nodes[x.from:]
	slices.Sort(nodes)
	nodes = s.withMissing(x, slices.Compact(nodes))
	t.nodes = t.nodes[:int(x.from)+len(nodes)]
	for _, e := range nodes {
		t.ends = append(t.ends, t.page.Elements[e].Next)
	}
	x.to = int32(len(t.nodes))
	if x.to > x.from {
		t.sets = append(t.sets, x)
	}
}

// withMissing adds to the nodes of a new set the siblings between them that are built as they are, though they have no anchor: a
// record that was deleted.
func (s *Segmenter) withMissing(x set, nodes []int32) []int32 {
	t := &s.tape
	es := t.page.Elements
	n := len(nodes)
	t.nodes = t.nodes[:int(x.from)+n]
	for i := 1; i < n; i++ {
		a, b := t.nodes[int(x.from)+i-1], t.nodes[int(x.from)+i]
		if es[a].Parent != es[b].Parent || s.elements.Signs[a] != s.elements.Signs[b] || es[a].Class.Empty() && es[a].Tag != tag.Li && es[a].Tag != tag.Article {
			continue
		}
		for e, steps := es[a].Next, 0; e < b && steps < maxRun; e, steps = es[e].Next, steps+1 {
			if s.elements.Signs[e] == s.elements.Signs[a] && es[e].Last > es[e].First {
				t.nodes = append(t.nodes, e)
			}
		}
	}
	nodes = t.nodes[x.from:]
	if len(nodes) > n {
		slices.Sort(nodes)
	}
	return nodes
}

// dedupe drops the sets that hold the same elements as an earlier one, and the smallest ones where there are too many.
func (s *Segmenter) dedupe() {
	t := &s.tape
	n := 0
	for i := range t.sets {
		x := t.sets[i]
		same := false
		for j := 0; j < n && !same; j++ {
			y := &t.sets[j]
			same = slices.Equal(t.nodes[x.from:x.to], t.nodes[y.from:y.to]) && slices.Equal(t.ends[x.from:x.to], t.ends[y.from:y.to])
		}
		if !same {
			t.sets[n] = x
			n++
		}
	}
	t.sets = t.sets[:n]
	if n > maxSets {
		slices.SortStableFunc(t.sets, func(a, b set) int { return int((b.to - b.from) - (a.to - a.from)) })
		t.sets = t.sets[:maxSets]
	}
}
