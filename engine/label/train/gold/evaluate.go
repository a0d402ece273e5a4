package gold

import (
	"fmt"
	"io"
	"maps"
	"slices"
)

// Scores are word-F1 by page, summed by set and type.
type Scores struct {
	Sum   map[string]float64
	Pages map[string]int
}

// Evaluate measures extract, which returns the main text of a page, on pages. src is the page's
// dump.
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

// Mean is the mean of a set, a set/type or a "set fold n".
func (s *Scores) Mean(key string) float64 { return s.Sum[key] / float64(max(s.Pages[key], 1)) }

// Keys are the sets, set/types and folds that have pages, sorted.
func (s *Scores) Keys() []string { return slices.Sorted(maps.Keys(s.Sum)) }

// Write prints the means.
func (s *Scores) Write(w io.Writer) {
	for _, k := range s.Keys() {
		fmt.Fprintf(w, "%-28s %5d pages  F1 %.4f\n", k, s.Pages[k], s.Mean(k))
	}
}
