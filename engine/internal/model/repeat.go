package model

import "klartext/engine/internal/hashtable"

// repeats counts the equal keys of a page: of whole blocks, of their shapes, of their first words.
type repeats struct {
	table hashtable.Table[uint32, repeat]
}

// repeat is how often a key came, and the last block that it came from.
type repeat struct{ count, last int32 }

// count fills the fields of lines that say how often the page repeats them.
func (r *repeats) count(lines []line) {
	t := &r.table
	t.Reset(3 * len(lines))
	for i := range lines {
		l := &lines[i]
		s := t.At(l.key)
		l.nth = s.count
		if s.count > 0 {
			l.since = int32(i) - s.last
		}
		s.count, s.last = s.count+1, int32(i)
		t.At(mix(l.shapeKey, 1)).count++
		if l.firstKey != 0 {
			t.At(mix(l.firstKey, 2)).count++
		}
	}
	for i := range lines {
		l := &lines[i]
		l.same = t.At(l.key).count
		l.alike = t.At(mix(l.shapeKey, 1)).count
		if l.firstKey != 0 {
			l.led = t.At(mix(l.firstKey, 2)).count
		}
	}
}
