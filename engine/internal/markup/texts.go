package markup

import "klartext/engine/tag"

// Texts yields the text of the blocks that are written, as plain text shows them:
//
//	t := markup.TextsOf(&page, options)
//	for t.Next() {
//		… t.Sep … t.Text …
//	}
//
// The cells of a row are on one line, separated by tabs, as spreadsheets and other readers of
// tables expect.
type Texts struct {
	Text []byte // of a block
	Sep  string // what separates it from the text before: a line feed; in a row a tab or a space

	all  []byte // Page.Text
	tape tape
	next int

	table, row, cell int32 // of the last block, 0 if it is in none
	data             bool  // the table is written as one
}

// TextsOf starts before the first text.
func TextsOf(p *Page, o Options) Texts {
	return Texts{all: p.Text, tape: tape{Page: p.Tape, kept: p.Blocks, o: o}}
}

// Next moves to the next text, and reports whether there is one.
func (t *Texts) Next() bool {
	kept := t.tape.kept
	for i := t.next; i < len(kept); i++ {
		b := &kept[i]
		if b.Start == b.End || !t.tape.o.writes(b) {
			continue
		}
		t.next = i + 1
		t.Text, t.Sep = t.all[b.Start:b.End], "\n"
		if t.tape.Page != nil {
			t.Sep = t.parts(t.tape.Blocks[i].Node)
		}
		return true
	}
	return false
}

// parts returns what separates the text of an element from the text before.
func (t *Texts) parts(el int32) string {
	table, row, cell := t.tape.cellOf(el)
	if table != t.table && table > 0 {
		// A table around the last one contains another, so it is not written as one: checking it
		// would take time again and again.
		outer := table < t.table && t.table < t.tape.Elements[table].Next
		t.data = !outer && t.tape.isTable(table)
	}
	sep := "\n"
	if table > 0 && table == t.table && row == t.row && row > 0 && t.data {
		sep = "\t"
		if cell == t.cell {
			sep = " "
		}
	}
	t.table, t.row, t.cell = table, row, cell
	return sep
}

// cellOf returns the innermost table that an element is in, with row and cell.
func (t *tape) cellOf(el int32) (table, row, cell int32) {
	for elements := t.Elements; el > 0; {
		e := &elements[el]
		switch e.Tag {
		case tag.Table:
			return el, row, cell
		case tag.Tr:
			row = el
		case tag.Td, tag.Th:
			cell = el
		}
		el = e.Parent
	}
	return 0, 0, 0
}
