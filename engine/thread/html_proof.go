package thread

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// proveUnits weighs whether the units laid out are readers' comments, and returns their worth, 0 when they are none. It goes
// over the same evidence as the text does, to which the markup adds.
func (s *Segmenter) proveUnits(x *set) float32 {
	t := &s.tape
	s.layRecords()
	p := &s.weigher.Proof
	*p = evidence.Proof{}
	k := float32(len(s.recs))
	s.around()
	s.weigher.Inside(k)
	s.weigher.People(k)
	s.weigher.Dated(k)
	speaks := s.speaking()
	p.Says *= speaks
	p.Action = s.talking()
	if s.fieldNear() {
		p.Form = 1.5
	}
	p.Reply = max(p.Reply, s.calling(k))
	p.Author += s.oneVoice(k)
	p.Shape = s.regular(k)
	talk := s.proveMarkup(x) + s.spokenHere(k) + .7*one(p.Form == 1.5) + max(p.Heading, p.Count) + p.Action + p.Votes + p.Reply + p.Title + p.Number + p.Field + p.Rank
	if speaks == 1 {
		talk += p.Says
	}
	p.Sum = p.Heading + p.Count + p.Form + p.Action + p.Says + p.Field + p.Rank + p.Number + p.Dup + p.Reply + p.Votes + p.Clock + p.Age +
		p.Author + p.Text + p.Title + p.Markup + p.Shape + p.Voices
	need := float32(evidence.Enough)
	switch {
	case t.count == 1:
		need = evidence.EnoughOne
	case t.count < 4 && p.Shape+talk < 2:
		need = evidence.EnoughFew
	}
	switch {
	case talk < 1, p.Sum < need, p.Zero && t.count < 4,
		p.Clocks && p.Says+p.Action+p.Count+p.Heading+p.Markup+p.Title+p.Number < 2,
		t.count == 1 && max(p.Heading, p.Count, p.Markup) < 2:
		return 0
	}
	v := float32(0)
	for i := range t.units {
		if !t.units[i].hole {
			v += s.unitWorth(&t.units[i])
		}
	}
	return v * p.Sum / (p.Sum + 4)
}

// around looks for a heading, a count or a form above the first unit, as long as nothing else begins there, and for a form
// behind the last.
func (s *Segmenter) around() {
	p := &s.weigher.Proof
	first, last := s.recs[0].Top, s.recs[len(s.recs)-1].End
	for i := first - 1; i >= max(0, first-evidence.MaxAbove); i-- {
		f, b := &s.page.Facts[i], &s.page.Blocks[i]
		if b.Linked*10 >= (b.End-b.Start)*8 && !b.Kind.Heading() {
			continue // a tab, or a link to the section
		}
		if f.Role == lexicon.RoleHeading || f.Role == lexicon.RoleCount {
			p.Remarks = p.Remarks || s.page.HasStem(i, lines.Remarks)
		}
		switch f.Role {
		case lexicon.RoleHeading:
			p.Heading = max(p.Heading, 2)
		case lexicon.RoleCount:
			p.Count = max(p.Count, 2.5)
			p.Zero = p.Zero || s.page.CountIn(i) == 0
		case lexicon.RoleClosed:
			p.Closed = true
			p.Form = max(p.Form, 1)
		case lexicon.RoleForm, lexicon.RoleSort, lexicon.RoleMore:
			p.Form = max(p.Form, 1)
		case lexicon.RolePolicy, lexicon.RoleAction, lexicon.RoleProvider:
		default:
			if b.Kind.Heading() && b.Words > 1 || b.Words > maxBetween || f.Family == label.Related || f.Family == label.Nav ||
				f.Family == label.Promo || f.Family == label.Legal {
				i = 0
			}
		}
	}
	for i := last; i < min(int32(len(s.page.Facts)), last+12); i++ {
		switch s.page.Facts[i].Role {
		case lexicon.RoleForm, lexicon.RoleClosed, lexicon.RoleProvider, lexicon.RoleMore:
			p.Form = max(p.Form, 1.5)
		case lexicon.RoleCount:
			p.Zero = p.Zero || s.page.CountIn(i) == 0
		}
	}
}

// maxBetween is how many words a block between the heading of the section and its first record has at most, policies apart.
const maxBetween = 40

// talks are stems of the controls of comments: to answer, to report, to quote, to vote. Controls that other things have too,
// as "share" and "more", tell little.
var talks = [...]string{
	"repl", "antwort", "répon", "rispond", "respond", "reageer", "odpowied", "svar", "melde", "report", "flag", "signal", "denunci", "zitat",
	"zitier", "quote", "citer", "cita", "upvote", "downvote", "daumen", "thumb", "gefällt", "empfehl", "permalink", "like",
}

