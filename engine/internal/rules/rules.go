// Package rules labels blocks by what the lexicon, their shape and their neighbours tell, without
// a learned weight. It runs twice on a page.
//
// Label comes after the comment section is found. It decides where there is little doubt: a phrase
// of the lexicon is the whole block ("Zum Inhalt springen"), a line is a credit ("© dpa/Eva
// Winter"), a caption, the time of a player, a dump of variables, a list of teasers. It writes the
// column Rules of the sheet.
//
// Rest comes last, when thread and head have spoken too. It lets the model decide about the blocks
// that are still open, and tells the kinds of main text apart: heading, paragraph, list, table,
// code, quote. What the model leaves out gets the family of the phrase in it, of the box that it
// stands in, or of its neighbours. Rest writes the column of its name.
//
// Each kind of rule is a small type in a file of its own. It embeds the page, on which all of them
// see what those before them decided; the order is that of Label and Rest. Rules read the text of
// at most a few neighbours of a block, so that a page takes linear time.
package rules

import (
	"klartext/engine/block"
	"klartext/engine/internal/sheet"
)

// Rules labels blocks. The zero value is ready for use; it is to be used again for the next page,
// since its slices grow to the largest page seen and stay.
type Rules struct {
	page page
	cut  threshold
}

// Label labels the blocks that are no comments by phrases and shapes. tape is nil of plain text.
// The arguments must stay as they are until Rest has returned.
func (r *Rules) Label(src []byte, tape *block.Page, blocks []block.Block, sheet *sheet.Sheet) {
	clear(sheet.Rules)
	clear(sheet.Void)
	clear(sheet.Rest)
	p := &r.page
	p.read(src, tape, blocks, sheet)
	bodies{p}.label()
	hidden{p}.label()
	for i := range blocks {
		variables{p}.label(i)
	}
	for i := range blocks {
		phrases{p}.label(i)
	}
	for i := range blocks {
		players{p}.label(i)
		links{p}.label(i)
		controls{p}.label(i)
	}
	for i := range blocks {
		players{p}.release(i)
	}
	teasers{p}.rhythm()
	for i := range blocks {
		credits{p}.label(i)
		ratings{p}.label(i)
	}
	for i := range blocks {
		captions{p}.label(i)
	}
	for i := range blocks {
		galleries{p}.label(i)
	}
}

// Page is what is known of a page as a whole when the rest is labelled.
type Page struct {
	Thread bool // the comments are the main text
	Tail   int  // block from which on the page only has its own matters, -1 when there is none
}

// Rest labels the blocks of the last Label that are still open: those that the model puts above the
// threshold of the page as main text, short ones between them as headings, the others as
// boilerplate of a family. It returns that threshold, an estimate from 0 to 1, or one above 1 when
// the page has no main text.
func (r *Rules) Rest(about Page) (limit float32) {
	p := &r.page
	clear(p.sheet.Rest)
	if about.Tail >= 0 {
		teasers{p}.below(about.Tail)
	}
	boxes{p}.label()
	limit = r.cut.of(p, about.Thread)
	if (bodies{p}).any() {
		limit = always
	}
	p.take(limit)
	paragraphs{p}.label()
	kinds{p}.label()
	first, last := p.extent()
	for i := range p.blocks {
		headings{p}.label(i, first, last)
	}
	for i := range p.blocks {
		families{p}.label(i, first)
	}
	return limit
}
