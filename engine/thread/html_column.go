package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/token"
)

// A column is a place in the records: the elements that are reached from the records' elements by the same way. What stands
// in a column and how it differs from record to record tells what it is: the same everywhere is interface, few values are
// ranks, short and diverse are names, the longest is the text.
type htmlColumn struct {
	key      uint64
	seen     int32 // units that have it, of fields: as one short line first
	unit     int32 // the latest of them
	elems    int32
	distinct int32          // different texts among these
	most     int32          // how often the most frequent one is there
	numbers  int32          // units in which it is a number
	counts   int32          // units in which it is a number with marks around it
	digits   int32          // units in which it holds a digit
	sample   Span           // what the latest one says
	last     int32          // the latest number
	counted  bool           // the numbers number the records
	linked   int32          // units in which it is, holds or stands in a link
	near     int32          // units in which it stands in one block with the time
	ranks    int32          // units in which the lexicon takes it for a rank
	order    int64          // sum of the positions in the units
	strong   elements.Parts // names that all of its elements have
	weak     elements.Parts
	heading  bool   // its elements are or stand in headings
	body     bool   // a column of texts: place without ordinals
	boxed    bool   // its elements are boxes, no paragraphs
	above    uint64 // key of the column that its elements stand in
	noise    int32
	words    int32
	share    float32 // sum over the units of its share in their words
	inUnit   int32   // words in the latest unit
}

// column is the one with the key, a new one where there is none.
func (t *tape) column(key uint64) *htmlColumn {
	return t.columns.at(key, htmlColumn{key: key, unit: -1})
}

// maxShort is how many bytes a field has at most.
const maxShort = 80

// eachOwn calls f for every element of unit i that is not in a unit inside it.
func (s *Segmenter) eachOwn(i int, f func(e int32)) {
	t := &s.tape
	u := &t.units[i]
	next := i + 1
	for e := u.elem; e < u.end; {
		for next < len(t.units) && t.units[next].elem < e {
			next++
		}
		if next < len(t.units) && t.units[next].elem == e && next != i {
			e = t.units[next].end
			continue
		}
		f(e)
		e++
	}
}

// measureColumns gives every element of the units its place and measures the columns.
func (s *Segmenter) measureColumns() {
	t := &s.tape
	n := 0
	for i := range t.units {
		n += int(t.units[i].end - t.units[i].elem)
	}
	n = min(n, len(t.page.Elements))
	t.columns.reset(2 * n)
	t.values.Reset(2 * n)
	t.ordinal.Reset(n)
	t.path = resize(t.path, len(t.page.Elements))
	t.loose = resize(t.loose, len(t.page.Elements))
	for i := range t.units {
		u := &t.units[i]
		if u.hole {
			continue
		}
		s.eachOwn(i, func(e int32) {
			s.place(u, e)
			s.measureShort(int32(i), e)
		})
	}
}

const maxOrdinal = 5

// place gives element e of unit u its place: the way to it from the record's element.
func (s *Segmenter) place(u *unit, e int32) {
	t := &s.tape
	x := &t.page.Elements[e]
	sign := uint64(s.elements.Signs[e])
	if e == u.elem && x.Next >= u.end {
		t.path[e], t.loose[e] = 1, 2
		return
	}
	if x.Parent < u.elem { // one of a run of siblings
		nth := t.ordinal.Add(elements.Mix(uint64(u.elem)<<32, sign))
		t.path[e], t.loose[e] = elements.Mix(1, sign^uint64(min(nth, maxOrdinal))<<40), elements.Mix(2, sign)
		return
	}
	nth := t.ordinal.Add(elements.Mix(uint64(x.Parent)<<32, sign))
	t.path[e] = elements.Mix(t.path[x.Parent], sign^uint64(min(nth, maxOrdinal))<<40)
	t.loose[e] = elements.Mix(t.loose[x.Parent], sign)
}