// talking weighs the controls in the units: those that only comments have, and others.
func (s *Segmenter) talking() float32 {
	var talk, other float32
	for i := range s.recs {
		r := &s.recs[i]
		t, o := false, false
		for b := r.Top; b < r.End && !t; b++ {
			if f := &s.page.Facts[b]; f.Role == lexicon.RoleAction && (b < r.From || b >= r.To) {
				t = t || s.page.HasStem(b, talks[:])
				o = true
			}
		}
		talk += one(t)
		other += one(o && !t)
	}
	k := float32(len(s.recs))
	return 2*min(1, 1.5*talk/k) + .5*min(1, 1.5*other/k)
}

// regular weighs how many of the units have all that a record has: author, time, text.
func (s *Segmenter) regular(k float32) float32 {
	t := &s.tape
	n, fits := float32(0), int32(0)
	for i := range t.units {
		u := &t.units[i]
		n += one(!u.hole && u.lines > 0 && u.anchor >= 0 && !u.author.Empty())
	}
	for i := range t.names {
		if r := &t.names[i]; r.score > 1.5 {
			fits = max(fits, r.fits)
		}
	}
	if k < 2 || n < .9*k || float32(fits) < .8*k {
		return 0
	}
	return .8
}

// speaks are stems of what people do in threads. That something was "posted by" somebody is said of stories too.
var speaks = [...]string{"schrieb", "wrote", "says", "said", "sagt", "meint", "écrit", "dit :", "scritto", "scrive", "escribi", "dijo", "schreef", "zegt", "napisał", "skrev"}

// speaking is how much the words of the grammar around the names are worth: little where they are those of bylines.
func (s *Segmenter) speaking() float32 {
	if s.weigher.Proof.Says == 0 {
		return 0
	}
	n := 0
	for i := range s.recs {
		r := &s.recs[i]
		if s.page.HasStem(r.At, speaks[:]) || r.NameAt >= 0 && s.page.HasStem(r.NameAt, speaks[:]) {
			n++
		}
	}
	if 2*n >= len(s.recs) {
		return 1
	}
	return .2
}

// calling weighs the texts that start with "@" and a word of another author's name.
func (s *Segmenter) calling(k float32) float32 {
	s.seen.Reset(4 * len(s.recs))
	for i := range s.recs {
		name := s.recs[i].Name.Of(s.page.Src)
		for at, n := 0, 0; n < 4; n++ {
			start, end := block.NextWord(name, at)
			if start == len(name) {
				break
			}
			s.seen.Add(wordKey(name[start:end]))
			at = end
		}
	}
	calls := float32(0)
	for i := range s.tape.units {
		u := &s.tape.units[i]
		if u.hole || u.lines == 0 {
			continue
		}
		t := s.thread.Text[u.text].Of(s.page.Src)
		if len(t) < 4 || t[0] != '@' {
			continue
		}
		start, end := block.NextWord(t, 1)
		if start < len(t) && s.seen.Of(wordKey(t[start:end])) > 0 {
			calls++
		}
	}
	if calls == 0 {
		return 0
	}
	return min(1.5, .5+4*calls/k)
}

// wordKey hashes the letters and digits of a word in any case.
func wordKey(w []byte) uint64 {
	h := uint64(0xCBF29CE484222325)
	for _, c := range w {
		if c >= 0x80 || c-'0' < 10 || c|0x20 >= 'a' && c|0x20 <= 'z' {
			if c < 0x80 {
				c |= 0x20
			}
			h = (h ^ uint64(c)) * 0x100000001B3
		}
	}
	return h
}

// fieldNear reports whether a field for a text stands near the units, as a form for comments has; fields for a search have one
// line.
func (s *Segmenter) fieldNear() bool {
	t := &s.tape
	es := t.page.Elements
	first, last := s.recs[0].Top, s.recs[len(s.recs)-1].End
	for _, e := range t.fields {
		if at := es[e].First; at >= first-nearField && at <= last+nearField {
			return true
		}
	}
	return false
}

// nearField is how many blocks a field for a text may be away from the records.
const nearField = 16

// spokenHere weighs records that are as those of people who talk, whatever their language: author, time to the minute and text in
// all of them, several authors, texts of some words that lead nowhere.
func (s *Segmenter) spokenHere(k float32) float32 {
	p := &s.weigher.Proof
	p.Voices = 0
	if k < 4 || p.Shape == 0 || p.Clock < .8 && p.Age < .4 || p.Markup < 0 {
		return 0
	}
	s.seen.Reset(len(s.recs))
	authors, long, said := float32(0), float32(0), float32(0)
	for i := range s.recs {
		r := &s.recs[i]
		authors += one(s.seen.Add(xxhash.Sum64(r.Name.Of(s.page.Src))) == 1)
		words := int32(0)
		for b := r.From; b < r.To; b++ {
			words += s.page.Blocks[b].Words
		}
		long += one(words >= 5)
		said += one(r.From < r.To && s.sentence(r.To-1))
	}
	if authors < max(3, .4*k) || long < .5*k || said < .4*k {
		return 0
	}
	p.Voices = .7
	return .5
}

