package source

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/scratch"
	"klartext/engine/label"
	"klartext/engine/when"
)

// DateLines reads the dates in a page's text. Because every headline looks for a date below it, it
// is asked about the same blocks several times, so it remembers what it knows about them.
type DateLines struct {
	src    []byte
	blocks []block.Block

	known  []dating // of the blocks
	times  []when.Time
	folded []byte
}

type dating uint8

const (
	unknown dating = iota
	noDate
	onlyDate
)

// Load starts with a page.
func (d *DateLines) Load(src []byte, blocks []block.Block) {
	d.src, d.blocks = src, blocks
	d.known = scratch.Resize(d.known, len(blocks))
	clear(d.known)
}

// Only reports whether block i consists of a date and the words around dates.
func (d *DateLines) Only(i int) bool {
	if d.known[i] == unknown {
		d.known[i] = noDate
		if d.only(i) {
			d.known[i] = onlyDate
		}
	}
	return d.known[i] == onlyDate
}

func (d *DateLines) only(i int) bool {
	b, t := &d.blocks[i], d.blocks[i].Text(d.src)
	if b.Words > 24 || len(t) > 200 || b.Digits == 0 {
		return false
	}
	d.times = when.Append(d.times[:0], t)
	rest, dated := int(b.Words), false
	for _, x := range d.times {
		switch x.Kind {
		case when.Absolute:
			dated = dated || x.Precision >= when.Day
		case when.Age:
			dated = dated || x.Marked
		case when.DayOffset, when.Yearless:
			dated = true
		}
		rest -= int(block.Measure(t[x.Start:x.End]).Words)
	}
	if !dated {
		return false
	}
	filler := maxFiller
	if d.Phrased(t) {
		filler = phrasedFiller
	}
	return rest <= filler+maxFiller*max(0, len(d.times)-1)
}

// How many words a line with one date may have besides the date; phrasedFiller if it starts with a
// phrase for dates, whose words count too.
const (
	maxFiller     = 2
	phrasedFiller = 6
)

var datePhrases = lexicon.SetOf(label.Date, label.Marker)

// Phrased reports whether t starts with a phrase for dates: "Veröffentlicht am", "Zuletzt
// aktualisiert".
func (d *DateLines) Phrased(t []byte) bool {
	d.folded = block.Fold(d.folded[:0], t, true)
	m, ok := lexicon.Lookup(d.folded, datePhrases)
	return ok && m.Start == 0
}

// Times returns the dates and times in block i. They are valid until the next call of a method.
func (d *DateLines) Times(i int) []when.Time {
	d.times = when.Append(d.times[:0], d.blocks[i].Text(d.src))
	return d.times
}

// phraseReach is how many bytes before a date are searched for its phrase.
const phraseReach = 60

// Updated reports whether the words before a date say that it is the date of a change.
func (d *DateLines) Updated(before []byte) bool {
	d.folded = block.Fold(d.folded[:0], before[max(0, len(before)-phraseReach):], true)
	m, ok := lexicon.Lookup(d.folded, datePhrases)
	return ok && m.Role == lexicon.RoleUpdated
}

// Role says what a date is the date of.
type Role uint8

// Roles of dates.
const (
	NoRole Role = iota
	PublishedRole
	UpdatedRole
)

// RoleOf returns the role of a date, from the words before it.
func (d *DateLines) RoleOf(before []byte) Role {
	d.folded = block.Fold(d.folded[:0], before[max(0, len(before)-phraseReach):], true)
	if len(d.folded) == 0 {
		return NoRole
	}
	m, ok := lexicon.Lookup(d.folded, datePhrases)
	switch {
	case ok && m.Role == lexicon.RoleUpdated, containsOne(d.folded, lexicon.UpdatedWords[:]):
		return UpdatedRole
	case ok, containsOne(d.folded, lexicon.PublishedWords[:]):
		return PublishedRole
	}
	return NoRole
}

// containsOne reports whether folded text contains one of the words.
func containsOne(t []byte, words []string) bool {
	for _, w := range words {
		if bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}

// Clock reports whether block i consists of a time of day.
func (d *DateLines) Clock(i int) bool {
	b := &d.blocks[i]
	if b.Words > 4 || b.Digits < 3 {
		return false
	}
	t := b.Text(d.src)
	x, ok := when.Next(t, 0)
	return ok && x.Kind == when.Clock && x.End-x.Start+2 >= len(t)
}
