// Package rules labels blocks by the lexicon, their shape and their neighbours, without learned
// weights. It runs twice on a page.
//
// Label runs after the comment section has been found. It decides where there is little doubt: a
// phrase of the lexicon is the whole block ("Zum Inhalt springen"), a line is a credit ("© dpa/Eva
// Winter"), a caption, the time of a player, a dump of variables, a list of teasers. It writes the
// column Rules of the sheet.
//
// Rest runs last, after thread and head. It lets the model decide about the blocks that are still
// open, and distinguishes the kinds of main text: heading, paragraph, list, table, code, quote.
// What the model leaves out gets the family of the phrase in it, of the box that it is in, or of
// its neighbours. Rest writes the column with its name.
//
// Each kind of rule is a small type in a file of its own. It embeds the page, on which all of them
// see what those before them decided; the order is that of Label and Rest. Rules read the text of
// at most a few neighbours of a block, so a page takes linear time.
package rules

import (
	"klartext/engine/block"
	"klartext/engine/internal/sheet"
)

// Rules labels blocks. The zero value is ready for use. Reuse it for the next page, because its
// slices grow to the largest page seen and stay.
type Rules struct {
	page       page
	cut        threshold
	copies     copies
	containers containers
}

// Label labels the blocks that are not comments by phrases and shapes. tape is nil for plain text.
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
	Tail   int  // first block of the tail, what has nothing to do with the article; -1 if none
}

// Rest labels the blocks of the last Label that are still open, and those that it frees, of which
// the model is sure or without which the page would lose its text: those that the model puts above
// the threshold of the page as main text, without second copies and with the holes of tables
// filled, short ones between them as headings, the others as boilerplate of a family. It returns that threshold, an estimate from 0 to 1, or one above 1 when
// the page has no main text.
func (r *Rules) Rest(about Page) (limit float32) {
	p := &r.page
	clear(p.sheet.Rest)
	clear(p.sheet.Free)
	if about.Tail >= 0 {
		teasers{p}.below(about.Tail)
	}
	boxes{p}.label()
	trust{p}.label()
	limit = r.cut.of(p, about.Thread)
	if (bodies{p}).any() {
		limit = always
	}
	p.take(limit)
	if !about.Thread {
		limit = r.cut.guard(p, limit)
	}
	r.copies.drop(p)
	r.containers.label(p)
	trust{p}.settle()
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
