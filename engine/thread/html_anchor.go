package thread

import (
	"bytes"
	"slices"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/token"
	"klartext/engine/when"
)

// anchor is an element that stands once in every record: what holds its time, or a control that all records have.
type anchor struct {
	elem  int32
	class uint64 // anchors at the like places of like records have one
	at    int32  // block that it stands in
	mark  int32  // its time, an index into Segmenter.marks; -1 where the anchor is a control
}

// findAnchors collects the anchors of the page: the elements of the time lines, the time elements in other blocks, and the
// controls of comments.
func (s *Segmenter) findAnchors() {
	t := &s.tape
	t.anchors, t.fields = t.anchors[:0], t.fields[:0]
	for i := range t.page.Elements {
		if t.page.Elements[i].Tag == tag.Textarea {
			t.fields = append(t.fields, int32(i))
		}
	}
	e, last := int32(0), int32(0)
	for i := range s.page.Times {
		k := &s.page.Times[i]
		if i > 0 && s.clocked(&s.page.Times[i-1], k) {
			continue
		}
		b := &s.page.Blocks[k.Block]
		e, last = s.holder(last, b, b.Start+int32(k.When.Start), b.Start+int32(k.When.End))
		if !k.Barred && (!k.Month || t.page.Elements[e].Tag == tag.Time) {
			s.addAnchor(e, k.Block, int32(i))
		}
	}
	for _, e := range t.page.Head.Times {
		if at := s.timeOf(e); at >= 0 && (s.page.Facts[at].Time < 0 || t.page.Elements[e].TextEnd == t.page.Elements[e].Text) {
			s.addTime(e, at)
		}
	}
	s.addInline()
	s.addStamps()
	s.addControls()
	s.addAuthors()
	s.orderAnchors()
}

// addStamps adds the times that the page does not show: of meta elements with a date, and of empty elements that a script is to
// fill in.
func (s *Segmenter) addStamps() {
	t := &s.tape
	for i := range t.page.Elements {
		x := &t.page.Elements[i]
		if x.Tag == tag.Time || x.Flags&block.HasAttrs == 0 || x.TextEnd > x.Text || !(s.strong(int32(i)) | s.weak(int32(i))).Has(elements.Time) || x.Flags&block.InHead != 0 {
			continue
		}
		c := Comment{}
		if at := s.besides(int32(i)); at >= 0 && s.stamped(&c, int32(i), nil) {
			c.When.Start, c.When.End = 0, 0
			s.page.Times = append(s.page.Times, lines.TimeLine{Block: at, When: c.When})
			s.addAnchor(int32(i), at, int32(len(s.page.Times))-1)
		}
	}
}

// addAuthors adds the elements that the vocabulary names as authors.
func (s *Segmenter) addAuthors() {
	t := &s.tape
	for i := range t.page.Elements {
		if !s.strong(int32(i)).Has(elements.Author) || s.under(int32(i), tag.Figure, 3) {
			continue
		}
		if x := &t.page.Elements[i]; x.First < int32(len(s.page.Blocks)) && x.Flags&(block.Skipped|block.InHead) == 0 {
			if _, ok := s.lineOf(int32(i)); ok {
				s.addAnchor(int32(i), x.First, -1)
			}
		}
	}
}

// under reports whether an element is or stands in one with the tag, at most n levels up.
func (s *Segmenter) under(e int32, x tag.Tag, n int) bool {
	es := s.tape.page.Elements
	for ; n >= 0 && e > 0; n, e = n-1, es[e].Parent {
		if es[e].Tag == x {
			return true
		}
	}
	return false
}

// maxInline is how many bytes an inline element has at most that is nothing but a time.
const maxInline = 48

// addInline adds the inline elements that are nothing but a time, in blocks that are no time lines: names and times in elements
// of their own may stand without a space between.
func (s *Segmenter) addInline() {
	t := &s.tape
	for i := range t.page.Elements {
		x := &t.page.Elements[i]
		n := x.TextEnd - x.Text
		if n < 3 || n > maxInline || x.Tag == tag.Time || x.Flags&(block.Skipped|block.InHead) != 0 || i == 0 ||
			x.First >= int32(len(s.page.Blocks)) || s.page.Facts[x.First].Time >= 0 {
			continue
		}
		b := &s.page.Blocks[x.First]
		if x.Text < b.Start || x.TextEnd > b.End || x.Text == b.Start && x.TextEnd == b.End || t.page.Elements[x.Parent].TextEnd-t.page.Elements[x.Parent].Text == n {
			continue
		}
		from, to := token.Trim(s.page.Src, int(x.Text), int(x.TextEnd))
		if !bytes.ContainsAny(s.page.Src[from:to], "0123456789") {
			continue
		}
		from += when.Filler(s.page.Src[from:to])
		if w, ok := when.Next(s.page.Src[from:to], 0); ok && w.Start == 0 && w.End == to-from && (w.Kind != when.Age || w.Marked) && w.Precision != when.Year {
			w.Start, w.End = from-int(b.Start), to-int(b.Start)
			s.page.Times = append(s.page.Times, lines.TimeLine{Block: x.First, When: w})
			s.addAnchor(int32(i), x.First, int32(len(s.page.Times))-1)
		}
	}
}

