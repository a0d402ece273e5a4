package evidence

import (
	"slices"
	"unicode"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// Proof is the evidence that records are readers' comments and no teasers, ticker entries or dates
// of something else.
type Proof struct {
	Heading, Count, Form, Action, Says, Field, Rank, Number, Dup, Reply, Votes, Clock, Age, Author,
	Text, Title float32
	// of HTML pages: what the elements say
	Markup float32
	// and how regular the records are
	Shape float32
	// and that they are as those of people who talk
	Voices float32
	// the heading or the count calls the records comments
	Remarks bool
	// the page says that there are no comments
	Zero bool
	// a notice above the records says that the section is closed
	Closed bool
	// most times are clocks without a day
	Clocks bool
	Sum    float32

	Speech    float32 // says without the lines that only start with "by"
	Sentences float32 // share of the records whose text has a sentence
	Titles    float32 // share of the records whose text may be a title
	Answers   float32 // share of the records with a control that answers
	Mute      bool    // the records show nothing but a name, a date and a text
}

const (
	Enough    = 3   // evidence that several records need
	EnoughFew = 3.5 // two or three records
	EnoughOne = 4.5 // a single record
	// several records without a heading, a count or anything that comments alone have
	enoughBare     = 3.5
	enoughDateless = 4.5 // records without times
)

// reach is how many blocks above its time line a single record may start.
const reach = 120

// MaxAbove is how many blocks above the first record its section may open.
const MaxAbove = 20

var leadRe = xxhash.Sum64String("re:") // a title of a reply

// Weigher weighs the evidence for records.
type Weigher struct {
	page     *lines.Page
	Records  []Record
	Dateless bool // the records have no times
	Proof    Proof
	seen     hashtable.Counter[uint64] // names
	texts    []int32                   // words of the texts
	fold     []byte
	matches  []lexicon.Match
}

func (e *Weigher) Reset(page *lines.Page) { e.page, e.Dateless = page, false }

// Forum reports whether the records show fields or ranks of their authors, or numbers, as those of
// forums do.
func (e *Weigher) Forum() bool {
	return e.Proof.Field > .5 || e.Proof.Rank > .5 || e.Proof.Number > 0
}

// Prove weighs the evidence for the records laid out.
func (e *Weigher) Prove() bool {
	p := &e.Proof
	*p = Proof{}
	k := float32(len(e.Records))
	e.surround()
	e.Inside(k)
	e.People(k)
	e.Dated(k)
	p.Sum = p.Heading + p.Count + p.Form + p.Action + p.Says + p.Field + p.Rank + p.Number + p.Dup +
		p.Reply + p.Votes + p.Clock + p.Age + p.Author + p.Text + p.Title
	own := p.Action + p.Says + p.Field + p.Number + p.Reply + p.Votes + p.Dup + p.Title + p.Clock +
		2*p.Age
	section := p.Heading + p.Count + p.Speech + p.Field + p.Number + p.Title + p.Reply
	p.Mute = p.Action+p.Says+p.Field+p.Number+p.Reply+p.Votes+p.Dup+p.Title < .5
	few := len(e.Records) < 4
	switch {
	case p.Mute && p.Sentences < .5, few && p.Mute && e.mixed():
		return false // titles below dates
	case !few && p.Titles >= .7 && p.Answers+p.Says+p.Field == 0:
		return false // a list of threads
	case e.Dateless:
		return e.proveDateless()
	case own < .8 || p.Closed && p.Action+p.Says+p.Reply+p.Votes+p.Number < 1 ||
		p.Clocks && p.Says+p.Action+p.Count+p.Heading < 3:
		return false
	case len(e.Records) == 1:
		return p.Sum >= EnoughOne && max(p.Heading, p.Count) >= 2 &&
			p.Says+p.Action+p.Reply+p.Clock >= 1 && !p.Zero
	case few:
		return !p.Zero && (p.Sum >= EnoughFew && section+p.Says-p.Speech >= 1 ||
			p.Sum >= EnoughOne && p.Form >= 1.5 && p.Action >= 1.5 && p.Says >= .5)
	case section < .5 && p.Votes < 1.5:
		return p.Sum >= enoughBare
	}
	return p.Sum >= Enough
}

// proveDateless is prove for records without times.
func (e *Weigher) proveDateless() bool {
	p := &e.Proof
	if e.page.Times[e.Records[0].Anchor].Foot && p.Count < 1.7 && p.Form < 1.5 {
		return false // any control may come back
	}
	return p.Sum >= enoughDateless && max(p.Heading, p.Count)+p.Says >= 1.4 && p.Author >= 0 &&
		p.Text >= -.5 && !p.Zero
}

// mixed reports whether the times of the records are of several kinds: ages, dates, dates with a
// clock.
func (e *Weigher) mixed() bool {
	for i := range e.Records {
		a, b := &e.page.Times[e.Records[0].Anchor].When, &e.page.Times[e.Records[i].Anchor].When
		if a.Kind != b.Kind || a.HasClock() != b.HasClock() {
			return true
		}
	}
	return false
}

// surround looks for a heading, a count or a form near the first record, and for a form after the
// last.
func (e *Weigher) surround() {
	p := &e.Proof
	first, last := e.Records[0].Top, e.Records[len(e.Records)-1].End
	first = min(first, e.Records[0].At)
	for i := min(first+1, int32(len(e.page.Facts))-1); i >= max(0, first-MaxAbove); i-- {
		near := float32(1)
		if first-i > 8 {
			near = .7
		}
		f := &e.page.Facts[i]
		switch f.Role {
		case lexicon.RoleHeading:
			p.Heading = max(p.Heading, 2*near)
		case lexicon.RoleCount:
			p.Count = max(p.Count, 2.5*near)
			p.Zero = p.Zero || e.page.CountIn(i) == 0
		case lexicon.RoleClosed:
			p.Closed = true
			p.Form = max(p.Form, near)
		case lexicon.RoleForm, lexicon.RoleSort, lexicon.RoleMore:
			p.Form = max(p.Form, 1*near)
		case lexicon.NoRole:
			if p.Count == 0 && e.page.EndsInCount(i) && !e.tailed() {
				p.Count = 2.5 * near
			}
			if f.Family == label.Related || f.Family == label.Nav || f.Family == label.Promo ||
				f.Family == label.Legal {
				i = -1
			}
		}
	}
	tail := &e.Records[len(e.Records)-1]
	for i := min(last, max(tail.At+1, tail.To)); i < min(int32(len(e.page.Facts)), last+12); i++ {
		switch e.page.Facts[i].Role {
		case lexicon.RoleForm, lexicon.RoleClosed, lexicon.RoleProvider, lexicon.RoleMore:
			p.Form = max(p.Form, 1.5)
		case lexicon.RoleCount:
			p.Zero = p.Zero || e.page.CountIn(i) == 0
		}
	}
}

// tailed reports whether a line among the records ends in a count of comments: each of them is a
// link to a page with its own.
func (e *Weigher) tailed() bool {
	for i := e.Records[0].At; i < e.Records[len(e.Records)-1].End; i++ {
		if e.page.EndsInCount(i) {
			return true
		}
	}
	return false
}

// Inside counts what the records themselves show.
func (e *Weigher) Inside(k float32) {
	p := &e.Proof
	var action, answer, says, said, field, rank, votes, reply, ordered, counted, titled,
		points float32
	last := int64(-1)
	for i := range e.Records {
		r := &e.Records[i]
		var a, f, q, v, w, y, re, num bool
		for j := r.Top; j < Stop(e.Records, i); j++ {
			if j >= r.From && j < r.To {
				continue
			}
			switch e.page.Facts[j].Role {
			case lexicon.RoleAction:
				a = true
				w = w || e.page.Facts[j].Reply
			case lexicon.RoleField, lexicon.RoleJoined:
				f = f || e.page.Facts[j].Role == lexicon.RoleJoined ||
					e.page.Facts[j].Symbol == lines.Field && e.page.CountedField(j)
			case lexicon.RoleRank:
				q = true
			case lexicon.RoleVotes:
				v = true
			case lexicon.RoleSays:
				y = true
			case lexicon.RoleReplyto:
				reply++
			}
			re = re || e.page.Facts[j].Lead == leadRe
			num = num || e.page.Facts[j].Symbol == lines.Number
		}
		m := &e.page.Times[r.Anchor]
		pts := m.Votes
		points += one(pts)
		a, v, y = a || m.Controls || e.Dateless && m.Foot, v || pts, y || m.Says || m.Inline > 0
		n := e.page.Ordinal(r.Anchor, r.At)
		r.Has = bit(a, 0) | bit(f, 1) | bit(q, 2) | bit(v, 3) | bit(y, 4) | bit(re, 5) | bit(n > 0,
			6) | bit(m.When.HasClock(), 7) |
			bit(m.By, 8) | bit(r.NameAt >= 0, 9) | bit(r.NameAt == r.At, 10) | bit(r.NameAt >= 0 &&
			e.page.Facts[r.NameAt].Dup, 11) | bit(num, 12)
		titled += one(re || m.Before.First == leadRe)
		action += one(a)
		answer += one(w)
		field += one(f)
		rank += one(q)
		votes += one(v)
		says += one(y) + .25*one(!y && m.By)
		said += one(y)
		if n > 0 {
			if int64(n) > last {
				ordered++
			}
			counted += one(int64(n) == last+1)
			last = int64(n)
		}
	}
	p.Action, p.Answers = 2*min(1, 1.5*action/k)+1.5*min(1, 1.5*answer/k), answer/k
	p.Says, p.Speech = 2.5*says/k, 2.5*said/k
	p.Field = 1.5 * min(1, 1.5*field/k)
	p.Rank = min(1, 1.5*rank/k)
	p.Votes = max(min(1, 1.5*votes/k), 2*points/k)
	p.Title = 1.5 * titled / k
	if k > 1 && ordered >= .8*k {
		p.Number = 2
		if counted >= k-1 {
			p.Number = 3 // #1, #2, #3
		}
	}
	if reply > 0 {
		p.Reply = min(1.5, .5+2*reply/k)
	}
}

// Stop is the first block after record i that is of the next one.
func Stop(recs []Record, i int) int32 {
	if i+1 == len(recs) {
		return recs[i].End
	}
	return max(recs[i].End, min(recs[i+1].At, recs[i+1].From))
}

func bit(b bool, n int) uint16 {
	if b {
		return 1 << n
	}
	return 0
}

// Usual is the set of features that more than half of the records show.
func (e *Weigher) Usual() (set uint16) {
	for n := range 16 {
		c := 0
		for i := range e.Records {
			c += int(e.Records[i].Has >> n & 1)
		}
		if 2*c > len(e.Records) {
			set |= 1 << n
		}
	}
	return set
}

// Alien reports whether the time of a record is of another kind than those of all others: a date
// among ages, or without a clock among clocks, that a text names.
func (e *Weigher) Alien(r *Record) bool {
	a := &e.page.Times[r.Anchor].When
	if len(e.Records) < 5 {
		return false
	}
	for i := range e.Records {
		b := &e.page.Times[e.Records[i].Anchor].When
		if &e.Records[i] != r && (b.Kind == when.Age) == (a.Kind == when.Age) &&
			b.HasClock() == a.HasClock() {
			return false
		}
	}
	return true
}

func one(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// People weighs the authors: short, several, some of them more than once.
func (e *Weigher) People(k float32) {
	p := &e.Proof
	e.seen.Reset(len(e.Records))
	var named, distinct, dup float32
	top := int32(0)
	for i := range e.Records {
		r := &e.Records[i]
		if r.NameAt < 0 {
			continue
		}
		named++
		n := e.seen.Add(xxhash.Sum64(r.Name.Of(e.page.Src)))
		distinct += one(n == 1)
		top = max(top, n)
		dup += one(r.NameAt != r.At && e.page.Facts[r.NameAt].Dup)
	}
	p.Dup = min(1, 2*dup/k)
	switch {
	case named < .5*k:
		p.Author = -2
	case k >= 4 && distinct == 1:
		p.Author = -2
	case k >= 4 && distinct < named:
		p.Author = .5
	}
}

// Dated weighs the times and the texts.
func (e *Weigher) Dated(k float32) {
	p := &e.Proof
	var clock, age, empty, month, bare, spoken, brief float32
	e.texts = e.texts[:0]
	for i := range e.Records {
		r := &e.Records[i]
		m := &e.page.Times[r.Anchor]
		clock += one(m.When.HasClock())
		age += one(m.When.Kind == when.Age)
		month += one(m.Month)
		bare += one(m.Clock)
		w := e.inlineWords(r)
		for j := r.From; j < r.To; j++ {
			w += e.page.Blocks[j].Words
		}
		empty += one(w == 0)
		spoken += one(w > 0 && m.Inline > 0 || e.page.HasSentence(r.From, r.To))
		brief += one(e.entitled(r))
		e.texts = append(e.texts, w)
	}
	p.Clock, p.Sentences, p.Titles = clock/k, spoken/k, brief/k
	p.Clocks = 2*bare > k
	p.Age = .5 * age / k
	p.Text = -2*empty/k - month/k
	slices.Sort(e.texts)
	if e.texts[len(e.texts)/2] < 4 {
		p.Text -= 1
	}
}

const maxBrief = 9 // words of a text that may be a title

// entitled reports whether the text of a record may be a title: a short line without the end of a
// sentence, or a question.
func (e *Weigher) entitled(r *Record) bool {
	if r.To-r.From != 1 {
		return false
	}
	b := &e.page.Blocks[r.From]
	return b.Words > 0 && b.Words <= maxBrief && b.Sentences <= 1 &&
		(b.LastRune == '?' || b.LastRune == ')' || unicode.IsLetter(b.LastRune) ||
			unicode.IsDigit(b.LastRune))
}

// inlineWords is how many words of the text stand in the time line itself.
func (e *Weigher) inlineWords(r *Record) int32 {
	if m := &e.page.Times[r.Anchor]; m.Inline > 0 {
		b := &e.page.Blocks[r.At]
		sh := block.Measure(e.page.Src[b.Start : b.Start+m.Inline])
		return sh.Words
	}
	return 0
}

// Headed reports whether a heading or a count of the section stands where a single record must have
// one; see prove and surround.
func Headed(page *lines.Page, anchor int32) bool {
	at := page.Times[anchor].Block
	for i := min(at+1, int32(len(page.Facts))-1); i >= max(0, at-reach-MaxAbove); i-- {
		if r := page.Facts[i].Role; r == lexicon.RoleHeading || r == lexicon.RoleCount {
			return true
		}
	}
	return false
}
