package records

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// fields reads the fields of the units beside author and text: time, votes, rank, title and the
// date of joining.
type fields struct {
	*tape
	units   *units
	columns *columns
	texts   *texts

	ranks uint64 // key of the column of ranks, or 0
	votes uint64 // key of the column of votes
	fold  []byte
}

const (
	minRanks = 4 // records on which a column of ranks is looked for
	minVotes = 3 // and one of votes
)

// find finds the columns of votes and ranks.
func (fs *fields) find() {
	fs.findRanks()
	fs.findVotes()
}

// read reads the fields of unit i into its comment.
func (fs *fields) read(c *comment.Comment, i int) {
	u := &fs.units.list[i]
	fs.readTime(c, i)
	fs.units.each(i, func(e int32) { fs.readElement(c, u, e) })
	for b := u.first; b < u.stop; b++ {
		if b < u.from || b >= u.to {
			fs.readBlock(c, u, b)
		}
	}
	switch {
	case c.MemberSince.Empty():
	case fs.units.owns(u, c.MemberSince):
		c.Origins.MemberSince = comment.From(comment.BySlot, .8)
	default:
		c.MemberSince = comment.Span{}
	}
}

// readTime takes the time as shown, and what it means from the attributes of its element where
// these say more: "2 hours ago" with the date in its title.
func (fs *fields) readTime(c *comment.Comment, i int) {
	u := &fs.units.list[i]
	l := fs.units.time(u)
	if l == nil {
		fs.readMeta(c, i)
		return
	}
	e := fs.units.anchors.list[u.anchor].element
	c.When, c.Time = l.When, fs.units.spanOf(l)
	c.Origins.Time = comment.From(comment.BySlot, .8)
	if fs.strong(e).Has(elements.Time) {
		c.Origins.Time = comment.From(comment.ByClass, .95)
	}
	if !fs.readStamps(c, e, l) && c.When.Kind != when.Absolute {
		fs.readMeta(c, i)
	}
}

const (
	maxWraps = 3 // elements around a time that contain nothing else
	wrapping = 8 // bytes that they may contain besides
)

// readStamps takes the time from the attributes of an element that shows it, of the first one
// inside it, or of those that contain nothing else.
func (fs *fields) readStamps(c *comment.Comment, e int32, l *lines.TimeLine) bool {
	es := fs.page.Elements
	for n := 0; n < maxWraps && e > 0; n++ {
		if fs.takeStamp(c, e, l) || n == 0 && e+1 < es[e].Next && fs.takeStamp(c, e+1, l) {
			return true
		}
		p := es[e].Parent
		if p <= 0 || es[p].TextEnd-es[p].Text > es[e].TextEnd-es[e].Text+wrapping {
			return false
		}
		e = p
	}
	return false
}

// takeStamp takes the time from the attributes of element e, if they say more than what is shown.
func (fs *fields) takeStamp(c *comment.Comment, e int32, shown *lines.TimeLine) bool {
	w, ok := fs.stamp(e, shown)
	if !ok {
		return false
	}
	w.Start, w.End = c.When.Start, c.When.End
	c.When, c.Origins.Time = w, comment.From(comment.ByProperty, .97)
	return true
}

// readMeta takes the time of unit i from a meta element in it.
func (fs *fields) readMeta(c *comment.Comment, i int) {
	es := fs.page.Elements
	fs.units.each(i, func(e int32) {
		if es[e].Tag == tag.Meta && fs.strong(e).Has(elements.Time) &&
			c.Origins.Time.Source != comment.ByProperty {
			fs.takeStamp(c, e, nil)
		}
	})
}

// readElement takes the field that element e of unit u is by its names or its column.
func (fs *fields) readElement(c *comment.Comment, u *unit, e int32) {
	x := &fs.page.Elements[e]
	strong, weak, path := fs.strong(e), fs.weak(e), fs.columns.path[e]
	ranked, voted := fs.ranks != 0 && path == fs.ranks, fs.votes != 0 && path == fs.votes
	named := (strong|weak)&(1<<elements.Votes|1<<elements.Rank|1<<elements.Title) != 0
	if !ranked && !voted && !named && !headings[x.Tag] {
		return
	}
	line, ok := fs.elements.ShortLine(e)
	if !ok || x.First >= u.stop || fs.texts.inText(u, line) || line == c.Author {
		return
	}
	switch {
	case strong.Has(elements.Votes) && c.Origins.Votes.Source < comment.ByClass:
		fs.takeVotes(c, line, comment.From(comment.ByClass, .9))
	case weak.Has(elements.Votes) && c.Votes.Empty():
		fs.takeVotes(c, line, unsureVotes)
	case weak.Has(elements.Votes) && fs.oneMore(c, line):
		// the score as it would be with a vote against, as it is, with one for
		fs.takeVotes(c, line, comment.From(comment.ByClass, .9))
	case voted && c.Votes.Empty() && !fs.amidText(u, line):
		fs.takeVotes(c, line, comment.From(comment.ByColumn, .6))
	case strong.Has(elements.Rank) && c.Rank.Empty():
		c.Rank, c.Origins.Rank = line, comment.From(comment.ByClass, .9)
	case ranked && c.Rank.Empty():
		c.Rank, c.Origins.Rank = line, comment.From(comment.ByColumn, .6)
	case strong.Has(elements.Title) && c.Title.Empty():
		c.Title, c.Origins.Title = line, comment.From(comment.ByClass, .9)
	case headings[x.Tag] && c.Title.Empty() && !overlap(line, c.Author) && !overlap(line, c.Time) &&
		x.Last <= u.from+1:
		c.Title, c.Origins.Title = line, comment.From(comment.ByColumn, .6)
	}
}

