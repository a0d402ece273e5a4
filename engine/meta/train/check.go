package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"klartext/engine/meta/train/facts"
)

// check prints how many of the corpora's titles, authors and dates are read correctly, and the
// mistakes of the kind that list names.
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
			if slices.Contains(all.Add(p, g), list) {
				printMistake(p, g)
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

// printMistake prints what is known about a page and what was read from it.
func printMistake(p *facts.Page, g *facts.Got) {
	fmt.Printf("%s %-13s want %q | %q | %s", p.ID, p.Type, p.Title, p.Author, p.Date)
	fmt.Printf("  got %q (%s) | %q (%s) | %s (%s) mod %s\n   %s\n",
		g.Title, g.TitleSource, strings.Join(g.Authors, "; "), g.AuthorSource,
		g.Date, g.DateSource, g.Modified, p.URL)
}
