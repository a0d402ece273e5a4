package markup

import (
	"klartext/engine/block"
	"klartext/engine/tag"
)

// step says what comes next on the way through a page.
type step uint8

const (
	noStep step = iota
	pageEnds
	containerEnds   // the one after the innermost in containers.open
	containerBegins // the innermost
	leafBegins      // with walker.block
	leafGoesOn      // with walker.block, on another line
	leafEnds        // walker.leaf
	ruleStands      // between blocks: walker.el
	pictureStands
	formulaStands
	tableStands // one that is written as such: walker.el, with all its blocks
)

// walker goes through an HTML page in the order in which it is written: through the blocks and what
// is between them, opening and closing the elements around them. It is pulled: next says what
// comes, and a dialect writes it. Within a block, piece goes through the inline elements in the
// same way, and within a table, rows goes through rows and cells.
//
// Nothing points into a walker, and it is passed to no interface, so it stays on the stack of the
// call that writes a page.
type walker struct {
	tape
	buffer
	containers
	leaf leaf
	line

	notes     notes
	pictures  pictures
	addresses addresses

	apart bool // the text of a footnote is a container of its own, as in Markdown

	block int32 // the block of the step
	el    int32 // its element

	last   int32 // the block that was written last, -1 before the first
	coming int32 // the next block to consider
	cursor int32 // the next element to consider for what is between blocks
	limit  int32 // the first element after the start of the coming block, -1 if unknown
	ruled  bool  // there is a rule after the last block
	due    step  // what comes when the containers around it are open
	ended  bool  // leaf has ended with the last step

	table    int32 // the table that has just been opened, when it is written as one
	measured int32 // the table that was checked last
	data     bool  // it is written as one
}

// begin starts with the first block that is written. b is what has been written so far.
func (w *walker) begin(p *Page, o Options, b buffer) {
	w.buffer = b
	w.tape = newTape(p, o)
	w.last, w.limit = -1, -1
	if w.first < 0 {
		return
	}
	w.coming = w.first
	w.cursor = w.elementAt(w.Blocks[w.first].From)
	w.dst = w.addresses.setBase(w.dst, &w.tape, p.Address)
	w.notes.find(&w.tape)
}

// next continues by one step.
func (w *walker) next() step {
	if w.ended {
		w.leaf, w.ended = leaf{}, false
	}
	for {
		if w.due == noStep {
			s, around := w.find()
			if s == leafGoesOn {
				w.wrote(w.block)
				return s
			}
			w.due = s
			w.aim(around)
			if w.leaf.kind != noLeaf {
				w.ended = true
				return leafEnds
			}
		}
		switch {
		case w.opened > w.stay:
			if w.pop() {
				return containerEnds
			}
		case w.opened < w.length && w.table == 0:
			if w.push(w.path[w.length-1-w.opened]) {
				return containerBegins
			}
		default:
			if s := w.arrive(); s != noStep {
				return s
			}
		}
	}
}

// find returns the step to the next block, or to what precedes it, and the element whose containers
// must be open for it.
func (w *walker) find() (s step, around int32) {
	for w.coming <= w.rear {
		i := w.coming
		if !w.writes(i) {
			w.coming++
			continue
		}
		if w.limit < 0 {
			w.limit, w.ruled = w.elementAt(w.Blocks[i].From), false
		}
		for w.cursor < w.limit {
			el := w.cursor
			w.cursor++
			if s := w.between(el); s != noStep {
				w.el = el
				return s, w.Elements[el].Parent
			}
		}
		w.block = i
		if w.continues(i) {
			return leafGoesOn, 0
		}
		return leafBegins, w.Blocks[i].Node
	}
	return pageEnds, 0
}

// between returns the step to an element between the last block and the coming one, or noStep if it
// is not written.
func (w *walker) between(el int32) step {
	switch e := &w.Elements[el]; e.Tag {
	case tag.Img:
		if w.shows(el) && w.among(el) {
			return pictureStands
		}
	case tag.Hr:
		if w.parts(el) {
			return ruleStands
		}
	case tag.Script:
		if w.isTeX(el) && w.among(el) {
			return formulaStands
		}
	default:
		if e.Flags&block.Skipped != 0 {
			w.cursor = min(max(w.cursor, e.Next), w.limit)
		}
	}
	return noStep
}

// parts reports whether there is a rule between two blocks of the same part of the page: the last
// one and the coming one.
func (w *walker) parts(el int32) bool {
	e := &w.Elements[el]
	p := &w.Elements[e.Parent]
	return !w.ruled && e.Flags&block.Skipped == 0 &&
		p.First <= w.last && p.Last > w.coming && e.First > w.last
}

// shows reports whether an img element is a picture that is written.
func (w *walker) shows(el int32) bool {
	if !w.pictures.shows(&w.tape, el) {
		return false
	}
	at := len(w.dst)
	var ok bool
	w.dst, ok = w.addresses.appendFile(w.dst, &w.tape, el)
	w.cut(at)
	return ok
}

// arrive returns the step that was due, now that the containers around it are open; noStep when it
// has no place there.
func (w *walker) arrive() step {
	s := w.due
	w.due = noStep
	if t := w.table; t > 0 {
		w.table = 0
		if s != leafBegins { // a picture between the rows
			w.pop()
			return noStep
		}
		w.el = t
		w.wrote(w.Elements[t].Last - 1)
		return tableStands
	}
	switch s {
	case leafBegins:
		w.setLeaf(w.block)
		w.wrote(w.block)
	case ruleStands:
		w.ruled = true
	case pageEnds:
		w.due = pageEnds
	}
	return s
}

// wrote notes that all up to block i is written, and with it the elements inside.
func (w *walker) wrote(i int32) {
	w.last, w.coming, w.limit = i, i+1, -1
	w.cursor = max(w.cursor, w.elementAt(w.Blocks[i].To))
}
