package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// emit turns the units of a set into comments of the thread.
func (s *Segmenter) emit() {
	t := &s.tape
	th := &s.thread
	s.findRanks()
	s.findVotes()
	n := -1
	for i := range t.units {
		u := &t.units[i]
		if u.hole {
			continue
		}
		n++
		if u.lines == 0 {
			continue
		}
		c := Comment{
			Parent: Unknown, Node: u.elem, Author: u.author, Score: min(1, s.weigher.proof.sum/8), First: u.first, Last: u.stop - 1,
			Text: u.text, TextLen: u.lines, Number: s.page.Ordinal(s.recs[n].anchor, s.recs[n].at),
		}
		c.Origins.Author, c.Origins.Text = u.authorFrom, u.bodyFrom
		s.timeOfUnit(&c, i)
		s.namedFields(&c, i)
		s.otherFields(&c, u)
		th.Comments = append(th.Comments, c)
	}
	t.written = len(th.Text)
}

// namedFields takes the fields whose elements the vocabulary knows, and the rank from its column.
func (s *Segmenter) namedFields(c *Comment, i int) {
	t := &s.tape
	u := &t.units[i]
	s.eachOwn(i, func(e int32) {
		x := &t.page.Elements[e]
		strong, weak := s.strong(e), s.weak(e)
		ranked, voted := t.rank != 0 && t.path[e] == t.rank, t.points != 0 && t.path[e] == t.points
		if !ranked && !voted && (strong|weak)&(1<<elements.Votes|1<<elements.Rank|1<<elements.Title) == 0 && !headings[x.Tag] {
			return
		}
		line, ok := s.lineOf(e)
		if !ok || x.First >= u.stop || s.inText(u, line) || line == c.Author {
			return
		}
		switch {
		case strong.Has(elements.Votes) && c.Origins.Votes.Source < ByClass:
			s.takeVotes(c, line, comment.From(ByClass, .9))
		case weak.Has(elements.Votes) && c.Votes.Empty():
			s.takeVotes(c, line, comment.From(ByColumn, .8))
		case weak.Has(elements.Votes) && s.oneMore(c, line): // the score as it would be with a vote against, as it is, with one for
			s.takeVotes(c, line, comment.From(ByClass, .9))
		case voted && c.Votes.Empty() && (line.Start > s.lastOfText(u) || line.End < s.thread.Text[u.text].Start):
			s.takeVotes(c, line, comment.From(ByColumn, .6))
		case strong.Has(elements.Rank) && c.Rank.Empty():
			c.Rank, c.Origins.Rank = line, comment.From(ByClass, .9)
		case ranked && c.Rank.Empty():
			c.Rank, c.Origins.Rank = line, comment.From(ByColumn, .6)
		case strong.Has(elements.Title) && c.Title.Empty():
			c.Title, c.Origins.Title = line, comment.From(ByClass, .9)
		case headings[x.Tag] && c.Title.Empty() && !overlaps(line, c.Author) && !overlaps(line, c.Time) && x.Last <= u.from+1:
			c.Title, c.Origins.Title = line, comment.From(ByColumn, .6)
		}
	})
}

// takeVotes takes the first number of a line as the votes.
func (s *Segmenter) takeVotes(c *Comment, line Span, from Origin) {
	if n := amount(line, s.page.Src); !n.Empty() {
		c.Votes, c.Origins.Votes = n, from
	}
}

// oneMore reports whether the number in a line is one more than the votes, which were taken from a line of the same kind.
func (s *Segmenter) oneMore(c *Comment, line Span) bool {
	n := amount(line, s.page.Src)
	return c.Origins.Votes == comment.From(ByColumn, .8) && !n.Empty() && lines.FirstNumber(n.Of(s.page.Src)) == lines.FirstNumber(c.Votes.Of(s.page.Src))+1
}

// lastOfText is where the text of a unit ends.
func (s *Segmenter) lastOfText(u *unit) int32 { return s.thread.Text[u.text+u.lines-1].End }

var headings = [256]bool{tag.H1: true, tag.H2: true, tag.H3: true, tag.H4: true, tag.H5: true, tag.H6: true}

func overlaps(a, b Span) bool { return a.Start < b.End && b.Start < a.End }

// inText reports whether a line is one of the unit's text.
func (s *Segmenter) inText(u *unit, line Span) bool {
	if u.from >= u.to || line.Start >= s.page.Blocks[u.to-1].End || line.End <= s.page.Blocks[u.from].Start {
		return false
	}
	for _, x := range s.thread.Text[u.text : u.text+u.lines] {
		if overlaps(x.Span, line) {
			return true
		}
	}
	return false
}

