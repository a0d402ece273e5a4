package model

import (
	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
)

// signatures has what the blocks whose elements have the same signature have in common.
type signatures struct {
	table hashtable.Table[uint32, signature]
}

type signature struct {
	count  int32
	words  int64
	bytes  int64
	linked int64 // bytes of link text
	guess  int64 // sum of the linear estimates
}

// build sums the blocks of a page by both signatures of their elements.
func (g *signatures) build(k *markup, lines []line) {
	g.table.Reset(2 * len(lines))
	for i := range lines {
		x := &k.elements[k.page.Blocks[i].Node]
		g.of(x.alike).add(&k.page.Blocks[i], &lines[i])
		g.of(x.akin).add(&k.page.Blocks[i], &lines[i])
	}
}

// of returns the sums of the blocks with a signature.
func (g *signatures) of(key uint32) *signature { return g.table.At(key) }

func (s *signature) add(b *block.Block, l *line) {
	s.count++
	s.words += int64(l.words)
	s.bytes += int64(b.End - b.Start)
	s.linked += int64(b.Linked)
	s.guess += int64(l.estimate)
}
