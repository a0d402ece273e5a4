package records

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/internal/hashtable"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/structured"
	"klartext/engine/when"
)

// proof weighs whether the units of a set are readers' comments. It uses the same evidence as the
// grammar of text, and adds that of the markup.
type proof struct {
	*tape
	units   *units
	authors *authors
	texts   *texts
	data    *structured.Data

	weigher evidence.Weigher
	seen    hashtable.Counter[uint64] // names of authors, or words of them
}

const (
	mostWorth = 1.3 // the maximum worth of a unit
	bylines   = .2  // how much the words around the names count if they are those of bylines
	fewUnits  = 4   // a set with fewer units needs more evidence
)

// weigh returns the worth of the units of a set, or 0 if they are not comments.
func (pf *proof) weigh(x *set) float32 {
	pf.layRecords()
	p := &pf.weigher.Proof
	p.Reset(evidence.HTML)
	k := float32(len(pf.weigher.Records))
	surround(pf.lines, pf.weigher.Records, p)
	pf.weigher.Inside(k)
	pf.weigher.People(k)
	pf.weigher.Dated(k)
	if p.Has(evidence.Says, evidence.By) && !pf.said() {
		p.Scale(evidence.Says, bylines)
		p.Scale(evidence.By, bylines)
	}
	controls(pf.lines, pf.weigher.Records, p)
	p.NoteIf(evidence.Textarea, pf.textareaNear())
	pf.calls(k)
	pf.oneVoice(k)
	p.NoteIf(evidence.Regular, pf.regular(k))
	pf.markup(x)
	p.NoteIf(evidence.Voices, pf.voices(k))
	own := p.Own() + p.Of(evidence.Headings, evidence.Counts, evidence.Controls, evidence.Titles,
		evidence.Numbers, evidence.Fields, evidence.Speech)
	sum := p.Sum()
	if !pf.enough(sum, own) {
		return 0
	}
	v := float32(0)
	for i := range pf.units.list {
		if u := &pf.units.list[i]; !u.hole {
			v += worth(u)
		}
	}
	return v * sum / (sum + 4)
}

// enough reports whether the evidence is enough; own is the part that only comments have.
func (pf *proof) enough(sum, own float32) bool {
	p, n := &pf.weigher.Proof, pf.units.count
	need := float32(evidence.Enough)
	switch {
	case n == 1:
		need = evidence.EnoughOne
	case n < fewUnits && own < 2:
		need = evidence.EnoughFew
	}
	if own < 1 || sum < need || p.Clocks && p.Of(evidence.Controls) < 2 {
		return false
	}
	return n > 1 || p.Has(evidence.Heading, evidence.Count) || p.Of(evidence.Elements) >= 2
}

// worth sums what speaks for a unit: a text and an author.
func worth(u *unit) (v float32) {
	if u.textLen > 0 {
		v += .7
	}
	if !u.author.Empty() {
		v += .4
	}
	return v
}

// layRecords makes records of the units, for the evidence that text and HTML have in common.
func (pf *proof) layRecords() {
	pf.weigher.Records = pf.weigher.Records[:0]
	for i := range pf.units.list {
		u := &pf.units.list[i]
		if u.hole {
			continue
		}
		r := evidence.Record{
			At: u.first, Top: u.first, End: u.stop, From: u.from, To: u.to,
			Name: u.author, NameAt: -1, Slot: -1,
		}
		if u.textLen == 0 {
			r.From, r.To = u.stop, u.stop
		}
		if u.anchor >= 0 {
			r.Anchor = pf.units.anchors.list[u.anchor].time
			r.At = pf.lines.Times[r.Anchor].Block
		} else {
			r.Anchor = pf.noTime(u.first)
		}
		if !u.author.Empty() {
			r.NameAt = pf.blockOf(u, u.author.Start)
		}
		pf.weigher.Records = append(pf.weigher.Records, r)
	}
}

// noTime is the index of a time line without a time, for the units that have none.
func (pf *proof) noTime(block int32) int32 {
	n := len(pf.lines.Times)
	if n > 0 && pf.lines.Times[n-1].When.Kind == when.None {
		return int32(n) - 1
	}
	return pf.lines.AddTime(block, when.Time{})
}

// blockOf is the block of a unit that contains a byte, or the first one if there is none.
func (pf *proof) blockOf(u *unit, at int32) int32 {
	for b := u.first; b < u.stop; b++ {
		if pf.lines.Blocks[b].End > at {
			return b
		}
	}
	return u.first
}

// regular reports whether nearly all units have everything that a record has: author, time, text.
func (pf *proof) regular(k float32) bool {
	n, offers := float32(0), int32(0)
	for i := range pf.units.list {
		u := &pf.units.list[i]
		n += one(!u.hole && u.textLen > 0 && u.anchor >= 0 && !u.author.Empty())
	}
	for i := range pf.authors.list {
		if c := &pf.authors.list[i]; c.score > 1.5 {
			offers = max(offers, c.offers)
		}
	}
	return k >= 2 && n >= .9*k && float32(offers) >= .8*k
}

