package records

import (
	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/scratch"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// texts finds the column of the texts, then each unit's text. It is in one column, or in several
// elements of one: the smallest that contains most of the words and little that is not text. A
// column here is a place, regardless of the ordinals, with all the elements at it.
type texts struct {
	*tape
	units   *units
	columns *columns

	words []int32 // of the blocks before a block, without those that are not text
	noise []int32 // how many of the blocks before a block are not text
	list  hashtable.List[uint64, textColumn]
	best  []rankedText
	deaf  bool           // names of elements do not show what is text
	out   []comment.Line // lines of the texts of all units
}

// textColumn is a place in the records that contains blocks.
type textColumn struct {
	key      uint64
	above    uint64 // key of the column that its elements are in; 0 for none
	elements int32
	seen     int32 // units that have it
	unit     int32 // the latest of them
	words    int32
	inUnit   int32   // words in the latest unit
	noise    int32   // blocks that are not text
	share    float32 // sum over the units of its share in their words
	boxed    bool    // its elements are boxes, no paragraphs
	strong   elements.Parts
	weak     elements.Parts // names that all of its elements have
}

// rankedText is a column that may be the texts'.
type rankedText struct {
	key   uint64
	from  comment.Source
	score float32
}

func (c rankedText) value() float32 { return c.score }

const (
	maxTexts  = 6  // columns that are kept
	leastText = .2 // score of a column that is taken where the best one has nothing
	maxNear   = 4  // words before a time that may be of its line, however little follows
	maxLevels = 4  // levels above a block that are searched for a text
)

// notText are the parts that are not text, wherever they are in a record.
const notText = 1<<elements.Controls | 1<<elements.Signature | 1<<elements.Edited |
	1<<elements.Form | 1<<elements.Fields | 1<<elements.Rank | 1<<elements.Votes |
	1<<elements.Avatar | 1<<elements.Number | 1<<elements.Time | 1<<elements.More |
	1<<elements.Parent

// notBody are the parts whose columns are not the texts'.
const notBody = notText | 1<<elements.Author | 1<<elements.Title | 1<<elements.Quote

var (
	// boxes are the tags of elements that contain paragraphs.
	boxes = tags(tag.Div, tag.Td, tag.Section, tag.Article, tag.Blockquote, tag.Dd, tag.Unknown)
	// flows are the tags of elements in which a text continues beside its paragraphs.
	flows = tags(tag.Ul, tag.Ol, tag.Pre, tag.Blockquote, tag.Table, tag.Dl, tag.Figure)
)

// measure measures the columns.
func (ts *texts) measure() {
	ts.sum()
	ts.list.Reset(someColumns)
	for i := range ts.units.list {
		u := &ts.units.list[i]
		if u.hole {
			continue
		}
		u.words = ts.words[u.stop] - ts.words[u.first]
		ts.units.each(i, func(e int32) { ts.count(int32(i), e) })
	}
	for i := range ts.list.Values {
		ts.close(&ts.list.Values[i])
	}
}

// sum sums words and noise over the blocks of the page.
func (ts *texts) sum() {
	n := len(ts.lines.Blocks)
	ts.words, ts.noise = scratch.Resize(ts.words, n+1), scratch.Resize(ts.noise, n+1)
	ts.words[0], ts.noise[0] = 0, 0
	for b := range n {
		words, noise := ts.lines.Blocks[b].Words, int32(0)
		u := ts.units.owner[b]
		if ts.units.noisy(int32(b)) || u >= 0 && ts.units.isAuthor(&ts.units.list[u], int32(b)) {
			words, noise = 0, 1
		}
		ts.words[b+1], ts.noise[b+1] = ts.words[b]+words, ts.noise[b]+noise
	}
}

// count counts element e of unit i for the column of its place.
func (ts *texts) count(i, e int32) {
	x, u := &ts.page.Elements[e], &ts.units.list[i]
	from, to := max(x.First, u.first), min(x.Last, u.stop)
	if from >= to || hidden(x) {
		return
	}
	loose := ts.columns.loose
	c := ts.list.At(loose[e], textColumn{key: loose[e], unit: -1})
	strong, weak := ts.strong(e), ts.weak(e)
	if c.elements == 0 {
		c.strong, c.weak, c.boxed = strong, weak, boxes[x.Tag]
		if e > u.element && x.Parent >= u.element {
			c.above = loose[x.Parent]
		}
	}
	c.strong &= strong
	c.weak &= weak
	c.elements++
	if c.unit != i {
		ts.close(c)
		c.unit = i
		c.seen++
	}
	c.noise += ts.noise[to] - ts.noise[from]
	c.inUnit += ts.words[to] - ts.words[from]
}

// close adds the words of the latest unit to a column's share.
func (ts *texts) close(c *textColumn) {
	if c.unit < 0 {
		return
	}
	if w := ts.units.list[c.unit].words; w > 0 {
		c.share += min(1, float32(c.inUnit)/float32(w))
	}
	c.words += c.inUnit
	c.inUnit = 0
}

// find ranks the columns, and lays out each unit's text.
func (ts *texts) find() {
	ts.best = ts.best[:0]
	n := float32(ts.units.count)
	for i := range ts.list.Values {
		if c := &ts.list.Values[i]; c.words > 0 {
			ts.best = insert(ts.best, c.rank(n), maxTexts)
		}
	}
	if len(ts.best) > 0 {
		ts.descend()
	}
	ts.deaf = false
	if ts.lay()*2 < ts.units.count { // names that say other things than they mean
		ts.deaf = true
		ts.lay()
	}
}

// rank is how much a column of n units is the texts'.
func (c *textColumn) rank(n float32) rankedText {
	r := rankedText{key: c.key, from: comment.ByColumn}
	r.score = c.share/n - .12*min(6, float32(c.noise)/n)
	switch {
	case c.strong.Has(elements.Body):
		r.score += .35
		r.from = comment.ByClass
	case c.strong&notBody != 0:
		r.score -= 1
	case c.weak.Has(elements.Body):
		r.score += .1
		r.from = comment.ByClass
	}
	return r
}

// descend moves from the best column to the one inside it that contains most of the text in nearly
// all units, once in each: what is beside it is a title or a signature.
func (ts *texts) descend() {
	for range maxClimb {
		up := ts.list.Find(ts.best[0].key)
		var best *textColumn
		for i := range ts.list.Values {
			c := &ts.list.Values[i]
			if c.above == up.key && c.boxed && c.elements == c.seen && c.seen*20 >= up.seen*19 &&
				c.words*2 > up.words && c.share > .5*up.share {
				best = c
			}
		}
		if best == nil || best.strong&notText != 0 {
			return
		}
		r := ts.best[0]
		r.key = best.key
		if best.strong.Has(elements.Body) {
			r.from = comment.ByClass
		}
		ts.best = append(ts.best, rankedText{})
		copy(ts.best[1:], ts.best)
		ts.best[0] = r
	}
}

// lay writes the texts of all units and returns how many have one.
func (ts *texts) lay() (n int) {
	ts.out = ts.out[:0]
	for i := range ts.units.list {
		u := &ts.units.list[i]
		if u.hole {
			continue
		}
		ts.layUnit(i)
		if u.textLen > 0 {
			n++
		}
		if !u.author.Empty() && ts.inText(u, u.author) { // a name that somebody speaks of
			u.author, u.authorElement, u.authorFrom = comment.Span{}, -1, comment.Origin{}
		}
	}
	return n
}

// layUnit writes the lines of the text of unit i.
func (ts *texts) layUnit(i int) {
	u, es, loose := &ts.units.list[i], ts.page.Elements, ts.columns.loose
	u.text, u.textLen = int32(len(ts.out)), 0
	u.from, u.to = u.stop, u.stop
	for k := range ts.best {
		r := &ts.best[k]
		if r.score < leastText && k > 0 {
			break
		}
		// of the first of its elements; lists and the like beside it are text too
		parent := int32(-1)
		ts.units.each(i, func(e int32) {
			if parent < 0 && loose[e] == r.key {
				parent = es[e].Parent
			}
		})
		if parent < 0 {
			continue
		}
		last := int32(-1) // blocks up to here are written
		ts.units.each(i, func(e int32) {
			beside := es[e].Parent == parent && flows[es[e].Tag] && e != u.element
			if loose[e] == r.key || beside && ts.strong(e)&notText == 0 {
				last = ts.layElement(u, e, last)
			}
		})
		if u.textLen > 0 {
			u.textFrom = comment.From(r.from, max(0, min(1, r.score)))
			return
		}
	}
}

// layElement writes the blocks of element e after block last, and returns the last block of e.
func (ts *texts) layElement(u *unit, e, last int32) int32 {
	x := &ts.page.Elements[e]
	from, to := max(x.First, u.first, last+1), min(x.Last, u.stop)
	c := ts.list.Find(ts.columns.loose[e])
	if c == nil || 2*c.noise >= c.seen || ts.units.count == 1 {
		from, to = ts.trim(u, from, to)
	}
	for b := from; b < to; b++ {
		if ts.cutOut(e, b) || ts.units.constant(b) {
			continue
		}
		line := ts.withoutHead(u, b, ts.ownPart(u, b))
		if line.Empty() {
			continue
		}
		if u.textLen == 0 {
			u.from = b
		}
		u.to = b + 1
		ts.out = append(ts.out, comment.Line{Span: line, Quote: ts.quoted(e, b)})
		u.textLen++
	}
	return max(last, x.Last-1)
}

// ownPart is the part of block b that is in unit u: records whose elements are inline ones may
// start and end within a line.
func (ts *texts) ownPart(u *unit, b int32) comment.Span {
	es, x := ts.page.Elements, &ts.lines.Blocks[b]
	from, to := max(x.Start, es[u.element].Text), x.End
	if u.end < int32(len(es)) {
		to = min(to, es[u.end].Text)
	}
	return comment.SpanOf(min(from, to), to)
}

// trim removes from both ends of [from,to) what is not text: header lines, controls, the author.
func (ts *texts) trim(u *unit, from, to int32) (int32, int32) {
	l := ts.units.time(u)
	if l != nil && ts.lines.Facts[l.Block].Time >= 0 && l.Block >= from && l.Block < to {
		before := ts.words[l.Block] - ts.words[from]
		after := ts.words[to] - ts.words[l.Block+1]
		if after >= before || after > 0 && before <= maxNear {
			from = l.Block + 1
		} else {
			to = l.Block
		}
	}
	for from < to && ts.trims(u, from) {
		from++
	}
	for to > from && ts.trims(u, to-1) {
		to--
	}
	return from, to
}

// trims reports whether a block at an end of a text is not text.
func (ts *texts) trims(u *unit, b int32) bool {
	return (ts.units.noisy(b) || ts.units.isAuthor(u, b)) && !ts.uttered(u, b)
}

// uttered reports whether a block that looks like a control, a number or a time line is likely what
// somebody said: it speaks of another time, or has an element to itself that is a text by its
// names.
func (ts *texts) uttered(u *unit, b int32) bool {
	f, x := &ts.lines.Facts[b], &ts.lines.Blocks[b]
	if f.Symbol == lines.Time && !ts.lines.Times[f.Time].Barred {
		if l := ts.units.time(u); l != nil && l.Block != b && x.Words > 3 {
			return true
		}
	}
	es := ts.page.Elements
	for e, n := x.Inner, 0; e > 0 && n < maxLevels; e, n = es[e].Parent, n+1 {
		if ts.strong(e).Has(elements.Body) {
			return es[e].Last-es[e].First <= 1
		}
	}
	return false
}

// cutOut reports whether block b is in a part of element e that is not text.
func (ts *texts) cutOut(e, b int32) bool {
	es, x := ts.page.Elements, &ts.lines.Blocks[b]
	for f, n := x.Node, 0; f > e && n < maxClimb && !ts.deaf; f, n = es[f].Parent, n+1 {
		strong := ts.strong(f)
		if strong&(notText|1<<elements.Other) != 0 && !strong.Has(elements.Body) {
			return true
		}
	}
	return x.Kind == block.Control
}

// quoted is the number of quotes that block b is in, inside element e.
func (ts *texts) quoted(e, b int32) (depth uint8) {
	es := ts.page.Elements
	for f, n := ts.lines.Blocks[b].Node, 0; f > e && n < maxClimb; f, n = es[f].Parent, n+1 {
		if es[f].Tag == tag.Blockquote ||
			ts.strong(f).Has(elements.Quote) && es[es[f].Parent].Tag != tag.Blockquote {
			depth++
		}
	}
	return depth
}

// withoutHead removes the author and the time from a block that also contains the text.
func (ts *texts) withoutHead(u *unit, b int32, line comment.Span) comment.Span {
	x := &ts.lines.Blocks[b]
	if x.Words > 3 {
		line = without(line, u.author)
	}
	if l := ts.units.time(u); l != nil && l.Block == b {
		line = without(line, ts.units.spanOf(l))
	}
	if line.Start != x.Start || line.End != x.End {
		return comment.SpanOf(ts.names.Trim(line.Start, line.End))
	}
	return line
}

// without is a line without a field in it and what is cut off with that, the smaller part of the
// line.
func without(line, field comment.Span) comment.Span {
	switch {
	case field.Empty() || field.Start < line.Start || field.End > line.End:
	case field.Start-line.Start <= line.End-field.End:
		line.Start = field.End
	default:
		line.End = field.Start
	}
	return line
}

// inText reports whether a line is one of the unit's text.
func (ts *texts) inText(u *unit, line comment.Span) bool {
	if u.from >= u.to || line.Start >= ts.lines.Blocks[u.to-1].End ||
		line.End <= ts.lines.Blocks[u.from].Start {
		return false
	}
	for _, x := range ts.out[u.text : u.text+u.textLen] {
		if overlap(x.Span, line) {
			return true
		}
	}
	return false
}

// overlap reports whether two ranges have a part in common.
func overlap(a, b comment.Span) bool { return a.Start < b.End && b.Start < a.End }
