package source

import (
	"klartext/engine/internal/ascii"
	"klartext/engine/internal/lexicon"
)

// readCard adds the author given by the card that sites show on Twitter: a label "Written by" and
// the value with the same number.
func readCard(pool *Pool) {
	for i := range pool.Entries {
		l := &pool.Entries[i]
		if l.Field != CardLabelField ||
			!ascii.ContainsFold(pool.Text(l), lexicon.AuthorLabels[:]...) {
			continue
		}
		for k := range pool.Entries {
			if d := &pool.Entries[k]; d.Field == CardDataField && d.Rank == l.Rank && !pool.full() {
				e := *d
				e.Field, e.Kind = AuthorField, Twitter
				pool.Entries = append(pool.Entries, e)
				return
			}
		}
	}
}
