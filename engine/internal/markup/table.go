package markup

import (
	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// A table is written as one if it has data: rows of two or more cells, each with a few words.
// Tables for the layout of pages are left out, but not what is in their cells. The first row is the
// head, because Markdown has no table without one.

// grid follows the positions of the cells of a table.
type grid struct {
	below [maxColumns + maxColumnSpan]uint8 // how many more rows the cell above goes over
	col   int
	wide  int // columns of the widest row
	limit int // no cell goes beyond this column
}

// nextRow moves to the first column of the next row.
func (g *grid) nextRow() {
	for ; g.col < g.wide; g.col++ {
		if g.below[g.col] > 0 {
			g.below[g.col]--
		}
	}
	g.col = 0
}

// skip goes over the columns that cells from above are in, and returns how many.
func (g *grid) skip() int {
	from := g.col
	for g.col < maxColumns && g.below[g.col] > 0 {
		g.below[g.col]--
		g.col++
	}
	return g.col - from
}

// place puts a cell at the current column.
func (g *grid) place(columns, rows int) {
	for range g.fit(columns) {
		g.below[g.col] = uint8(rows - 1)
		g.col++
	}
	g.wide = max(g.wide, g.col)
}

// fit returns how many columns a cell goes over where it is placed.
func (g *grid) fit(columns int) int { return min(columns, max(g.limit-g.col, 1)) }

// spansOf returns how many columns and rows a cell goes over.
func (t *tape) spansOf(cell int32) (columns, rows int) {
	return t.spanOf(cell, "colspan", maxColumnSpan), t.spanOf(cell, "rowspan", maxRowSpan)
}

func (t *tape) spanOf(cell int32, name string, most int32) int {
	raw := t.attr(cell, name)
	n, ok := smallInt(raw)
	if !ok && len(raw) > 9 && ascii.AllDigits(raw) {
		n = most
	}
	return int(min(max(n, 1), most))
}

// isTable reports whether a table is written as one.
func (t *tape) isTable(el int32) bool {
	var g grid
	_, ok := t.measure(el, &g)
	return ok
}

// measure returns how many columns a table has, and whether it is written as one. A row of one
// cell, which often says that it goes over a thousand columns, makes it no wider.
func (t *tape) measure(el int32, g *grid) (columns int, ok bool) {
	table := &t.Elements[el]
	role := table.Role.Of(t.Source)
	if ascii.EqualFold(role, "presentation") || ascii.EqualFold(role, "none") {
		return 0, false
	}
	rows, cells, heads, blocks := 0, 0, false, int32(0)
	g.limit = len(g.below)
	for k := el + 1; k < table.Next; k++ {
		switch e := &t.Elements[k]; e.Tag {
		case tag.Table:
			if e.First < e.Last {
				return 0, false
			}
			k = e.Next - 1
		case tag.Tr:
			rows++
			cells = 0
			g.nextRow()
		case tag.Caption:
			if e.First != table.First {
				return 0, false
			}
			blocks += e.Last - e.First
		case tag.Th, tag.Td:
			cells += g.skip() + 1
			if t.Elements[e.Parent].Tag != tag.Tr || g.col >= maxColumns || !t.isCell(e) {
				return 0, false
			}
			g.place(t.spansOf(k))
			heads = heads || e.Tag == tag.Th
			if cells > 1 {
				columns = max(columns, g.col)
			}
			blocks += e.Last - e.First
		}
	}
	return columns, columns >= 2 && columns <= maxColumns && (rows >= 2 || heads) &&
		blocks == table.Last-table.First
}

// isCell reports whether the content of a cell can be on one line.
func (t *tape) isCell(e *block.Element) bool {
	if e.Last-e.First > maxCellBlocks {
		return false
	}
	for i := e.First; i < e.Last; i++ {
		k := &t.Blocks[i]
		if k.Words > maxCellWords || k.Kind.Heading() || k.Kind == block.Pre {
			return false
		}
	}
	return true
}

// captionOf returns the caption of a table, or 0 if it has none.
func (t *tape) captionOf(el int32) int32 {
	table := &t.Elements[el]
	for k := el + 1; k < table.Next; k = t.Elements[k].Next {
		if t.Elements[k].Tag == tag.Caption {
			return k
		}
	}
	return 0
}

// cellAt returns the cell of a row that is element k or after it, or end if there is none.
func (t *tape) cellAt(k, end int32) int32 {
	for k < end {
		e := &t.Elements[k]
		if e.Tag == tag.Td || e.Tag == tag.Th {
			return k
		}
		k = max(e.Next, k+1)
	}
	return end
}

// rows goes through a table that is written as one, row by row and cell by cell.
type rows struct {
	grid
	row  int   // how many rows have been begun
	at   int32 // the next element to consider
	end  int32 // of the table
	cell int32 // the next element to consider in the row
	last int32 // the end of the row
}

// cell is a cell of a table with its place.
type cell struct {
	el      int32
	gap     int // columns before it that cells from above are in
	columns int
	rows    int
}

// rowsOf starts with a table.
func (t *tape) rowsOf(el int32) rows {
	var r rows
	columns, _ := t.measure(el, &r.grid)
	return rows{grid: grid{wide: columns, limit: columns}, at: el + 1, end: t.Elements[el].Next}
}

// nextWritten moves to the next row of which something is written, and reports whether there is
// one.
func (r *rows) nextWritten(t *tape) bool {
	for r.at < r.end {
		e := &t.Elements[r.at]
		k := r.at
		r.at++
		switch e.Tag {
		case tag.Table:
			r.at = e.Next
		case tag.Tr:
			r.at = e.Next
			r.nextRow()
			r.cell, r.last = k+1, e.Next
			if t.writesAny(e.First, e.Last) {
				r.row++
				return true
			}
			for c := (cell{}); r.nextCell(t, &c); {
			}
		}
	}
	return false
}

// nextCell moves to the next cell of the row, and reports whether there is one.
func (r *rows) nextCell(t *tape, c *cell) bool {
	k := t.cellAt(r.cell, r.last)
	if k >= r.last {
		return false
	}
	r.cell = t.Elements[k].Next
	c.el, c.gap = k, r.skip()
	c.columns, c.rows = t.spansOf(k)
	c.columns = r.fit(c.columns)
	r.place(c.columns, c.rows)
	return true
}

// missing returns how many columns there are after the last cell of the row.
func (r *rows) missing() int { return r.wide - r.col }
