package thread

import (
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/when"
)

// ranked is a column with its score.
type ranked struct {
	key    uint64
	score  float32
	fits   int32
	length int32 // bytes of the names
	worth  float32
	from   Source
}

// Columns that are no elements: what stands before or behind the time in its block, and the blocks around it.
const (
	placeBefore = iota + 100
	placeBehind
	placeAbove
	placeBelow
)

const maxNames = 24 // columns that are looked at for authors

// notNames are the parts that are no authors.
const notNames = 1<<elements.Time | 1<<elements.Body | 1<<elements.Title | 1<<elements.Rank | 1<<elements.Votes | 1<<elements.Number | 1<<elements.Controls | 1<<elements.Signature |
	1<<elements.Quote | 1<<elements.Edited | 1<<elements.Parent | 1<<elements.Form | 1<<elements.Policy | 1<<elements.More | 1<<elements.Fields | 1<<elements.Other

// offer is a name that a column of the shortlist offers for a unit.
type offer struct {
	unit, column int32
	name         Span
	worth        float32 // how much it looks like a name
	elem         int32   // -1 when it is no element of its own
}

// findAuthors finds the column of authors, then each unit's author.
func (s *Segmenter) findAuthors() {
	t := &s.tape
	s.shortlist()
	t.offers = t.offers[:0]
	for i := range t.units {
		if !t.units[i].hole {
			s.offerNames(int32(i))
		}
	}
	s.rankNames()
	at := 0
	for i := range t.units {
		u := &t.units[i]
		if u.hole {
			continue
		}
		from := at
		for at < len(t.offers) && t.offers[at].unit == int32(i) {
			at++
		}
		s.chooseAuthor(u, t.offers[from:at])
		s.narrow(u)
	}
}

// rankNames scores the columns of the shortlist by the names that they offer.
func (s *Segmenter) rankNames() {
	t := &s.tape
	for i := range t.offers {
		o := &t.offers[i]
		r := &t.names[o.column]
		r.fits++
		r.worth += o.worth
		r.length += o.name.End - o.name.Start
	}
	for i := range t.names {
		if r := &t.names[i]; r.fits > 0 {
			r.score += .7*r.worth/float32(r.fits) + .8*min(1, float32(r.fits)/float32(t.count))
			r.score -= .03 * max(0, float32(r.length)/float32(r.fits)-12) / 6
		} else {
			r.score = -9
		}
	}
}

// chooseAuthor takes the best of the names that are offered for unit u.
func (s *Segmenter) chooseAuthor(u *unit, offers []offer) {
	u.author, u.authorElem = Span{}, -1
	best := float32(.6)
	for i := range offers {
		o := &offers[i]
		r, n := &s.tape.names[o.column], o.name
		v := r.score + .5*o.worth
		if o.elem >= 0 && u.authorElem >= 0 && n.Start >= u.author.Start && n.End <= u.author.End && n.End-n.Start < u.author.End-u.author.Start {
			v += .25 // the name within a line of names
			if s.strong(o.elem).Has(elements.Author) {
				v += .4
			}
		}
		if v > best {
			best = v
			u.author, u.authorElem = n, o.elem
			u.authorFrom = comment.From(r.from, min(1, v/3))
		}
	}
}

// narrow takes the link at the start of a unit's author for the name, if there is more behind it: a badge, a full name.
func (s *Segmenter) narrow(u *unit) {
	if u.authorElem < 0 {
		return
	}
	es := s.tape.page.Elements
	for e, n := u.authorElem+1, 0; e < es[u.authorElem].Next && n < 6; e, n = e+1, n+1 {
		if es[e].Tag != tag.A && !s.strong(e).Has(elements.Author) {
			continue
		}
		if line, ok := s.lineOf(e); ok && line.Start == u.author.Start && line.End < u.author.End {
			u.author = line
			return
		}
	}
}

// shortlist ranks the columns by what was measured of them, without a look at the names themselves.
func (s *Segmenter) shortlist() {
	t := &s.tape
	t.names = t.names[:0]
	n := float32(t.count)
	for i := range t.columns.list {
		c := &t.columns.list[i]
		if c.body || c.numbers*2 > c.seen || float32(c.seen) < .2*n {
			continue
		}
		k := float32(c.seen)
		r := ranked{key: c.key, from: ByColumn}
		r.score = .9 * min(1, 1.3*float32(c.distinct)/k)
		if c.most == c.seen && c.seen > 1 {
			r.score -= min(1.5, .5*(k-1))
		}
		switch {
		case c.strong.Has(elements.Author):
			r.score += 1.5
			r.from = ByClass
		case c.strong&notNames != 0:
			r.score -= 1.5
		case c.weak.Has(elements.Author):
			r.score += .6
			r.from = ByClass
		case c.weak&notNames != 0:
			r.score -= .4
		}
		r.score += .2 * float32(c.linked) / k
		r.score += .2 * float32(c.near) / k
		if c.heading && !c.strong.Has(elements.Author) {
			r.score -= .1 // the record's own subject perhaps
		}
		r.score -= min(.3, .002*float32(c.order)/k)
		s.rank(&t.names, r, maxNames)
	}
	for k := uint64(placeBefore); k <= placeBelow; k++ {
		t.names = append(t.names, ranked{key: k, score: .55, from: BySlot})
	}
}

