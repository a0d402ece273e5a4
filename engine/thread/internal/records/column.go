package records

import (
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/scratch"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// columns are the places in the records that have short lines. A place is reached from the records'
// elements by the same path. The content of a column, and how it differs from record to record,
// shows what it is: the same everywhere is interface, few values are ranks, short and diverse are
// names.
type columns struct {
	*tape
	units *units

	list     hashtable.List[uint64, column]
	path     []uint64 // of each element: its place in its record
	loose    []uint64 // the same without the ordinals
	ordinals hashtable.Counter[uint64]
	values   hashtable.Counter[uint64] // what the lines of the columns say
}

// column is such a place. In each unit, the first line at it counts.
type column struct {
	key      uint64
	seen     int32        // units that have it
	unit     int32        // the latest of them
	distinct int32        // different texts among these
	most     int32        // how often the most frequent one is there
	numbers  int32        // units in which it is a number
	counts   int32        // units in which it is a number with marks around it
	digits   int32        // units in which it contains a digit
	sample   comment.Span // what the latest one says
	last     int32        // the latest number
	counted  bool         // the numbers number the records
	linked   int32        // units in which it is, contains or is in a link
	near     int32        // units in which it is in one block with the time
	ranks    int32        // units in which the lexicon takes it for a rank
	order    int64        // sum of the positions in the units
	strong   elements.Parts
	weak     elements.Parts // names that all of its elements have
	heading  bool           // its elements are or are in headings
}

const (
	someColumns = 64 // places that most sets have at most
	maxOrdinal  = 5  // like siblings that are distinguished
	maxNumber   = 7  // digits of a number
	maxNumeric  = 12 // bytes of a line that is a number with marks around it
)

// measure gives every element of the units its place and measures the columns.
func (cs *columns) measure() {
	n := 0
	for i := range cs.units.list {
		n += int(cs.units.list[i].end - cs.units.list[i].element)
	}
	n = min(n, len(cs.page.Elements))
	cs.list.Reset(someColumns)
	cs.values.Reset(n)
	cs.ordinals.Reset(n)
	cs.path = scratch.Resize(cs.path, len(cs.page.Elements))
	cs.loose = scratch.Resize(cs.loose, len(cs.page.Elements))
	for i := range cs.units.list {
		u := &cs.units.list[i]
		if u.hole {
			continue
		}
		cs.units.each(i, func(e int32) {
			cs.place(u, e)
			cs.count(int32(i), e)
		})
	}
}

// place gives element e of unit u its place: the way to it from the record's element.
func (cs *columns) place(u *unit, e int32) {
	x := &cs.page.Elements[e]
	sign := uint64(cs.elements.Signs[e])
	parent, path, loose := x.Parent, uint64(1), uint64(2)
	switch {
	case e == u.element && x.Next >= u.end:
		cs.path[e], cs.loose[e] = path, loose
		return
	case parent < u.element: // one of a run of siblings
		parent = u.element
	default:
		path, loose = cs.path[parent], cs.loose[parent]
	}
	nth := min(cs.ordinals.Add(elements.Mix(uint64(parent)<<32, sign)), maxOrdinal)
	cs.path[e] = elements.Mix(path, sign^uint64(nth)<<40)
	cs.loose[e] = elements.Mix(loose, sign)
}

// count counts element e of unit i for the column of its place, if it is a short line.
func (cs *columns) count(i, e int32) {
	line, ok := cs.elements.ShortLine(e)
	if !ok {
		return
	}
	es, u := cs.page.Elements, &cs.units.list[i]
	c := cs.list.At(cs.path[e], column{key: cs.path[e], unit: -1})
	if c.unit == i {
		return
	}
	x, strong, weak := &es[e], cs.strong(e), cs.weak(e)
	if c.seen == 0 {
		c.strong, c.weak = strong, weak
		c.heading = headings[x.Tag] || headings[es[x.Parent].Tag]
	}
	c.strong &= strong
	c.weak &= weak
	c.unit = i
	c.seen++
	c.sample = line
	c.order += int64(line.Start - cs.lines.Blocks[u.first].Start)
	text := cs.text(line)
	n := cs.values.Add(elements.Mix(c.key, lettersOf(text)))
	c.most = max(c.most, n)
	if n == 1 {
		c.distinct++
	}
	if lines.IsNumber(text) {
		c.numbers++
	}
	c.countNumber(text)
	if cs.linked(e) {
		c.linked++
	}
	if l := cs.units.time(u); l != nil && l.Block == x.First {
		c.near++
	}
	if x.First < int32(len(cs.lines.Facts)) && cs.lines.Facts[x.First].Role == lexicon.RoleRank {
		c.ranks++
	}
}

// countNumber counts a line that has one number and no letters, and notes whether such numbers go
// up or down in steps of one.
func (c *column) countNumber(t []byte) {
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
	if digits == 0 || digits > maxNumber || len(t) > maxNumeric {
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

// lettersOf hashes a line without its numbers: "Reply #24" is the same in all records.
func lettersOf(t []byte) uint64 {
	h := uint64(0xCBF29CE484222325)
	for _, c := range t {
		if c-'0' >= 10 {
			h = (h ^ uint64(c)) * 0x100000001B3
		}
	}
	return h
}
