package model

// repeats counts equal keys on a page.
type repeats struct{ table[repeat] }

type repeat struct{ count, last int32 }

// count fills the fields of lines that say how often the page repeats them.
func (r *repeats) count(lines []line) {
	r.reset(3 * len(lines))
	for i := range lines {
		l := &lines[i]
		s := r.get(l.key)
		l.nth = s.count
		if s.count > 0 {
			l.since = int32(i) - s.last
		}
		s.count, s.last = s.count+1, int32(i)
		r.get(mix(l.shapeKey, 1)).count++
		if l.firstKey != 0 {
			r.get(mix(l.firstKey, 2)).count++
		}
	}
	for i := range lines {
		l := &lines[i]
		l.same = r.get(l.key).count
		l.alike = r.get(mix(l.shapeKey, 1)).count
		if l.firstKey != 0 {
			l.led = r.get(mix(l.firstKey, 2)).count
		}
	}
}
