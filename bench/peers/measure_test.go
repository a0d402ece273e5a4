package peers

import (
	"hash/maphash"
	"time"
	"unicode"
	"unicode/utf8"
)

// measured is a peer with its results over the pages.
type measured struct {
	*process
	pages []page
	out   string // why it has no row of figures, or ""

	first    []reply    // the first answer to each page, which is scored
	hashes   []uint64   // of the first answers
	failed   []*failure // by page: the first failure
	unstable []bool     // by page: a later answer differed from the first

	passes        [][]time.Duration // time of each page, by pass
	bytes, allocs []uint64          // of each page, in the last pass
}

var seed = maphash.MakeSeed()

// measure runs a peer over all pages once, to record the answers, and to let memory grow and
// compilers warm up.
func measure(p *peer, pages []page) *measured {
	n := len(pages)
	m := &measured{
		process: &process{peer: p}, pages: pages, out: p.missing(),
		first: make([]reply, n), hashes: make([]uint64, n),
		failed: make([]*failure, n), unstable: make([]bool, n),
		bytes: make([]uint64, n), allocs: make([]uint64, n),
	}
	if m.out != "" {
		return m
	}
	for i := range pages {
		r, err := m.ask(&pages[i])
		if err == nil && p.cleans && pages[i].wanted() && !hasWords(r.Text) {
			err = &failure{"empty", "no word of main text"}
		}
		if err != nil {
			m.failed[i] = err
			continue
		}
		m.first[i], m.hashes[i] = r, r.hash()
	}
	return m
}

// pass does a timed pass over the pages on which the peer has not failed.
func (m *measured) pass() {
	if m.out != "" {
		return
	}
	times := make([]time.Duration, len(m.pages))
	for i := range m.pages {
		if m.failed[i] != nil {
			continue
		}
		r, err := m.ask(&m.pages[i])
		if err != nil {
			m.failed[i] = err
			m.first[i] = reply{}
			continue
		}
		times[i] = time.Duration(r.NS)
		m.unstable[i] = m.unstable[i] || r.hash() != m.hashes[i]
		m.bytes[i], m.allocs[i] = r.Bytes, r.Allocs
	}
	m.weigh()
	m.passes = append(m.passes, times)
}

func (r *reply) hash() uint64 {
	return maphash.String(seed, r.Text) ^ 3*maphash.String(seed, r.Comments)
}

// best returns the time of the fastest pass over some pages. The peer must not have failed on any
// of them.
func (m *measured) best(in some) (best time.Duration) {
	for _, times := range m.passes {
		var sum time.Duration
		for i, d := range times {
			if in(i) {
				sum += d
			}
		}
		if best == 0 || sum < best {
			best = sum
		}
	}
	return best
}

// kinds counts the failures by kind.
func (m *measured) kinds() map[string]int {
	n := map[string]int{}
	for _, f := range m.failed {
		if f != nil {
			n[f.kind]++
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

func hasWords(s string) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
		s = s[n:]
	}
	return false
}