// calls notes the texts that start with "@" and a word of another author's name.
func (pf *proof) calls(k float32) {
	pf.noteWords()
	calls := float32(0)
	for i := range pf.units.list {
		u := &pf.units.list[i]
		if u.hole || u.textLen == 0 {
			continue
		}
		t := pf.text(pf.texts.out[u.text].Span)
		if len(t) < 4 || t[0] != '@' {
			continue
		}
		start, end := block.NextWord(t, 1)
		calls += one(start < len(t) && pf.seen.Of(wordKey(t[start:end])) > 0)
	}
	if calls > 0 {
		pf.weigher.Proof.Note(evidence.Call, min(1.5, .5+4*calls/k), 1)
	}
}

const maxWords = 4 // words of a name by which somebody may be called

// noteWords notes the words of the authors' names.
func (pf *proof) noteWords() {
	pf.seen.Reset(maxWords * len(pf.weigher.Records))
	for i := range pf.weigher.Records {
		name := pf.text(pf.weigher.Records[i].Name)
		for at, n := 0, 0; n < maxWords; n++ {
			start, end := block.NextWord(name, at)
			if start == len(name) {
				break
			}
			pf.seen.Add(wordKey(name[start:end]))
			at = end
		}
	}
}

// wordKey hashes the letters and digits of a word, ignoring case.
func wordKey(w []byte) uint64 {
	h := uint64(0xCBF29CE484222325)
	for _, c := range w {
		if c >= 0x80 || ascii.IsAlphanumeric(c) {
			if c < 0x80 {
				c |= 0x20
			}
			h = (h ^ uint64(c)) * 0x100000001B3
		}
	}
	return h
}

const nearTextarea = 16 // maximum distance of a text field from the records, in blocks

// textareaNear reports whether a text field is near the units, as in a form for comments; fields
// for a search have one line.
func (pf *proof) textareaNear() bool {
	rs := pf.weigher.Records
	first, last := rs[0].Top, rs[len(rs)-1].End
	for _, e := range pf.units.anchors.textareas {
		b := pf.page.Elements[e].First
		if b >= first-nearTextarea && b <= last+nearTextarea {
			return true
		}
	}
	return false
}

// voices reports whether records are like those of people who talk, in any language: all have an
// author, a time to the minute and a text, there are several authors, and the texts have some words
// and lead nowhere.
func (pf *proof) voices(k float32) bool {
	p := &pf.weigher.Proof
	if k < 4 || !p.Has(evidence.Regular) ||
		p.Of(evidence.Clocks) < .8 && p.Of(evidence.Ages) < .4 {
		return false
	}
	pf.seen.Reset(len(pf.weigher.Records))
	authors, long, ended := float32(0), float32(0), float32(0)
	for i := range pf.weigher.Records {
		r := &pf.weigher.Records[i]
		authors += one(pf.seen.Add(xxhash.Sum64(pf.text(r.Name))) == 1)
		words := int32(0)
		for b := r.From; b < r.To; b++ {
			words += pf.lines.Blocks[b].Words
		}
		long += one(words >= 5)
		ended += one(r.From < r.To && pf.isEnded(r.To-1))
	}
	return authors >= max(3, .4*k) && long >= .5*k && ended >= .4*k
}

// isEnded reports whether a block has a whole sentence or ends in a picture.
func (pf *proof) isEnded(b int32) bool {
	x := &pf.lines.Blocks[b]
	return x.Sentences > 0 || x.LastRune > 0x2600
}

// oneVoice notes records by one author only, or mostly by one.
func (pf *proof) oneVoice(k float32) {
	rs := pf.weigher.Records
	if k < 2 {
		return
	}
	if k < 4 {
		for i := range rs {
			if !bytes.Equal(pf.text(rs[i].Name), pf.text(rs[0].Name)) {
				return
			}
		}
		pf.weigher.Proof.Note(evidence.Monologue, 1, 1)
		return
	}
	pf.seen.Reset(len(rs))
	most := int32(0)
	for i := range rs {
		if !rs[i].Name.Empty() {
			most = max(most, pf.seen.Add(xxhash.Sum64(pf.text(rs[i].Name))))
		}
	}
	pf.weigher.Proof.NoteIf(evidence.Dominant, float32(most) > .7*k)
}