// lineOf returns what element e says if that is one short line without line feeds, trimmed.
func (s *Segmenter) lineOf(e int32) (Span, bool) {
	x := &s.tape.page.Elements[e]
	if x.TextEnd <= x.Text || x.TextEnd-x.Text > maxShort+8 || x.Flags&(block.Skipped|block.InHead) != 0 {
		return Span{}, false
	}
	from, to := token.Trim(s.page.Src, int(x.Text), int(min(x.TextEnd, int32(len(s.page.Src)))))
	if from >= to || to-from > maxShort || bytes.IndexByte(s.page.Src[from:to], '\n') >= 0 {
		return Span{}, false
	}
	return span(int32(from), int32(to)), true
}

// measureShort counts element e of unit i for the column of its place, if it is a short line.
func (s *Segmenter) measureShort(i, e int32) {
	line, ok := s.lineOf(e)
	if !ok {
		return
	}
	t := &s.tape
	c := t.column(t.path[e])
	if c.unit == i {
		return
	}
	strong, weak := s.strong(e), s.weak(e)
	if c.seen == 0 {
		c.strong, c.weak, c.heading = strong, weak, headings[t.page.Elements[e].Tag] || headings[t.page.Elements[t.page.Elements[e].Parent].Tag]
	}
	c.strong &= strong
	c.weak &= weak
	c.unit = i
	c.seen++
	c.sample = line
	c.order += int64(line.Start - s.page.Blocks[t.units[i].first].Start)
	text := line.Of(s.page.Src)
	if n := t.values.Add(elements.Mix(c.key, lettersOf(text))); n == 1 {
		c.distinct++
	} else {
		c.most = max(c.most, n)
	}
	c.most = max(c.most, 1)
	if lines.IsNumber(text) {
		c.numbers++
	}
	s.countNumber(c, text)
	if s.personal(e) {
		c.linked++
	}
	if m := s.timeMark(&t.units[i]); m != nil && m.Block == t.page.Elements[e].First {
		c.near++
	}
	if x := &t.page.Elements[e]; x.First < int32(len(s.page.Facts)) && s.page.Facts[x.First].Role == lexicon.RoleRank {
		c.ranks++
	}
}

// countNumber counts a line that holds one number and no letters, and tells whether such numbers go up or down in steps of one.
func (s *Segmenter) countNumber(c *htmlColumn, t []byte) {
	if hasDigit(t) {
		c.digits++
	}
	digits := 0
	for _, x := range t {
		switch {
		case x-'0' < 10:
			digits++
		case x|0x20 >= 'a' && x|0x20 <= 'z', x == ':', x == '#', x == '%', x == '/':
			return
		}
	}
	if digits == 0 || digits > 7 || len(t) > 12 {
		return
	}
	n := lines.FirstNumber(t)
	if c.counts == 0 {
		c.counted = true
	} else if n != c.last+1 && n != c.last-1 {
		c.counted = false
	}
	c.last = n
	c.counts++
}

// lettersOf hashes what a line says apart from its numbers: "Reply #24" is the same in all records.
func lettersOf(t []byte) uint64 {
	h := uint64(0xCBF29CE484222325)
	for _, c := range t {
		if c-'0' >= 10 {
			h = (h ^ uint64(c)) * 0x100000001B3
		}
	}
	return h
}

// personal reports whether an element is, holds or stands in a link.
func (s *Segmenter) personal(e int32) bool {
	es := s.tape.page.Elements
	if es[e].Tag == tag.A {
		return true
	}
	if p := es[e].Parent; p > 0 && es[p].Tag == tag.A {
		return true
	}
	return e+1 < es[e].Next && es[e+1].Tag == tag.A
}

