package thread

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// emitAll turns the records into the comments of the thread.
func (s *Segmenter) emitAll() {
	th := &s.thread
	s.register()
	s.titled, s.scores = s.titles(), s.scoresAbove()
	for i := range s.recs {
		r := &s.recs[i]
		c := Comment{Parent: Unknown, Node: -1, Author: r.name, Number: s.page.Ordinal(r.anchor, r.at), Score: min(1, s.proof.sum/8)}
		s.dateOf(&c, r)
		s.textOfRecord(&c, r)
		c.First, c.Last = s.extent(i, &c)
		s.fields(i, &c)
		s.fence(&c)
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

// slotted says of the fields of a record of lines that they were known by their place among them, as sure as the record is.
func slotted(c *Comment) {
	for _, f := range [...]struct {
		field  Span
		origin *Origin
	}{
		{c.Author, &c.Origins.Author}, {c.Rank, &c.Origins.Rank}, {c.Time, &c.Origins.Time}, {c.Votes, &c.Origins.Votes},
		{c.MemberSince, &c.Origins.MemberSince}, {c.Title, &c.Origins.Title},
	} {
		if !f.field.Empty() {
			*f.origin = comment.From(BySlot, c.Score)
		}
	}
	c.Origins.Text = comment.From(BySlot, c.Score)
}

// dateOf takes the time from the time line, and the date of joining where it is glued behind.
func (s *Segmenter) dateOf(c *Comment, r *record) {
	m := &s.page.Times[r.anchor]
	b := &s.page.Blocks[r.at]
	if s.dateless {
		return
	}
	c.When = m.When
	c.Time = span(b.Start+int32(m.When.Start), b.Start+int32(m.When.End))
	s.clockBelow(c, r)
	if m.After.Kind != lines.RestWords {
		return
	}
	if !m.Joins || !s.page.StartsWith(s.page.Src[c.Time.End:b.End], lexicon.RoleJoined) {
		return
	}
	if w, ok := when.Next(b.Text(s.page.Src), m.When.End); ok {
		c.MemberSince = span(b.Start+int32(w.Start), b.Start+int32(w.End))
	}
}

// clockBelow adds the clock that stands in the line below a date.
func (s *Segmenter) clockBelow(c *Comment, r *record) {
	m := &s.page.Times[r.anchor]
	if m.When.Precision != when.Day || m.After.Kind != lines.NoRest || r.at+1 >= int32(len(s.page.Facts)) || s.page.Facts[r.at+1].Time < 0 {
		return
	}
	n := &s.page.Times[s.page.Facts[r.at+1].Time]
	if !n.Clock || n.Before.Kind != lines.NoRest || n.After.Kind != lines.NoRest {
		return
	}
	w, k := &c.When, &n.When
	w.Hour, w.Minute, w.Second, w.Precision, w.HasZone, w.Zone = k.Hour, k.Minute, k.Second, k.Precision, k.HasZone, k.Zone
}

// textOfRecord adds the blocks of the text, without the controls at its edges.
func (s *Segmenter) textOfRecord(c *Comment, r *record) {
	from, to := r.from, r.to
	for from < to && s.trims(from, r) {
		from++
	}
	to = s.closedAt(from, to)
	if s.titled && s.titleLine(r, from-1) {
		from--
	}
	for to > from && s.trims(to-1, r) {
		to--
	}
	th := &s.thread
	c.Text = int32(len(th.Text))
	own := s.inlineText(r)
	if r.at < from {
		th.Text = append(th.Text, own...)
	}
	for i := from; i < to; i++ {
		if i == r.at {
			th.Text = append(th.Text, own...)
		}
		if i == r.nameAt || i == r.at {
			continue
		}
		if k := s.kindAt(i); k == kindConst && s.page.Facts[i].Role == lexicon.RoleAction {
			continue
		}
		th.Text = append(th.Text, Line{Span: span(s.page.Blocks[i].Start, s.page.Blocks[i].End)})
	}
	if r.at >= to {
		th.Text = append(th.Text, own...)
	}
	c.TextLen = int32(len(th.Text)) - c.Text
	r.from, r.to = from, to
}

// inlineText is the text that stands in the time line of a record, before the name: one line or none.
func (s *Segmenter) inlineText(r *record) []Line {
	m := &s.page.Times[r.anchor]
	if m.Inline == 0 {
		return nil
	}
	s.inLine[0] = Line{Span: span(s.page.Blocks[r.at].Start, s.page.Blocks[r.at].Start+m.Inline)}
	return s.inLine[:]
}

// titles reports whether most records have a title of their own above their text.
func (s *Segmenter) titles() bool {
	n := 0
	for i := range s.recs {
		n += count(s.titleLine(&s.recs[i], s.recs[i].from-1))
	}
	return s.phase == headerFirst && len(s.recs) > 3 && n*10 >= 6*len(s.recs)
}

// titleLine reports whether block i, right above the text of a record, is a title: words that no other line repeats, below
// the author and the time.
func (s *Segmenter) titleLine(r *record, i int32) bool {
	if i <= r.at || r.nameAt < 0 || r.nameAt > r.at || r.from >= r.to {
		return false
	}
	f := &s.page.Facts[i]
	k := s.kindAt(i)
	return f.Role == lexicon.NoRole && f.Count == 1 && (k == kind(lines.Name) || k == kind(lines.Short)) && !s.page.FieldValue(i)
}

// closedAt ends the text [from,to) before the line that closes the texts: one that stands in nearly all the gaps.
func (s *Segmenter) closedAt(from, to int32) int32 {
	if s.phase != headerFirst || len(s.cuts) < 3 {
		return to
	}
	for i := max(from+1, to-3); i < to; i++ {
		if s.kindAt(i) == kindConst && int(s.gaps.Of(s.page.Facts[i].Key))*10 >= 8*len(s.cuts) {
			return i
		}
	}
	return to
}

// trims reports whether a block at the edge of a text is not of the text.
func (s *Segmenter) trims(i int32, r *record) bool {
	f := &s.page.Facts[i]
	if i == r.nameAt {
		return true
	}
	if f.Symbol == lines.Number && r.to-r.from > 1 {
		return true // votes
	}
	switch f.Role {
	case lexicon.RoleEdited, lexicon.RoleReplyto:
		return s.page.Blocks[i].Words <= 12
	case lexicon.RoleAction, lexicon.RoleMore, lexicon.RoleForm, lexicon.RoleAvatar:
		return f.Symbol == lines.Action
	}
	return s.kindAt(i) == kindConst || f.Time >= 0 && s.page.Times[f.Time].Barred && !s.page.Times[f.Time].Quote
}

// extent is the first and the last block of the record.
func (s *Segmenter) extent(i int, c *Comment) (first, last int32) {
	r := &s.recs[i]
	first, last = r.at, r.at
	if r.from < r.to {
		first, last = min(first, r.from), max(last, r.to-1)
	}
	if r.nameAt >= 0 {
		first, last = min(first, r.nameAt), max(last, r.nameAt)
	}
	floor := int32(0)
	if i > 0 {
		floor = s.thread.LastBlock() + 1
	}
	for first > floor && (s.page.Facts[first-1].Role == lexicon.RoleAvatar || r.nameAt == first && s.page.Blocks[first-1].Runes == 1 && s.page.AvatarLetter(first-1) || r.nameAt >= 0 && s.page.Facts[first-1].Key == s.page.Facts[r.nameAt].Key || s.page.Facts[first-1].Role == lexicon.RoleRank && s.page.Blocks[first].Gap == 0) {
		first--
	}
	return max(first, floor), last
}

// fence drops the fields that stand outside the blocks of the record: what was borrowed from a neighbour.
func (s *Segmenter) fence(c *Comment) {
	from, to := s.page.Blocks[c.First].Start, s.page.Blocks[c.Last].End
	for _, x := range [...]*Span{&c.Author, &c.Rank, &c.Time, &c.Votes, &c.MemberSince, &c.Title} {
		if x.Start < from || x.End > to {
			*x = Span{}
		}
	}
}

// fields reads rank and votes from the lines around the record.
func (s *Segmenter) fields(n int, c *Comment) {
	r := &s.recs[n]
	hi := s.following(n)
	for i := c.First; i <= c.Last; i++ {
		if i == r.at || i == r.nameAt || i >= r.from && i < r.to {
			continue
		}
		s.rankOf(c, r, i)
		if c.MemberSince.Empty() {
			c.MemberSince = s.page.Joined(i, c.Last)
		}
	}
	c.Votes = s.page.VotesInTime(&s.page.Times[r.anchor])
	if s.phase == footerLast { // what follows the text belongs to it only up to the anchor
		s.votesBelow(c, r.at, hi)
		hi = r.at
		for i := r.from - 1; i >= max(r.top, c.First-3) && c.Votes.Empty(); i-- {
			if n > 0 && s.hangs(s.recs[n-1].at, i, r.from) {
				break
			}
			if s.take(c, i) {
				c.First = s.upTo(n, c.First, i)
			}
		}
	}
	if s.scores {
		if i := s.scoreAbove(r); i >= 0 && c.Votes.Empty() && s.take(c, i) {
			c.First = s.upTo(n, c.First, i)
		}
		return
	}
	for i := r.to; i < hi && c.Votes.Empty(); i++ {
		if i != r.at && i != r.nameAt && s.take(c, i) {
			c.Last = max(c.Last, i)
		}
	}
	for i := r.at + 1; i < r.from && c.Votes.Empty(); i++ {
		if i != r.nameAt {
			s.take(c, i)
		}
	}
}

// scoresAbove reports whether the votes of most records stand above their time lines: there is a number above the first of them
// and none behind the last text.
func (s *Segmenter) scoresAbove() bool {
	if s.phase == footerLast || len(s.recs) < 2 || s.scoreAbove(&s.recs[0]) < 0 {
		return false
	}
	last := &s.recs[len(s.recs)-1]
	for i := last.to; i < min(max(last.end, last.to+2), int32(len(s.page.Facts))); i++ {
		if s.page.BareVotes(i) {
			return false
		}
	}
	n := 0
	for i := range s.recs {
		n += count(s.scoreAbove(&s.recs[i]) >= 0)
	}
	return n*10 >= 7*len(s.recs)
}

// scoreAbove is the block of a number in the lines right above the time line of a record, -1 when there is none.
func (s *Segmenter) scoreAbove(r *record) int32 {
	for i := r.at - 1; i >= max(0, r.at-3); i-- {
		if s.page.BareVotes(i) {
			return i
		}
		if i != r.nameAt && s.page.Facts[i].Symbol != lines.Name && s.page.Facts[i].Role != lexicon.RoleAvatar {
			break
		}
	}
	return -1
}

// votesBelow reads the votes behind a footer: a constant line for votes, or a line that hangs on the footer.
func (s *Segmenter) votesBelow(c *Comment, at, hi int32) {
	for i := at + 1; i < min(hi, at+3) && c.Votes.Empty(); i++ {
		fixed := i == at+1 && s.kindAt(i) == kindConst && s.page.Facts[i].Role == lexicon.RoleVotes
		if (fixed || s.hangs(at, i, hi)) && s.take(c, i) {
			c.Last = max(c.Last, i)
		}
	}
}

// hangs reports whether block i stands below the anchor at without a blank line between, and apart from block next by one.
func (s *Segmenter) hangs(at, i, next int32) bool {
	for k := at + 1; k <= i; k++ {
		if s.page.Blocks[k].Gap > 0 {
			return false
		}
	}
	for k := i + 1; k <= min(next, int32(len(s.page.Blocks))-1); k++ {
		if s.page.Blocks[k].Gap > 0 {
			return i > at
		}
	}
	return false
}

// upTo is the first block of record n, moved up to block i unless that is the record's above.
func (s *Segmenter) upTo(n int, first, i int32) int32 {
	if n == 0 || i > s.thread.LastBlock() {
		return min(first, i)
	}
	return first
}

// following is the first block behind record i that belongs to the next one.
func (s *Segmenter) following(i int) int32 {
	if i+1 == len(s.recs) {
		return max(s.recs[i].end, s.recs[i].to)
	}
	n := &s.recs[i+1]
	first := n.at
	if n.nameAt >= 0 {
		first = min(first, n.nameAt)
	}
	if n.from < n.to {
		first = min(first, n.from)
	}
	return first
}

// take takes block i as the votes if it holds votes.
func (s *Segmenter) take(c *Comment, i int32) bool {
	v, ok := s.page.Votes(i)
	if ok {
		c.Votes = v
	}
	return ok
}

// rankOf takes block i as the author's rank if it looks like one: a word that several records show beside the name.
func (s *Segmenter) rankOf(c *Comment, r *record, i int32) {
	f := &s.page.Facts[i]
	if !c.Rank.Empty() || r.nameAt < 0 || f.Key == s.page.Facts[r.nameAt].Key || f.Symbol != lines.Name {
		return
	}
	if s.page.FieldValue(i) || s.page.AvatarLetter(i) || s.isAuthor(i) {
		return
	}
	if f.Role == lexicon.RoleRank || f.Role == lexicon.NoRole && f.Count > 1 {
		c.Rank = span(s.page.Blocks[i].Start, s.page.Blocks[i].End)
	}
}

// isAuthor reports whether a block is the name of an author of the section: beside another name it is whom the record
// replies to. The names are in s.seen while comments runs.
func (s *Segmenter) isAuthor(i int32) bool { return s.seen.Of(s.page.Facts[i].Key) > 0 }

// register puts the lines that are nothing but an author's name into s.seen.
func (s *Segmenter) register() {
	s.seen.Reset(len(s.recs))
	for i := range s.recs {
		if r := &s.recs[i]; r.nameAt >= 0 && r.nameAt != r.at {
			s.seen.Add(s.page.Facts[r.nameAt].Key)
		}
	}
}
