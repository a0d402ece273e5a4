package source

import "klartext/engine/internal/ascii"

// cardLabels are what cards call the author.
var cardLabels = [...]string{
	"written by", "verfasst von", "author", "autor", "écrit par", "escrito por", "geschreven door",
	"scritto da",
}

// readCard adds the author of the card that sites show on Twitter: a label "Written by" and the
// value of the same number.
func readCard(pool *Pool) {
	for i := range pool.Entries {
		l := &pool.Entries[i]
		if l.Field != CardLabelField || !ascii.ContainsFold(pool.Text(l), cardLabels[:]...) {
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
