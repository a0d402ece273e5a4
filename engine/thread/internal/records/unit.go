package records

import (
	"slices"

	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/scratch"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// units are the records of a set, each without the records inside it.
type units struct {
	*tape
	anchors *anchors
	sets    *sets

	list    []unit
	count   int     // of those that are not holes
	owner   []int32 // of each block: the unit that has it, -1 for none
	open    []int32 // units that the next one may be in
	classes hashtable.Counter[uint64]
}

// unit is the elements and blocks of one record, without those of the records inside it.
type unit struct {
	element, end int32 // elements [element,end)
	first, stop  int32 // its own blocks, up to the first record inside it
	anchor       int32 // its time, an index into anchors.list; -1 if there is none
	hole         bool  // a record of another set

	author        comment.Span
	authorElement int32 // -1 if the author has no element of its own
	authorFrom    comment.Origin

	from, to      int32 // blocks that the text lies in
	text, textLen int32 // lines of the text
	textFrom      comment.Origin
	words         int32 // of its own blocks, without those that are not text
}

// lay makes the units of a set. The records of the kept sets, except the one with the index, are
// holes in them; index is -1 if there should be none.
func (us *units) lay(x set, kept []set, index int) {
	us.list = us.list[:0]
	us.add(x, false)
	if index >= 0 && len(kept) > 1 {
		for k, x := range kept {
			if k != index {
				us.add(x, true)
			}
		}
		slices.SortFunc(us.list, func(a, b unit) int { return int(a.element - b.element) })
	}
	us.nest()
	us.dropHollow()
	us.own()
	us.findTimes()
}

// add adds the records of a set.
func (us *units) add(x set, hole bool) {
	for i := x.from; i < x.to; i++ {
		us.list = append(us.list, unit{
			element: us.sets.nodes[i], end: us.sets.ends[i], hole: hole,
			anchor: -1, authorElement: -1,
		})
	}
}

// nest finds the blocks of each unit: up to the first unit inside it.
func (us *units) nest() {
	es := us.page.Elements
	us.open = us.open[:0]
	for i := range us.list {
		u := &us.list[i]
		for len(us.open) > 0 && us.list[us.open[len(us.open)-1]].end <= u.element {
			us.open = us.open[:len(us.open)-1]
		}
		u.first, u.stop = es[u.element].First, us.lastBlock(u)
		if u.end < int32(len(es)) {
			u.stop = max(es[u.element].Last, min(es[u.end].First, u.stop))
		}
		if u.stop > u.first && len(us.open) > 0 {
			p := &us.list[us.open[len(us.open)-1]]
			p.stop = min(p.stop, u.first)
		}
		us.open = append(us.open, int32(i))
	}
}

// lastBlock is the end of the blocks of a unit's elements.
func (us *units) lastBlock(u *unit) int32 {
	es := us.page.Elements
	e := u.element
	for n := 0; es[e].Next < u.end && n < maxRun; n++ {
		e = es[e].Next
	}
	return es[e].Last
}

// dropHollow drops the units without blocks of their own, and counts those that are not holes.
func (us *units) dropHollow() {
	us.list = slices.DeleteFunc(us.list, func(u unit) bool { return u.stop <= u.first && !u.hole })
	us.count = 0
	for i := range us.list {
		if !us.list[i].hole {
			us.count++
		}
	}
}

// own notes which unit each block belongs to.
func (us *units) own() {
	us.owner = scratch.Resize(us.owner, len(us.lines.Blocks))
	for i := range us.owner {
		us.owner[i] = -1
	}
	for i := range us.list {
		u := &us.list[i]
		for b := u.first; b < u.stop && !u.hole; b++ {
			us.owner[b] = int32(i)
		}
	}
}

// findTimes gives each unit the first time in its own blocks that is of the class which most units
// have.
func (us *units) findTimes() {
	list := us.anchors.list
	us.classes.Reset(len(list))
	for i := range list {
		if a := &list[i]; a.time >= 0 {
			if h := us.holder(a); h >= 0 {
				us.classes.AddOnce(a.class, h+1)
			}
		}
	}
	for i := range list {
		a := &list[i]
		if a.time < 0 {
			continue
		}
		h := us.holder(a)
		if h < 0 {
			continue
		}
		u := &us.list[h]
		if u.anchor < 0 || us.timely(a) > us.timely(&list[u.anchor]) {
			u.anchor = int32(i)
		}
	}
}

// holder is the unit that an anchor with a time is in: of those that have a part of its block, the
// one with its element; -1 if there is none.
func (us *units) holder(a *anchor) int32 {
	i := us.owner[a.block]
	if i >= 0 && a.element < us.list[i].element {
		at, found := slices.BinarySearchFunc(us.list[:i], a.element, func(u unit, e int32) int {
			return int(u.element - e)
		})
		if !found {
			at--
		}
		if at >= 0 {
			if u := &us.list[at]; !u.hole && u.first <= a.block && u.stop > a.block {
				i = int32(at)
			}
		}
	}
	if i < 0 {
		return -1
	}
	w := &us.lines.Times[a.time].When
	if w.End > w.Start && !us.owns(&us.list[i], us.spanOf(&us.lines.Times[a.time])) {
		return -1
	}
	return i
}

// spanOf is where a time is.
func (us *units) spanOf(l *lines.TimeLine) comment.Span {
	start := us.lines.Blocks[l.Block].Start
	return comment.Span{Start: start + int32(l.When.Start), End: start + int32(l.When.End)}
}

// owns reports whether a range of the text is in unit u, which starts and ends within lines if its
// elements are inline ones.
func (us *units) owns(u *unit, x comment.Span) bool {
	es := us.page.Elements
	return x.Start >= es[u.element].Text && (u.end >= int32(len(es)) || x.End <= es[u.end].Text)
}

// timely is how much an anchor is the time of its unit: how many units have one of its class, and
// whether it is written as times of records are.
func (us *units) timely(a *anchor) float32 {
	es := us.page.Elements
	w := &us.lines.Times[a.time].When
	n := float32(us.classes.Of(a.class))
	switch {
	case w.Kind == when.Clock: // the day is elsewhere
		n *= .6
	case w.Kind == when.Age && !w.Marked: // perhaps how long somebody has been a member
		n *= .4
	case w.HasZone && w.Precision == when.Second: // for machines
		n *= .9
	case w.HasClock():
		n *= 1.2
	}
	if es[a.element].Tag == tag.Time {
		n *= 1.3
	}
	for e, k := a.element, 0; e > 0 && k < 4; e, k = es[e].Parent, k+1 {
		switch p := us.strong(e); {
		case p.Has(elements.Edited), p.Has(elements.Fields), p.Has(elements.Parent):
			return 0
		case p.Has(elements.Time):
			return n * 2
		}
	}
	return n
}

// time is the time of a unit, or nil if it has none.
func (us *units) time(u *unit) *lines.TimeLine {
	if u.anchor < 0 {
		return nil
	}
	return &us.lines.Times[us.anchors.list[u.anchor].time]
}

// each calls f for every element of unit i that is not in a unit inside it.
func (us *units) each(i int, f func(e int32)) {
	u := &us.list[i]
	next := i + 1
	for e := u.element; e < u.end; {
		for next < len(us.list) && us.list[next].element < e {
			next++
		}
		if next < len(us.list) && us.list[next].element == e {
			e = us.list[next].end
			continue
		}
		f(e)
		e++
	}
}

// constant reports whether most of the records have the block: then it is not part of their text.
func (us *units) constant(b int32) bool {
	n, c := int32(us.count), us.lines.Facts[b].Count
	return n > 2 && c > 2 && c*2 >= n
}

// noisy reports whether a block is certainly no text of a record.
func (us *units) noisy(b int32) bool { return us.aside(b) || us.constant(b) }

// maxByline is how many words a block has at most that is the author of its unit and little else.
const maxByline = 12

// isAuthor reports whether a block is the author of unit u and little else.
func (us *units) isAuthor(u *unit, b int32) bool {
	x := &us.lines.Blocks[b]
	return !u.author.Empty() && u.author.Start >= x.Start && u.author.End <= x.End &&
		x.Words <= maxByline
}

// opened reports whether a time of the class that the units' times have stands above the first of
// them: an opening post that looks different.
func (us *units) opened() bool {
	u, list := &us.list[len(us.list)/2], us.anchors.list
	if u.anchor < 0 {
		return false
	}
	for i := range list {
		a := &list[i]
		if a.time >= 0 && a.block < us.list[0].first && a.class == list[u.anchor].class {
			return true
		}
	}
	return false
}
