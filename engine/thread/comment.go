package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/when"
)

// comments turns the records into the comments of the thread.
func (s *Segmenter) comments() {
	th := &s.thread
	s.register()
	s.titled, s.scores = s.titles(), s.scoresAbove()
	for i := range s.recs {
		r := &s.recs[i]
		c := Comment{Parent: Unknown, Node: -1, Author: r.name, Number: s.ordinal(r), Score: min(1, s.proof.sum/8)}
		s.dateOf(&c, r)
		s.textOfRecord(&c, r)
		c.First, c.Last = s.extent(i, &c)
		s.columns(i, &c)
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
	m := &s.marks[r.anchor]
	b := &s.blocks[r.at]
	if s.dateless {
		return
	}
	c.When = m.when
	c.Time = span(b.Start+int32(m.when.Start), b.Start+int32(m.when.End))
	s.clockBelow(c, r)
	if m.suf.kind != restWords {
		return
	}
	s.fold = block.Fold(s.fold[:0], s.src[c.Time.End:b.End], true)
	if !m.joins || !s.restRole(label.RoleJoined) {
		return
	}
	if w, ok := when.Next(b.Text(s.src), m.when.End); ok {
		c.MemberSince = span(b.Start+int32(w.Start), b.Start+int32(w.End))
	}
}

// clockBelow adds the clock that stands in the line below a date.
func (s *Segmenter) clockBelow(c *Comment, r *record) {
	m := &s.marks[r.anchor]
	if m.when.Precision != when.Day || m.suf.kind != restNone || r.at+1 >= int32(len(s.facts)) || s.facts[r.at+1].time < 0 {
		return
	}
	n := &s.marks[s.facts[r.at+1].time]
	if !n.clock || n.pre.kind != restNone || n.suf.kind != restNone {
		return
	}
	w, k := &c.When, &n.when
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
		if k := s.kindAt(i); k == kindConst && s.facts[i].role == label.RoleAction {
			continue
		}
		th.Text = append(th.Text, Line{Span: span(s.blocks[i].Start, s.blocks[i].End)})
	}
	if r.at >= to {
		th.Text = append(th.Text, own...)
	}
	c.TextLen = int32(len(th.Text)) - c.Text
	r.from, r.to = from, to
}

// inlineText is the text that stands in the time line of a record, before the name: one line or none.
func (s *Segmenter) inlineText(r *record) []Line {
	m := &s.marks[r.anchor]
	if m.inline == 0 {
		return nil
	}
	s.inLine[0] = Line{Span: span(s.blocks[r.at].Start, s.blocks[r.at].Start+m.inline)}
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
	f := &s.facts[i]
	k := s.kindAt(i)
	return f.role == label.NoRole && f.count == 1 && (k == kind(symName) || k == kind(symShort)) && !s.valued(i)
}

// closedAt ends the text [from,to) before the line that closes the texts: one that stands in nearly all the gaps.
func (s *Segmenter) closedAt(from, to int32) int32 {
	if s.phase != headerFirst || len(s.cuts) < 3 {
		return to
	}
	for i := max(from+1, to-3); i < to; i++ {
		if s.kindAt(i) == kindConst && int(s.gaps.of(s.facts[i].key))*10 >= 8*len(s.cuts) {
			return i
		}
	}
	return to
}

// trims reports whether a block at the edge of a text is not of the text.
func (s *Segmenter) trims(i int32, r *record) bool {
	f := &s.facts[i]
	if i == r.nameAt {
		return true
	}
	if f.sym == symNumber && r.to-r.from > 1 {
		return true // votes
	}
	switch f.role {
	case label.RoleEdited, label.RoleReplyto:
		return s.blocks[i].Words <= 12
	case label.RoleAction, label.RoleMore, label.RoleForm, label.RoleAvatar:
		return f.sym == symAction
	}
	return s.kindAt(i) == kindConst || f.time >= 0 && s.marks[f.time].barred && !s.marks[f.time].quote
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
	for first > floor && (s.facts[first-1].role == label.RoleAvatar || r.nameAt == first && s.blocks[first-1].Runes == 1 && s.initial(first-1) || r.nameAt >= 0 && s.facts[first-1].key == s.facts[r.nameAt].key || s.facts[first-1].role == label.RoleRank && s.blocks[first].Gap == 0) {
		first--
	}
	return max(first, floor), last
}

// fence drops the fields that stand outside the blocks of the record: what was borrowed from a neighbour.
func (s *Segmenter) fence(c *Comment) {
	from, to := s.blocks[c.First].Start, s.blocks[c.Last].End
	for _, x := range [...]*Span{&c.Author, &c.Rank, &c.Time, &c.Votes, &c.MemberSince, &c.Title} {
		if x.Start < from || x.End > to {
			*x = Span{}
		}
	}
}

