package engine

import "klartext/engine/tag"

// rows tells what parts two blocks in plain text: the cells of a row stand on one line, apart by tabs, as spreadsheets and
// other readers of tables take them.
type rows struct {
	table, row, cell int32 // of the last block, 0 when it is in none
	ok               bool  // the table is written as one
}

// before returns what stands between block i and the one that was written before it.
func (r *rows) before(d *Document, i int) string {
	if d.page == nil {
		return "\n"
	}
	table, row, cell := d.cellOf(d.page.Blocks[i].Node)
	if table != r.table && table > 0 {
		// A table around the last one is none, as it holds another: it needs no look, which would take time again and again.
		r.ok = !(table < r.table && r.table < d.page.Elements[table].Next) && d.isTable(table)
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
func (d *Document) cellOf(el int32) (table, row, cell int32) {
	for ; el > 0; el = d.page.Elements[el].Parent {
		switch d.page.Elements[el].Tag {
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
