package peers

import (
	"strings"

	"klartext/engine/label/train/gold"
)

// quality says how right the answers of a peer are.
type quality struct {
	pages    int     // pages with a gold text
	words    float64 // sum of their word-F1
	labelled int     // pages with snippets
	snippets gold.Snippets
}

// quality scores the answers to some pages. The answer to a page on which the peer failed is empty.
func (m *measured) quality(in some) (q quality) {
	for i := range m.pages {
		if !in(i) {
			continue
		}
		p, r := &m.pages[i], &m.first[i]
		switch p.set {
		case "wcxb":
			q.pages++
			q.words += gold.F1(gold.Bag([]byte(r.Text)), gold.Bag([]byte(p.gold)))
		case "evaldata":
			q.labelled++
			q.count(p, plain(r.Text), plain(r.Comments))
		}
	}
	return q
}

// count looks for the snippets of a page like the published script of the set.
func (q *quality) count(p *page, text, comments string) {
	s := &q.snippets
	s.With += len(p.with)
	s.Without += len(p.without)
	s.Comments += len(p.comments)
	s.WithFound += found(p.with, text)
	s.WithoutFound += found(p.without, text)
	s.InMain += found(p.comments, text)
	s.InComments += found(p.comments, comments)
}

func found(snippets []string, text string) (n int) {
	for _, s := range snippets {
		if strings.Contains(text, plain(s)) {
			n++
		}
	}
	return n
}

// plain collapses white space.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
