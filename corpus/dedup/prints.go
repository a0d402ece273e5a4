package dedup

import (
	"slices"

	"klartext/engine"
)

// Prints are the blocks of a page as pass 1 counts them. They are the caller's, to be filled again and again, and can be handed
// from a worker to the goroutine that counts.
type Prints struct {
	host   uint64   // print of the host, 0: the page is not counted
	page   uint64   // print of the page: of all blocks in their order
	blocks []uint64 // the different blocks, in rising order
}

// HTML fills p with the blocks of an HTML page in UTF-8. They are those that engine.Engine.HTML finds, but without taking
// the page apart any further, which takes most of its time. An empty host gives empty Prints.
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

// Document fills p with the blocks of a page that was taken apart already: the same as HTML or Text of its source.
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

// add adds a block and returns its print; 0 for one that holds no characters, which is not counted.
func (h *Hasher) add(p *Prints, text []byte) uint64 {
	k := h.blockPrint(p.host, text)
	if k != 0 {
		p.page = mix(p.page*0x9E3779B97F4A7C15 + k)
		p.blocks = append(p.blocks, k)
	}
	return k
}

// end leaves one of each block.
func (p *Prints) end() {
	slices.Sort(p.blocks)
	p.blocks = slices.Compact(p.blocks)
}
