package thread

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

// proof is the evidence that records are readers' comments and no teasers, ticker entries or dates of something else.
type proof struct {
	heading, count, form, action, says, field, rank, number, dup, reply, votes, clock, age, author, text, title float32
	markup                                                                                                      float32 // of HTML pages: what the elements say
	shape                                                                                                       float32 // and how regular the records are
	voices                                                                                                      float32 // and that they are as those of people who talk
	remarks                                                                                                     bool    // the heading or the count calls the records comments
	zero                                                                                                        bool    // the page says that there are no comments
	closed                                                                                                      bool    // a notice above the records says that the section is closed
	clocks                                                                                                      bool    // most times are clocks without a day
	sum                                                                                                         float32

	said   float32 // says without the lines that only start with "by"
	spoken float32 // share of the records whose text has a sentence
	brief  float32 // share of the records whose text may be a title
	answer float32 // share of the records with a control that answers
	mute   bool    // the records show nothing but a name, a date and a text
}

const (
	enough         = 3   // evidence that several records need
	enoughFew      = 3.5 // two or three records
	enoughOne      = 4.5 // a single record
	enoughBare     = 3.5 // several records without a heading, a count or anything that comments alone have
	enoughDateless = 4.5 // records without times
)

// maxAbove is how many blocks above the first record its section may open.
const maxAbove = 20

var leadRe = xxhash.Sum64String("re:") // a title of a reply

// weigher weighs the evidence for records.
type weigher struct {
	page     *lines.Page
	recs     []record
	dateless bool // the records have no times
	proof    proof
	seen     hashtable.Counter[uint64] // names
	texts    []int32                   // words of the texts
	fold     []byte
	matches  []lexicon.Match
}

func (e *weigher) reset(page *lines.Page) { e.page, e.dateless = page, false }

// forum reports whether the records show fields or ranks of their authors, or numbers, as those of forums do.
func (e *weigher) forum() bool {
	return e.proof.field > .5 || e.proof.rank > .5 || e.proof.number > 0
}

// prove weighs the evidence for the records laid out.
func (e *weigher) prove() bool {
	p := &e.proof
	*p = proof{}
	k := float32(len(e.recs))
	e.surround()
	e.inside(k)
	e.people(k)
	e.dated(k)
	p.sum = p.heading + p.count + p.form + p.action + p.says + p.field + p.rank + p.number + p.dup + p.reply + p.votes + p.clock + p.age + p.author + p.text + p.title
	own := p.action + p.says + p.field + p.number + p.reply + p.votes + p.dup + p.title + p.clock + 2*p.age
	section := p.heading + p.count + p.said + p.field + p.number + p.title + p.reply
	p.mute = p.action+p.says+p.field+p.number+p.reply+p.votes+p.dup+p.title < .5
	few := len(e.recs) < 4
	switch {
	case p.mute && p.spoken < .5, few && p.mute && e.mixed():
		return false // titles below dates
	case !few && p.brief >= .7 && p.answer+p.says+p.field == 0:
		return false // a list of threads
	case e.dateless:
		return e.proveDateless()
	case own < .8 || p.closed && p.action+p.says+p.reply+p.votes+p.number < 1 || p.clocks && p.says+p.action+p.count+p.heading < 3:
		return false
	case len(e.recs) == 1:
		return p.sum >= enoughOne && max(p.heading, p.count) >= 2 && p.says+p.action+p.reply+p.clock >= 1 && !p.zero
	case few:
		return !p.zero && (p.sum >= enoughFew && section+p.says-p.said >= 1 || p.sum >= enoughOne && p.form >= 1.5 && p.action >= 1.5 && p.says >= .5)
	case section < .5 && p.votes < 1.5:
		return p.sum >= enoughBare
	}
	return p.sum >= enough
}

// proveDateless is prove for records without times.
func (e *weigher) proveDateless() bool {
	p := &e.proof
	if e.page.Times[e.recs[0].anchor].Foot && p.count < 1.7 && p.form < 1.5 {
		return false // any control may come back
	}
	return p.sum >= enoughDateless && max(p.heading, p.count)+p.says >= 1.4 && p.author >= 0 && p.text >= -.5 && !p.zero
}

// mixed reports whether the times of the records are of several kinds: ages, dates, dates with a clock.
func (e *weigher) mixed() bool {
	for i := range e.recs {
		a, b := &e.page.Times[e.recs[0].anchor].When, &e.page.Times[e.recs[i].anchor].When
		if a.Kind != b.Kind || a.HasClock() != b.HasClock() {
			return true
		}
	}
	return false
}

