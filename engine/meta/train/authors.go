package main

import (
	"fmt"
	"strings"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/label/train/gold"
	"klartext/engine/meta"
	"klartext/engine/meta/train/facts"
)

// authorExamples collects the candidates for the authors of the pages; on a page without authors the answer that there is none is the
// right one. Pages whose authors are not among the candidates are left out.
func authorExamples(string) (all []example, err error) {
	var s facts.Stages
	for _, set := range sets {
		err := facts.Each(set, func(p *facts.Page) error {
			s.Read(p)
			e, found := example{fold: int(xxhash.Sum64String("fold:"+gold.Host(p.URL)) % gold.Folds)}, false
			s.Reader.PageAuthors(func(names []string, x *meta.PageAuthorFeatures) {
				is, _ := facts.AuthorRight(p.Author, facts.Names(strings.Join(names, ";")))
				e.rows, e.right, found = append(e.rows, append([]float32(nil), x[:]...)), append(e.right, is), found || is
			})
			if found {
				all = append(all, e)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("corpus %s: %w", set, err)
		}
	}
	return all, nil
}
