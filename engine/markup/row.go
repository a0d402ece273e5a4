package markup

import (
	"iter"

	"klartext/engine/tag"
)

// rows tells what parts two blocks in plain text: the cells of a row stand on one line, apart by tabs, as spreadsheets and
// other readers of tables take them.
type rows struct {
	table, row, cell int32 // of the last block, 0 when it is in none
	ok               bool  // the table is written as one
}

// before returns what stands between block i and the one that was written before it.
func (r *rows) before(d *Page, i int) string {
	if d.Tape == nil {
		return "\n"
	}
	table, row, cell := d.cellOf(d.Tape.Blocks[i].Node)
	if table != r.table && table > 0 {
		// A table around the last one is none, as it holds another: it needs no look, which would take time again and again.
		r.ok = !(table < r.table && r.table < d.Tape.Elements[table].Next) && d.isTable(table)
	}
	sep := "\n"
	if table > 0 && table == r.table && row == r.row && row > 0 && r.ok {
		sep = "\t"
		if cell == r.cell {
			sep = " "
		}
	}
	r.table, r.row, r.cell = table, row, cell
	return sep
}

// cellOf returns the innermost table that an element is in, with row and cell.
func (d *Page) cellOf(el int32) (table, row, cell int32) {
	for ; el > 0; el = d.Tape.Elements[el].Parent {
		switch d.Tape.Elements[el].Tag {
		case tag.Table:
			return el, row, cell
		case tag.Tr:
			row = el
		case tag.Td, tag.Th:
			cell = el
		}
	}
	return 0, 0, 0
}

// Pieces yields the text of the blocks that are written, each with what parts it from the one before: a line feed, or within
// the row of a table a tab or a space.
func (d *Page) Pieces(o Options) iter.Seq2[string, []byte] {
	return func(yield func(sep string, text []byte) bool) { d.pieces(&o, yield) }
}

func (d *Page) pieces(o *Options, yield func(sep string, text []byte) bool) {
	var r rows
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if !o.writes(b) || b.Start == b.End {
			continue
		}
		if sep := r.before(d, i); !yield(sep, d.text(b)) {
			return
		}
	}
}
