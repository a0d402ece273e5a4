package dedup

import (
	"bytes"

	"klartext/engine"
	"klartext/engine/block"
	"klartext/engine/label"
)

// Dropper removes repeated blocks from the main text of pages: pass 2. A Dropper must be used by
// one goroutine at a time. Any number of them may share a Survey to which nothing is added any
// more. In steady state a Dropper allocates only the entries of its Top.
type Dropper struct {
	survey *Survey
	rule   Rule
	top    *Top

	hasher Hasher
	prints Prints
	keys   []uint64 // the print of each block
	fates  []fate   // of each block
}

// fate is what happens to a block.
type fate uint8

const (
	stays   fate = iota
	likely       // repeated, unless the page is a copy
	certain      // repeated on most pages of a host, or on MaxPages
)

// NewDropper returns a Dropper that lists the top most repeated blocks that it dropped.
func NewDropper(s *Survey, r Rule, top int) *Dropper {
	r.setDefaults()
	return &Dropper{survey: s, rule: r, top: NewTop(top)}
}

// Top returns the most repeated of the blocks dropped so far.
func (d *Dropper) Top() *Top { return d.top }

// Repeated returns the number of pages of its host on which a text is a block, at most MaxPages,
// and whether that counts as repeated under the rule. For an unknown host it returns 0 and false.
func (d *Dropper) Repeated(host string, text []byte) (pages int, repeated bool) {
	h := hostPrint(host)
	if h == 0 {
		return 0, false
	}
	k := d.hasher.blockPrint(h, text)
	if k == 0 {
		return 0, false
	}
	pages = int(d.survey.blocks.count(k))
	return pages, pages >= d.rule.need(int(d.survey.hosts.count(h)), words(text))
}

func words(text []byte) int { s := block.Measure(text); return int(s.Words) }

// Dropped says what Drop did to a page.
type Dropped struct {
	Blocks int // removed from the main text
	Bytes  int // length of their text
	// The page was taken for a copy of another, and only blocks on most pages of its host were
	// removed.
	Copy bool
}

// Drop removes the blocks that the host repeats from the main text of a page, which must have been
// counted in the Survey. Some blocks stay although other pages have them:
//
//   - the title, headings of the first order, and the lead: they appear in the lists of other
//     pages;
//   - a heading, as long as the text below it stays: every recipe has its "Ingredients";
//   - a line of a table, list or code less than half of which is repeated: "Weight:" is the same
//     on all pages of a shop, but what is next to it differs;
//   - everything on a page that was crawled several times: pages with the same blocks count as
//     one;
//   - if more than half of the main text would go, everything but blocks that are on MaxPages, or
//     on most of at least ten pages. Such a page is nearly the same as others, which Near is
//     there to find; dropping the text here would empty all copies.
func (d *Dropper) Drop(doc *engine.Document, host string) (out Dropped) {
	h := &d.hasher
	if !h.begin(&d.prints, host) {
		return out
	}
	d.keys, d.fates = d.keys[:0], d.fates[:0]
	for i := range doc.Blocks {
		d.keys = append(d.keys, h.add(&d.prints, doc.BlockText(i)))
	}
	copies := max(1, int(d.survey.blocks.count(d.prints.page))) - 1
	if copies+1 >= MaxPages { // there may be more copies than are counted
		return Dropped{Copy: true}
	}
	hostPages := int(d.survey.hosts.count(d.prints.host)) - copies
	all, gone := 0, 0
	for i := range doc.Blocks {
		f := d.fate(doc, i, hostPages, copies)
		d.fates = append(d.fates, f)
		if b := &doc.Blocks[i]; b.Main {
			n := len(doc.BlockText(i))
			all += n
			if f == likely {
				gone += n
			}
		}
	}
	least := likely
	if out.Copy = 2*gone > all; out.Copy {
		least = certain
	}
	d.keepRuns(doc, least)
	d.keepHeadings(doc, least)
	for i, f := range d.fates {
		if f < least {
			continue
		}
		out.Blocks++
		out.Bytes += len(doc.BlockText(i))
		d.top.add(Repeat{Host: host, Pages: int(d.survey.blocks.count(d.keys[i])),
			print: d.keys[i]}, doc.BlockText(i))
		doc.Drop(i)
	}
	return out
}

// fate returns what should happen to block i according to the counts. Copies of this page count
// neither for the host nor for the block.
func (d *Dropper) fate(doc *engine.Document, i, hostPages, copies int) fate {
	b := &doc.Blocks[i]
	if !b.Main || d.keys[i] == 0 || b.Kind == block.Heading1 || b.Label == label.Title ||
		b.Label == label.Lead {
		return stays
	}
	text := doc.BlockText(i)
	pages := int(d.survey.blocks.count(d.keys[i]))
	if pages < MaxPages {
		pages -= copies
	}
	switch {
	case pages < d.rule.need(hostPages, words(text)) || bytes.Equal(text, doc.Title) ||
		bytes.Equal(text, doc.Description):
		return stays
	case hostPages >= somePages && (2*pages >= hostPages || pages >= MaxPages):
		return certain
	}
	return likely
}

// somePages is how many pages a host must have before half of them mean anything.
const somePages = 10

// keepHeadings keeps headings above text that stays. Blocks that are neither main text nor
// boilerplate, such as captions, may come in between.
func (d *Dropper) keepHeadings(doc *engine.Document, least fate) {
	below := false // some main text below stays
	for i := len(doc.Blocks) - 1; i >= 0; i-- {
		b := &doc.Blocks[i]
		heading := b.Kind.Heading() || b.Label == label.Heading
		switch {
		case !b.Main:
			below = below && !b.Label.Boilerplate()
		case d.fates[i] < least:
			below = true
		case heading && below:
			d.fates[i] = stays
		default:
			below = false
		}
	}
}

// keepRuns keeps neighbouring cells, list items and lines of code if less than half of their text
// is repeated.
func (d *Dropper) keepRuns(doc *engine.Document, least fate) {
	for from := 0; from < len(doc.Blocks); {
		to, all, gone := from, 0, 0
		for ; to < len(doc.Blocks) && inRun(&doc.Blocks[to]); to++ {
			n := len(doc.BlockText(to))
			all += n
			if d.fates[to] >= least {
				gone += n
			}
		}
		if 2*gone < all {
			clear(d.fates[from:to])
		}
		from = to + 1
	}
}

// inRun reports whether a block of the main text means little without its neighbours.
func inRun(b *engine.Block) bool {
	if !b.Main {
		return false
	}
	switch b.Kind {
	case block.Cell, block.HeaderCell, block.ListItem, block.Term, block.Description, block.Pre:
		return true
	}
	return b.Label == label.Table || b.Label == label.List || b.Label == label.Code
}
