package label

// repeats counts equal keys on a page, in an open-addressed table that is reused from page to page.
type repeats struct {
	slots []repeat
}

type repeat struct {
	key   uint32
	count int32
	last  int32
}

func (r *repeats) reset(n int) {
	size := 16
	for size < 2*n {
		size *= 2
	}
	r.slots = grow(r.slots, size)
	clear(r.slots)
}

// get returns the counter of key, which is zero at first.
func (r *repeats) get(key uint32) *repeat {
	mask := uint32(len(r.slots) - 1)
	key |= 1
	for i := slot(key) & mask; ; i = (i + 1) & mask {
		if s := &r.slots[i]; s.key == key || s.key == 0 {
			s.key = key
			return s
		}
	}
}

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
