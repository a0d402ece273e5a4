package markup

import "klartext/engine/tag"

// writeTable writes a table of data.
func (h *htmlTape) writeTable() {
	h.openInList()
	h.put("<table>\n")
	if c := h.captionOf(h.el); c > 0 && h.writesAny(h.Elements[c].First, h.Elements[c].Last) {
		h.put("<caption>")
		h.cellText(h.Elements[c].First, h.Elements[c].Last)
		h.put("</caption>\n")
	}
	r := h.rowsOf(h.el)
	for r.nextWritten(&h.tape) {
		h.put("<tr>")
		for c := (cell{}); r.nextCell(&h.tape, &c); {
			h.writeCell(&c)
		}
		h.put("</tr>\n")
	}
	h.put("</table>\n")
	h.closeInList()
}

func (h *htmlTape) writeCell(c *cell) {
	e := &h.Elements[c.el]
	start, end := "<td", "</td>"
	if e.Tag == tag.Th {
		start, end = "<th", "</th>"
	}
	h.put(start)
	if c.columns > 1 {
		h.intAttr(` colspan="`, c.columns)
	}
	if c.rows > 1 {
		h.intAttr(` rowspan="`, c.rows)
	}
	h.put(">")
	h.cell = true
	h.cellText(e.First, e.Last)
	h.cell = false
	h.put(end)
}

// cellText writes the blocks of a cell or a caption.
func (h *htmlTape) cellText(first, last int32) {
	wrote := false
	for i := first; i < last; i++ {
		if !h.writes(i) {
			continue
		}
		if wrote {
			h.put("<br>")
		}
		wrote = true
		h.beginText(len(h.dst))
		h.inline(i)
	}
}
