package grammar

import (
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
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
			Number: e.page.Ordinal(r.Anchor, r.At), Score: min(1, e.weigher.Proof.Sum()/8)}
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

// slotted sets the origin of the fields of a record of lines: their place among the lines, as sure
// as the record is.
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

// inlineText is the text in the time line of a record, before the name: one line or none.
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

// closedAt ends the text [from,to) before the line that closes the texts: one that is in nearly all
// gaps.
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

// fence drops the fields that are outside the blocks of the record: what was borrowed from a
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
