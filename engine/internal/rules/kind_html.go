package rules

import (
	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/tag"
)

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
