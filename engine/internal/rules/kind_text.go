package rules

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
)

// textKinds decides the kind of a block of plain text by its shape and that of its neighbours: "-
// erster Punkt" is list, "Jahr | Höhe | Länge" table, a short line above a paragraph heading.
type textKinds struct{ *page }

// of returns the kind of block i.
func (p textKinds) of(i int) label.Label {
	switch {
	case p.blocks[i].Kind == block.ListItem:
		return label.List
	case isRow(p.text(i)):
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

const (
	maxParted = 7   // words of a heading that no paragraph follows; nothing else speaks for it
	rowBytes  = 400 // bytes of a block that are searched for cells
	minCells  = 2   // signs between cells in a row; one alone is in titles and menus
)

// parted reports whether block i is a few words with a gap on both sides, above more of the main
// text: the heading of a list or a table.
func (p textKinds) parted(i int) bool {
	b := &p.blocks[i]
	if b.Words > maxParted || b.Gap == 0 || i+1 >= len(p.blocks) || p.blocks[i+1].Gap == 0 {
		return false
	}
	return p.sheet.Label(i+1).Main() && b.Digits == 0
}

// isRow reports whether t is a row of a table: cells separated by tabs or bars.
func isRow(t []byte) bool {
	t = t[:min(len(t), rowBytes)]
	return bytes.Count(t, []byte{'\t'}) >= minCells || bytes.Count(t, []byte(" | ")) >= minCells
}

// What a quotation measures.
const (
	minQuotation = 8 // words; fewer are a title in quotation marks
	quotePair    = 2 // quotation marks; more are several quotations
)

// quotation reports whether block i is one quotation from its first to its last character.
func (p textKinds) quotation(i int) bool {
	b := &p.blocks[i]
	return b.Words >= minQuotation && b.Quotes == quotePair &&
		openQuote(b.FirstRune) && closeQuote(b.LastRune)
}

func openQuote(r rune) bool {
	return r == '„' || r == '“' || r == '"' || r == '«' || r == '»'
}

func closeQuote(r rune) bool {
	return r == '“' || r == '”' || r == '"' || r == '»' || r == '«'
}

// What the lines of a list measure.
const (
	minList     = 3  // short lines without a gap between; two are a heading and a line below it
	maxListItem = 14 // words; longer lines are paragraphs of dumps without gaps
	maxStopItem = 4  // words of a line that ends in a full stop: "2 EL Zucker."
)

// listed reports whether block i is in a run of short lines that do not end a sentence.
func (p textKinds) listed(i int) bool {
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

// item reports whether block i is a line of main text that can be one of a list.
func (p textKinds) item(i int) bool {
	b, l := &p.blocks[i], p.sheet.Rest[i].Label
	if l != label.Text && l != label.List || b.Words == 0 || b.Words > maxListItem {
		return false
	}
	switch b.LastRune {
	case '.':
		return b.Words <= maxStopItem
	case '!', '?', ':', '…':
		return false
	}
	return true
}
