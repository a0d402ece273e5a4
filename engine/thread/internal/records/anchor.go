package records

import (
	"cmp"
	"slices"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/token"
	"klartext/engine/when"
)

// anchors are the elements that are once in every record: above all the one with its time, but also
// a control that all records have, or the name of the author.
type anchors struct {
	*tape
	list      []anchor
	byClass   []int32 // indices of list by class, those of a class in page order
	textareas []int32 // elements that a text can be written into
}

// anchor is such an element.
type anchor struct {
	element int32
	class   uint64 // anchors at like places of like records have one
	block   int32  // in which it is
	time    int32  // its time, an index into lines.Page.Times; -1 if the anchor is not a time
}

const (
	maxInline  = 48 // bytes of an inline element that is nothing but a time
	maxTime    = 60 // bytes of a time element that is read
	maxControl = 6  // words of a control
)

// find collects the anchors of the page: the elements of the time lines, the time elements in other
// blocks, the controls of comments and the names of authors.
func (a *anchors) find() {
	a.list, a.textareas = a.list[:0], a.textareas[:0]
	for i := range a.page.Elements {
		if a.page.Elements[i].Tag == tag.Textarea {
			a.textareas = append(a.textareas, int32(i))
		}
	}
	a.addLines()
	for _, e := range a.page.Head.Times {
		x, b := &a.page.Elements[e], a.blockOfTime(e)
		if b >= 0 && (a.lines.Facts[b].Time < 0 || x.TextEnd == x.Text) {
			a.addTime(e, b)
		}
	}
	a.addInline()
	a.addStamps()
	a.addControls()
	a.addAuthors()
	a.sort()
}

// addLines adds the elements of the time lines.
func (a *anchors) addLines() {
	e, last := int32(0), int32(0)
	for i := range a.lines.Times {
		l := &a.lines.Times[i]
		if i > 0 && clocked(&a.lines.Times[i-1], l) {
			continue
		}
		b := &a.lines.Blocks[l.Block]
		e, last = a.holder(last, b, b.Start+int32(l.When.Start), b.Start+int32(l.When.End))
		if !l.Barred && (!l.Month || a.page.Elements[e].Tag == tag.Time) {
			a.add(e, l.Block, int32(i))
		}
	}
}

// clocked reports whether a time line is the clock of the day in the block above, and gives it to
// that.
func clocked(day, clock *lines.TimeLine) bool {
	w, c := &day.When, &clock.When
	if c.Kind != when.Clock || clock.Block != day.Block+1 || clock.Before.Kind != lines.NoRest ||
		clock.After.Kind != lines.NoRest || w.HasClock() ||
		w.Kind != when.Absolute && w.Kind != when.Yearless && w.Kind != when.DayOffset {
		return false
	}
	w.Hour, w.Minute, w.Second, w.Precision = c.Hour, c.Minute, c.Second, c.Precision
	return true
}

// holder returns the innermost element that contains the text [from,to) of block b, and the last
// one that starts before that text, from which the search for the next stretch continues.
func (a *anchors) holder(last int32, b *block.Block, from, to int32) (e, before int32) {
	es := a.page.Elements
	before = max(last, b.Node)
	for next := before + 1; next < int32(len(es)); next++ {
		if es[next].Text > from || es[next].First > es[b.Node].Last {
			break
		}
		before = next
	}
	for e = before; e > 0 && (es[e].Text > from || es[e].TextEnd < to); {
		e = es[e].Parent
	}
	return e, before
}

// blockOfTime is the block that a time element is in or beside, or -1 if element e is not a time
// element.
func (a *anchors) blockOfTime(e int32) int32 {
	if x := &a.page.Elements[e]; x.Tag != tag.Time || hidden(x) {
		return -1
	}
	return a.blockOf(e)
}

// blockOf is the block that element e is in, or beside if it is empty; -1 if there is none.
func (a *anchors) blockOf(e int32) int32 {
	es := a.page.Elements
	x := &es[e]
	for up := x; up.Parent > 0; up = &es[up.Parent] {
		if x.First < up.Last {
			return x.First
		}
		if up.Last > up.First {
			return up.Last - 1
		}
	}
	return -1
}