// rank inserts r into a list of at most n, the best first.
func (s *Segmenter) rank(list *[]ranked, r ranked, n int) {
	l := *list
	if len(l) == n {
		if l[n-1].score >= r.score {
			return
		}
		l = l[:n-1]
	}
	l = append(l, r)
	for i := len(l) - 1; i > 0 && l[i-1].score < l[i].score; i-- {
		l[i-1], l[i] = l[i], l[i-1]
	}
	*list = l
}

// offerNames appends the names that the columns of the shortlist offer for unit i.
func (s *Segmenter) offerNames(i int32) {
	t := &s.tape
	u := &t.units[i]
	taken := uint32(0)
	s.eachOwn(int(i), func(e int32) {
		k := t.shortlisted(t.path[e])
		if k < 0 || taken>>k&1 != 0 || t.page.Elements[e].First >= u.stop {
			return
		}
		if line, ok := s.lineOf(e); ok {
			taken |= 1 << k
			if n, w := s.nameOf(u, e, line); !n.Empty() && w > -1 {
				t.offers = append(t.offers, offer{i, k, n, w, e})
			}
		}
	})
	if m := s.timeMark(u); m != nil {
		s.offerSlots(i, m)
	}
}

// shortlisted is the index of the column with the key in the shortlist, -1 when it is not there.
func (t *tape) shortlisted(key uint64) int32 {
	for i := range t.names {
		if t.names[i].key == key {
			return int32(i)
		}
	}
	return -1
}

// nameOf returns the name in element e of unit u, which is the line, and how much it looks like one.
func (s *Segmenter) nameOf(u *unit, e int32, line Span) (Span, float32) {
	if m := s.timeMark(u); m != nil {
		from := s.page.Blocks[m.Block].Start
		if line.Start < from+int32(m.When.End) && line.End > from+int32(m.When.Start) {
			return Span{}, -1
		}
	}
	n := &s.tape.naming[e]
	if !n.Known {
		n.Known = true
		n.Span, n.Worth = s.nameIn(line, s.tape.page.Elements[e].First)
	}
	return n.Span, n.Worth
}

// nameIn returns the name in a line of block b, and how much it looks like one.
func (s *Segmenter) nameIn(line Span, b int32) (Span, float32) {
	if s.timed(line) {
		return Span{}, -1
	}
	n := s.names.InElement(line)
	if subject(n.Of(s.page.Src)) {
		return Span{}, -1
	}
	if x := &s.page.Blocks[b]; line.Start <= x.Start && line.End >= x.End {
		if w := s.names.LineWorth(b); w > -1 {
			return n, w
		}
		return Span{}, -1
	}
	w := s.names.Worth(n)
	if t := n.Of(s.page.Src); lines.IsNumber(t) {
		w = -1
	} else if len(t) > 1 && t[0] == '@' {
		w -= .4 // whom the record speaks to, perhaps
	}
	return n, w
}

// timed reports whether a line starts with a time.
func (s *Segmenter) timed(line Span) bool {
	w, ok := when.Next(line.Of(s.page.Src), 0)
	return ok && w.Start == 0
}

// subject reports whether a line is the subject of a reply: "Re: the title".
func subject(t []byte) bool {
	return len(t) > 3 && (t[0]|0x20 == 'r' && t[1]|0x20 == 'e' || t[0]|0x20 == 'a' && t[1]|0x20 == 'w') && t[2] == ':'
}

// offerSlots appends the names around the time of unit i that are no elements of their own.
func (s *Segmenter) offerSlots(i int32, m *lines.TimeLine) {
	t := &s.tape
	u := &t.units[i]
	b := &s.page.Blocks[m.Block]
	if s.page.Facts[m.Block].Time < 0 { // a long block
		return
	}
	line := t.anchors[u.anchor].mark
	if n := s.names.BeforeTime(line, b.Start, m.Before.Kind == lines.RestWords && !m.Foot); !n.Span.Empty() && s.owns(u, n.Span) {
		t.offers = append(t.offers, offer{i, t.shortlisted(placeBefore), n.Span, n.Worth, -1})
	}
	if n := s.names.AfterTime(line, m.After.Kind == lines.RestWords && !m.Joins && !m.Controls); !n.Span.Empty() && s.owns(u, n.Span) && !s.timed(n.Span) {
		t.offers = append(t.offers, offer{i, t.shortlisted(placeBehind), n.Span, n.Worth, -1})
	}
	for k, at := range [...]int32{m.Block - 1, m.Block + 1} {
		if at < u.first || at >= u.stop {
			continue
		}
		if n := s.nameOfBlock(at); !n.Span.Empty() && s.owns(u, n.Span) {
			t.offers = append(t.offers, offer{i, t.shortlisted(uint64(placeAbove + k)), n.Span, n.Worth - .1, -1})
		}
	}
}

// nameOfBlock is the name that a block is, if it is one.
func (s *Segmenter) nameOfBlock(b int32) *names.Name {
	n := &s.tape.naming[len(s.tape.page.Elements)+int(b)]
	if !n.Known {
		n.Known = true
		if n.Worth = s.names.LineWorth(b); n.Worth > -1 {
			n.Span = s.names.InElement(span(s.page.Blocks[b].Start, s.page.Blocks[b].End))
		}
	}
	return n
}
