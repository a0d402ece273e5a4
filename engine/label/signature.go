package label

// signatures holds what the blocks with the same signature have together, in an open-addressed table that is reused from
// page to page.
type signatures struct {
	slots []signature
}

type signature struct {
	key    uint32
	count  int32
	words  int64
	bytes  int64
	linked int64
	guess  int64 // sum of the linear estimates
}

func (g *signatures) get(key uint32) *signature {
	mask := uint32(len(g.slots) - 1)
	key |= 1
	for i := slot(key) & mask; ; i = (i + 1) & mask {
		if s := &g.slots[i]; s.key == key || s.key == 0 {
			s.key = key
			return s
		}
	}
}

// build sums the blocks of a page by both signatures.
func (g *signatures) build(k *markup, lines []line) {
	size := 16
	for size < 4*len(lines) {
		size *= 2
	}
	g.slots = grow(g.slots, size)
	clear(g.slots)
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
