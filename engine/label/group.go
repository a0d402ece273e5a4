package label

// groups holds the mean answer of the first trees over the blocks that look alike, or start with the same word.
type groups struct {
	slots []groupSum
}

type groupSum struct {
	key   uint32
	count int32
	sum   int64
}

func (g *groups) get(key uint32) *groupSum {
	mask := uint32(len(g.slots) - 1)
	key |= 1
	for i := slot(key) & mask; ; i = (i + 1) & mask {
		if s := &g.slots[i]; s.key == key || s.key == 0 {
			s.key = key
			return s
		}
	}
}

func (g *groups) build(lines []line) {
	size := 16
	for size < 4*len(lines) {
		size *= 2
	}
	g.slots = grow(g.slots, size)
	clear(g.slots)
	for i := range lines {
		l := &lines[i]
		g.get(mix(l.shapeKey, 1)).add(l.p)
		g.get(mix(l.firstKey, 2)).add(l.p)
	}
}

func (s *groupSum) add(p int16) {
	s.count++
	s.sum += int64(p)
}

// shape and led return the mean over the blocks with the shape, and with the first word, of l.
func (g *groups) shape(l *line) int16 { return g.get(mix(l.shapeKey, 1)).mean() }
func (g *groups) led(l *line) int16   { return g.get(mix(l.firstKey, 2)).mean() }

func (s *groupSum) mean() int16 { return clamp(int(s.sum / int64(max(s.count, 1)))) }
