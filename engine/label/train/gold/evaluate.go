package gold

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// Scores are sums of the word-F1 of pages, by set, by set and type, and by set and fold.
type Scores struct {
	Sum   map[string]float64
	Pages map[string]int
}

// Evaluate measures extract on pages. extract returns the main text of a page; src is the dump of
// the page.
func Evaluate(pages []*Page, extract func(src []byte, p *Page) []byte) *Scores {
	s := &Scores{map[string]float64{}, map[string]int{}}
	for _, p := range pages {
		s.Add(p, F1(Bag(extract(p.Src, p)), Bag(p.Gold)))
	}
	return s
}

// Add adds the score of a page.
func (s *Scores) Add(p *Page, f1 float64) {
	for _, k := range []string{p.Set, p.Set + "/" + p.Type, fmt.Sprint(p.Set, " fold ", p.Fold)} {
		s.Sum[k] += f1
		s.Pages[k]++
	}
}

// Merge adds the scores of t.
func (s *Scores) Merge(t *Scores) {
	for k := range t.Sum {
		s.Sum[k] += t.Sum[k]
		s.Pages[k] += t.Pages[k]
	}
}

// Mean returns the mean of a key: a set, a "set/type" or a "set fold n".
func (s *Scores) Mean(key string) float64 { return s.Sum[key] / float64(max(s.Pages[key], 1)) }

// Keys returns the keys that have pages, sorted.
func (s *Scores) Keys() []string { return slices.Sorted(maps.Keys(s.Sum)) }

// Write prints the number of pages and the mean of each key.
func (s *Scores) Write(w io.Writer) {
	for _, k := range s.Keys() {
		fmt.Fprintf(w, "%-28s %5d pages  F1 %.4f\n", k, s.Pages[k], s.Mean(k))
	}
}
