package peers

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"strconv"
	"testing"
	"time"
)

// faulty does what its page says. TestMain serves it like any other peer.
var faulty = peer{name: "faulty", cleans: true, start: func() answer {
	calls := 0
	return func(page []byte, _ string) ([]byte, []byte, error) {
		calls++
		switch {
		case bytes.Equal(page, []byte("error")):
			return nil, nil, errors.New("no text")
		case bytes.Equal(page, []byte("panic")):
			panic("no text")
		case bytes.Equal(page, []byte("empty")):
			return []byte(" - "), nil, nil
		case bytes.Equal(page, []byte("die")):
			os.Exit(3)
		case bytes.Equal(page, []byte("hang")):
			time.Sleep(time.Hour)
		case bytes.Equal(page, []byte("unstable")):
			return strconv.AppendInt(nil, int64(calls), 10), nil, nil
		}
		return page, []byte("a comment"), nil
	}
}}

// TestFailures checks with a real process that a page on which a peer fails, in whatever way, is
// counted by kind, that the peer answers the next page, and that failed pages count in no time and
// have no text.
func TestFailures(t *testing.T) {
	defer func(d time.Duration) { *patience = d }(*patience)
	*patience = 5 * time.Second
	var pages []page
	for _, s := range []string{
		"good", "error", "panic", "empty", "die", "hang", "unstable", "good",
	} {
		pages = append(pages,
			page{set: "wcxb", html: []byte(s), url: "https://example.org/", gold: "good"})
	}
	m := measure(&faulty, pages)
	defer m.end()
	m.pass()
	want := map[string]int{"error": 1, "panic": 1, "empty": 1, "died": 1, "time-out": 1}
	if got := m.kinds(); !maps.Equal(got, want) {
		t.Errorf("failures: got %v, want %v", got, want)
	}
	if m.failed[0] != nil || m.failed[7] != nil || m.first[7].Text != "good" ||
		m.first[7].Comments != "a comment" {
		t.Errorf("good pages: failures %v and %v, text %q, comments %q", m.failed[0], m.failed[7],
			m.first[7].Text, m.first[7].Comments)
	}
	if m.changed() != 1 || !m.unstable[6] {
		t.Errorf("unstable: got %v, want page 6", m.unstable)
	}
	if f := m.figures(m.all); f.pages != 8 || f.failed != 5 || f.bytes != 16 {
		t.Errorf("got %d pages, %d failed, the others of %d bytes, want 8, 5 and 16", f.pages,
			f.failed, f.bytes)
	}
	if q := m.quality(m.all); q.pages != 8 || q.words != 2 {
		t.Errorf("word-F1: got %v over %d pages, want 2 over 8", q.words, q.pages)
	}
	m.passes = [][]time.Duration{{5, 1, 1, 1, 1, 1, 1, 5}, {4, 9, 9, 9, 9, 9, 1, 4}}
	if got := m.best(m.answered); got != 9 {
		t.Errorf("best pass without the failed pages: got %v, want 9", got)
	}
}

// TestScripts checks that every peer in JavaScript answers the pages of testdata.
func TestScripts(t *testing.T) {
	pages, err := testdata()
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in testdata (%v)", err)
	}
	for i := range peers {
		p := &peers[i]
		if p.start != nil {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			if why := p.missing(); why != "" {
				t.Skipf("PEERS IN JAVASCRIPT ARE NOT TESTED: %s", why)
			}
			m := measure(p, pages)
			defer m.end()
			m.pass()
			for i := range pages {
				if m.failed[i] != nil || m.unstable[i] || !hasWords(m.first[i].Text) ||
					m.first[i].NS == 0 {
					t.Errorf("%s: %v, unstable %v, %d bytes", pages[i].url, m.failed[i],
						m.unstable[i], len(m.first[i].Text))
				}
			}
		})
	}
}

// TestSnippets checks the counting of snippets.
func TestSnippets(t *testing.T) {
	var q quality
	p := &page{with: []string{"one two", "three"}, without: []string{"four"},
		comments: []string{"five", "six"}}
	q.count(p, plain("one \n two four five"), plain("six"))
	if s := q.snippets; s.Precision() != 0.5 || s.Recall() != 0.5 || s.F1() != 0.5 ||
		s.InMain != 1 || s.InComments != 1 {
		t.Errorf("got %+v", s)
	}
}