// unsureVotes is the origin of votes whose element is named so only inside records.
var unsureVotes = comment.From(comment.ByColumn, .8)

// takeVotes takes the first number of a line as the votes.
func (fs *fields) takeVotes(c *comment.Comment, line comment.Span, from comment.Origin) {
	if n := fs.amount(line); !n.Empty() {
		c.Votes, c.Origins.Votes = n, from
	}
}

// oneMore reports whether the number in a line is one more than the votes, which were taken from a
// line of the same kind.
func (fs *fields) oneMore(c *comment.Comment, line comment.Span) bool {
	n := fs.amount(line)
	return c.Origins.Votes == unsureVotes && !n.Empty() &&
		lines.FirstNumber(fs.text(n)) == lines.FirstNumber(fs.text(c.Votes))+1
}

// amidText reports whether a line is between the first and the last line of a unit's text.
func (fs *fields) amidText(u *unit, line comment.Span) bool {
	return line.Start <= fs.endOfText(u) && line.End >= fs.texts.out[u.text].Start
}

// endOfText is where the text of a unit ends.
func (fs *fields) endOfText(u *unit) int32 { return fs.texts.out[u.text+u.textLen-1].End }

// amount is the first number in a line, with its sign.
func (fs *fields) amount(line comment.Span) comment.Span {
	t := fs.text(line)
	from := bytes.IndexAny(t, "0123456789")
	if from < 0 {
		return comment.Span{}
	}
	digit := func(i int) bool { return i < len(t) && t[i]-'0' < 10 }
	to := from
	for digit(to) || to < len(t) && (t[to] == ',' || t[to] == '.') && digit(to+1) ||
		to < len(t) && (t[to] == 'k' || t[to] == 'K') && digit(to-1) {
		to++
	}
	switch {
	case from > 0 && (t[from-1] == '+' || t[from-1] == '-'):
		from--
	case from > 2 && (string(t[from-3:from]) == "−" || string(t[from-3:from]) == "–"):
		from -= 3
	}
	return comment.SpanOf(line.Start+int32(from), line.Start+int32(to))
}

// readBlock takes the fields that the words of block b of unit u tell: votes and the date of
// joining.
func (fs *fields) readBlock(c *comment.Comment, u *unit, b int32) {
	if c.Votes.Empty() && fs.lines.Facts[b].Role == lexicon.RoleVotes {
		if v, ok := fs.lines.Votes(b); ok && fs.units.owns(u, v) {
			c.Votes, c.Origins.Votes = v, comment.From(comment.BySlot, .7)
		}
	}
	if c.MemberSince.Empty() {
		c.MemberSince = fs.lines.Joined(b, c.Last)
	}
}

// notVotes are the parts whose numbers are not votes.
const notVotes = 1<<elements.Time | 1<<elements.Number | 1<<elements.Fields | 1<<elements.Rank |
	1<<elements.Author | 1<<elements.More

// findVotes finds the column of votes: numbers in most of the records that are not fields of the
// authors and do not number the records, and of which some differ.
func (fs *fields) findVotes() {
	fs.votes = 0
	best, after := int32(0), false
	for i := range fs.columns.list.Values {
		c := &fs.columns.list.Values[i]
		if c.seen < minVotes || int(c.seen)*10 < 6*fs.units.count || !fs.votal(c) {
			continue
		}
		u := &fs.units.list[c.unit]
		// numbers beside the name are often others
		below := u.textLen > 0 && c.sample.Start > fs.endOfText(u)
		if c.seen < best || c.seen == best && (after || !below) || (c.strong|c.weak)&notVotes != 0 {
			continue
		}
		best, after, fs.votes = c.seen, below, c.key
	}
}

// votal reports whether a column may be one of votes: nearly all numbers that do not number the
// records, or few different numbers with a word for votes.
func (fs *fields) votal(c *column) bool {
	return c.counts*10 >= 9*c.seen && !c.counted ||
		c.digits*10 >= 8*c.seen && c.distinct*2 <= c.seen && fs.countsVotes(c.sample)
}

// countsVotes reports whether a line calls its number one of votes.
func (fs *fields) countsVotes(line comment.Span) bool {
	t := fs.text(line)
	fs.fold = block.Fold(fs.fold[:0], t, false)
	for _, w := range lexicon.VoteStems {
		if bytes.Contains(fs.fold, []byte(w)) || w[0] >= 0x80 && bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}

// notRanks are the parts that are not ranks, notWeakly those that are not ranks inside a record.
const (
	notRanks  = notText | 1<<elements.Author | 1<<elements.Title | 1<<elements.Body
	notWeakly = 1<<elements.Controls | 1<<elements.Time | 1<<elements.Fields
)

// findRanks finds the column of ranks: a few names that many of the records share, beside authors
// of whom there are more.
func (fs *fields) findRanks() {
	fs.ranks = 0
	best := int32(0)
	for i := range fs.columns.list.Values {
		c := &fs.columns.list.Values[i]
		few := c.distinct >= 2 && c.distinct*2 <= c.seen
		if c.seen < minRanks || int(c.seen)*10 < 3*fs.units.count || !few || c.numbers > 0 ||
			c.strong&notRanks != 0 || c.weak&notWeakly != 0 {
			continue
		}
		if c.ranks*2 > c.seen && c.seen > best {
			best, fs.ranks = c.seen, c.key
		}
	}
}
