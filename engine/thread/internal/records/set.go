package records

import (
	"cmp"
	"slices"

	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/evidence"
)

// sets are the sets of elements that may be one record each.
//
// A path leads up from each anchor of a class. On the paths of all anchors there are elements with
// the same signatures; the records' are those that still tell all anchors apart, as high up as
// possible. If an element has a class or an id, it is identified by its signature alone, and the
// nearest one above an anchor counts: then records may be inside records. If the elements have no
// names, they are identified by the signatures of the whole path.
type sets struct {
	*tape
	anchors *anchors

	list  []set
	nodes []int32 // elements of all sets
	ends  []int32 // of each node: the element after its record
	spots hashtable.List[uint64, spot]
	named []int32 // elements that are records by their names
}

// set is a set of elements that may be one record each.
type set struct {
	from, to int32 // sets.nodes
	inner    bool  // they are inside or around records that are proven
	tried    bool
	done     bool // the set is kept
	worth    float32
}

// size is how many elements a set has.
func (x *set) size() int32 { return x.to - x.from }

// most is what a set is worth at most.
func (x *set) most() float32 { return mostWorth * float32(x.size()) }

// spot is a place on the ways of the anchors of one class.
type spot struct {
	key      uint64
	anchors  int32 // anchors that have the place above them
	distinct int32 // elements at the place
	last     int32 // the latest of them
	depth    int64 // sum of their depths
}

// spot is the one with the key, a new one if there is none.
func (s *sets) spot(key uint64) *spot { return s.spots.At(key, spot{key: key, last: -1}) }

const (
	maxClimb   = 20  // levels above an anchor that are considered
	maxSets    = 24  // sets that are tried
	maxAlone   = 60  // blocks of a record that is alone
	maxAnchors = 256 // on a page with more, no anchor counts as the only one of its section

	saltSpot = 0xA5 // keeps paths and names separate
)

// find collects the sets: those above the anchors of a class, and those that are records by their
// names.
func (s *sets) find() {
	s.list, s.nodes, s.ends = s.list[:0], s.nodes[:0], s.ends[:0]
	s.addNamed()
	list, order := s.anchors.list, s.anchors.byClass
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && list[order[to]].class == list[order[from]].class {
			to++
		}
		s.addAnchored(order[from:to])
		from = to
	}
	s.dedupe()
}

// largest is the largest set that has not been tried, or -1.
func (s *sets) largest() int {
	best, most := -1, int32(0)
	for i := range s.list {
		if x := &s.list[i]; !x.tried && x.size() > most {
			best, most = i, x.size()
		}
	}
	return best
}

// climb yields the places above an anchor, the lowest first, with their keys.
func (s *sets) climb(a *anchor, yield func(e int32, key uint64)) {
	es, signs := s.page.Elements, s.elements.Signs
	way := uint64(saltSpot)
	e := a.element
	for n := 0; n < maxClimb && e > 0; n, e = n+1, es[e].Parent {
		x := &es[e]
		if x.Tag == tag.Body || x.Tag == tag.Html {
			return
		}
		way = elements.Mix(way, uint64(signs[e]))
		yield(e, way)
		if x.Class.Empty() && x.ID.Empty() && !elements.Nameable[x.Tag] {
			continue
		}
		f := a.element
		for signs[f] != signs[e] {
			f = es[f].Parent
		}
		if f == e { // the nearest one
			yield(e, uint64(signs[e]))
		}
	}
}

