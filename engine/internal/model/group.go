package model

import "klartext/engine/internal/hashtable"

// groups has the mean answer of the first trees over the blocks that look alike, and over those
// that start with the same word.
type groups struct {
	table hashtable.Table[uint32, groupSum]
}

// groupSum is how many blocks a group has, and the sum of the answers for them.
type groupSum struct {
	count int32
	sum   int64
}

func (g *groups) build(lines []line) {
	g.table.Reset(2 * len(lines))
	for i := range lines {
		l := &lines[i]
		g.table.At(mix(l.shapeKey, 1)).add(l.p)
		g.table.At(mix(l.firstKey, 2)).add(l.p)
	}
}

func (s *groupSum) add(p int16) {
	s.count++
	s.sum += int64(p)
}

// shape and led return the mean over the blocks with the shape, and with the first word, of l.
func (g *groups) shape(l *line) int16 { return g.table.At(mix(l.shapeKey, 1)).mean() }
func (g *groups) led(l *line) int16   { return g.table.At(mix(l.firstKey, 2)).mean() }

func (s *groupSum) mean() int16 { return clamp(int(s.sum / int64(max(s.count, 1)))) }
