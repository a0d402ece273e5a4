package model

// signatures holds what the blocks with the same signature have together.
type signatures struct{ table[signature] }

type signature struct {
	count  int32
	words  int64
	bytes  int64
	linked int64
	guess  int64 // sum of the linear estimates
}

// build sums the blocks of a page by both signatures.
func (g *signatures) build(k *markup, lines []line) {
	g.reset(2 * len(lines))
	for i := range lines {
		x := &k.elements[k.page.Blocks[i].Node]
		g.add(x.alike, k, i, &lines[i])
		g.add(x.akin, k, i, &lines[i])
	}
}

func (g *signatures) add(key uint32, k *markup, i int, l *line) {
	s, b := g.get(key), &k.page.Blocks[i]
	s.count++
	s.words += int64(l.words)
	s.bytes += int64(b.End - b.Start)
	s.linked += int64(b.Linked)
	s.guess += int64(l.estimate)
}
