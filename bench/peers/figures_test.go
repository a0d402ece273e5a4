package peers

import "time"

// some selects pages by their index.
type some func(i int) bool

func (m *measured) all(int) bool { return true }

func (m *measured) answered(i int) bool { return m.failed[i] == nil }

// figures are the results of a peer for some pages. All except pages and failed exclude the pages
// on which it failed.
type figures struct {
	pages, failed, bytes int
	time                 time.Duration // of the fastest pass
	allocated, allocs    float64       // bytes and number of allocations in the last pass
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

// each returns a sum's share per page.
func (f *figures) each(sum float64) float64 { return sum / float64(max(f.pages-f.failed, 1)) }

// speed returns bytes of pages per second.
func (f *figures) speed() float64 {
	return float64(f.bytes) / max(f.time, time.Nanosecond).Seconds()
}

// ratio returns how many times as long as another peer this one takes, for the pages that both
// answered.
func (m *measured) ratio(of *measured, in some) float64 {
	both := func(i int) bool { return in(i) && m.answered(i) && of.answered(i) }
	return float64(m.best(both)) / float64(max(of.best(both), time.Nanosecond))
}
