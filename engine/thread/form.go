package thread

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
)

// forms labels the rows of the comment form: what follows its title, which is the first row and stays a part of the
// section's interface, as does a request to log in.
func (s *Segmenter) forms(sheet *label.Sheet) {
	th := &s.thread
	titled := false
	next := int32(0) // first block behind the record that starts last
	at := 0
	for i := th.First; i <= th.Last; i++ {
		for at < len(th.Comments) && th.Comments[at].First <= i {
			next = th.Comments[at].Last + 1
			at++
		}
		if i < next {
			titled = false
			continue
		}
		switch f := &s.page.Facts[i]; {
		case f.Role == lexicon.RoleForm && !titled:
			titled = true
			if s.input(i) {
				give(sheet, i, label.Form, .9)
			}
		case f.Role == lexicon.RoleForm || titled && (f.Family == label.Form || s.input(i) || f.Role == lexicon.RoleField && s.page.Blocks[i].Words <= 2):
			give(sheet, i, label.Form, .9)
		case f.Role != lexicon.NoRole && f.Role != lexicon.RoleAction && f.Role != lexicon.RoleVotes:
			titled = false
		}
	}
}

// input reports whether a block is the caption of an input that must be filled in: "Name *".
func (s *Segmenter) input(i int32) bool {
	b := &s.page.Blocks[i]
	return b.LastRune == '*' && b.Words <= 4
}