// addAnchored adds the sets of elements that contain one of the anchors of a class each.
func (s *sets) addAnchored(order []int32) {
	if len(s.list) >= 4*maxSets {
		return
	}
	if len(order) == 1 {
		s.addSingle(&s.anchors.list[order[0]])
		return
	}
	s.spots.Reset(4 * maxClimb)
	for _, i := range order {
		s.climb(&s.anchors.list[i], func(e int32, key uint64) {
			x := s.spot(key)
			x.anchors++
			if x.last != e {
				x.last = e
				x.distinct++
				x.depth += int64(s.page.Elements[e].Depth)
			}
		})
	}
	most := int32(0)
	for i := range s.spots.Values {
		most = max(most, s.spots.Values[i].distinct)
	}
	if most < 2 {
		return
	}
	last := -1
	for _, n := range [...]struct{ percent, times int32 }{{90, 1}, {60, 1}, {45, 2}, {30, 3}} {
		best := -1
		for i := range s.spots.Values {
			x := &s.spots.Values[i]
			if x.distinct*100 < most*n.percent || !x.holds(n.times) || x.distinct < 2 {
				continue
			}
			if best < 0 || x.above(&s.spots.Values[best]) {
				best = i
			}
		}
		if best >= 0 && best != last {
			last = best
			s.addSpot(order, s.spots.Values[best].key)
		}
	}
}

// holds reports whether nearly every element at x has n anchors in it.
func (x *spot) holds(n int32) bool {
	if n == 1 {
		return x.distinct*10 >= x.anchors*8
	}
	d := x.anchors - n*x.distinct
	return 5*max(d, -d) <= x.distinct
}

// above reports whether the elements at x are above those at y.
func (x *spot) above(y *spot) bool {
	a, b := x.depth*int64(y.distinct), y.depth*int64(x.distinct)
	if a != b {
		return a < b
	}
	return x.distinct > y.distinct
}

// addSpot adds the elements above the anchors at the place with the key.
func (s *sets) addSpot(order []int32, key uint64) {
	from := len(s.nodes)
	for _, i := range order {
		s.climb(&s.anchors.list[i], func(e int32, k uint64) {
			if k == key {
				s.nodes = append(s.nodes, e)
			}
		})
	}
	if !s.close(from) {
		return
	}
	first := len(s.list) - 1
	s.addHome(s.list[first])
	for i := first; i < len(s.list) && i < first+2; i++ {
		s.addRuns(s.list[i])
	}
}

// addHome adds the set of those nodes of set x that have one parent, if most have it and some have
// another: an element of the page around the records may be built as they are.
func (s *sets) addHome(x set) {
	es := s.page.Elements
	s.spots.Reset(4 * maxClimb)
	most, home := int32(0), int32(-1)
	for _, e := range s.nodes[x.from:x.to] {
		at := s.spot(uint64(es[e].Parent))
		at.anchors++
		if at.anchors > most {
			most, home = at.anchors, es[e].Parent
		}
	}
	if n := x.size(); most < 2 || most == n || most*10 < n*6 {
		return
	}
	from := len(s.nodes)
	for k := x.from; k < x.to; k++ {
		if es[s.nodes[k]].Parent == home {
			s.nodes = append(s.nodes, s.nodes[k])
		}
	}
	s.close(from)
}

// addSingle adds the record of an anchor that is alone on the page: the largest element around it
// that contains nothing of the section's furniture, if there is a heading or a count of the section
// above.
func (s *sets) addSingle(a *anchor) {
	if a.time < 0 || len(s.anchors.list) > maxAnchors || !evidence.Headed(s.lines, a.time) {
		return
	}
	es := s.page.Elements
	best := int32(-1)
	for e, n := a.element, 0; e > 0 && n < maxClimb; e, n = es[e].Parent, n+1 {
		if es[e].Last-es[e].First > maxAlone || s.furnished(e) {
			break
		}
		if es[e].Last > es[e].First {
			best = e
		}
	}
	if best >= 0 {
		s.nodes = append(s.nodes, best)
		s.close(len(s.nodes) - 1)
	}
}

// furnished reports whether an element contains something of a section that is not a record.
func (s *sets) furnished(e int32) bool {
	x := &s.page.Elements[e]
	for b := x.First; b < x.Last; b++ {
		switch s.lines.Facts[b].Role {
		case lexicon.RoleHeading, lexicon.RoleCount, lexicon.RoleForm, lexicon.RoleClosed,
			lexicon.RoleMore, lexicon.RoleSort, lexicon.RolePolicy:
			return true
		}
	}
	return false
}

