package records

import (
	"klartext/engine/internal/scratch"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/when"
)

// authors finds the column of the authors, then each unit's author.
type authors struct {
	*tape
	units   *units
	columns *columns

	list      []nameColumn
	offers    []offer // names that these offer, by unit
	inElement []names.Name
	inBlock   []names.Name // names that were looked for, of each element and block of the page
}

// nameColumn is a column that may be the authors'.
type nameColumn struct {
	key    uint64
	from   comment.Source
	score  float32
	offers int32   // names that it offers
	length int32   // bytes of these
	worth  float32 // sum of how much they look like names
}

func (c nameColumn) value() float32 { return c.score }

// offer is a name that a column offers for a unit.
type offer struct {
	unit, column int32
	name         comment.Span
	worth        float32 // how much it looks like a name
	element      int32   // -1 if it is not an element of its own
}

// Columns that are not elements: what is before or after the time in its block, and the blocks
// around it.
const (
	beforeTime = iota + 100
	afterTime
	aboveTime
	belowTime
)

const maxNames = 24 // columns that are considered for authors

// notNames are the parts that are not authors.
const notNames = 1<<elements.Time | 1<<elements.Body | 1<<elements.Title | 1<<elements.Rank |
	1<<elements.Votes | 1<<elements.Number | 1<<elements.Controls | 1<<elements.Signature |
	1<<elements.Quote | 1<<elements.Edited | 1<<elements.Parent | 1<<elements.Form |
	1<<elements.Policy | 1<<elements.More | 1<<elements.Fields | 1<<elements.Other

// begin forgets the names of the page before.
func (as *authors) begin() {
	as.inElement = scratch.Resize(as.inElement, len(as.page.Elements))
	as.inBlock = scratch.Resize(as.inBlock, len(as.lines.Blocks))
	clear(as.inElement)
	clear(as.inBlock)
}

// find finds the authors of the units.
func (as *authors) find() {
	as.shortlist()
	as.offers = as.offers[:0]
	for i := range as.units.list {
		if !as.units.list[i].hole {
			as.offer(int32(i))
		}
	}
	as.rank()
	offers := as.offers
	for i := range as.units.list {
		u := &as.units.list[i]
		if u.hole {
			continue
		}
		n := 0
		for n < len(offers) && offers[n].unit == int32(i) {
			n++
		}
		as.choose(u, offers[:n])
		as.narrow(u)
		offers = offers[n:]
	}
}

// shortlist ranks the columns by what was measured of them, without a look at the names themselves.
func (as *authors) shortlist() {
	as.list = as.list[:0]
	n := float32(as.units.count)
	for i := range as.columns.list.Values {
		c := &as.columns.list.Values[i]
		if c.numbers*2 <= c.seen && float32(c.seen) >= .2*n {
			as.list = insert(as.list, c.asNames(), maxNames)
		}
	}
	for key := uint64(beforeTime); key <= belowTime; key++ {
		as.list = append(as.list, nameColumn{key: key, score: .55, from: comment.BySlot})
	}
}

// asNames is how much a column is the authors', by what was measured of it.
func (c *column) asNames() nameColumn {
	k := float32(c.seen)
	r := nameColumn{key: c.key, from: comment.ByColumn}
	r.score = .9 * min(1, 1.3*float32(c.distinct)/k)
	if c.most == c.seen && c.seen > 1 {
		r.score -= min(1.5, .5*(k-1))
	}
	switch {
	case c.strong.Has(elements.Author):
		r.score += 1.5
		r.from = comment.ByClass
	case c.strong&notNames != 0:
		r.score -= 1.5
	case c.weak.Has(elements.Author):
		r.score += .6
		r.from = comment.ByClass
	case c.weak&notNames != 0:
		r.score -= .4
	}
	r.score += .2 * float32(c.linked) / k
	r.score += .2 * float32(c.near) / k
	if c.heading && !c.strong.Has(elements.Author) {
		r.score -= .1 // the record's own subject perhaps
	}
	r.score -= min(.3, .002*float32(c.order)/k)
	return r
}

// insert inserts x into a list of at most n, the best first.
func insert[T interface{ value() float32 }](list []T, x T, n int) []T {
	if len(list) == n {
		if list[n-1].value() >= x.value() {
			return list
		}
		list = list[:n-1]
	}
	list = append(list, x)
	for i := len(list) - 1; i > 0 && list[i-1].value() < list[i].value(); i-- {
		list[i-1], list[i] = list[i], list[i-1]
	}
	return list
}

// shortlisted is the index of the column with the key in the shortlist, or -1.
func (as *authors) shortlisted(key uint64) int32 {
	for i := range as.list {
		if as.list[i].key == key {
			return int32(i)
		}
	}
	return -1
}

// offer appends the names that the columns of the shortlist offer for unit i.
func (as *authors) offer(i int32) {
	u := &as.units.list[i]
	taken := uint32(0)
	as.units.each(int(i), func(e int32) {
		k := as.shortlisted(as.columns.path[e])
		if k < 0 || taken>>k&1 != 0 || as.page.Elements[e].First >= u.stop {
			return
		}
		if line, ok := as.elements.ShortLine(e); ok {
			taken |= 1 << k
			if n, worth := as.nameOf(u, e, line); !n.Empty() && worth > -1 {
				as.offers = append(as.offers, offer{i, k, n, worth, e})
			}
		}
	})
	if u.anchor >= 0 {
		as.offerSlots(i)
	}
}