// columns reads rank and votes from the lines around the record.
func (s *Segmenter) columns(n int, c *Comment) {
	r := &s.recs[n]
	hi := s.following(n)
	for i := c.First; i <= c.Last; i++ {
		if i == r.at || i == r.nameAt || i >= r.from && i < r.to {
			continue
		}
		s.rankOf(c, r, i)
		s.joinedOf(c, i)
	}
	s.pointsOf(c, r)
	if s.phase == footerLast { // what follows the text belongs to it only up to the anchor
		s.votesBelow(c, r.at, hi)
		hi = r.at
		for i := r.from - 1; i >= max(r.top, c.First-3) && c.Votes.Empty(); i-- {
			if n > 0 && s.hangs(s.recs[n-1].at, i, r.from) {
				break
			}
			if s.votesOf(c, i) {
				c.First = s.upTo(n, c.First, i)
			}
		}
	}
	if s.scores {
		if i := s.scoreAbove(r); i >= 0 && c.Votes.Empty() && s.votesOf(c, i) {
			c.First = s.upTo(n, c.First, i)
		}
		return
	}
	for i := r.to; i < hi && c.Votes.Empty(); i++ {
		if i != r.at && i != r.nameAt && s.votesOf(c, i) {
			c.Last = max(c.Last, i)
		}
	}
	for i := r.at + 1; i < r.from && c.Votes.Empty(); i++ {
		if i != r.nameAt {
			s.votesOf(c, i)
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
	for i := last.to; i < min(max(last.end, last.to+2), int32(len(s.facts))); i++ {
		if s.score(i) {
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
		if s.score(i) {
			return i
		}
		if i != r.nameAt && s.facts[i].sym != symName && s.facts[i].role != label.RoleAvatar {
			break
		}
	}
	return -1
}

// score reports whether a block may be a record's votes and nothing else.
func (s *Segmenter) score(i int32) bool {
	return s.facts[i].sym == symNumber && s.src[s.blocks[i].Start] != '#'
}

// votesBelow reads the votes behind a footer: a constant line for votes, or a line that hangs on the footer.
func (s *Segmenter) votesBelow(c *Comment, at, hi int32) {
	for i := at + 1; i < min(hi, at+3) && c.Votes.Empty(); i++ {
		fixed := i == at+1 && s.kindAt(i) == kindConst && s.facts[i].role == label.RoleVotes
		if (fixed || s.hangs(at, i, hi)) && s.votesOf(c, i) {
			c.Last = max(c.Last, i)
		}
	}
}

// hangs reports whether block i stands below the anchor at without a blank line between, and apart from block next by one.
func (s *Segmenter) hangs(at, i, next int32) bool {
	for k := at + 1; k <= i; k++ {
		if s.blocks[k].Gap > 0 {
			return false
		}
	}
	for k := i + 1; k <= min(next, int32(len(s.blocks))-1); k++ {
		if s.blocks[k].Gap > 0 {
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

// rankOf takes block i as the author's rank if it looks like one: a word that several records show beside the name.
func (s *Segmenter) rankOf(c *Comment, r *record, i int32) {
	f := &s.facts[i]
	if !c.Rank.Empty() || r.nameAt < 0 || f.key == s.facts[r.nameAt].key || f.sym != symName {
		return
	}
	if s.valued(i) || s.initial(i) || s.isAuthor(i) {
		return
	}
	if f.role == label.RoleRank || f.role == label.NoRole && f.count > 1 {
		c.Rank = span(s.blocks[i].Start, s.blocks[i].End)
	}
}

// votesOf takes block i as the votes if it is a number, or a number with a word for votes.
func (s *Segmenter) votesOf(c *Comment, i int32) bool {
	f := &s.facts[i]
	b := &s.blocks[i]
	if f.sym == symNumber && s.src[b.Start] != '#' {
		c.Votes = span(b.Start, b.End)
		return true
	}
	if f.sym == symAction && f.role == label.RoleAction && b.Digits > 0 && b.Words <= 8 {
		if from, to := balance(b.Text(s.src)); to > 0 {
			c.Votes = span(b.Start+int32(from), b.Start+int32(to))
			return true
		}
		if t := b.Text(s.src); t[0] != '#' { // "Like 12 Reply Report"
			from := bytes.IndexAny(t, "0123456789")
			to := from
			for to < len(t) && (t[to] >= '0' && t[to] <= '9' || t[to] == ',' || t[to] == '.') {
				to++
			}
			if !bytes.ContainsAny(t[to:], "0123456789") && (to == len(t) || t[to] != ')') {
				c.Votes = span(b.Start+int32(from), b.Start+int32(to))
				return true
			}
		}
	}
	if f.role == label.RoleVotes && b.Digits > 0 && b.Words <= 4 {
		t := b.Text(s.src)
		from := bytes.IndexAny(t, "0123456789")
		to := from
		for to < len(t) && (t[to] >= '0' && t[to] <= '9' || t[to] == ',' || t[to] == '.') {
			to++
		}
		c.Votes = span(b.Start+int32(from), b.Start+int32(to))
		return true
	}
	return false
}

// balance finds the votes for and against in a row of controls, a number with a plus and one with a minus: "+ 31 - 2". to is 0
// when there is none.
func balance(t []byte) (from, to int) {
	if from = bytes.IndexByte(t, '+'); from < 0 {
		return 0, 0
	}
	up := digits(t, from+1)
	minus := up
	for minus < len(t) && (t[minus] == ' ' || t[minus] == '/' || t[minus] == '|') {
		minus++
	}
	sign := 0
	for _, m := range [...]string{"-", "−", "–"} {
		if bytes.HasPrefix(t[minus:], []byte(m)) {
			sign = len(m)
		}
	}
	if up == 0 || sign == 0 {
		return 0, 0
	}
	return from, digits(t, minus+sign)
}

// digits is the end of the number at t[i], a space may stand before it; 0 when there is none.
func digits(t []byte, i int) int {
	if i < len(t) && t[i] == ' ' {
		i++
	}
	start := i
	for i < len(t) && (t[i]-'0' < 10 || i > start && (t[i] == '.' || t[i] == ',') && i+1 < len(t) && t[i+1]-'0' < 10) {
		i++
	}
	if i == start {
		return 0
	}
	return i
}

// isAuthor reports whether a block is the name of an author of the section: beside another name it is whom the record
// replies to. The names are in s.seen while comments runs.
func (s *Segmenter) isAuthor(i int32) bool { return s.seen.of(s.facts[i].key) > 0 }

// register puts the lines that are nothing but an author's name into s.seen.
func (s *Segmenter) register() {
	s.seen.reset(len(s.recs))
	for i := range s.recs {
		if r := &s.recs[i]; r.nameAt >= 0 && r.nameAt != r.at {
			s.seen.add(s.facts[r.nameAt].key)
		}
	}
}

// joinedOf takes the date of a "Joined" line, or of the line below it.
func (s *Segmenter) joinedOf(c *Comment, i int32) {
	if !c.MemberSince.Empty() || s.facts[i].role != label.RoleJoined {
		return
	}
	for j := i; j <= min(i+1, c.Last); j++ {
		b := &s.blocks[j]
		if w, ok := when.Next(b.Text(s.src)[:min(maxLine, int(b.End-b.Start))], 0); ok {
			c.MemberSince = span(b.Start+int32(w.Start), b.Start+int32(w.End))
			return
		}
	}
}

// pointsOf reads the votes that stand in the time line: "name 188 points 17 hours ago".
func (s *Segmenter) pointsOf(c *Comment, r *record) {
	m, b := &s.marks[r.anchor], &s.blocks[r.at]
	if m.foot {
		s.footVotes(c, b.Start, b.Start+int32(m.when.Start))
	}
	if !m.votes {
		return
	}
	for _, x := range [...]Span{span(b.Start, b.Start+int32(m.when.Start)), span(b.Start+int32(m.when.End), b.End)} {
		s.fold = block.Fold(s.fold[:0], x.Of(s.src), true)
		s.matches = label.AppendMatches(s.matches[:0], s.fold)
		for _, v := range s.matches {
			if v.Role != label.RoleVotes || !c.Votes.Empty() {
				continue
			}
			t := x.Of(s.src)
			to := bytes.LastIndexAny(t, "0123456789") + 1
			from := to
			for from > 0 && (t[from-1] >= '0' && t[from-1] <= '9' || t[from-1] == ',') {
				from--
			}
			c.Votes = span(x.Start+int32(from), x.Start+int32(to))
		}
	}
}

// footVotes reads the bare number among the controls before the age: "Like · Reply · 12 · 3h".
func (s *Segmenter) footVotes(c *Comment, a, b int32) {
	t := s.src[a:b]
	for from := 0; from < len(t); {
		start, end := block.NextWord(t, from)
		if start == len(t) {
			return
		}
		if numeric(t[start:end]) {
			c.Votes = span(a+int32(start), a+int32(end))
			return
		}
		from = end
	}
}
