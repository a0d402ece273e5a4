package section

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// providerNames are the names of the external systems, providerFolds the same as Fold writes them.
var providerNames, providerFolds = func() (names, folds [][]byte) {
	for _, p := range elements.Providers {
		names = append(names, []byte(p))
		folds = append(folds, block.Fold(nil, []byte(p), false))
	}
	return names, folds
}()

// state reads the notices of the section.
func (fi *Finder) state() {
	th := fi.thread
	if th.State == comment.NoSection {
		th.State = comment.Open
	}
	more := false
	for i := th.First; i <= th.Last; i++ {
		f := &fi.page.Facts[i]
		switch f.Role {
		case lexicon.RoleClosed:
			if len(th.Comments) == 0 || fi.outside(i) || fi.lastNotice(i) {
				th.State = comment.Closed
			}
		case lexicon.RoleMore:
			more = true
		case lexicon.RoleProvider:
			th.Provider = fi.providerIn(i)
			if len(th.Comments) == 0 && th.State == comment.Open {
				th.State = comment.External
			}
		default:
			if len(th.Comments) == 0 && fi.about(i) && fi.page.HasStem(i, lexicon.ClosedStems[:]) {
				th.State = comment.Closed
			}
		}
	}
	shown := int32(len(th.Comments))
	if th.State == comment.Open && shown > 0 &&
		(more && (th.Announced < 0 || th.Announced > shown) || th.Announced > shown*3/2+2) {
		th.State = comment.Paginated
	}
	if th.State == comment.Open && len(th.Comments) == 0 && th.Announced > 0 {
		th.State = comment.External
	}
}

// lastNotice reports whether block i is the whole text of the last record: a notice that the system
// leaves as a post.
func (fi *Finder) lastNotice(i int32) bool {
	c := &fi.thread.Comments[len(fi.thread.Comments)-1]
	return c.TextLen == 1 && fi.thread.Text[c.Text].Start == fi.page.Blocks[i].Start &&
		fi.page.Blocks[i].Words <= 24
}

// providerIn is the name of the external system that a block names; the block's text if it is not a
// known one.
func (fi *Finder) providerIn(i int32) []byte {
	t := fi.page.Blocks[i].Text(fi.page.Src)
	fi.fold = block.Fold(fi.fold[:0], t[:min(len(t), lines.MaxFold)], false)
	for k, name := range providerFolds {
		if len(name) > 0 && bytes.Contains(fi.fold, name) {
			return providerNames[k]
		}
	}
	return t
}

// external looks for an external system on an HTML page: by what its comments are to appear in, or
// what loads them.
func (fi *Finder) external() {
	if fi.markup.Page == nil {
		return
	}
	if p := fi.markup.Elements.Provider(); p > 0 {
		fi.thread.Provider = providerNames[p]
	}
}

// outside reports whether a block is before the first or after the last record.
func (fi *Finder) outside(i int32) bool {
	cs := fi.thread.Comments
	return i < cs[0].First || i > cs[len(cs)-1].Last
}