// addTime adds a time element in a block that is not a time line.
func (a *anchors) addTime(e, at int32) {
	x, b, src := &a.page.Elements[e], &a.lines.Blocks[at], a.lines.Src
	from, to := token.Trim(src, int(max(x.Text, b.Start)), int(min(x.TextEnd, b.End)))
	if to-from > maxTime {
		return
	}
	to = max(to, from)
	w := when.Time{Kind: when.None}
	if v, ok := a.page.Attr(e, "datetime"); ok {
		w, _ = when.ParseISO(v)
	}
	if got, ok := when.Next(src[from:to], 0); ok {
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
	a.add(e, at, a.lines.AddTime(at, w))
}

// addInline adds the inline elements that consist of a time, in blocks that are not time lines:
// names and times in elements of their own may have no space between them.
func (a *anchors) addInline() {
	es, src := a.page.Elements, a.lines.Src
	for i := 1; i < len(es); i++ {
		x := &es[i]
		n := x.TextEnd - x.Text
		if n < 3 || n > maxInline || x.Tag == tag.Time || hidden(x) ||
			x.First >= int32(len(a.lines.Blocks)) || a.lines.Facts[x.First].Time >= 0 {
			continue
		}
		b := &a.lines.Blocks[x.First]
		if x.Text < b.Start || x.TextEnd > b.End || x.Text == b.Start && x.TextEnd == b.End ||
			es[x.Parent].TextEnd-es[x.Parent].Text == n {
			continue
		}
		from, to := token.Trim(src, int(x.Text), int(x.TextEnd))
		if !hasDigit(src[from:to]) {
			continue
		}
		from += when.Filler(src[from:to])
		w, ok := when.Next(src[from:to], 0)
		if ok && w.Start == 0 && w.End == to-from && (w.Kind != when.Age || w.Marked) &&
			w.Precision != when.Year {
			w.Start, w.End = from-int(b.Start), to-int(b.Start)
			a.add(int32(i), x.First, a.lines.AddTime(x.First, w))
		}
	}
}

// addStamps adds the times that the page does not show: of meta elements with a date, and of empty
// elements that a script is to fill in.
func (a *anchors) addStamps() {
	for i := range a.page.Elements {
		e, x := int32(i), &a.page.Elements[i]
		if x.Tag == tag.Time || x.Flags&block.HasAttrs == 0 || x.TextEnd > x.Text ||
			!(a.strong(e) | a.weak(e)).Has(elements.Time) || x.Flags&block.InHead != 0 {
			continue
		}
		b := a.blockOf(e)
		if b < 0 {
			continue
		}
		if w, ok := a.stamp(e, nil); ok {
			w.Start, w.End = 0, 0
			a.add(e, b, a.lines.AddTime(b, w))
		}
	}
}

// addControls adds the controls of comments that the page repeats: "Reply", "Antworten".
func (a *anchors) addControls() {
	for i := range a.lines.Facts {
		f, b := &a.lines.Facts[i], &a.lines.Blocks[i]
		if f.Count > 1 && f.Symbol == lines.Action && f.Role == lexicon.RoleAction &&
			b.Words <= maxControl {
			a.add(b.Inner, int32(i), -1)
		}
	}
}

// addAuthors adds the elements that their names call authors.
func (a *anchors) addAuthors() {
	for i := range a.page.Elements {
		e, x := int32(i), &a.page.Elements[i]
		if !a.strong(e).Has(elements.Author) || a.inFigure(e) ||
			x.First >= int32(len(a.lines.Blocks)) || hidden(x) {
			continue
		}
		if _, ok := a.elements.ShortLine(e); ok {
			a.add(e, x.First, -1)
		}
	}
}

// inFigure reports whether an element is a figure or is in one, a few levels up.
func (a *anchors) inFigure(e int32) bool {
	es := a.page.Elements
	for n := 0; n < 4 && e > 0; n, e = n+1, es[e].Parent {
		if es[e].Tag == tag.Figure {
			return true
		}
	}
	return false
}

// add adds an element in a block as an anchor, unless it is in a quote. time is -1 if it is not a
// time.
func (a *anchors) add(e, at, time int32) {
	if n := len(a.list); n > 0 && a.list[n-1].element == e && time >= 0 {
		return
	}
	es, signs := a.page.Elements, a.elements.Signs
	if es[e].Flags&block.InHead != 0 || a.inQuote(e) {
		return
	}
	class := uint64(signs[e])
	for n, p := 0, es[e].Parent; n < 2 && p > 0; n, p = n+1, es[p].Parent {
		class = elements.Mix(class, uint64(signs[p]))
	}
	if time < 0 && !a.strong(e).Has(elements.Author) {
		class = elements.Mix(class, a.lines.Facts[at].Key)
	}
	a.list = append(a.list, anchor{element: e, class: class, block: at, time: time})
}

// inQuote reports whether an element is in a quote of another record.
func (a *anchors) inQuote(e int32) bool {
	es := a.page.Elements
	for n := 0; n < 6 && e > 0; n, e = n+1, es[e].Parent {
		if es[e].Tag == tag.Blockquote || es[e].Tag == tag.Q || a.strong(e).Has(elements.Quote) {
			return true
		}
	}
	return false
}

// sort puts the anchors in the order of their classes.
func (a *anchors) sort() {
	a.byClass = a.byClass[:0]
	for i := range a.list {
		a.byClass = append(a.byClass, int32(i))
	}
	slices.SortFunc(a.byClass, func(i, j int32) int {
		x, y := &a.list[i], &a.list[j]
		return cmp.Or(cmp.Compare(x.class, y.class), int(x.element-y.element))
	})
}
