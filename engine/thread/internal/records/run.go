package records

import "klartext/engine/tag"

// Some pages write a record as a run of siblings: two rows of a table, a dt with its dd, a line of
// names above paragraphs. Then the elements with the times are each one of a run. Where the runs
// start and end is shown by the ends of the whole: what follows the last time and precedes the
// first.

const (
	maxRun   = 64 // siblings of one record
	someText = 1  // words between two nodes that are something said
)

// addRuns adds the set in which each node of x extends over its siblings, if most nodes have
// siblings between them that say something.
func (s *sets) addRuns(x set) {
	nodes := s.nodes[x.from:x.to]
	longest := s.longestRun(nodes)
	if longest == 0 {
		return
	}
	es, signs := s.page.Elements, s.elements.Signs
	head, tail := s.edges(nodes)
	after, before := s.next(nodes[len(nodes)-1]), s.previous(nodes[0])
	forward := after >= 0 && signs[after] == head && es[after].Last > es[after].First
	back := before >= 0 && signs[before] == tail && es[before].Last > es[before].First
	if !forward && !back {
		return
	}
	y := set{from: int32(len(s.nodes))}
	for i, e := range nodes {
		from, to := e, es[e].Next
		if forward {
			limit := int32(len(es))
			if i+1 < len(nodes) {
				limit = nodes[i+1]
			}
			to = s.runTo(e, limit, longest)
		} else {
			limit := int32(0)
			if i > 0 {
				limit = es[nodes[i-1]].Next
			}
			from = s.runFrom(e, limit, longest)
		}
		s.nodes, s.ends = append(s.nodes, from), append(s.ends, to)
	}
	y.to = int32(len(s.nodes))
	s.list = append(s.list, y)
}

// longestRun is the maximum number of siblings between two nodes, or 0 if most nodes have none
// between them that say something.
func (s *sets) longestRun(nodes []int32) (longest int32) {
	texts := 0
	for i := 1; i < len(nodes); i++ {
		n, words := s.between(nodes[i-1], nodes[i])
		longest = max(longest, n)
		if words >= someText {
			texts++
		}
	}
	if texts*10 < 6*(len(nodes)-1) {
		return 0
	}
	return longest
}

// between counts the siblings between two nodes, and the words in them, up to a few; none if the
// nodes are not siblings.
func (s *sets) between(a, b int32) (n, words int32) {
	es := s.page.Elements
	if es[a].Parent != es[b].Parent {
		return 0, 0
	}
	for e := es[a].Next; e < b && n < maxRun; e = es[e].Next {
		n++
		for k := es[e].First; k < es[e].Last && words < someText; k++ {
			if !s.aside(k) {
				words += s.lines.Blocks[k].Words
			}
		}
	}
	return n, words
}

// edges are the signatures of the siblings that most often follow a node, and precede the next.
func (s *sets) edges(nodes []int32) (head, tail uint32) {
	es, signs := s.page.Elements, s.elements.Signs
	s.spots.Reset(4 * maxClimb)
	for i := 1; i < len(nodes); i++ {
		if es[nodes[i]].Parent != es[nodes[i-1]].Parent {
			continue
		}
		if e := es[nodes[i-1]].Next; e < nodes[i] {
			s.spot(uint64(signs[e])<<1).anchors++
			s.spot(uint64(signs[s.previous(nodes[i])])<<1|1).anchors++
		}
	}
	best := [2]int32{}
	for i := range s.spots.Values {
		x := &s.spots.Values[i]
		side := x.key & 1
		if x.anchors <= best[side] {
			continue
		}
		best[side] = x.anchors
		if side == 0 {
			head = uint32(x.key >> 1)
		} else {
			tail = uint32(x.key >> 1)
		}
	}
	return head, tail
}

// runTo is where the record that starts at e ends: before the next one, after as many siblings as a
// record has, or at a form or a heading.
func (s *sets) runTo(e, limit, longest int32) int32 {
	es := s.page.Elements
	end := es[e].Next
	for n := int32(0); n < longest; n++ {
		next := s.next(e)
		if next < 0 || next >= limit || limit == int32(len(es)) && foreign[es[next].Tag] {
			break
		}
		e, end = next, es[next].Next
	}
	return end
}

// foreign are the tags of elements that no record goes over.
var foreign = tags(tag.Form, tag.H1, tag.H2, tag.Footer, tag.Nav, tag.Aside, tag.Script, tag.Style)

// runFrom is where the record that ends with e starts.
func (s *sets) runFrom(e, limit, longest int32) int32 {
	es := s.page.Elements
	for n := int32(0); n < longest; n++ {
		prev := s.previous(e)
		if prev < limit || prev < 0 || limit == 0 && foreign[es[prev].Tag] {
			break
		}
		e = prev
	}
	return e
}
