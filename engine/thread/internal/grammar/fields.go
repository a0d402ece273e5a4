package grammar

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
)

// fields reads rank and votes from the lines around the record.
func (e *emitter) fields(n int, c *comment.Comment) {
	r := &e.layout.recs[n]
	hi := e.following(n)
	for i := c.First; i <= c.Last; i++ {
		if i == r.At || i == r.NameAt || i >= r.From && i < r.To {
			continue
		}
		e.rankOf(c, r, i)
		if c.MemberSince.Empty() {
			c.MemberSince = e.page.Joined(i, c.Last)
		}
	}
	c.Votes = e.page.VotesInTime(&e.page.Times[r.Anchor])
	if e.layout.phase == footerLast { // what follows the text belongs to it only up to the anchor
		e.votesBelow(c, r.At, hi)
		hi = r.At
		for i := r.From - 1; i >= max(r.Top, c.First-3) && c.Votes.Empty(); i-- {
			if n > 0 && e.hangs(e.layout.recs[n-1].At, i, r.From) {
				break
			}
			if e.take(c, i) {
				c.First = e.upTo(n, c.First, i)
			}
		}
	}
	if e.scores {
		if i := e.scoreAbove(r); i >= 0 && c.Votes.Empty() && e.take(c, i) {
			c.First = e.upTo(n, c.First, i)
		}
		return
	}
	for i := r.To; i < hi && c.Votes.Empty(); i++ {
		if i != r.At && i != r.NameAt && e.take(c, i) {
			c.Last = max(c.Last, i)
		}
	}
	for i := r.At + 1; i < r.From && c.Votes.Empty(); i++ {
		if i != r.NameAt {
			e.take(c, i)
		}
	}
}

// scoresAbove reports whether the votes of most records are above their time lines: there is a
// number above the first of them and none after the last text.
func (e *emitter) scoresAbove() bool {
	if e.layout.phase == footerLast || len(e.layout.recs) < 2 ||
		e.scoreAbove(&e.layout.recs[0]) < 0 {
		return false
	}
	last := &e.layout.recs[len(e.layout.recs)-1]
	for i := last.To; i < min(max(last.End, last.To+2), int32(len(e.page.Facts))); i++ {
		if e.page.BareVotes(i) {
			return false
		}
	}
	n := 0
	for i := range e.layout.recs {
		n += count(e.scoreAbove(&e.layout.recs[i]) >= 0)
	}
	return n*10 >= 7*len(e.layout.recs)
}

// scoreAbove is the block of a number in the lines directly above the time line of a record, or -1.
func (e *emitter) scoreAbove(r *evidence.Record) int32 {
	for i := r.At - 1; i >= max(0, r.At-3); i-- {
		if e.page.BareVotes(i) {
			return i
		}
		if i != r.NameAt && e.page.Facts[i].Symbol != lines.Name &&
			e.page.Facts[i].Role != lexicon.RoleAvatar {
			break
		}
	}
	return -1
}

// votesBelow reads the votes after a footer: a constant line for votes, or a line attached to the
// footer.
func (e *emitter) votesBelow(c *comment.Comment, at, hi int32) {
	for i := at + 1; i < min(hi, at+3) && c.Votes.Empty(); i++ {
		fixed := i == at+1 && e.fit.kindAt(i) == kindConst &&
			e.page.Facts[i].Role == lexicon.RoleVotes
		if (fixed || e.hangs(at, i, hi)) && e.take(c, i) {
			c.Last = max(c.Last, i)
		}
	}
}

// hangs reports whether block i is below the anchor at without a blank line between them, but with
// one before block next.
func (e *emitter) hangs(at, i, next int32) bool {
	for k := at + 1; k <= i; k++ {
		if e.page.Blocks[k].Gap > 0 {
			return false
		}
	}
	for k := i + 1; k <= min(next, int32(len(e.page.Blocks))-1); k++ {
		if e.page.Blocks[k].Gap > 0 {
			return i > at
		}
	}
	return false
}

// upTo is the first block of record n, moved up to block i unless that is the record's above.
func (e *emitter) upTo(n int, first, i int32) int32 {
	if n == 0 || i > e.thread.LastBlock() {
		return min(first, i)
	}
	return first
}

// following is the first block after record i that belongs to the next one.
func (e *emitter) following(i int) int32 {
	if i+1 == len(e.layout.recs) {
		return max(e.layout.recs[i].End, e.layout.recs[i].To)
	}
	n := &e.layout.recs[i+1]
	first := n.At
	if n.NameAt >= 0 {
		first = min(first, n.NameAt)
	}
	if n.From < n.To {
		first = min(first, n.From)
	}
	return first
}

// take takes block i as the votes if it has votes.
func (e *emitter) take(c *comment.Comment, i int32) bool {
	v, ok := e.page.Votes(i)
	if ok {
		c.Votes = v
	}
	return ok
}

// rankOf takes block i as the author's rank if it looks like one: a word that several records show
// beside the name.
func (e *emitter) rankOf(c *comment.Comment, r *evidence.Record, i int32) {
	f := &e.page.Facts[i]
	if !c.Rank.Empty() || r.NameAt < 0 || f.Key == e.page.Facts[r.NameAt].Key ||
		f.Symbol != lines.Name {
		return
	}
	if e.page.FieldValue(i) || e.page.AvatarLetter(i) || e.isAuthor(i) {
		return
	}
	if f.Role == lexicon.RoleRank || f.Role == lexicon.NoRole && f.Count > 1 {
		c.Rank = comment.SpanOf(e.page.Blocks[i].Start, e.page.Blocks[i].End)
	}
}

// isAuthor reports whether a block is the name of an author of the section: beside another name it
// is whom the record replies to. The names are in s.seen while comments runs.
func (e *emitter) isAuthor(i int32) bool { return e.seen.Of(e.page.Facts[i].Key) > 0 }

// register puts the lines that are nothing but an author's name into s.seen.
func (e *emitter) register() {
	e.seen.Reset(len(e.layout.recs))
	for i := range e.layout.recs {
		if r := &e.layout.recs[i]; r.NameAt >= 0 && r.NameAt != r.At {
			e.seen.Add(e.page.Facts[r.NameAt].Key)
		}
	}
}
