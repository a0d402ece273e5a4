package rules

import (
	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// htmlKinds decides the kind of a block of an HTML page by its elements: an h2 is a heading, a p in
// a blockquote a quote.
type htmlKinds struct{ *page }

const (
	maxCell  = 60 // words in a cell of a table; with more the page is laid out by tables
	maxItem  = 4  // blocks of a list item; one with more is a part of the page
	aroundUp = 6  // elements around a block that are checked; others are the frame of the page
)

// of returns the kind of block i.
func (p htmlKinds) of(i int) label.Label {
	b := &p.blocks[i]
	switch b.Kind {
	case block.Heading1, block.Heading2, block.Heading3, block.Heading4, block.Heading5,
		block.Heading6:
		return label.Heading
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
	return p.around(b.Node)
}

// around returns the kind of a paragraph by the element that it is and those around it.
func (p htmlKinds) around(at int32) label.Label {
	for n := 0; n < aroundUp && at >= 0; n++ {
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