// amount returns the first number in a line, with its sign.
func amount(line Span, src []byte) Span {
	t := line.Of(src)
	from := bytes.IndexAny(t, "0123456789")
	if from < 0 {
		return Span{}
	}
	to := from
	for to < len(t) && (t[to]-'0' < 10 || (t[to] == ',' || t[to] == '.') && to+1 < len(t) && t[to+1]-'0' < 10 || (t[to] == 'k' || t[to] == 'K') && t[to-1]-'0' < 10) {
		to++
	}
	switch {
	case from > 0 && (t[from-1] == '+' || t[from-1] == '-'):
		from--
	case from > 2 && (string(t[from-3:from]) == "−" || string(t[from-3:from]) == "–"):
		from -= 3
	}
	return span(line.Start+int32(from), line.Start+int32(to))
}

// otherFields takes the fields that their words tell: votes, the date of joining.
func (s *Segmenter) otherFields(c *Comment, u *unit) {
	for b := u.first; b < u.stop; b++ {
		if b >= u.from && b < u.to {
			continue
		}
		// beside an author's fields a number of likes may be one of them
		fields := s.weigher.proof.field > .5 && b < u.from
		if c.Votes.Empty() && !fields && s.page.Facts[b].Role == lexicon.RoleVotes {
			if v, ok := s.page.Votes(b); ok {
				if c.Votes, c.Origins.Votes = v, comment.From(BySlot, .7); !s.owns(u, v) {
					c.Votes, c.Origins.Votes = Span{}, Origin{}
				}
			}
		}
		if c.MemberSince.Empty() {
			c.MemberSince = s.page.Joined(b, c.Last)
		}
	}
	switch {
	case c.MemberSince.Empty():
	case s.owns(u, c.MemberSince):
		c.Origins.MemberSince = comment.From(BySlot, .8)
	default:
		c.MemberSince = Span{}
	}
}

// findVotes finds the column of votes: numbers in most of the records that are no fields of the authors, do not number the
// records, and of which some differ.
func (s *Segmenter) findVotes() {
	t := &s.tape
	t.points = 0
	best, after := int32(0), false
	for i := range t.columns.list {
		c := &t.columns.list[i]
		plain := c.counts*10 >= 9*c.seen && !c.counted
		worded := c.digits*10 >= 8*c.seen && c.distinct*2 <= c.seen && s.voteWord(c.sample)
		if c.body || !plain && !worded || int(c.seen)*10 < 6*t.count || c.seen < 3 {
			continue
		}
		u := &t.units[c.unit]
		behind := u.lines > 0 && c.sample.Start > s.lastOfText(u) // numbers beside the name are often others
		if c.seen < best || c.seen == best && (after || !behind) {
			continue
		}
		if (c.strong|c.weak)&(1<<elements.Time|1<<elements.Number|1<<elements.Fields|1<<elements.Rank|1<<elements.Author|1<<elements.More) != 0 {
			continue
		}
		best, after, t.points = c.seen, behind, c.key
	}
}

// voteWords are stems of what a number of votes is called.
var voteWords = [...]string{
	"recommend", "empfehl", "like", "gefällt", "point", "punkt", "vote", "stimm", "hilfreich", "helpful", "upvote", "thumb", "daumen", "utile", "útil",
	"j'aime", "me gusta", "mi piace", "nuttig", "kudos", "applau", "clap", "▲", "👍", "♥", "❤",
}

// voteWord reports whether a line calls its number one of votes.
func (s *Segmenter) voteWord(line Span) bool {
	t := line.Of(s.page.Src)
	s.fold = block.Fold(s.fold[:0], t, false)
	for _, w := range voteWords {
		if bytes.Contains(s.fold, []byte(w)) || w[0] >= 0x80 && bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}

// findRanks finds the column of ranks: a few names that many of the records share, beside authors of whom there are more.
func (s *Segmenter) findRanks() {
	t := &s.tape
	t.rank = 0
	best := int32(0)
	for i := range t.columns.list {
		c := &t.columns.list[i]
		if c.body || c.seen < 4 || int(c.seen)*10 < 3*t.count || c.distinct < 2 || c.distinct*2 > c.seen || c.numbers > 0 {
			continue
		}
		if c.strong&(notText|1<<elements.Author|1<<elements.Title|1<<elements.Body) != 0 || c.weak&(1<<elements.Controls|1<<elements.Time|1<<elements.Fields) != 0 {
			continue
		}
		if c.ranks*2 > c.seen && c.seen > best {
			best, t.rank = c.seen, c.key
		}
	}
}
