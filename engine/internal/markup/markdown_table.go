package markup

// writeTable writes a table of data, with its caption as paragraphs above it.
func (m *markdownTape) writeTable() {
	m.tableCaption()
	r := m.rowsOf(m.el)
	for r.nextWritten(&m.tape) {
		if r.row == 1 {
			m.margin.begin(&m.walker)
		} else {
			m.margin.goOn(&m.walker)
		}
		m.put("|")
		for c := (cell{}); r.nextCell(&m.tape, &c); {
			m.emptyCells(c.gap)
			m.writeCell(&c)
			m.emptyCells(c.columns - 1)
		}
		m.emptyCells(r.missing())
		m.put("\n")
		if r.row == 1 {
			m.headRule(r.wide)
		}
	}
}

// headRule writes the line between the head of a table and its other rows.
func (m *markdownTape) headRule(columns int) {
	m.margin.goOn(&m.walker)
	m.put("|")
	for range columns {
		m.put(" --- |")
	}
	m.put("\n")
}

func (m *markdownTape) emptyCells(n int) {
	for range n {
		m.put("  |")
	}
}

// writeCell writes the blocks of a cell separated by spaces, because a cell is one line.
func (m *markdownTape) writeCell(c *cell) {
	m.put(" ")
	m.cell = true
	m.beginText(false)
	wrote := false
	for i := m.Elements[c.el].First; i < m.Elements[c.el].Last; i++ {
		if m.writes(i) {
			m.owed = wrote
			m.inline(i)
			wrote = true
		}
	}
	m.cell = false
	m.put(" |")
}

func (m *markdownTape) tableCaption() {
	c := m.captionOf(m.el)
	if c == 0 {
		return
	}
	for i := m.Elements[c].First; i < m.Elements[c].Last; i++ {
		if m.writes(i) {
			m.setLeaf(i)
			m.block = i
			m.beginLeaf()
			m.inline(i)
			m.endLeaf()
		}
	}
	m.leaf = leaf{}
}