// noisy reports whether a block is certainly none of a text: a time, a control, a number, a field, a line that the page
// repeats.
func (s *Segmenter) noisy(b int32) bool {
	f := &s.page.Facts[b]
	switch f.Symbol {
	case lines.Time:
		return !s.page.Times[f.Time].Quote
	case lines.Action, lines.Number, lines.Field:
		return true
	}
	switch f.Role {
	case lexicon.RoleAvatar, lexicon.RoleReplyto, lexicon.RoleEdited, lexicon.RoleRank:
		return s.page.Blocks[b].Words <= 12
	}
	return s.constant(b)
}

// constant reports whether most of the records hold the block: then it is no text of theirs.
func (s *Segmenter) constant(b int32) bool {
	n, c := int32(s.tape.count), s.page.Facts[b].Count
	return n > 2 && c > 2 && c*2 >= n
}

// boxes are the tags of elements that hold paragraphs.
var boxes = func() (t [256]bool) {
	for _, x := range []tag.Tag{tag.Div, tag.Td, tag.Section, tag.Article, tag.Blockquote, tag.Dd, tag.Unknown} {
		t[x] = true
	}
	return t
}()

// sumBlocks sums words and noise over the blocks of the page, for the columns of texts.
func (s *Segmenter) sumBlocks() {
	t := &s.tape
	t.words, t.noise = resize(t.words, len(s.page.Blocks)+1), resize(t.noise, len(s.page.Blocks)+1)
	t.words[0], t.noise[0] = 0, 0
	for b := range s.page.Blocks {
		w, n := s.page.Blocks[b].Words, int32(0)
		u := t.owner[b]
		if s.noisy(int32(b)) || u >= 0 && s.holdsAuthor(&t.units[u], int32(b)) {
			w, n = 0, 1
		}
		t.words[b+1], t.noise[b+1] = t.words[b]+w, t.noise[b]+n
	}
}

// holdsAuthor reports whether a block is the author of unit u and little else.
func (s *Segmenter) holdsAuthor(u *unit, b int32) bool {
	x := &s.page.Blocks[b]
	return !u.author.Empty() && u.author.Start >= x.Start && u.author.End <= x.End && x.Words <= 12
}

// measureBodies measures the columns of texts: all elements at a place, however many of them a record has.
func (s *Segmenter) measureBodies() {
	t := &s.tape
	s.sumBlocks()
	for i := range t.units {
		u := &t.units[i]
		if u.hole {
			continue
		}
		u.words = t.words[u.stop] - t.words[u.first]
		s.eachOwn(i, func(e int32) { s.measureBody(int32(i), e) })
	}
	for i := range t.columns.list {
		if c := &t.columns.list[i]; c.body && c.unit >= 0 {
			s.closeColumn(c)
		}
	}
}

// measureBody counts element e of unit i for the column of its place, ordinals apart.
func (s *Segmenter) measureBody(i, e int32) {
	t := &s.tape
	x := &t.page.Elements[e]
	u := &t.units[i]
	from, to := max(x.First, u.first), min(x.Last, u.stop)
	if from >= to || x.Flags&(block.Skipped|block.InHead) != 0 {
		return
	}
	c := t.column(t.loose[e] ^ saltBody)
	strong, weak := s.strong(e), s.weak(e)
	if c.elems == 0 {
		c.strong, c.weak, c.body = strong, weak, true
		c.boxed = boxes[x.Tag]
		if e > u.elem && x.Parent >= u.elem {
			c.above = t.loose[x.Parent] ^ saltBody
		}
	}
	c.strong &= strong
	c.weak &= weak
	c.elems++
	if c.unit != i {
		if c.unit >= 0 {
			s.closeColumn(c)
		}
		c.unit = i
		c.seen++
	}
	c.noise += t.noise[to] - t.noise[from]
	c.inUnit += t.words[to] - t.words[from]
}

const saltBody = 0x5BD1E995

// closeColumn adds the words of the latest unit to a column's share.
func (s *Segmenter) closeColumn(c *htmlColumn) {
	if w := s.tape.units[c.unit].words; w > 0 {
		c.share += min(1, float32(c.inUnit)/float32(w))
	}
	c.words += c.inUnit
	c.inUnit = 0
}