// clocked reports whether mark c is the clock of the day in the block above, and gives it to that.
func (s *Segmenter) clocked(day, c *lines.TimeLine) bool {
	w := &day.When
	if c.When.Kind != when.Clock || c.Block != day.Block+1 || c.Before.Kind != lines.NoRest || c.After.Kind != lines.NoRest || w.HasClock() ||
		w.Kind != when.Absolute && w.Kind != when.Yearless && w.Kind != when.DayOffset {
		return false
	}
	w.Hour, w.Minute, w.Second, w.Precision = c.When.Hour, c.When.Minute, c.When.Second, c.When.Precision
	return true
}

// timeOf returns the block that a time element with a text stands in, -1 when element e is none.
func (s *Segmenter) timeOf(e int32) int32 {
	x := &s.tape.page.Elements[e]
	if x.Tag != tag.Time || x.Flags&(block.Skipped|block.InHead) != 0 {
		return -1
	}
	return s.besides(e)
}

// besides returns the block that element e stands in, or beside where it is empty; -1 when there is none.
func (s *Segmenter) besides(e int32) int32 {
	x := &s.tape.page.Elements[e]
	for up := x; up.Parent > 0; {
		if x.First < up.Last {
			return x.First
		}
		if up.Last > up.First {
			return up.Last - 1
		}
		up = &s.tape.page.Elements[up.Parent]
	}
	return -1
}

// addTime adds a time element in a block that is no time line.
func (s *Segmenter) addTime(e, at int32) {
	x, b := &s.tape.page.Elements[e], &s.page.Blocks[at]
	from, to := token.Trim(s.page.Src, int(max(x.Text, b.Start)), int(min(x.TextEnd, b.End)))
	if to-from > 60 {
		return
	}
	to = max(to, from)
	w := when.Time{Kind: when.None}
	if v, ok := s.tape.page.Attr(e, "datetime"); ok {
		w, _ = when.ParseISO(v)
	}
	if got, ok := when.Next(s.page.Src[from:to], 0); ok {
		if w.Kind == when.None {
			w = got
		}
		from, to = from+got.Start, from+got.End
	}
	if w.Kind == when.None {
		return
	}
	n := int(b.End - b.Start)
	w.Start, w.End = min(max(0, from-int(b.Start)), n), min(max(0, to-int(b.Start)), n)
	s.page.Times = append(s.page.Times, lines.TimeLine{Block: at, When: w})
	s.addAnchor(e, at, int32(len(s.page.Times))-1)
}

// holder returns the innermost element that holds the text [from,to) of block b, and the last one that starts before that text,
// from which the search for the next stretch goes on.
func (s *Segmenter) holder(last int32, b *block.Block, from, to int32) (e, before int32) {
	es := s.tape.page.Elements
	before = max(last, b.Node)
	for before+1 < int32(len(es)) && es[before+1].Text <= from && es[before+1].First <= es[b.Node].Last {
		before++
	}
	for e = before; e > 0 && (es[e].Text > from || es[e].TextEnd < to); {
		e = es[e].Parent
	}
	return e, before
}

func (s *Segmenter) addAnchor(e, at, mark int32) {
	t := &s.tape
	if n := len(t.anchors); n > 0 && t.anchors[n-1].elem == e && mark >= 0 {
		return
	}
	es := t.page.Elements
	if es[e].Flags&block.InHead != 0 || s.inQuote(e) {
		return
	}
	c := uint64(s.elements.Signs[e])
	for n, p := 0, es[e].Parent; n < 2 && p > 0; n, p = n+1, es[p].Parent {
		c = elements.Mix(c, uint64(s.elements.Signs[p]))
	}
	if mark < 0 && !s.strong(e).Has(elements.Author) {
		c = elements.Mix(c, s.page.Facts[at].Key)
	}
	t.anchors = append(t.anchors, anchor{e, c, at, mark})
}

// inQuote reports whether an element stands in a quote of another record.
func (s *Segmenter) inQuote(e int32) bool {
	es := s.tape.page.Elements
	for n := 0; n < 6 && e > 0; n, e = n+1, es[e].Parent {
		if es[e].Tag == tag.Blockquote || es[e].Tag == tag.Q || s.strong(e).Has(elements.Quote) {
			return true
		}
	}
	return false
}

// addControls adds the controls of comments that the page repeats: "Reply", "Antworten".
func (s *Segmenter) addControls() {
	for i := range s.page.Facts {
		f := &s.page.Facts[i]
		if f.Count < 2 || f.Symbol != lines.Action || f.Role != lexicon.RoleAction || s.page.Blocks[i].Words > 6 {
			continue
		}
		s.addAnchor(s.page.Blocks[i].Inner, int32(i), -1)
	}
}

// orderAnchors sorts the anchors by class, those of a class in page order.
func (s *Segmenter) orderAnchors() {
	t := &s.tape
	t.order = t.order[:0]
	for i := range t.anchors {
		t.order = append(t.order, int32(i))
	}
	as := t.anchors
	slices.SortFunc(t.order, func(a, b int32) int {
		switch x, y := as[a].class, as[b].class; {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return int(as[a].elem - as[b].elem)
	})
}
