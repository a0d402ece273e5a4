package meta

import (
	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/meta/internal/source"
	"klartext/engine/thread"
)

// page is what all fields are read from. Meanwhile only the labels change, and title, body and end.
type page struct {
	src    []byte // its text
	blocks []block.Block
	thread *thread.Thread
	html   *block.Page // nil for plain text
	labels labels

	title int // block that the head of the article is around, -1 if there is none
	body  int // first block of the body, len(blocks) if there is none
	end   int // end of the body

	dates   source.DateLines
	bylines source.Bylines
	words   vocabulary

	copies  hashtable.Counter[uint64] // blocks by their hashes, once they have been counted
	counted bool
}

func (p *page) load(
	src []byte, blocks []block.Block, sheet *sheet.Sheet, t *thread.Thread, html *block.Page,
) {
	p.src, p.blocks, p.thread, p.html = src, blocks, t, html
	p.labels.load(sheet)
	p.dates.Load(src, blocks)
	p.counted = false
}

// text returns the text of block i.
func (p *page) text(i int) []byte { return p.blocks[i].Text(p.src) }

// value returns the text of block i as a value.
func (p *page) value(i int) Value {
	return Value{block.Span{Start: p.blocks[i].Start, End: p.blocks[i].End}, Visible}
}

// keep appends text that is not in a block to the text of an HTML page.
func (p *page) keep(t []byte, k source.Kind) Value {
	if len(t) == 0 {
		return Value{}
	}
	from := len(p.html.Text)
	p.html.Text = append(p.html.Text, t...)
	return Value{block.Span{Start: int32(from), End: int32(len(p.html.Text))}, Source(k)}
}

func (p *page) exists(i int) bool { return i >= 0 && i < len(p.blocks) }

// open reports whether block i exists and its label is not decided.
func (p *page) open(i int) bool { return p.exists(i) && !p.labels.fixed(i) }

// is reports whether block i exists and has the label.
func (p *page) is(i int, l label.Label) bool { return p.exists(i) && p.labels.of(i) == l }

// repeats counts the other blocks with the same text as block i.
func (p *page) repeats(i int) int {
	if !p.counted {
		p.copies.Reset(len(p.blocks))
		for k := range p.blocks {
			p.copies.Add(p.blocks[k].Hash)
		}
		p.counted = true
	}
	return int(p.copies.Of(p.blocks[i].Hash)) - 1
}
