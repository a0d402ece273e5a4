package evidence

import (
	"slices"
	"unicode"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

var leadRe = xxhash.Sum64String("re:") // a title of a reply

// Weigher weighs the evidence for records. Reuse it.
type Weigher struct {
	Records  []Record
	Dateless bool // the records have no times
	Proof    Proof

	page  *lines.Page
	seen  hashtable.Counter[uint64] // names
	texts []int32                   // words of the texts
}

// Reset makes the weigher weigh records of another page.
func (e *Weigher) Reset(page *lines.Page) { e.page, e.Dateless = page, false }

// shown counts the records that show something.
type shown struct {
	control, answer, says, by, field, rank, votes, points, title float32

	replies float32 // lines "Reply to X"
	risen   float32 // records with a larger number than the one before
	next    float32 // records with the next number
}

// Inside notes what the records themselves show, k of them.
func (e *Weigher) Inside(k float32) {
	var n shown
	last := int64(-1)
	for i := range e.Records {
		r := &e.Records[i]
		r.Has = e.features(i, &n)
		if ord := int64(e.page.Ordinal(r.Anchor, r.At)); ord > 0 {
			r.Has |= hasNumber
			n.risen += one(ord > last)
			n.next += one(ord == last+1)
			last = ord
		}
	}
	p := &e.Proof
	p.Note(Control, min(1, 1.5*n.control/k), 1)
	p.Note(Answer, min(1, 1.5*n.answer/k), 1)
	p.Note(Says, n.says, k)
	p.Note(By, n.by, k)
	p.Note(AuthorField, min(1, 1.5*n.field/k), 1)
	p.Note(Rank, min(1, 1.5*n.rank/k), 1)
	p.Note(VoteLine, min(1, 1.5*n.votes/k), 1)
	p.Note(Points, n.points, k)
	p.Note(ReplyTitle, n.title, k)
	if k > 1 && n.risen >= .8*k {
		p.Note(NumbersRise, 1, 1)
		p.NoteIf(NumbersCount, n.next >= k-1)
	}
	if n.replies > 0 {
		p.Note(ReplyLine, min(1.5, .5+2*n.replies/k), 1)
	}
}

// features returns what record i shows outside of its text, without its number, and counts it.
func (e *Weigher) features(i int, n *shown) (f Features) {
	r := &e.Records[i]
	m := &e.page.Times[r.Anchor]
	answer, field := false, false
	for j, stop := r.Top, Stop(e.Records, i); j < stop; j++ {
		if j >= r.From && j < r.To {
			continue
		}
		x := &e.page.Facts[j]
		switch x.Role {
		case lexicon.RoleAction:
			f |= hasControl
			answer = answer || x.Reply
		case lexicon.RoleField:
			field = field || e.page.CountedField(j)
		case lexicon.RoleJoined:
			field = true
		case lexicon.RoleRank:
			f |= hasRank
		case lexicon.RoleVotes:
			f |= hasVotes
		case lexicon.RoleSays:
			f |= hasSays
		case lexicon.RoleReplyto:
			n.replies++
		}
		f.set(hasReplyTitle, x.Lead == leadRe)
		f.set(hasCount, x.Symbol == lines.Number)
	}
	f.set(hasControl, m.Controls || e.Dateless && m.Foot)
	f.set(hasVotes, m.Votes)
	f.set(hasSays, m.Says || m.Inline > 0)
	f.set(hasBy, m.By)
	f.set(hasClock, m.When.HasClock())
	f.set(hasName, r.NameAt >= 0)
	f.set(hasNameInTime, r.NameAt == r.At)

	n.control += one(f&hasControl != 0)
	n.answer += one(answer)
	n.field += one(field)
	n.rank += one(f&hasRank != 0)
	n.votes += one(f&hasVotes != 0)
	n.points += one(m.Votes)
	n.says += one(f&hasSays != 0)
	n.by += one(f&hasSays == 0 && m.By)
	n.title += one(f&hasReplyTitle != 0 || m.Before.First == leadRe)
	return f
}

// Usual is the set of features that more than half of the records show.
func (e *Weigher) Usual() (usual Features) {
	for n := range numFeatures {
		c := 0
		for i := range e.Records {
			c += int(e.Records[i].Has >> n & 1)
		}
		usual.set(1<<n, 2*c > len(e.Records))
	}
	return usual
}

// Alien reports whether the time of a record is of another kind than those of all others: a date
// among ages, or without a clock among clocks, that a text names.
func (e *Weigher) Alien(r *Record) bool {
	a := &e.page.Times[r.Anchor].When
	for i := range e.Records {
		b := &e.page.Times[e.Records[i].Anchor].When
		if &e.Records[i] != r && (b.Kind == when.Age) == (a.Kind == when.Age) &&
			b.HasClock() == a.HasClock() {
			return false
		}
	}
	return true
}

// People notes what the authors show: several, some of them more than once.
func (e *Weigher) People(k float32) {
	p := &e.Proof
	e.seen.Reset(len(e.Records))
	var named, distinct, twice float32
	for i := range e.Records {
		r := &e.Records[i]
		if r.NameAt < 0 {
			continue
		}
		named++
		distinct += one(e.seen.Add(xxhash.Sum64(r.Name.Of(e.page.Src))) == 1)
		twice += one(r.NameAt != r.At && e.page.Facts[r.NameAt].Dup)
	}
	p.Note(NameTwice, min(1, 2*twice/k), 1)
	switch {
	case named < .5*k:
		p.Note(FewNamed, 1, 1)
	case k >= 4 && distinct == 1:
		p.Note(OneAuthor, 1, 1)
	case k >= 4 && distinct < named:
		p.Note(Returning, 1, 1)
	}
}

const fewWords = 4 // fewer words are not the text of a comment if most have so few

// Dated notes what the times and the texts show.
func (e *Weigher) Dated(k float32) {
	p := &e.Proof
	var clock, age, empty, month, clocks, sentences, titles float32
	e.texts = e.texts[:0]
	for i := range e.Records {
		r := &e.Records[i]
		m := &e.page.Times[r.Anchor]
		clock += one(m.When.HasClock())
		age += one(m.When.Kind == when.Age)
		month += one(m.Month)
		clocks += one(m.Clock)
		words := e.inlineWords(r)
		for j := r.From; j < r.To; j++ {
			words += e.page.Blocks[j].Words
		}
		empty += one(words == 0)
		sentences += one(e.page.HasSentence(r.From, r.To))
		titles += one(e.entitled(r))
		e.texts = append(e.texts, words)
	}
	p.Sentences, p.Titles = sentences/k, titles/k
	p.Clocks = 2*clocks > k
	p.Note(Clock, clock, k)
	p.Note(Age, age, k)
	p.Note(NoText, empty, k)
	p.Note(BareMonth, month, k)
	slices.Sort(e.texts)
	p.NoteIf(ShortTexts, e.texts[len(e.texts)/2] < fewWords)
}

const maxBrief = 9 // words of a text that may be a title

// entitled reports whether the text of a record may be a title: a short line without the end of a
// sentence, or a question.
func (e *Weigher) entitled(r *Record) bool {
	if r.To-r.From != 1 {
		return false
	}
	b := &e.page.Blocks[r.From]
	return b.Words <= maxBrief && (b.LastRune == '?' || unicode.IsLetter(b.LastRune))
}

// inlineWords is how many words of the text are in the time line itself.
func (e *Weigher) inlineWords(r *Record) int32 {
	if m := &e.page.Times[r.Anchor]; m.Inline > 0 {
		b := &e.page.Blocks[r.At]
		sh := block.Measure(e.page.Src[b.Start : b.Start+m.Inline])
		return sh.Words
	}
	return 0
}

func one(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
