package markup

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
)

// markdownTape writes an HTML page as Markdown.
type markdownTape struct {
	walker
	margin margin
	mark   endedMark
	code   owedCode
	quotes [2]string // the quotation marks of the page's language
	begins bool      // the line of Markdown starts with the text
	fence  int       // how many backticks fence the program
}

// appendMarkdownTape appends the main text of an HTML page to what has been written.
func appendMarkdownTape(b *buffer, p *Page, o Options) []byte {
	m := markdownTape{quotes: quotesOf(p.Language)}
	m.apart = true
	m.begin(p, o, *b)
	m.write()
	return m.dst
}

// write writes the whole page.
func (m *markdownTape) write() {
	for {
		switch m.next() {
		case pageEnds:
			return
		case containerBegins:
			m.margin.opened(&m.containers)
		case containerEnds:
			m.margin.closed(&m.containers)
		case leafBegins:
			m.beginLeaf()
			m.leafText()
		case leafGoesOn:
			m.breakLeaf()
			m.leafText()
		case leafEnds:
			m.endLeaf()
		case ruleStands:
			m.margin.begin(&m.walker)
			m.put("---\n")
		case pictureStands:
			m.margin.begin(&m.walker)
			m.image(m.el)
			m.put("\n")
		case formulaStands:
			m.formula()
		case tableStands:
			m.writeTable()
		}
	}
}

// beginText starts a line of text. markup says that its start may be mistaken for that of a list
// and the like.
func (m *markdownTape) beginText(markup bool) {
	m.line.beginText(len(m.dst))
	m.begins = markup
	m.mark.at = -1
}

// beginLeaf starts the first line of the leaf.
func (m *markdownTape) beginLeaf() {
	m.margin.begin(&m.walker)
	switch m.leaf.kind {
	case leafHeading:
		m.repeat('#', m.leaf.level)
		m.put(" ")
		m.beginText(false)
	case leafPre:
		m.openFence(m.block)
	default:
		m.beginText(true)
	}
}

// leafText writes the text of the block.
func (m *markdownTape) leafText() {
	if m.leaf.kind != leafPre {
		m.inline(m.block)
		return
	}
	for line := range bytes.Lines(m.textOf(m.block)) {
		m.margin.goOn(&m.walker)
		m.dst = append(appendValid(m.dst, bytes.TrimRight(line, "\r\n")), '\n')
	}
}

// breakLeaf continues the leaf on another line.
func (m *markdownTape) breakLeaf() {
	switch m.leaf.kind {
	case leafPre:
	case leafHeading:
		m.owed = true
	default:
		m.hardBreak()
		m.margin.goOn(&m.walker)
		m.beginText(true)
	}
}

// endLeaf ends the last line of the leaf.
func (m *markdownTape) endLeaf() {
	if m.leaf.kind == leafPre {
		m.margin.goOn(&m.walker)
		m.repeat('`', m.fence)
	}
	m.put("\n")
}

// openFence writes the line above the program that starts with block i: a fence longer than any run
// of backticks in it, and the language.
func (m *markdownTape) openFence(i int32) {
	m.fence = minFence
	for ; i < int32(len(m.Blocks)); i++ {
		if k := &m.Blocks[i]; k.Kind != block.Pre || m.preOf(k.Node) != m.leaf.node {
			break
		}
		m.fence = max(m.fence, backticks(m.textOf(i))+1)
	}
	m.repeat('`', m.fence)
	m.dst = append(m.dst, m.language(m.leaf.node)...)
	m.put("\n")
}

// formula writes a formula between blocks.
func (m *markdownTape) formula() {
	m.margin.begin(&m.walker)
	m.beginText(true)
	m.clear(0, 0)
	m.script(m.el)
	m.put("\n")
}

// whole returns the markup in which the whole of block i is written, besides that of the page.
func (m *markdownTape) whole(i int32) spanKind {
	if m.cell {
		return noSpan
	}
	if m.isAround(termContainer) && m.leaf.kind == leafParagraph {
		return strongSpan
	}
	switch m.kept[i].Label {
	case label.Lead:
		return strongSpan
	case label.Caption, label.Credit, label.Date, label.Byline:
		return emSpan
	}
	return noSpan
}
