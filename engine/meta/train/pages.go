package main

import (
	"fmt"
	"strings"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/label/train/gold"
	"klartext/engine/meta/internal/candidate"
	"klartext/engine/meta/train/facts"
)

// pageExamples collects the candidates of the pages as HTML for a choice. right reports whether the
// values of a candidate are those of the page. Pages without a right candidate are left out. On a
// page without date or authors, the answer that there are none is right.
func pageExamples(
	c candidate.Choice, right func(p *facts.Page, values []string) bool,
) (all []example, none int, err error) {
	var s facts.Stages
	for _, set := range sets {
		err := facts.Each(set, func(p *facts.Page) error {
			s.Read(p)
			fold := xxhash.Sum64String("fold:"+gold.Host(p.URL)) % gold.Folds
			e, found := example{fold: int(fold)}, false
			var candidates []candidate.Candidate
			candidates, none = s.Reader.Candidates(c)
			for _, x := range candidates {
				found = e.add(x.Features, right(p, x.Values)) || found
			}
			if found {
				all = append(all, e)
			}
			return nil
		})
		if err != nil {
			return nil, none, fmt.Errorf("corpus %s: %w", set, err)
		}
	}
	return all, none, nil
}

func titleExamples(string) ([]example, int, error) {
	return pageExamples(candidate.Title, func(p *facts.Page, values []string) bool {
		return facts.TitleRight(p.Title, strings.Join(values, ""))
	})
}

func dateExamples(string) ([]example, int, error) {
	return pageExamples(candidate.Date, func(p *facts.Page, values []string) bool {
		return facts.DateRight(p.Date, strings.Join(values, ""))
	})
}

func authorExamples(string) ([]example, int, error) {
	return pageExamples(candidate.Authors, func(p *facts.Page, values []string) bool {
		is, _ := facts.AuthorRight(p.Author, facts.Names(strings.Join(values, ";")))
		return is
	})
}
