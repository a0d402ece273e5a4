package main

import (
	"fmt"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/label/train/gold"
	"klartext/engine/meta"
	"klartext/engine/meta/train/facts"
)

// pageExamples collects the candidates for the title of the pages as HTML.
func pageExamples(string) (all []example, err error) {
	var s facts.Stages
	for _, set := range sets {
		err := facts.Each(set, func(p *facts.Page) error {
			page, sheet, t := s.Blocks([]byte(p.HTML))
			e, found := example{fold: int(xxhash.Sum64String("fold:"+gold.Host(p.URL)) % gold.Folds)}, false
			s.Reader.PageCandidates(page, sheet, t, []byte(p.URL), func(text []byte, x *meta.PageTitleFeatures) {
				is := facts.TitleRight(p.Title, string(text))
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
