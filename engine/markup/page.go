package markup

import (
	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// The main text of an HTML page is written with the structure around its blocks and the markup inside them. Both are read
// off the tape of elements that the page was taken apart to; the text itself is that of the blocks:
//
//	write_page.go       the blocks in page order, and what stands between them: pictures, rules
//	write_container.go  lists, items, quotes: those of a block that are not open yet are opened, the others closed
//	write_prefix.go     what the lines of Markdown start with for that
//	write_leaf.go       paragraphs, headings, code
//	write_inline.go     links, emphasis, code within a line; write_emphasis.go when Markdown can have stars
//	write_address.go    addresses: resolved, and only those that do no harm
//	write_image.go, write_source.go, write_table.go, write_row.go, write_note.go, write_math.go, write_language.go
//
// Limits: containers nest maxNest deep, inline markup maxSpans; what is deeper is written at that depth. What the page does
// not close ends with its block.

// pageWriter writes the blocks of an HTML page, as HTML or as Markdown.
type pageWriter struct {
	d     Page
	page  *block.Page
	o     Options
	html  bool
	dst   []byte
	start int // of what is written, in dst

	last        int32 // the block that was written last, -1 before the first
	first, rear int32 // the first and the last block that is written
	cursor      int32 // the next element to be looked at for pictures and rules
	ruled       bool  // a rule stands behind the last block

	containers
	leaf
	line
	notes
	images
	address
}

// write writes the blocks.
func (w *pageWriter) write() {
	w.page = w.d.Tape
	w.first, w.rear = w.ends()
	if w.first < 0 {
		return
	}
	w.last = -1
	w.cursor = w.elementAt(w.page.Blocks[w.first].From)
	w.findBase()
	w.findNotes()
	for i := int(w.first); i <= int(w.rear); i++ {
		if !w.o.writes(&w.d.Blocks[i]) {
			continue
		}
		w.between(int32(i))
		i = w.block(int32(i))
	}
	w.endLeaf()
	w.closeTo(0)
}

// ends returns the first and the last block that is written, -1 when there is none.
func (w *pageWriter) ends() (first, last int32) {
	first, last = -1, -1
	for i := range w.d.Blocks {
		if w.o.writes(&w.d.Blocks[i]) {
			last = int32(i)
			if first < 0 {
				first = last
			}
		}
	}
	return first, last
}

// elementAt returns the first element that starts at or behind the offset.
func (w *pageWriter) elementAt(at int32) int32 {
	lo, hi := 1, len(w.page.Elements)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if w.page.Elements[mid].Start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo)
}

// block writes block i and returns the last one that was written: that of the table, where it is in one.
func (w *pageWriter) block(i int32) int {
	if w.continues(i) {
		w.breakLeaf()
	} else {
		w.endLeaf()
		w.enter(w.page.Blocks[i].Node)
		if t := w.table; t > 0 {
			w.table = 0
			w.writeTable(t)
			return int(w.last)
		}
		w.beginLeaf(i)
	}
	if w.leaf.kind == leafPre {
		w.verbatim(i)
	} else {
		w.inline(i)
	}
	w.wrote(i)
	return int(i)
}

// wrote notes that block i is written, and with it the elements inside.
func (w *pageWriter) wrote(i int32) {
	w.last = i
	w.cursor = max(w.cursor, w.elementAt(w.page.Blocks[i].To))
}

// between writes the pictures, formulas and rules that stand between the last block and block i.
func (w *pageWriter) between(i int32) {
	w.ruled = false
	end := w.elementAt(w.page.Blocks[i].From)
	for w.cursor < end {
		el := w.cursor
		w.cursor++
		switch e := &w.page.Elements[el]; e.Tag {
		case tag.Img:
			if w.last >= 0 {
				w.figure(el)
			}
		case tag.Hr:
			if w.last >= 0 && w.parts(el, i) {
				w.rule(el)
			}
		case tag.Script:
			if w.last >= 0 {
				w.formula(el)
			}
		default:
			if e.Flags&block.Skipped != 0 {
				w.cursor = min(max(w.cursor, e.Next), end)
			}
		}
	}
}

// parts reports whether the rule el stands between two blocks of the same part of the page: the last one and block i.
func (w *pageWriter) parts(el, i int32) bool {
	e := &w.page.Elements[el]
	p := &w.page.Elements[e.Parent]
	return !w.ruled && e.Flags&block.Skipped == 0 && p.First <= w.last && p.Last > i && e.First > w.last
}

func (w *pageWriter) rule(el int32) {
	if !w.place(el) {
		return
	}
	w.ruled = true
	if w.html {
		w.put("<hr>\n")
		return
	}
	w.beginLine()
	w.put("---\n")
}

// place opens the containers around an element that stands between blocks. In a table that is written as one it has no
// place.
func (w *pageWriter) place(el int32) bool {
	w.endLeaf()
	w.enter(w.page.Elements[el].Parent)
	if w.table == 0 {
		return true
	}
	w.table = 0
	w.closeTo(w.opened - 1)
	return false
}

func (w *pageWriter) put(s string) { w.dst = append(w.dst, s...) }

// keeps reports whether block i is a part of the text or says something about it, so that a picture beside it is the text's.
func (w *pageWriter) keeps(i int32) bool {
	b := &w.d.Blocks[i]
	switch b.Label {
	case label.Caption, label.Credit, label.Byline, label.Date, label.Title, label.Kicker:
		return true
	}
	return b.Main
}
