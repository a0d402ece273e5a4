package thread

import (
	"slices"

	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// unit is the elements of one record, those of the records inside it apart.
type unit struct {
	elem, end   int32 // elements [elem,end)
	first, stop int32 // its own blocks, up to the first record inside it
	anchor      int32 // its time, an index into tape.anchors; -1 when none
	words       int32 // of its own blocks
	author      Span
	authorElem  int32
	authorFrom  Origin
	bodyFrom    Origin
	text, lines int32 // lines of the text: Thread.Text of the try
	from, to    int32 // blocks that the text lies in
	hole        bool  // a record of another set
}

// layUnits makes the units of a set. The records of the kept sets but the one with the index are holes in them.
func (s *Segmenter) layUnits(x *set, index int) {
	t := &s.tape
	t.units = t.units[:0]
	for i := x.from; i < x.to; i++ {
		t.units = append(t.units, unit{elem: t.nodes[i], end: t.ends[i], anchor: -1, authorElem: -1})
	}
	if index >= 0 && len(t.kept) > 1 {
		for k := range t.kept {
			for i := t.kept[k].from; i < t.kept[k].to && k != index; i++ {
				t.units = append(t.units, unit{elem: t.nodes[i], end: t.ends[i], anchor: -1, authorElem: -1, hole: true})
			}
		}
		slices.SortFunc(t.units, func(a, b unit) int { return int(a.elem - b.elem) })
	}
	s.nestUnits()
	s.dropHollow()
	s.findTimes()
}

// nestUnits finds the blocks of each unit: up to the first unit inside it.
func (s *Segmenter) nestUnits() {
	t := &s.tape
	es := t.page.Elements
	t.open = t.open[:0]
	for i := range t.units {
		u := &t.units[i]
		for len(t.open) > 0 && t.units[t.open[len(t.open)-1]].end <= u.elem {
			t.open = t.open[:len(t.open)-1]
		}
		u.first, u.stop = es[u.elem].First, es[u.elem].Last
		if u.end < int32(len(es)) {
			u.stop = max(u.stop, min(es[u.end].First, s.lastBlock(u)))
		}
		if u.stop > u.first && len(t.open) > 0 {
			p := &t.units[t.open[len(t.open)-1]]
			p.stop = min(p.stop, u.first)
		}
		t.open = append(t.open, int32(i))
	}
}

// lastBlock is the end of the blocks of a unit's elements.
func (s *Segmenter) lastBlock(u *unit) int32 {
	es := s.tape.page.Elements
	e := u.elem
	for n := 0; es[e].Next < u.end && n < maxRun; n++ {
		e = es[e].Next
	}
	return es[e].Last
}

// dropHollow drops the units without blocks of their own.
func (s *Segmenter) dropHollow() {
	t := &s.tape
	n := 0
	t.count = 0
	for i := range t.units {
		u := t.units[i]
		if u.stop <= u.first && !u.hole {
			continue
		}
		if !u.hole {
			t.count++
		}
		t.units[n] = u
		n++
	}
	t.units = t.units[:n]
}

// findTimes gives each unit the first time in its own blocks that is of the class which most units have.
func (s *Segmenter) findTimes() {
	t := &s.tape
	t.owner = resize(t.owner, len(s.page.Blocks))
	for i := range t.owner {
		t.owner[i] = -1
	}
	for i := range t.units {
		if t.units[i].hole {
			continue
		}
		for b := t.units[i].first; b < t.units[i].stop; b++ {
			t.owner[b] = int32(i)
		}
	}
	t.values.Reset(len(t.anchors) + 1)
	for i := range t.anchors {
		if a := &t.anchors[i]; a.mark >= 0 {
			if h := s.holderOf(a); h >= 0 {
				t.values.AddOnce(a.class, h+1)
			}
		}
	}
	for i := range t.anchors {
		a := &t.anchors[i]
		if a.mark < 0 {
			continue
		}
		h := s.holderOf(a)
		if h < 0 {
			continue
		}
		u := &t.units[h]
		if u.anchor < 0 || s.timely(a) > s.timely(&t.anchors[u.anchor]) {
			u.anchor = int32(i)
		}
	}
}

// holderOf is the unit that an anchor with a time stands in: of those that have a part of its block, the one with its element; -1
// when there is none.
func (s *Segmenter) holderOf(a *anchor) int32 {
	us, i := s.tape.units, s.tape.owner[a.at]
	if i >= 0 && a.elem < us[i].elem {
		at, found := slices.BinarySearchFunc(us[:i], a.elem, func(u unit, e int32) int { return int(u.elem - e) })
		if !found {
			at--
		}
		if at >= 0 && !us[at].hole && us[at].first <= a.at && us[at].stop > a.at {
			i = int32(at)
		}
	}
	if i < 0 {
		return -1
	}
	start, w := s.page.Blocks[a.at].Start, &s.page.Times[a.mark].When
	if w.End > w.Start && !s.owns(&us[i], span(start+int32(w.Start), start+int32(w.End))) {
		return -1
	}
	return i
}

// owns reports whether a range of the text stands in unit u, which starts and ends within lines where its elements are inline ones.
func (s *Segmenter) owns(u *unit, x Span) bool {
	es := s.tape.page.Elements
	return x.Start >= es[u.elem].Text && (u.end >= int32(len(es)) || x.End <= es[u.end].Text)
}

// timely is how much an anchor is the time of its unit: how many units have one of its class, and whether it is written as
// times of records are.
func (s *Segmenter) timely(a *anchor) float32 {
	t := &s.tape
	w := &s.page.Times[a.mark].When
	n := float32(t.values.Of(a.class))
	switch {
	case w.Kind == when.Clock: // the day stands elsewhere
		n *= .6
	case w.Kind == when.Age && !w.Marked: // perhaps how long somebody has been a member
		n *= .4
	case w.HasZone && w.Precision == when.Second: // for machines
		n *= .9
	case w.HasClock():
		n *= 1.2
	}
	if t.page.Elements[a.elem].Tag == tag.Time {
		n *= 1.3
	}
	for e, k := a.elem, 0; e > 0 && k < 4; e, k = t.page.Elements[e].Parent, k+1 {
		switch p := s.strong(e); {
		case p.Has(elements.Edited), p.Has(elements.Fields), p.Has(elements.Parent):
			return 0
		case p.Has(elements.Time):
			return n * 2
		}
	}
	return n
}

// timeMark is the time of a unit, nil when it has none.
func (s *Segmenter) timeMark(u *unit) *lines.TimeLine {
	if u.anchor < 0 {
		return nil
	}
	return &s.page.Times[s.tape.anchors[u.anchor].mark]
}