// addNamed adds the elements that are records by their names, by signature.
func (s *sets) addNamed() {
	s.named = s.named[:0]
	for i := range s.page.Elements {
		x := &s.page.Elements[i]
		if s.strong(int32(i)).Has(elements.Record) && !hidden(x) && x.Last > x.First {
			s.named = append(s.named, int32(i))
		}
	}
	signs := s.elements.Signs
	slices.SortFunc(s.named, func(a, b int32) int {
		return cmp.Or(cmp.Compare(signs[a], signs[b]), int(a-b))
	})
	for i := 0; i < len(s.named) && len(s.list) < maxSets; {
		from, sign := len(s.nodes), signs[s.named[i]]
		for ; i < len(s.named) && signs[s.named[i]] == sign; i++ {
			s.nodes = append(s.nodes, s.named[i])
		}
		s.close(from)
	}
}

// close puts the nodes from an index on in order and adds them as a set, with the siblings that are
// missing. It reports whether there are any.
func (s *sets) close(from int) bool {
	nodes := s.nodes[from:]
	slices.Sort(nodes)
	s.nodes = s.nodes[:from+len(slices.Compact(nodes))]
	s.addMissing(from)
	for _, e := range s.nodes[from:] {
		s.ends = append(s.ends, s.page.Elements[e].Next)
	}
	if len(s.nodes) == from {
		return false
	}
	s.list = append(s.list, set{from: int32(from), to: int32(len(s.nodes))})
	return true
}

// addMissing adds to the nodes from an index on the siblings between them that are built as they
// are, though they have no anchor: a record that was deleted.
func (s *sets) addMissing(from int) {
	es, signs, to := s.page.Elements, s.elements.Signs, len(s.nodes)
	for i := from + 1; i < to; i++ {
		a, b := s.nodes[i-1], s.nodes[i]
		if es[a].Parent != es[b].Parent || signs[a] != signs[b] ||
			es[a].Class.Empty() && es[a].Tag != tag.Li && es[a].Tag != tag.Article {
			continue
		}
		for e, n := es[a].Next, 0; e < b && n < maxRun; e, n = es[e].Next, n+1 {
			if signs[e] == signs[a] && es[e].Last > es[e].First {
				s.nodes = append(s.nodes, e)
			}
		}
	}
	if len(s.nodes) > to {
		slices.Sort(s.nodes[from:])
	}
}

// dedupe drops the sets with the same elements as an earlier one, and the smallest ones if there
// are too many.
func (s *sets) dedupe() {
	n := 0
	for _, x := range s.list {
		if !slices.ContainsFunc(s.list[:n], func(y set) bool { return s.equal(x, y) }) {
			s.list[n] = x
			n++
		}
	}
	s.list = s.list[:n]
	if n > maxSets {
		slices.SortStableFunc(s.list, func(a, b set) int { return int(b.size() - a.size()) })
		s.list = s.list[:maxSets]
	}
}

// equal reports whether two sets have the same elements.
func (s *sets) equal(x, y set) bool {
	return slices.Equal(s.nodes[x.from:x.to], s.nodes[y.from:y.to]) &&
		slices.Equal(s.ends[x.from:x.to], s.ends[y.from:y.to])
}

// inside counts the records of x inside those of y, and reports whether one of them is one of
// these.
func (s *sets) inside(x, y *set) (n int32, same bool) {
	end := int32(0) // of the records of y that start before the record of x
	for a, b := x.from, y.from; a < x.to; a++ {
		for ; b < y.to && s.nodes[b] <= s.nodes[a]; b++ {
			if s.nodes[b] == s.nodes[a] {
				return 0, true
			}
			end = max(end, s.ends[b])
		}
		if s.ends[a] <= end {
			n++
		}
	}
	return n, false
}
