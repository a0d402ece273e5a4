package markup

import (
	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// A table is written as one when it holds data: rows of two or more cells, each with a few words. The tables that pages
// are laid out with are left out, what is in their cells is not. The first row is the head, as Markdown has no table
// without.

// Limits of tables; a table that goes beyond them is written as if it were laid out.
const (
	maxColumns    = 256
	maxColumnSpan = 16 // columns that a cell goes over; more are taken as that
	maxRowSpan    = 255
	maxCellWords  = 60
	maxCellBlocks = 8
)

// grid follows where the cells of a table stand.
type grid struct {
	below [maxColumns + maxColumnSpan]uint8 // how many more rows the cell above goes over
	col   int
	wide  int // columns of the widest row
	limit int // no cell goes beyond this column
}

// nextRow goes on to the first column of the next row.
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

// spans returns how many columns and rows a cell goes over.
func (d *Page) spans(cell int32) (columns, rows int) {
	return d.span(cell, "colspan", maxColumnSpan), d.span(cell, "rowspan", maxRowSpan)
}

// fit returns how many columns a cell goes over where it is placed.
func (g *grid) fit(columns int) int { return min(columns, max(g.limit-g.col, 1)) }

func (d *Page) span(cell int32, name string, most int32) int {
	raw := attrOf(d.Tape, cell, name)
	n, ok := smallInt(raw)
	if !ok && len(raw) > 9 && onlyDigits(raw) {
		n = most
	}
	return int(min(max(n, 1), most))
}

// isTable reports whether a table is written as one.
func (d *Page) isTable(el int32) bool {
	var g grid
	_, ok := d.measure(el, &g)
	return ok
}

// measure returns how many columns a table has, and whether it is written as one. A row of one cell, which often says that it
// goes over a thousand columns, makes it no wider.
func (d *Page) measure(el int32, g *grid) (columns int, ok bool) {
	t := &d.Tape.Elements[el]
	if ascii.EqualFold(t.Role.Of(d.Tape.Source), "presentation") || ascii.EqualFold(t.Role.Of(d.Tape.Source), "none") {
		return 0, false
	}
	rows, cells, heads, blocks := 0, 0, false, int32(0)
	g.limit = len(g.below)
	for k := el + 1; k < t.Next; k++ {
		switch e := &d.Tape.Elements[k]; e.Tag {
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
			if e.First != t.First {
				return 0, false
			}
			blocks += e.Last - e.First
		case tag.Th, tag.Td:
			cells += g.skip() + 1
			if d.Tape.Elements[e.Parent].Tag != tag.Tr || g.col >= maxColumns || !d.isCell(e) {
				return 0, false
			}
			g.place(d.spans(k))
			heads = heads || e.Tag == tag.Th
			if cells > 1 {
				columns = max(columns, g.col)
			}
			blocks += e.Last - e.First
		}
	}
	return columns, columns >= 2 && columns <= maxColumns && (rows >= 2 || heads) && blocks == t.Last-t.First
}

// isCell reports whether what a cell holds can stand in one line.
func (d *Page) isCell(e *block.Element) bool {
	if e.Last-e.First > maxCellBlocks {
		return false
	}
	for i := e.First; i < e.Last; i++ {
		if k := &d.Tape.Blocks[i]; k.Words > maxCellWords || k.Kind.Heading() || k.Kind == block.Pre {
			return false
		}
	}
	return true
}

// writeTable writes a table.
func (w *pageWriter) writeTable(el int32) {
	t := &w.page.Elements[el]
	var g grid
	columns, _ := w.d.measure(el, &g)
	g = grid{wide: columns, limit: columns}
	rows := 0
	if !w.html {
		w.tableCaption(el)
	} else {
		w.openTable(el)
	}
	for k := el + 1; k < t.Next; k++ {
		switch e := &w.page.Elements[k]; e.Tag {
		case tag.Table:
			k = e.Next - 1
		case tag.Tr:
			g.nextRow()
			if w.writesAny(e.First, e.Last) {
				rows++
				w.row(k, &g, rows)
			} else {
				w.skipRow(k, &g)
			}
			k = e.Next - 1
		}
	}
	if w.html {
		w.closeTable()
	}
	w.leaf = leaf{}
	w.wrote(t.Last - 1)
}

func (w *pageWriter) writesAny(first, last int32) bool {
	for i := first; i < last; i++ {
		if w.o.writes(&w.d.Blocks[i]) {
			return true
		}
	}
	return false
}

// nextCell returns the cell of a row at or behind element k, end when there is none.
func (w *pageWriter) nextCell(k, end int32) int32 {
	for k < end {
		e := &w.page.Elements[k]
		if e.Tag == tag.Td || e.Tag == tag.Th {
			return k
		}
		k = max(e.Next, k+1)
	}
	return end
}

func (w *pageWriter) skipRow(tr int32, g *grid) {
	end := w.page.Elements[tr].Next
	for k := w.nextCell(tr+1, end); k < end; k = w.nextCell(w.page.Elements[k].Next, end) {
		g.skip()
		g.place(w.d.spans(k))
	}
}

// row writes a row, the n-th that is written.
func (w *pageWriter) row(tr int32, g *grid, n int) {
	w.beginRow(n)
	end := w.page.Elements[tr].Next
	for k := w.nextCell(tr+1, end); k < end; k = w.nextCell(w.page.Elements[k].Next, end) {
		w.emptyCells(g.skip())
		columns, rows := w.d.spans(k)
		columns = g.fit(columns)
		w.writeCell(k, columns, rows)
		w.emptyCells(columns - 1)
		g.place(columns, rows)
	}
	if w.html {
		w.put("</tr>\n")
		return
	}
	w.emptyCells(g.wide - g.col)
	w.put("\n")
	if n == 1 {
		w.nextLine()
		w.put("|")
		for range g.wide {
			w.put(" --- |")
		}
		w.put("\n")
	}
}

func (w *pageWriter) beginRow(n int) {
	switch {
	case w.html:
		w.put("<tr>")
	case n == 1:
		w.beginLine()
		w.put("|")
	default:
		w.nextLine()
		w.put("|")
	}
}

func (w *pageWriter) emptyCells(n int) {
	for range n {
		if !w.html {
			w.put("  |")
		}
	}
}

// writeCell writes the blocks of a cell: in Markdown apart by spaces, as a cell is one line.
func (w *pageWriter) writeCell(el int32, columns, rows int) {
	e := &w.page.Elements[el]
	if w.html {
		w.openCell(e.Tag, columns, rows)
	} else {
		w.put(" ")
	}
	w.cell = true
	w.lineAt = len(w.dst)
	w.cellText(e.First, e.Last)
	w.cell = false
	if !w.html {
		w.put(" |")
	} else if e.Tag == tag.Th {
		w.put("</th>")
	} else {
		w.put("</td>")
	}
}

func (w *pageWriter) cellText(first, last int32) {
	wrote := false
	for i := first; i < last; i++ {
		if !w.o.writes(&w.d.Blocks[i]) {
			continue
		}
		w.leaf = leaf{kind: leafBare}
		switch {
		case !wrote:
			w.beginText(false)
		case w.html:
			w.put("<br>")
			w.beginText(false)
		default:
			w.owed = true
		}
		w.inline(i)
		wrote = true
	}
}

func (w *pageWriter) openCell(t tag.Tag, columns, rows int) {
	w.put("<")
	w.put(t.String())
	for _, a := range [...]struct {
		name string
		n    int
	}{{` colspan="`, columns}, {` rowspan="`, rows}} {
		if a.n > 1 {
			w.put(a.name)
			w.dst = appendInt(w.dst, a.n)
			w.put(`"`)
		}
	}
	w.put(">")
}

// openTable writes the start of a table in HTML, with its caption.
func (w *pageWriter) openTable(el int32) {
	if outer := w.around(); outer != nil && outer.kind == listContainer {
		w.put("<li>")
	}
	w.put("<table>\n")
	if c := w.captionOf(el); c > 0 && w.writesAny(w.page.Elements[c].First, w.page.Elements[c].Last) {
		w.put("<caption>")
		w.lineAt = len(w.dst)
		w.cellText(w.page.Elements[c].First, w.page.Elements[c].Last)
		w.put("</caption>\n")
	}
}

func (w *pageWriter) closeTable() {
	w.put("</table>\n")
	if outer := w.around(); outer != nil && outer.kind == listContainer {
		w.put("</li>\n")
	}
}

// tableCaption writes the caption of a table as paragraphs above it.
func (w *pageWriter) tableCaption(el int32) {
	c := w.captionOf(el)
	if c == 0 {
		return
	}
	for i := w.page.Elements[c].First; i < w.page.Elements[c].Last; i++ {
		if w.o.writes(&w.d.Blocks[i]) {
			w.beginLeaf(i)
			w.inline(i)
			w.endLeaf()
		}
	}
}

func (w *pageWriter) captionOf(el int32) int32 {
	t := &w.page.Elements[el]
	for k := el + 1; k < t.Next; k = w.page.Elements[k].Next {
		if w.page.Elements[k].Tag == tag.Caption {
			return k
		}
	}
	return 0
}
