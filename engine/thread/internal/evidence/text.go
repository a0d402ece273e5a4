package evidence

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/lines"
)

const (
	// Enough is the evidence that several records need.
	Enough = 3
	// EnoughFew is what two or three records need.
	EnoughFew = 3.5
	// EnoughOne is what a single record needs.
	EnoughOne = 4.5

	enoughBare     = 3.5 // several records without anything that comments alone have
	enoughDateless = 4.5 // records without times
)

const (
	// MaxAbove is how many blocks above the first record its section may open.
	MaxAbove = 20

	maxNear  = 8   // blocks above the first record that are near
	maxBelow = 12  // blocks below the last record in which the form may be
	reach    = 120 // blocks above its time line in which a single record may start
)

// Prove weighs the evidence for records of text and reports whether it is enough.
func (e *Weigher) Prove() bool {
	p := &e.Proof
	p.Reset(Text)
	k := float32(len(e.Records))
	e.surround()
	e.Inside(k)
	e.People(k)
	e.Dated(k)
	sum := p.Sum()
	grown := p.Of(Controls, Speech, Numbers, Votes, Doubles)
	section := p.Of(Headings, Counts) + p.Value(Says) + p.Of(Fields, Numbers, Titles)
	mute, few := grown < .5, len(e.Records) < 4
	switch {
	case mute && (p.Sentences < .5 || e.mixed()):
		return false // titles below dates
	case !few && p.Titles >= .7 && !p.Has(Answer):
		return false // a list of threads
	case e.Dateless:
		return sum >= enoughDateless && p.Has(Count, FormBelow) && p.Of(Texts) >= -.5
	case grown+p.Of(Clocks)+2*p.Of(Ages) < .8:
		return false
	case p.Closed && p.Of(Controls, Votes) < 1:
		return false
	case p.Clocks && p.Of(Speech, Controls, Headings) < 3:
		return false
	case len(e.Records) == 1:
		return sum >= EnoughOne && p.Has(Heading, Count) && p.Of(Controls, Clocks) >= 1 && !p.Zero
	case few && p.Zero:
		return false
	case sum >= EnoughFew && section >= 1:
		return true
	case few:
		return p.Has(FormBelow) && p.Of(Speech) >= .5
	case section < .5 && p.Of(Votes) < 1.5:
		return sum >= enoughBare
	}
	return sum >= Enough
}

// mixed reports whether some of the times of the records have a clock and some have none.
func (e *Weigher) mixed() bool {
	for i := range e.Records {
		a, b := &e.page.Times[e.Records[0].Anchor].When, &e.page.Times[e.Records[i].Anchor].When
		if a.HasClock() != b.HasClock() {
			return true
		}
	}
	return false
}

// surround looks for a heading, a count or a form near the first record, and for a form below the
// last.
func (e *Weigher) surround() {
	p := &e.Proof
	first, last := e.Records[0].Top, e.Records[len(e.Records)-1].End
	for i := min(first+1, int32(len(e.page.Facts))-1); i >= max(0, first-MaxAbove); i-- {
		heading, count, form := Heading, Count, Form
		if first-i > maxNear {
			heading, count, form = HeadingFar, CountFar, FormFar
		}
		f := &e.page.Facts[i]
		switch f.Role {
		case lexicon.RoleHeading:
			p.Note(heading, 1, 1)
		case lexicon.RoleCount:
			p.Note(count, 1, 1)
			p.Zero = p.Zero || e.page.CountIn(i) == 0
		case lexicon.RoleClosed:
			p.Closed = true
			p.Note(form, 1, 1)
		case lexicon.RoleForm, lexicon.RoleSort, lexicon.RoleMore:
			p.Note(form, 1, 1)
		case lexicon.NoRole:
			if e.page.EndsInCount(i) && !e.tailed() {
				p.Note(count, 1, 1)
			}
			switch f.Family {
			case label.Related, label.Nav, label.Promo:
				i = -1
			}
		}
	}
	tail := &e.Records[len(e.Records)-1]
	end := min(int32(len(e.page.Facts)), last+maxBelow)
	for i := min(last, max(tail.At+1, tail.To)); i < end; i++ {
		switch e.page.Facts[i].Role {
		case lexicon.RoleForm, lexicon.RoleClosed, lexicon.RoleProvider, lexicon.RoleMore:
			p.Note(FormBelow, 1, 1)
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

// Headed reports whether there is a heading or a count of the section where a single record must
// have one; see Prove.
func Headed(page *lines.Page, anchor int32) bool {
	at := page.Times[anchor].Block
	for i := min(at+1, int32(len(page.Facts))-1); i >= max(0, at-reach-MaxAbove); i-- {
		if r := page.Facts[i].Role; r == lexicon.RoleHeading || r == lexicon.RoleCount {
			return true
		}
	}
	return false
}
