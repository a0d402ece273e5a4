package peers

import "time"

// some tells which pages are meant, by their numbers.
type some func(i int) bool

func (m *measured) all(int) bool { return true }

func (m *measured) answered(i int) bool { return m.failed[i] == nil }

// figures are what a peer did with some pages. All but pages and failed are of those that it did not fail on.
type figures struct {
	pages, failed, bytes int
	time                 time.Duration // of the fastest pass
	allocated, allocs    float64       // bytes and how often, of the last pass
}

func (m *measured) figures(in some) (f figures) {
	for i := range m.pages {
		switch {
		case !in(i):
			continue
		case !m.answered(i):
			f.failed++
		default:
			f.bytes += len(m.pages[i].html)
			f.allocated += float64(m.bytes[i])
			f.allocs += float64(m.allocs[i])
		}
		f.pages++
	}
	f.time = m.best(func(i int) bool { return in(i) && m.answered(i) })
	return f
}

// each is a sum's share for each page.
func (f *figures) each(sum float64) float64 { return sum / float64(max(f.pages-f.failed, 1)) }

// speed is in bytes of pages a second.
func (f *figures) speed() float64 { return float64(f.bytes) / max(f.time, time.Nanosecond).Seconds() }

// ratio is how many times as long as another peer this one takes for the pages that both answered.
func (m *measured) ratio(of *measured, in some) float64 {
	both := func(i int) bool { return in(i) && m.answered(i) && of.answered(i) }
	return float64(m.best(both)) / float64(max(of.best(both), time.Nanosecond))
}