// markup notes what the elements say. Names of records and of their section, and numbered ids,
// count for comments; what teasers consist of counts against them: titles and texts that are links
// to other pages.
func (pf *proof) markup(x *set) {
	p := &pf.weigher.Proof
	s := pf.signs()
	n := float32(pf.units.count)
	if s.linked > .5*n {
		s.linked *= 2
	}
	p.NoteIf(evidence.Inner, x.inner)
	p.Note(evidence.RecordName, s.named, n)
	p.Note(evidence.RecordNameWeak, s.weak, n)
	p.NoteIf(evidence.SectionName, s.sectioned)
	p.Note(evidence.NumberedID, s.numbered, n)
	p.Note(evidence.OtherName, s.other, n)
	p.Note(evidence.Linked, s.linked, n)
	p.Note(evidence.Bare, s.bare, n)
	p.Note(evidence.Described, s.described, n)
	if s.titled > .6*n {
		p.Note(evidence.TitleLinks, s.titled, n)
	}
	p.NoteIf(evidence.Parted, s.parted > .9*n && p.Of(evidence.Authors) > 0)
	p.NoteIf(evidence.Posts, p.Has(evidence.Regular) && s.numbered > .5*n)
}

// signs counts the units that show something in their elements.
type signs struct {
	named     float32 // records by their names
	weak      float32 // records by names that say so only inside a section
	other     float32 // something else by their names
	numbered  float32 // with a number in the id
	linked    float32 // texts in links, or that start with one to a story
	titled    float32 // headings that lead to other pages
	bare      float32 // without a time and without a real author
	parted    float32 // author and text known by their names
	described float32 // that JSON-LD describes
	sectioned bool    // one is in an element that is a section by its names
}

// signs counts what the units show.
func (pf *proof) signs() (s signs) {
	for i := range pf.units.list {
		u := &pf.units.list[i]
		if u.hole {
			continue
		}
		x, strong, weak := &pf.page.Elements[u.element], pf.strong(u.element), pf.weak(u.element)
		record := strong.Has(elements.Record)
		s.named += one(record)
		s.weak += one(!record && weak.Has(elements.Record))
		s.other += one(strong.Has(elements.Other))
		s.numbered += one(hasDigit(x.ID.Of(pf.page.Source)))
		s.linked += one(pf.mostlyLinked(u) || pf.onStory(u))
		s.titled += one(pf.linkedTitle(u))
		s.bare += one(pf.isBare(u))
		s.sectioned = s.sectioned || pf.inSection(u.element)
		from, textFrom := u.authorFrom.Source, u.textFrom.Source
		s.parted += one(from == comment.ByClass && textFrom == comment.ByClass)
		text := pf.texts.out[u.text : u.text+u.textLen]
		s.described += one(pf.data.Find(text, pf.lines.Src) >= 0)
	}
	return s
}

// isBare reports whether a unit has no time, and no author who is marked by a name and has said
// something.
func (pf *proof) isBare(u *unit) bool {
	return u.anchor < 0 && (u.authorFrom.Source != comment.ByClass ||
		u.textLen == 1 && pf.lines.Blocks[u.from].Words < 3)
}

// inSection reports whether an element is in one that is a comment section by its names.
func (pf *proof) inSection(e int32) bool {
	es := pf.page.Elements
	for n := 0; n < 8 && e > 0; n, e = n+1, es[e].Parent {
		if pf.strong(e).Has(elements.Section) {
			return true
		}
	}
	return false
}

// mostlyLinked reports whether more than half of a unit's text is in links.
func (pf *proof) mostlyLinked(u *unit) bool { return mostlyLinked(pf.lines, u.from, u.to) }

// onStory reports whether a text starts with a link, as in lists of the latest comments: "on The
// story: …".
func (pf *proof) onStory(u *unit) bool {
	if u.textLen == 0 || u.to-u.from > 2 {
		return false
	}
	es, b := pf.page.Elements, &pf.lines.Blocks[u.from]
	for e := b.Node + 1; e < min(es[b.Node].Next, b.Node+13); e++ {
		if x := &es[e]; x.Tag == tag.A && x.TextEnd-x.Text >= 15 {
			return x.Text <= pf.texts.out[u.text].Start+12
		}
	}
	return false
}

// linkedTitle reports whether a unit has a heading that is a link to another page.
func (pf *proof) linkedTitle(u *unit) bool {
	for b := u.first; b < u.stop; b++ {
		x := &pf.lines.Blocks[b]
		if x.Kind.Heading() && x.Linked*10 >= (x.End-x.Start)*8 &&
			x.Words > 2 && pf.leadsAway(b) {
			return true
		}
	}
	return false
}

// leadsAway reports whether the link in a block leads to another page.
func (pf *proof) leadsAway(b int32) bool {
	es, x := pf.page.Elements, &pf.lines.Blocks[b]
	for e, n := x.Inner, 0; e > 0 && n < 6; e, n = es[e].Parent, n+1 {
		if es[e].Tag == tag.A {
			return pf.isAway(e)
		}
	}
	for e := x.Node + 1; e < min(es[x.Node].Next, x.Node+6); e++ {
		if es[e].Tag == tag.A {
			return pf.isAway(e)
		}
	}
	return true
}

// isAway reports whether a link has no fragment.
func (pf *proof) isAway(e int32) bool {
	href, _ := pf.page.Attr(e, "href")
	return bytes.IndexByte(href, '#') < 0
}

// one is 1 for true and 0 for false.
func one(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
