package dedup

import (
	"slices"

	"klartext/engine"
)

// Prints are the blocks of a page as pass 1 counts them. They belong to the caller, who can fill
// them again and again, and pass them from a worker to the goroutine that counts.
type Prints struct {
	host   uint64   // print of the host; 0 if the page is not counted
	page   uint64   // print of the page: all its blocks in order
	blocks []uint64 // the different blocks, in ascending order
}

// HTML fills p with the blocks of an HTML page in UTF-8. They are the blocks that
// engine.Engine.HTML finds, but without the rest of its work, which takes most of its time. Without
// a host, Prints are empty.
func (h *Hasher) HTML(p *Prints, host string, src []byte) {
	if !h.begin(p, host) || len(src) > engine.MaxMaxBytes {
		return
	}
	page := h.builder.HTML(src, h.limit())
	for i := range page.Blocks {
		h.add(p, page.Blocks[i].Text(page.Text))
	}
	p.end()
}

// Text is HTML for a plain-text page.
func (h *Hasher) Text(p *Prints, host string, src []byte) {
	if !h.begin(p, host) || len(src) > engine.MaxMaxBytes {
		return
	}
	blocks, _ := h.builder.Text(src, h.limit())
	for i := range blocks {
		h.add(p, blocks[i].Text(src))
	}
	p.end()
}

// Document fills p with the blocks of a page that was already cleaned: the same as HTML or Text of
// its source.
func (h *Hasher) Document(p *Prints, host string, d *engine.Document) {
	if !h.begin(p, host) {
		return
	}
	for i := range d.Blocks {
		h.add(p, d.BlockText(i))
	}
	p.end()
}

func (h *Hasher) limit() int {
	if h.MaxBlocks <= 0 {
		return engine.DefaultMaxBlocks
	}
	return h.MaxBlocks
}

func (h *Hasher) begin(p *Prints, host string) bool {
	*p = Prints{host: hostPrint(host), blocks: p.blocks[:0]}
	p.page = p.host
	return p.host != 0
}

// add adds a block and returns its print. A block without letters or digits is not counted, and its
// print is 0.
func (h *Hasher) add(p *Prints, text []byte) uint64 {
	k := h.blockPrint(p.host, text)
	if k != 0 {
		p.page = mix(p.page*0x9E3779B97F4A7C15 + k)
		p.blocks = append(p.blocks, k)
	}
	return k
}

// end removes duplicate blocks.
func (p *Prints) end() {
	slices.Sort(p.blocks)
	p.blocks = slices.Compact(p.blocks)
}