// sentence reports whether a block ends as sentences do.
func (s *Segmenter) sentence(b int32) bool {
	switch s.page.Blocks[b].LastRune {
	case '.', '!', '?', '…', ')', '"', '“', '»':
		return true
	}
	return s.page.Blocks[b].Sentences > 0 || s.page.Blocks[b].LastRune > 0x2600
}

// oneVoice is the penalty of records by one author only, or by one before all others.
func (s *Segmenter) oneVoice(k float32) float32 {
	if k < 2 {
		return 0
	}
	if k >= 4 {
		s.seen.Reset(len(s.recs))
		most := int32(0)
		for i := range s.recs {
			if n := s.recs[i].Name; !n.Empty() {
				most = max(most, s.seen.Add(xxhash.Sum64(n.Of(s.page.Src))))
			}
		}
		if float32(most) > .7*k {
			return -1.5
		}
		return 0
	}
	for i := range s.recs {
		if s.recs[i].Name.Empty() || !bytes.Equal(s.recs[i].Name.Of(s.page.Src), s.recs[0].Name.Of(s.page.Src)) {
			return 0
		}
	}
	return -.6 * (k - 1)
}

// mostWorth is what a unit is worth at most.
const mostWorth = 1.3

// unitWorth sums what speaks for a unit: a text, an author, a time.
func (s *Segmenter) unitWorth(u *unit) (v float32) {
	switch {
	case u.lines == 0:
		v -= .5
	default:
		v += .7
	}
	if u.author.Empty() {
		v -= .3
	} else {
		v += .4
	}
	if u.anchor >= 0 {
		v += .2
	}
	bad := float32(0)
	for b := u.from; b < u.to && bad < 2; b++ {
		if f := &s.page.Facts[b]; f.Symbol == lines.Time && !s.page.Times[f.Time].Barred {
			bad += .15
		}
	}
	return v - bad
}

// layRecords makes records of the units, for the evidence that text and HTML have in common.
func (s *Segmenter) layRecords() {
	t := &s.tape
	s.recs = s.recs[:0]
	for i := range t.units {
		u := &t.units[i]
		if u.hole {
			continue
		}
		r := evidence.Record{Anchor: -1, At: u.first, Top: u.first, End: u.stop, From: u.from, To: u.to, Name: u.author, NameAt: -1, Slot: -1}
		if u.lines == 0 {
			r.From, r.To = u.stop, u.stop
		}
		if u.anchor >= 0 {
			r.Anchor = t.anchors[u.anchor].mark
			r.At = s.page.Times[r.Anchor].Block
		} else {
			r.Anchor = s.noTime(u.first)
		}
		if !u.author.Empty() {
			r.NameAt = s.blockOf(u.author.Start, u.first, u.stop)
		}
		s.recs = append(s.recs, r)
	}
	s.weigher.Records = s.recs
}

// noTime is the index of a mark without a time, for the units that have none.
func (s *Segmenter) noTime(at int32) int32 {
	if n := len(s.page.Times); n > 0 && s.page.Times[n-1].When.Kind == when.None {
		return int32(n) - 1
	}
	s.page.Times = append(s.page.Times, lines.TimeLine{Block: at})
	return int32(len(s.page.Times)) - 1
}

// blockOf returns the block in [from,to) that holds the byte at, from when there is none.
func (s *Segmenter) blockOf(at, from, to int32) int32 {
	for b := from; b < to; b++ {
		if s.page.Blocks[b].End > at {
			return b
		}
	}
	return from
}

