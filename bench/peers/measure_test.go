package peers

import (
	"hash/maphash"
	"time"
	"unicode"
	"unicode/utf8"
)

// measured is a peer on its way over the pages, again and again.
type measured struct {
	*process
	pages []page
	out   string // why it has no row of figures, "" when it has

	first    []reply    // of each page, to be scored
	hashes   []uint64   // of these
	failed   []*failure // by page: the first one
	unstable []bool     // by page: the answer was another one than the first

	passes        [][]time.Duration // time of each page, by pass
	bytes, allocs float64           // per answered page, of the last pass
}

var seed = maphash.MakeSeed()

// measure runs a peer over all pages once, to note the answers and to let memory grow and compilers warm up.
func measure(p *peer, pages []page) *measured {
	n := len(pages)
	m := &measured{process: &process{peer: p}, pages: pages, out: p.missing(), first: make([]reply, n), hashes: make([]uint64, n),
		failed: make([]*failure, n), unstable: make([]bool, n)}
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

// pass is a timed pass over the pages that the peer has not failed on.
func (m *measured) pass() {
	if m.out != "" {
		return
	}
	times := make([]time.Duration, len(m.pages))
	var bytes, allocs, n uint64
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
		bytes, allocs, n = bytes+r.Bytes, allocs+r.Allocs, n+1
	}
	m.weigh()
	m.bytes, m.allocs = float64(bytes)/float64(max(n, 1)), float64(allocs)/float64(max(n, 1))
	m.passes = append(m.passes, times)
}

func (r *reply) hash() uint64 {
	return maphash.String(seed, r.Text) ^ 3*maphash.String(seed, r.Comments)
}

// best returns the time of the fastest pass, without the pages that skip has a failure for.
func (m *measured) best(skip []*failure) (best time.Duration) {
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

// answered is how many pages, and bytes of them, the peer did not fail on.
func (m *measured) answered() (n, bytes int) {
	for i := range m.pages {
		if m.failed[i] == nil {
			n++
			bytes += len(m.pages[i].html)
		}
	}
	return n, bytes
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
