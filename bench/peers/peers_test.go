package peers

import (
	"fmt"
	"testing"
)

// answer returns what a peer makes of a page. It is valid until the next call. comments is nil for
// peers that do not separate comments from text.
type answer func(page []byte, url string) (text, comments []byte, err error)

// peer is one of the extractors, parsers and tokenizers compared.
type peer struct {
	name     string
	start    func() answer // done once, before the first page; nil for a script
	script   string        // its name in js/run.js
	cleans   bool          // the answer is the main text
	comments bool          // it also returns the readers' comments
	writes   bool          // it changes the page's bytes, so it needs its own copy
}

// peers lists all of them. Ratios are relative to the first.
var peers = []peer{
	{name: "klartext", start: klartext, cleans: true, comments: true},
	{name: "go-trafilatura", start: trafilaturaAlone, cleans: true, comments: true},
	{name: "go-trafilatura, fallback", start: trafilaturaFallback, cleans: true, comments: true},
	{name: "go-readability v2", start: readable, cleans: true},
	{name: "go-domdistiller", start: distilled, cleans: true},
	{name: "readability (JS)", script: "readability", cleans: true},
	{name: "defuddle (JS)", script: "defuddle", cleans: true},
	{name: "linkedom parse (JS)", script: "linkedom"},
	{name: "x/net/html parse", start: xnetParse},
	{name: "x/net/html tokens", start: xnetTokens},
	{name: "tdewolff tokens", start: tdewolffTokens, writes: true},
	{name: "klartext tokens", start: klartextTokens},
	{name: "hop", start: hop},
}

// run calls a peer. A panic becomes an error of its own kind.
func run(a answer, html []byte, url string) (text, comments []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			text, comments, err = nil, nil, &failure{"panic", fmt.Sprint(r)}
		}
	}()
	return a(html, url)
}

// TestPeers checks that every Go peer answers the pages of testdata, and gives the same answer
// twice.
func TestPeers(t *testing.T) {
	pages, err := testdata()
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in testdata (%v)", err)
	}
	for _, p := range peers {
		if p.start == nil {
			continue // TestScripts
		}
		t.Run(p.name, func(t *testing.T) {
			pages, a := private(pages), p.start()
			for i := range pages {
				text, _, err := run(a, pages[i].html, pages[i].url)
				first := string(text)
				if err != nil || first == "" {
					t.Errorf("%s: %d bytes, %v", pages[i].url, len(text), err)
				}
				if text, _, _ = run(a, pages[i].html, pages[i].url); string(text) != first {
					t.Errorf("%s: another answer the second time", pages[i].url)
				}
			}
		})
	}
}

// BenchmarkPeers measures one pass of each Go peer over all pages, in this process.
func BenchmarkPeers(b *testing.B) {
	pages := load(b, 100)
	for _, p := range peers {
		if p.start == nil {
			continue // their cost is not visible from here
		}
		b.Run(p.row(), func(b *testing.B) {
			pages, a := pages, p.start()
			if p.writes {
				pages = private(pages)
			}
			pass := func() (failed int) {
				for i := range pages {
					if _, _, err := run(a, pages[i].html, pages[i].url); err != nil {
						failed++
					}
				}
				return failed
			}
			pass() // lets memory grow
			b.SetBytes(int64(size(pages)))
			b.ReportAllocs()
			failed := 0
			for b.Loop() {
				failed = pass()
			}
			b.ReportMetric(float64(failed), "failed")
		})
	}
}