// proveMarkup weighs what the elements say: names of records and of their section, numbered ids; and against it what teasers
// are made of: titles and texts that are links to other pages. It returns how much of it only comments have.
func (s *Segmenter) proveMarkup(x *set) (talk float32) {
	t := &s.tape
	p := &s.weigher.Proof
	var named, other, numbered, linked, titled, bare, vague, told, parted float32
	sectioned := false
	for i := range t.units {
		u := &t.units[i]
		if u.hole {
			continue
		}
		e := &t.page.Elements[u.elem]
		strong := s.strong(u.elem)
		named += one(strong.Has(elements.Record)) + .4*one(!strong.Has(elements.Record) && s.weak(u.elem).Has(elements.Record))
		other += one(!strong.Has(elements.Record) && (strong | s.weak(u.elem)).Has(elements.Other))
		numbered += one(!e.ID.Empty() && hasDigit(e.ID.Of(t.page.Source)))
		linked += one(s.mostlyLinked(u) || s.onStory(u))
		titled += one(s.linkedTitle(u))
		bare += one(u.anchor < 0 && (u.author.Empty() || u.authorFrom.Source != ByClass || u.lines == 1 && s.page.Blocks[u.from].Words < 3))
		if m := s.timeMark(u); m != nil {
			vague += one(m.When.Kind == when.Age && !m.When.Marked)
		}
		sectioned = sectioned || s.inSection(u.elem)
		parted += one(u.authorFrom.Source == ByClass && u.bodyFrom.Source == ByClass)
		told += one(s.data.Find(s.thread.Text[u.text:u.text+u.lines], s.page.Src) >= 0)
	}
	n := float32(t.count)
	if linked > .5*n {
		linked *= 2
	}
	p.Markup = 1.5*one(x.inner) + 1.2*named/n + 1.5*one(sectioned) + .7*numbered/n - 3*(other+linked)/n - 2.5*bare/n + 2*told/n
	if titled > .6*n && p.Field+p.Rank+p.Number+p.Title < 1.5 {
		p.Markup -= 3 * titled / n
	}
	if vague > .5*n && p.Action < 1 && p.Count == 0 {
		p.Markup -= 2
	}
	voices := float32(0) // names for authors and texts, and authors that come back
	if parted > .9*n && n >= 4 && p.Author > 0 {
		voices = 1.5
		p.Markup += 2.5
	}
	// posts do not lead to other pages, as teasers do
	posts := one(n >= 4 && p.Shape > 0 && titled+linked == 0 && numbered > .5*n)
	return posts + voices + 1.5*one(x.inner) + 1.5*one(named > .7*n) + 1.5*one(sectioned) + 2*told/n
}

// inSection reports whether an element stands in one that is named as a comment section.
func (s *Segmenter) inSection(e int32) bool {
	es := s.tape.page.Elements
	for n := 0; n < 8 && e > 0; n, e = n+1, es[e].Parent {
		if p := s.strong(e); p.Has(elements.Section) && !p.Has(elements.Other) {
			return true
		}
	}
	return false
}

func hasDigit(t []byte) bool {
	for _, c := range t {
		if c-'0' < 10 {
			return true
		}
	}
	return false
}

// mostlyLinked reports whether more than half of a unit's text is in links.
func (s *Segmenter) mostlyLinked(u *unit) bool {
	linked, all := int32(0), int32(0)
	for b := u.from; b < u.to; b++ {
		linked += s.page.Blocks[b].Linked
		all += s.page.Blocks[b].End - s.page.Blocks[b].Start
	}
	return linked*2 > all
}

// onStory reports whether a text starts with a link to another page, as in lists of the latest comments: "on The story: …".
func (s *Segmenter) onStory(u *unit) bool {
	if u.lines == 0 || u.to-u.from > 2 {
		return false
	}
	b := &s.page.Blocks[u.from]
	if b.Anchors == 0 || b.Linked < 15 {
		return false
	}
	page := s.tape.page
	for e, n := b.Node+1, 0; e < page.Elements[b.Node].Next && n < 12; e, n = e+1, n+1 {
		x := &page.Elements[e]
		if x.Tag == tag.A && x.TextEnd-x.Text >= 15 {
			if x.Text > s.thread.Text[u.text].Start+12 {
				return false
			}
			href, _ := page.Attr(e, "href")
			at := bytes.IndexByte(href, '#')
			return at < 0 || at > 0 && bytes.Contains(href[at:], []byte("comment"))
		}
	}
	return false
}

// linkedTitle reports whether a unit has a heading that is a link to another page and not the author.
func (s *Segmenter) linkedTitle(u *unit) bool {
	for b := u.first; b < u.stop; b++ {
		x := &s.page.Blocks[b]
		if x.Kind.Heading() && x.Linked*10 >= (x.End-x.Start)*8 && !s.holdsAuthor(u, b) && x.Words > 2 && s.leadsAway(b) {
			return true
		}
	}
	return false
}

// leadsAway reports whether the link in a block leads to another page.
func (s *Segmenter) leadsAway(b int32) bool {
	page := s.tape.page
	node := s.page.Blocks[b].Node
	for e, n := s.page.Blocks[b].Inner, 0; e > 0 && n < 6; e, n = page.Elements[e].Parent, n+1 {
		if page.Elements[e].Tag == tag.A {
			href, _ := page.Attr(e, "href")
			return bytes.IndexByte(href, '#') < 0
		}
	}
	for e := node + 1; e < min(page.Elements[node].Next, node+6); e++ {
		if page.Elements[e].Tag == tag.A {
			href, _ := page.Attr(e, "href")
			return bytes.IndexByte(href, '#') < 0
		}
	}
	return true
}
