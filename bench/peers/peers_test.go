package peers

import (
	"fmt"
	"testing"
)

// answer is what a peer makes of a page; valid until its next call.
type answer func(page []byte, url string) (text []byte, err error)

// peer is one of those compared.
type peer struct {
	name   string
	start  func() answer // what is done once, before the first page
	cleans bool          // the answer is the main text
	writes bool          // it changes the page's bytes: it needs a copy of its own
}

// peers are all of them; ratios are to the first.
var peers = []peer{
	{name: "klartext", start: klartext, cleans: true},
	{name: "trafilatura", start: trafilaturaAlone, cleans: true},
	{name: "trafilatura-fallback", start: trafilaturaFallback, cleans: true},
	{name: "readability", start: readable, cleans: true},
	{name: "x-net-parse", start: xnetParse},
	{name: "x-net-tokens", start: xnetTokens},
	{name: "tdewolff-tokens", start: tdewolffTokens, writes: true},
	{name: "klartext-tokens", start: klartextTokens},
	{name: "hop", start: hop},
}

// run calls a peer; a panic is an error.
func run(a answer, p *page) (text []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			text, err = nil, fmt.Errorf("panic: %v", r)
		}
	}()
	return a(p.html, p.url)
}

// TestPeers checks that every peer answers, and twice the same, on the pages of testdata.
func TestPeers(t *testing.T) {
	pages, err := testdata()
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in testdata (%v)", err)
	}
	for _, p := range peers {
		t.Run(p.name, func(t *testing.T) {
			m := measure(&p, pages)
			m.pass()
			m.pass()
			for i := range pages {
				if m.failed[i] != nil || m.unstable[i] {
					t.Errorf("%s: %v, unstable %v", pages[i].url, m.failed[i], m.unstable[i])
				}
			}
		})
	}
}

// BenchmarkPeers measures one pass over all pages.
func BenchmarkPeers(b *testing.B) {
	pages, _ := load(b)
	for _, p := range peers {
		b.Run(p.name, func(b *testing.B) {
			m := measure(&p, pages)
			m.pass() // memory grows, answers are noted
			b.SetBytes(int64(size(pages)))
			b.ReportAllocs()
			for b.Loop() {
				m.pass()
			}
			b.ReportMetric(float64(m.failures()), "failed")
			b.ReportMetric(float64(m.changed()), "unstable")
		})
	}
}
