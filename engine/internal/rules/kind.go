package rules

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// kind tells the parts of the main text apart: paragraph, heading, list, table, code, quote.
func (p *labelling) kind(i int) label.Label {
	if p.tape != nil {
		return p.marked(i)
	}
	t := p.text(i)
	switch b := &p.blocks[i]; {
	case b.Letters+b.Digits == 0 && b.Words == 0:
		return label.Other
	case b.Kind == block.ListItem:
		return label.List
	case p.row(t):
		return label.Table
	case p.code(i):
		return label.Code
	case p.headline(i) && !p.listed(i) && (p.prose(i+1) || p.parted(i)):
		return label.Heading
	case p.listed(i):
		return label.List
	case p.quotation(i):
		return label.Quote
	}
	return label.Text
}

// marked is kind for a block of an HTML page, whose elements tell.
func (p *labelling) marked(i int) label.Label {
	b := &p.blocks[i]
	if b.Letters+b.Digits == 0 && b.Words == 0 {
		return label.Other
	}
	switch b.Kind {
	case block.Heading1, block.Heading2, block.Heading3, block.Heading4, block.Heading5, block.Heading6:
		return label.Heading
	case block.Pre:
		return label.Code
	case block.Quote:
		return label.Quote
	case block.ListItem, block.Term, block.Description:
		return label.List
	case block.HeaderCell:
		return label.Table
	case block.Cell:
		if b.Words <= maxCell {
			return label.Table
		}
		return label.Text
	}
	return p.around(i)
}

// maxCell is the number of words from which the text in a cell is that of a page laid out by tables.
const maxCell = 60

// around tells what a paragraph is by the elements around it.
func (p *labelling) around(i int) label.Label {
	at := p.blocks[i].Node
	for range 6 {
		if at < 0 {
			break
		}
		e := &p.tape.Elements[at]
		switch e.Tag {
		case tag.Blockquote:
			return label.Quote
		case tag.Li, tag.Dd, tag.Dt:
			if e.Last-e.First <= maxItem {
				return label.List
			}
			return label.Text
		case tag.Pre:
			return label.Code
		case tag.Td, tag.Th, tag.Article, tag.Main, tag.Section, tag.Body:
			return label.Text
		}
		at = e.Parent
	}
	return label.Text
}

// maxItem is the number of blocks of a list item from which it is a part of the page and not an item.
const maxItem = 4

// maxHeading is the number of words of a heading that no paragraph follows.
const maxHeading = 7

// parted reports whether block i is a few words with a gap on both sides, above more of the main text: the heading of a list
// or a table.
func (p *labelling) parted(i int) bool {
	if p.blocks[i].Words > maxHeading || p.blocks[i].Gap == 0 || i+1 >= len(p.blocks) || p.blocks[i+1].Gap == 0 {
		return false
	}
	l := p.sheet.Label(i + 1)
	return l.Main() && l != label.Heading && p.blocks[i].Digits == 0
}

// row reports whether t is a table's row: cells apart by tabs or bars.
func (p *labelling) row(t []byte) bool {
	t = t[:min(len(t), 400)]
	return bytes.Count(t, []byte{'\t'}) >= 2 || bytes.Count(t, []byte(" | ")) >= 2
}

// code reports whether block i is program text: it looks like it, and so does a neighbour, or it cannot be anything else.
func (p *labelling) code(i int) bool {
	n := p.codeLike(i)
	return n >= 2 || n == 1 && (p.beside(i, -1) || p.beside(i, 1))
}

func (p *labelling) beside(i, d int) bool {
	j := i + d
	return j >= 0 && j < len(p.blocks) && p.blocks[max(i, j)].Gap <= 1 && p.codeLike(j) > 0
}

// codeLike tells how much block i looks like program text: 0 not, 1 somewhat, 2 surely.
func (p *labelling) codeLike(i int) int {
	b, t := &p.blocks[i], p.text(i)
	if len(t) > 300 || b.Quotes > 4 {
		return 0
	}
	n := 0
	for _, s := range [...]string{"$ ", "# ", "% ", "> ", "//", "/*", "<?", "#!", ">>> ", "...", "import ", "def ", "func ", "const ", "let ", "var ", "return ", "sudo ", "SELECT ", "@", "--"} {
		if bytes.HasPrefix(t, []byte(s)) {
			n = 1
			break
		}
	}
	switch t[len(t)-1] {
	case '{', '}', ';', '\\', '[':
		n++
	case ')', ']', ':', ',', '>':
		if b.Symbols*4 > b.Words {
			n++
		}
	}
	if b.Symbols*8 > b.Runes && b.Symbols >= 3 {
		n++
	}
	for _, s := range [...]string{" = ", "==", "=>", "->", "()", "::", "();", " := ", "</", "&&", "||", "├", "└", "──"} {
		if bytes.Contains(t, []byte(s)) {
			n++
			break
		}
	}
	if b.Sentences > 0 && b.Words > 10 && n < 3 {
		return 0
	}
	return n
}

// minList is how many short lines without a gap between make a list.
const minList = 3

// listed reports whether block i stands in a run of short lines that end no sentence.
func (p *labelling) listed(i int) bool {
	if p.wrapped || !p.item(i) {
		return false
	}
	n := 1
	for j := i; j > 0 && n < minList && p.blocks[j].Gap == 0 && p.item(j-1); j-- {
		n++
	}
	for j := i + 1; j < len(p.blocks) && n < minList && p.blocks[j].Gap == 0 && p.item(j); j++ {
		n++
	}
	return n >= minList
}

func (p *labelling) item(i int) bool {
	b, l := &p.blocks[i], p.sheet.Rest[i].Label
	if l != label.Text && l != label.Heading && l != label.List || !p.open(i) || b.Words == 0 || b.Words > 14 {
		return false
	}
	switch b.LastRune {
	case '.':
		return b.Words <= 4
	case '!', '?', ':', '…':
		return false
	}
	return true
}

// quotation reports whether block i is one quotation from its first to its last character.
func (p *labelling) quotation(i int) bool {
	b := &p.blocks[i]
	return b.Words >= 8 && b.Quotes == 2 && openQuote(b.FirstRune) && closeQuote(b.LastRune)
}

func openQuote(r rune) bool  { return r == '„' || r == '“' || r == '"' || r == '«' || r == '»' }
func closeQuote(r rune) bool { return r == '“' || r == '”' || r == '"' || r == '»' || r == '«' }