// surround looks for a heading, a count or a form near the first record, and for a form behind the last.
func (e *weigher) surround() {
	p := &e.proof
	first, last := e.recs[0].top, e.recs[len(e.recs)-1].end
	first = min(first, e.recs[0].at)
	for i := min(first+1, int32(len(e.page.Facts))-1); i >= max(0, first-maxAbove); i-- {
		near := float32(1)
		if first-i > 8 {
			near = .7
		}
		f := &e.page.Facts[i]
		switch f.Role {
		case lexicon.RoleHeading:
			p.heading = max(p.heading, 2*near)
		case lexicon.RoleCount:
			p.count = max(p.count, 2.5*near)
			p.zero = p.zero || e.page.CountIn(i) == 0
		case lexicon.RoleClosed:
			p.closed = true
			p.form = max(p.form, near)
		case lexicon.RoleForm, lexicon.RoleSort, lexicon.RoleMore:
			p.form = max(p.form, 1*near)
		case lexicon.NoRole:
			if p.count == 0 && e.page.EndsInCount(i) && !e.tailed() {
				p.count = 2.5 * near
			}
			if f.Family == label.Related || f.Family == label.Nav || f.Family == label.Promo || f.Family == label.Legal {
				i = -1
			}
		}
	}
	tail := &e.recs[len(e.recs)-1]
	for i := min(last, max(tail.at+1, tail.to)); i < min(int32(len(e.page.Facts)), last+12); i++ {
		switch e.page.Facts[i].Role {
		case lexicon.RoleForm, lexicon.RoleClosed, lexicon.RoleProvider, lexicon.RoleMore:
			p.form = max(p.form, 1.5)
		case lexicon.RoleCount:
			p.zero = p.zero || e.page.CountIn(i) == 0
		}
	}
}

// tailed reports whether a line among the records ends in a count of comments: each of them is a link to a page with its own.
func (e *weigher) tailed() bool {
	for i := e.recs[0].at; i < e.recs[len(e.recs)-1].end; i++ {
		if e.page.EndsInCount(i) {
			return true
		}
	}
	return false
}