// nameOf is the name in element e of unit u, which is the line, and how much it looks like one.
func (as *authors) nameOf(u *unit, e int32, line comment.Span) (comment.Span, float32) {
	if l := as.units.time(u); l != nil {
		if at := as.units.spanOf(l); line.Start < at.End && line.End > at.Start {
			return comment.Span{}, -1
		}
	}
	n := &as.inElement[e]
	if !n.Known {
		n.Known = true
		n.Span, n.Worth = as.nameIn(line, as.page.Elements[e].First)
	}
	return n.Span, n.Worth
}

// nameIn is the name in a line of block b, and how much it looks like one.
func (as *authors) nameIn(line comment.Span, b int32) (comment.Span, float32) {
	if as.timed(line) {
		return comment.Span{}, -1
	}
	n := as.names.InElement(line)
	t := as.text(n)
	if isSubject(t) {
		return comment.Span{}, -1
	}
	if x := &as.lines.Blocks[b]; line.Start <= x.Start && line.End >= x.End {
		if w := as.names.LineWorth(b); w > -1 {
			return n, w
		}
		return comment.Span{}, -1
	}
	switch {
	case lines.IsNumber(t):
		return n, -1
	case len(t) > 1 && t[0] == '@': // whom the record speaks to, perhaps
		return n, as.names.Worth(n) - .4
	}
	return n, as.names.Worth(n)
}

// timed reports whether a line starts with a time.
func (as *authors) timed(line comment.Span) bool {
	w, ok := when.Next(as.text(line), 0)
	return ok && w.Start == 0
}

// isSubject reports whether a line is the subject of a reply: "Re: the title".
func isSubject(t []byte) bool {
	return len(t) > 3 && t[2] == ':' &&
		(t[0]|0x20 == 'r' && t[1]|0x20 == 'e' || t[0]|0x20 == 'a' && t[1]|0x20 == 'w')
}

// offerSlots appends the names around the time of unit i that are not elements of their own.
func (as *authors) offerSlots(i int32) {
	u := &as.units.list[i]
	time := as.units.anchors.list[u.anchor].time
	l := &as.lines.Times[time]
	if as.lines.Facts[l.Block].Time < 0 { // a long block
		return
	}
	start := as.lines.Blocks[l.Block].Start
	before := as.names.BeforeTime(time, start, l.Before.Kind == lines.RestWords && !l.Foot)
	if !before.Span.Empty() && as.units.owns(u, before.Span) {
		as.offerSlot(i, beforeTime, before.Span, before.Worth)
	}
	words := l.After.Kind == lines.RestWords && !l.Joins && !l.Controls
	after := as.names.AfterTime(time, words)
	if !after.Span.Empty() && as.units.owns(u, after.Span) && !as.timed(after.Span) {
		as.offerSlot(i, afterTime, after.Span, after.Worth)
	}
	for k, at := range [...]int32{l.Block - 1, l.Block + 1} {
		if at < u.first || at >= u.stop {
			continue
		}
		if n := as.nameOfBlock(at); !n.Span.Empty() && as.units.owns(u, n.Span) {
			as.offerSlot(i, uint64(aboveTime+k), n.Span, n.Worth-.1)
		}
	}
}

// offerSlot appends a name that is not an element of its own.
func (as *authors) offerSlot(i int32, key uint64, name comment.Span, worth float32) {
	as.offers = append(as.offers, offer{i, as.shortlisted(key), name, worth, -1})
}

// nameOfBlock is the name that a block is, if it is one.
func (as *authors) nameOfBlock(b int32) *names.Name {
	n := &as.inBlock[b]
	if !n.Known {
		n.Known = true
		if n.Worth = as.names.LineWorth(b); n.Worth > -1 {
			n.Span = as.names.InElement(as.lines.Span(b))
		}
	}
	return n
}

// rank scores the columns of the shortlist by the names that they offer.
func (as *authors) rank() {
	for i := range as.offers {
		o := &as.offers[i]
		r := &as.list[o.column]
		r.offers++
		r.worth += o.worth
		r.length += o.name.End - o.name.Start
	}
	for i := range as.list {
		r := &as.list[i]
		if r.offers == 0 {
			r.score = -9
			continue
		}
		n := float32(r.offers)
		r.score += .7*r.worth/n + .8*min(1, n/float32(as.units.count))
		r.score -= .03 * max(0, float32(r.length)/n-12) / 6
	}
}

// choose takes the best of the names that are offered for unit u.
func (as *authors) choose(u *unit, offers []offer) {
	u.author, u.authorElement = comment.Span{}, -1
	best := float32(.6)
	for i := range offers {
		o := &offers[i]
		r := &as.list[o.column]
		v := r.score + .5*o.worth
		if o.element >= 0 && u.authorElement >= 0 && within(o.name, u.author) {
			v += .25 // the name within a line of names
			if as.strong(o.element).Has(elements.Author) {
				v += .4
			}
		}
		if v > best {
			best = v
			u.author, u.authorElement = o.name, o.element
			u.authorFrom = comment.From(r.from, min(1, v/3))
		}
	}
}

// within reports whether range a is a part of range b, but not all of it.
func within(a, b comment.Span) bool {
	return a.Start >= b.Start && a.End <= b.End && a.End-a.Start < b.End-b.Start
}

const maxNarrow = 6 // elements in an author's that are searched for a name

// narrow takes the link at the start of a unit's author for the name, if more follows: a badge, a
// full name.
func (as *authors) narrow(u *unit) {
	if u.authorElement < 0 {
		return
	}
	es := as.page.Elements
	end := min(es[u.authorElement].Next, u.authorElement+1+maxNarrow)
	for e := u.authorElement + 1; e < end; e++ {
		if es[e].Tag != tag.A && !as.strong(e).Has(elements.Author) {
			continue
		}
		line, ok := as.elements.ShortLine(e)
		if ok && line.Start == u.author.Start && line.End < u.author.End {
			u.author = line
			return
		}
	}
}
