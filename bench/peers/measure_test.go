package peers

import (
	"hash/maphash"
	"runtime"
	"time"
)

// measured is a peer on its way over the pages, again and again.
type measured struct {
	*peer
	pages  []page
	answer answer

	first    []uint64 // hash of each page's first answer
	failed   []error  // by page: the last error
	unstable []bool   // by page: the answer was another one than the first

	passes        [][]time.Duration // time of each page, by pass
	bytes, allocs float64           // per page, of the last pass
}

var seed = maphash.MakeSeed()

func measure(p *peer, pages []page) *measured {
	if p.writes {
		pages = private(pages)
	}
	n := len(pages)
	return &measured{peer: p, pages: pages, answer: p.start(),
		failed: make([]error, n), unstable: make([]bool, n)}
}

// pass runs over all pages once. The first pass notes the answers that the others are compared with.
func (m *measured) pass() {
	if m.first == nil {
		m.first = make([]uint64, len(m.pages))
		for i := range m.pages {
			m.first[i] = m.page(i)
		}
		return
	}
	for i := range m.pages {
		if m.page(i) != m.first[i] {
			m.unstable[i] = true
		}
	}
}

// page runs over one page and returns the hash of the answer.
func (m *measured) page(i int) uint64 {
	text, err := run(m.answer, &m.pages[i])
	if err != nil {
		m.failed[i] = err
		return 0
	}
	return maphash.Bytes(seed, text)
}

// timed is pass with the time of every page and the memory of all.
func (m *measured) timed() {
	times := make([]time.Duration, len(m.pages))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range m.pages {
		start := time.Now()
		h := m.page(i)
		times[i] = time.Since(start)
		m.unstable[i] = m.unstable[i] || h != m.first[i]
	}
	runtime.ReadMemStats(&after)
	n := float64(len(m.pages))
	m.bytes = float64(after.TotalAlloc-before.TotalAlloc) / n
	m.allocs = float64(after.Mallocs-before.Mallocs) / n
	m.passes = append(m.passes, times)
}

// best returns the time of the fastest pass, without the pages that skip has an error for.
func (m *measured) best(skip []error) (best time.Duration) {
	for _, times := range m.passes {
		var sum time.Duration
		for i, d := range times {
			if skip[i] == nil {
				sum += d
			}
		}
		if best == 0 || sum < best {
			best = sum
		}
	}
	return best
}

func (m *measured) failures() (n int) {
	for _, err := range m.failed {
		if err != nil {
			n++
		}
	}
	return n
}

func (m *measured) changed() (n int) {
	for _, u := range m.unstable {
		if u {
			n++
		}
	}
	return n
}