// inside counts what the records themselves show.
func (e *weigher) inside(k float32) {
	p := &e.proof
	var action, answer, says, said, field, rank, votes, reply, ordered, counted, titled, points float32
	last := int64(-1)
	for i := range e.recs {
		r := &e.recs[i]
		var a, f, q, v, w, y, re, num bool
		for j := r.top; j < stop(e.recs, i); j++ {
			if j >= r.from && j < r.to {
				continue
			}
			switch e.page.Facts[j].Role {
			case lexicon.RoleAction:
				a = true
				w = w || e.page.Facts[j].Reply
			case lexicon.RoleField, lexicon.RoleJoined:
				f = f || e.page.Facts[j].Role == lexicon.RoleJoined || e.page.Facts[j].Symbol == lines.Field && e.page.CountedField(j)
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
		m := &e.page.Times[r.anchor]
		pts := m.Votes
		points += one(pts)
		a, v, y = a || m.Controls || e.dateless && m.Foot, v || pts, y || m.Says || m.Inline > 0
		n := e.page.Ordinal(r.anchor, r.at)
		r.has = bit(a, 0) | bit(f, 1) | bit(q, 2) | bit(v, 3) | bit(y, 4) | bit(re, 5) | bit(n > 0, 6) | bit(m.When.HasClock(), 7) |
			bit(m.By, 8) | bit(r.nameAt >= 0, 9) | bit(r.nameAt == r.at, 10) | bit(r.nameAt >= 0 && e.page.Facts[r.nameAt].Dup, 11) | bit(num, 12)
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
	p.action, p.answer = 2*min(1, 1.5*action/k)+1.5*min(1, 1.5*answer/k), answer/k
	p.says, p.said = 2.5*says/k, 2.5*said/k
	p.field = 1.5 * min(1, 1.5*field/k)
	p.rank = min(1, 1.5*rank/k)
	p.votes = max(min(1, 1.5*votes/k), 2*points/k)
	p.title = 1.5 * titled / k
	if k > 1 && ordered >= .8*k {
		p.number = 2
		if counted >= k-1 {
			p.number = 3 // #1, #2, #3
		}
	}
	if reply > 0 {
		p.reply = min(1.5, .5+2*reply/k)
	}
}

// stop is the first block after record i that is of the next one.
func stop(recs []record, i int) int32 {
	if i+1 == len(recs) {
		return recs[i].end
	}
	return max(recs[i].end, min(recs[i+1].at, recs[i+1].from))
}

func bit(b bool, n int) uint16 {
	if b {
		return 1 << n
	}
	return 0
}

// usual is the set of features that more than half of the records show.
func (e *weigher) usual() (set uint16) {
	for n := range 16 {
		c := 0
		for i := range e.recs {
			c += int(e.recs[i].has >> n & 1)
		}
		if 2*c > len(e.recs) {
			set |= 1 << n
		}
	}
	return set
}

// alien reports whether the time of a record is of another kind than those of all others: a date among ages, or without a
// clock among clocks, that a text names.
func (e *weigher) alien(r *record) bool {
	a := &e.page.Times[r.anchor].When
	if len(e.recs) < 5 {
		return false
	}
	for i := range e.recs {
		b := &e.page.Times[e.recs[i].anchor].When
		if &e.recs[i] != r && (b.Kind == when.Age) == (a.Kind == when.Age) && b.HasClock() == a.HasClock() {
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

// people weighs the authors: short, several, some of them more than once.
func (e *weigher) people(k float32) {
	p := &e.proof
	e.seen.Reset(len(e.recs))
	var named, distinct, dup float32
	top := int32(0)
	for i := range e.recs {
		r := &e.recs[i]
		if r.nameAt < 0 {
			continue
		}
		named++
		n := e.seen.Add(hashName(r.name.Of(e.page.Src)))
		distinct += one(n == 1)
		top = max(top, n)
		dup += one(r.nameAt != r.at && e.page.Facts[r.nameAt].Dup)
	}
	p.dup = min(1, 2*dup/k)
	switch {
	case named < .5*k:
		p.author = -2
	case k >= 4 && distinct == 1:
		p.author = -2
	case k >= 4 && distinct < named:
		p.author = .5
	}
}

// dated weighs the times and the texts.
func (e *weigher) dated(k float32) {
	p := &e.proof
	var clock, age, empty, month, bare, spoken, brief float32
	e.texts = e.texts[:0]
	for i := range e.recs {
		r := &e.recs[i]
		m := &e.page.Times[r.anchor]
		clock += one(m.When.HasClock())
		age += one(m.When.Kind == when.Age)
		month += one(m.Month)
		bare += one(m.Clock)
		w := e.inlineWords(r)
		for j := r.from; j < r.to; j++ {
			w += e.page.Blocks[j].Words
		}
		empty += one(w == 0)
		spoken += one(w > 0 && m.Inline > 0 || e.page.HasSentence(r.from, r.to))
		brief += one(e.entitled(r))
		e.texts = append(e.texts, w)
	}
	p.clock, p.spoken, p.brief = clock/k, spoken/k, brief/k
	p.clocks = 2*bare > k
	p.age = .5 * age / k
	p.text = -2*empty/k - month/k
	slices.Sort(e.texts)
	if e.texts[len(e.texts)/2] < 4 {
		p.text -= 1
	}
}

const maxBrief = 9 // words of a text that may be a title

// entitled reports whether the text of a record may be a title: a short line without the end of a sentence, or a question.
func (e *weigher) entitled(r *record) bool {
	if r.to-r.from != 1 {
		return false
	}
	b := &e.page.Blocks[r.from]
	return b.Words > 0 && b.Words <= maxBrief && b.Sentences <= 1 && (b.LastRune == '?' || b.LastRune == ')' || unicode.IsLetter(b.LastRune) || unicode.IsDigit(b.LastRune))
}

// inlineWords is how many words of the text stand in the time line itself.
func (e *weigher) inlineWords(r *record) int32 {
	if m := &e.page.Times[r.anchor]; m.Inline > 0 {
		b := &e.page.Blocks[r.at]
		sh := block.Measure(e.page.Src[b.Start : b.Start+m.Inline])
		return sh.Words
	}
	return 0
}

// headed reports whether a heading or a count of the section stands where a single record must have one; see prove and
// surround.
func headed(page *lines.Page, anchor int32) bool {
	at := page.Times[anchor].Block
	for i := min(at+1, int32(len(page.Facts))-1); i >= max(0, at-maxWindow-maxAbove); i-- {
		if r := page.Facts[i].Role; r == lexicon.RoleHeading || r == lexicon.RoleCount {
			return true
		}
	}
	return false
}
