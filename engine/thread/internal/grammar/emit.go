package grammar

import (
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// emitter turns records into comments.
type emitter struct {
	page    *lines.Page
	thread  *comment.Thread
	fit     *fitter
	layout  *layout
	weigher *evidence.Weigher
	inLine  [1]comment.Line           // see inlineText
	titled  bool                      // most records have a title of their own
	scores  bool                      // most records have their votes above their time lines
	seen    hashtable.Counter[uint64] // keys of the lines that are nothing but an author's name
}

func (e *emitter) reset(page *lines.Page, th *comment.Thread, t *trial) {
	e.page, e.thread = page, th
	e.fit, e.layout, e.weigher = &t.fit, &t.layout, t.weigher
}

// emit turns the records into the comments of the thread.
func (e *emitter) emit() {
	th := e.thread
	e.register()
	e.titled, e.scores = e.titles(), e.scoresAbove()
	for i := range e.layout.recs {
		r := &e.layout.recs[i]
		c := comment.Comment{Parent: comment.Unknown, Node: -1, Author: r.Name,
			Number: e.page.Ordinal(r.Anchor, r.At), Score: min(1, e.weigher.Proof.Sum/8)}
		e.dateOf(&c, r)
		e.textOfRecord(&c, r)
		c.First, c.Last = e.extent(i, &c)
		e.fields(i, &c)
		e.fence(&c)
		if c.TextLen == 0 {
			continue
		}
		slotted(&c)
		th.Comments = append(th.Comments, c)
	}
	if len(th.Comments) > 0 {
		th.First, th.Last = th.Comments[0].First, th.Comments[len(th.Comments)-1].Last
	}
}

// slotted says of the fields of a record of lines that they were known by their place among them,
// as sure as the record is.
func slotted(c *comment.Comment) {
	for _, f := range [...]struct {
		field  comment.Span
		origin *comment.Origin
	}{
		{c.Author, &c.Origins.Author}, {c.Rank, &c.Origins.Rank}, {c.Time, &c.Origins.Time},
		{c.Votes, &c.Origins.Votes},
		{c.MemberSince, &c.Origins.MemberSince}, {c.Title, &c.Origins.Title},
	} {
		if !f.field.Empty() {
			*f.origin = comment.From(comment.BySlot, c.Score)
		}
	}
	c.Origins.Text = comment.From(comment.BySlot, c.Score)
}

// dateOf takes the time from the time line, and the date of joining where it is glued after.
func (e *emitter) dateOf(c *comment.Comment, r *evidence.Record) {
	m := &e.page.Times[r.Anchor]
	b := &e.page.Blocks[r.At]
	if e.weigher.Dateless {
		return
	}
	c.When = m.When
	c.Time = comment.SpanOf(b.Start+int32(m.When.Start), b.Start+int32(m.When.End))
	e.clockBelow(c, r)
	if m.After.Kind != lines.RestWords {
		return
	}
	if !m.Joins || !e.page.StartsWith(e.page.Src[c.Time.End:b.End], lexicon.RoleJoined) {
		return
	}
	if w, ok := when.Next(b.Text(e.page.Src), m.When.End); ok {
		c.MemberSince = comment.SpanOf(b.Start+int32(w.Start), b.Start+int32(w.End))
	}
}

// clockBelow adds the clock that stands in the line below a date.
func (e *emitter) clockBelow(c *comment.Comment, r *evidence.Record) {
	m := &e.page.Times[r.Anchor]
	if m.When.Precision != when.Day || m.After.Kind != lines.NoRest ||
		r.At+1 >= int32(len(e.page.Facts)) || e.page.Facts[r.At+1].Time < 0 {
		return
	}
	n := &e.page.Times[e.page.Facts[r.At+1].Time]
	if !n.Clock || n.Before.Kind != lines.NoRest || n.After.Kind != lines.NoRest {
		return
	}
	w, k := &c.When, &n.When
	w.Hour, w.Minute, w.Second, w.Precision, w.HasZone, w.Zone = k.Hour, k.Minute, k.Second,
		k.Precision, k.HasZone, k.Zone
}

// textOfRecord adds the blocks of the text, without the controls at its edges.
func (e *emitter) textOfRecord(c *comment.Comment, r *evidence.Record) {
	from, to := r.From, r.To
	for from < to && e.trims(from, r) {
		from++
	}
	to = e.closedAt(from, to)
	if e.titled && e.titleLine(r, from-1) {
		from--
	}
	for to > from && e.trims(to-1, r) {
		to--
	}
	th := e.thread
	c.Text = int32(len(th.Text))
	own := e.inlineText(r)
	if r.At < from {
		th.Text = append(th.Text, own...)
	}
	for i := from; i < to; i++ {
		if i == r.At {
			th.Text = append(th.Text, own...)
		}
		if i == r.NameAt || i == r.At {
			continue
		}
		if k := e.fit.kindAt(i); k == kindConst && e.page.Facts[i].Role == lexicon.RoleAction {
			continue
		}
		th.Text = append(th.Text,
			comment.Line{Span: comment.SpanOf(e.page.Blocks[i].Start, e.page.Blocks[i].End)})
	}
	if r.At >= to {
		th.Text = append(th.Text, own...)
	}
	c.TextLen = int32(len(th.Text)) - c.Text
	r.From, r.To = from, to
}

// inlineText is the text that stands in the time line of a record, before the name: one line or
// none.
func (e *emitter) inlineText(r *evidence.Record) []comment.Line {
	m := &e.page.Times[r.Anchor]
	if m.Inline == 0 {
		return nil
	}
	e.inLine[0] = comment.Line{Span: comment.SpanOf(e.page.Blocks[r.At].Start,
		e.page.Blocks[r.At].Start+m.Inline)}
	return e.inLine[:]
}

// titles reports whether most records have a title of their own above their text.
func (e *emitter) titles() bool {
	n := 0
	for i := range e.layout.recs {
		n += count(e.titleLine(&e.layout.recs[i], e.layout.recs[i].From-1))
	}
	return e.layout.phase == headerFirst && len(e.layout.recs) > 3 && n*10 >= 6*len(e.layout.recs)
}

// titleLine reports whether block i, right above the text of a record, is a title: words that no
// other line repeats, below the author and the time.
func (e *emitter) titleLine(r *evidence.Record, i int32) bool {
	if i <= r.At || r.NameAt < 0 || r.NameAt > r.At || r.From >= r.To {
		return false
	}
	f := &e.page.Facts[i]
	k := e.fit.kindAt(i)
	return f.Role == lexicon.NoRole && f.Count == 1 &&
		(k == kind(lines.Name) || k == kind(lines.Short)) && !e.page.FieldValue(i)
}

// closedAt ends the text [from,to) before the line that closes the texts: one that stands in nearly
// all the gaps.
func (e *emitter) closedAt(from, to int32) int32 {
	if e.layout.phase != headerFirst || len(e.fit.cuts) < 3 {
		return to
	}
	for i := max(from+1, to-3); i < to; i++ {
		if e.fit.kindAt(i) == kindConst &&
			int(e.fit.gaps.Of(e.page.Facts[i].Key))*10 >= 8*len(e.fit.cuts) {
			return i
		}
	}
	return to
}

// trims reports whether a block at the edge of a text is not of the text.
func (e *emitter) trims(i int32, r *evidence.Record) bool {
	f := &e.page.Facts[i]
	if i == r.NameAt {
		return true
	}
	if f.Symbol == lines.Number && r.To-r.From > 1 {
		return true // votes
	}
	switch f.Role {
	case lexicon.RoleEdited, lexicon.RoleReplyto:
		return e.page.Blocks[i].Words <= 12
	case lexicon.RoleAction, lexicon.RoleMore, lexicon.RoleForm, lexicon.RoleAvatar:
		return f.Symbol == lines.Action
	}
	return e.fit.kindAt(i) == kindConst ||
		f.Time >= 0 && e.page.Times[f.Time].Barred && !e.page.Times[f.Time].Quote
}

// extent is the first and the last block of the record.
func (e *emitter) extent(i int, c *comment.Comment) (first, last int32) {
	r := &e.layout.recs[i]
	first, last = r.At, r.At
	if r.From < r.To {
		first, last = min(first, r.From), max(last, r.To-1)
	}
	if r.NameAt >= 0 {
		first, last = min(first, r.NameAt), max(last, r.NameAt)
	}
	floor := int32(0)
	if i > 0 {
		floor = e.thread.LastBlock() + 1
	}
	for first > floor && (e.page.Facts[first-1].Role == lexicon.RoleAvatar ||
		r.NameAt == first && e.page.Blocks[first-1].Runes == 1 && e.page.AvatarLetter(first-1) ||
		r.NameAt >= 0 && e.page.Facts[first-1].Key == e.page.Facts[r.NameAt].Key ||
		e.page.Facts[first-1].Role == lexicon.RoleRank && e.page.Blocks[first].Gap == 0) {
		first--
	}
	return max(first, floor), last
}

// fence drops the fields that stand outside the blocks of the record: what was borrowed from a
// neighbour.
func (e *emitter) fence(c *comment.Comment) {
	from, to := e.page.Blocks[c.First].Start, e.page.Blocks[c.Last].End
	for _, x := range [...]*comment.Span{&c.Author, &c.Rank, &c.Time, &c.Votes, &c.MemberSince,
		&c.Title} {
		if x.Start < from || x.End > to {
			*x = comment.Span{}
		}
	}
}

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

// scoresAbove reports whether the votes of most records stand above their time lines: there is a
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

// scoreAbove is the block of a number in the lines right above the time line of a record, -1 when
// there is none.
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

// votesBelow reads the votes after a footer: a constant line for votes, or a line that hangs on
// the footer.
func (e *emitter) votesBelow(c *comment.Comment, at, hi int32) {
	for i := at + 1; i < min(hi, at+3) && c.Votes.Empty(); i++ {
		fixed := i == at+1 && e.fit.kindAt(i) == kindConst &&
			e.page.Facts[i].Role == lexicon.RoleVotes
		if (fixed || e.hangs(at, i, hi)) && e.take(c, i) {
			c.Last = max(c.Last, i)
		}
	}
}

// hangs reports whether block i stands below the anchor at without a blank line between, and apart
// from block next by one.
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

// take takes block i as the votes if it holds votes.
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
