package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"klartext/engine/meta/train/facts"
)

// check prints how much of the corpora's titles, authors and dates is read; the mistakes of a kind too when list names it.
func check(list string) error {
	for _, set := range sets {
		var s facts.Stages
		var all facts.Score
		types := map[string]*facts.Score{}
		var names []string
		err := facts.Each(set, func(p *facts.Page) error {
			if types[p.Type] == nil {
				types[p.Type] = new(facts.Score)
				names = append(names, p.Type)
			}
			g := s.Read(p)
			types[p.Type].Add(p, g)
			for _, w := range all.Add(p, g) {
				if list == w {
					fmt.Printf("%s %-13s want %q | %q | %s  got %q (%s) | %q (%s) | %s (%s) mod %s\n   %s\n", p.ID, p.Type, p.Title, p.Author, p.Date, g.Title, g.TitleSource, strings.Join(g.Authors, "; "), g.AuthorSource, g.Date, g.DateSource, g.Modified, p.URL)
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("corpus %s: %w", set, err)
		}
		all.Print(os.Stdout, set)
		slices.Sort(names)
		for _, n := range names {
			if n != "" {
				types[n].Print(os.Stdout, "  "+n)
			}
		}
	}
	return nil
}
