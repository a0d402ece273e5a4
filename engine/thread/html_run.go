package thread

import "klartext/engine/tag"

// Some pages write a record as a run of siblings: two rows of a table, a dt with its dd, a line of names above paragraphs.
// The elements that hold the times are then one of each run. Where the runs start and end is told by the ends of the whole:
// what stands behind the last time and before the first.

const maxRun = 64 // siblings of one record

// spreadSet adds the set in which each node of x goes on over its siblings, if most nodes have siblings between them that
// say something.
func (s *Segmenter) spreadSet(x *set) {
	t := &s.tape
	nodes := t.nodes[x.from:x.to]
	if len(nodes) < 2 {
		return
	}
	es := t.page.Elements
	said, pairs := 0, 0 // of nodes that are siblings
	longest := int32(0)
	for i := 1; i < len(nodes); i++ {
		n, texts := s.stepsTo(nodes[i-1], nodes[i])
		if n < 0 {
			continue
		}
		pairs++
		longest = max(longest, n)
		if texts {
			said++
		}
	}
	if pairs == 0 || said*10 < 6*(len(nodes)-1) || longest == 0 {
		return
	}
	first, last := nodes[0], nodes[len(nodes)-1]
	head, tail := s.edgeSigns(nodes)
	after, before := s.nextOf(last), s.prevOf(first)
	forward := after >= 0 && s.elements.Signs[after] == head && es[after].Last > es[after].First
	back := before >= 0 && s.elements.Signs[before] == tail && es[before].Last > es[before].First
	if !forward && !back {
		return
	}
	y := set{from: int32(len(t.nodes))}
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
		t.nodes = append(t.nodes, from)
		t.ends = append(t.ends, to)
	}
	y.to = int32(len(t.nodes))
	t.sets = append(t.sets, y)
}

// stepsTo counts the siblings between two nodes, and tells whether they say something; -1 when they are no siblings.
func (s *Segmenter) stepsTo(a, b int32) (n int32, texts bool) {
	es := s.tape.page.Elements
	if es[a].Parent != es[b].Parent {
		return -1, false
	}
	words := int32(0)
	for e := es[a].Next; e < b && n < maxRun; e = es[e].Next {
		n++
		for k := es[e].First; k < es[e].Last && words < 3; k++ {
			if !s.noisy(k) {
				words += s.page.Blocks[k].Words
			}
		}
	}
	return n, words >= 1
}

// edgeSigns are the signatures of the siblings that most often follow a node and stand before the next.
func (s *Segmenter) edgeSigns(nodes []int32) (head, tail uint32) {
	t := &s.tape
	t.spots.reset(2 * len(nodes))
	for i := 1; i < len(nodes); i++ {
		if t.page.Elements[nodes[i]].Parent != t.page.Elements[nodes[i-1]].Parent {
			continue
		}
		if e := t.page.Elements[nodes[i-1]].Next; e < nodes[i] {
			t.spot(uint64(s.elements.Signs[e])<<1).anchors++
			t.spot(uint64(s.elements.Signs[s.prevOf(nodes[i])])<<1|1).anchors++
		}
	}
	best := [2]int32{}
	for i := range t.spots.list {
		x := &t.spots.list[i]
		side := x.key & 1
		if x.anchors > best[side] {
			best[side] = x.anchors
			if side == 0 {
				head = uint32(x.key >> 1)
			} else {
				tail = uint32(x.key >> 1)
			}
		}
	}
	return head, tail
}

// nextOf is the sibling behind element e, -1 when there is none.
func (s *Segmenter) nextOf(e int32) int32 {
	es := s.tape.page.Elements
	n := es[e].Next
	if n >= es[es[e].Parent].Next {
		return -1
	}
	return n
}

// prevOf is the sibling before element e, -1 when there is none.
func (s *Segmenter) prevOf(e int32) int32 {
	es := s.tape.page.Elements
	p := es[e].Parent
	for f := e - 1; f > p; f = es[f].Parent {
		if es[f].Parent == p {
			return f
		}
	}
	return -1
}

// runTo is where the record that starts at e ends: before the next one, behind as many siblings as a record has, or where a
// form or a heading stands.
func (s *Segmenter) runTo(e, limit, longest int32) int32 {
	es := s.tape.page.Elements
	end := es[e].Next
	for n := int32(0); n < longest; n++ {
		next := s.nextOf(e)
		if next < 0 || next >= limit || limit == int32(len(es)) && ends[es[next].Tag] {
			break
		}
		e, end = next, es[next].Next
	}
	return end
}

// ends are the tags of elements that no record goes over.
var ends = func() (t [256]bool) {
	for _, x := range []tag.Tag{tag.Form, tag.H1, tag.H2, tag.Footer, tag.Nav, tag.Aside, tag.Script, tag.Style} {
		t[x] = true
	}
	return t
}()

// runFrom is where the record that ends with e starts.
func (s *Segmenter) runFrom(e, limit, longest int32) int32 {
	es := s.tape.page.Elements
	for n := int32(0); n < longest; n++ {
		prev := s.prevOf(e)
		if prev < limit || prev < 0 || limit == 0 && ends[es[prev].Tag] {
			break
		}
		e = prev
	}
	return e
}
