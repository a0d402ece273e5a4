package meta

import (
	"bytes"

	"klartext/engine/label"
)

// Words that a lead has at least and at most.
const (
	minLead = 8
	maxLead = 110
)

// labelLead labels the teaser between title and body: the paragraphs that date, byline, section or a marker part from
// the rest, or the first paragraph behind a line with section and date when it reports no speech.
func (r *Reader) labelLead() {
	if r.title < 0 {
		return
	}
	first := r.title + 1
	for first < len(r.blocks) && r.between(first) {
		first++
	}
	if !r.lead(first) {
		return
	}
	last := first
	for last+1 < len(r.blocks) && last-first < 2 && r.lead(last+1) {
		last++
	}
	switch {
	case r.divided(last + 1):
	case last > first && r.divided(first+1):
		last = first
	case last < r.body && r.blocks[first].Sentences > 0:
		// the model takes none of it for text, but it stands below the title and reads like sentences
	case first < r.body && r.body < len(r.blocks) && r.blocks[first].Sentences > 0:
		last = first
	case r.sectioned(r.title+1, first) && !r.speech(first):
		last = first
	default:
		return
	}
	for i := first; i <= last; i++ {
		r.labels.set(i, label.Lead, label.ByPosition, 0.8)
	}
	r.fields.Lead = r.span(first)
	r.fields.Lead.End = r.blocks[last].End
	if r.body <= last {
		r.body = last + 1
	}
}

// between reports whether block i is one of those that stand between title and lead.
func (r *Reader) between(i int) bool {
	switch l := r.labels.of(i); l {
	case label.Date, label.Byline, label.Section, label.Marker, label.Caption, label.Credit, label.Share, label.Kicker, label.Player, label.Nav, label.Ad, label.Gallery, label.CommentUI:
		return true
	}
	return r.open(i) && (r.is(i+1, label.Caption) || r.is(i+1, label.Credit)) // an alternative text
}

// lead reports whether block i can be a lead: a sentence or a few.
func (r *Reader) lead(i int) bool {
	if !r.open(i) {
		return false
	}
	b := &r.blocks[i]
	return b.Words >= minLead && b.Words <= maxLead && r.labels.estimate(i) > 0.05
}

// divided reports whether date, byline, section or marker stand at i, with prose below: what is above is the lead.
func (r *Reader) divided(i int) bool {
	n := 0
	for ; i < len(r.blocks) && n < 10; i++ {
		switch l := r.labels.of(i); l {
		case label.Date, label.Byline, label.Marker:
			n++
			continue
		case label.Section, label.Nav, label.Share, label.Player:
			continue
		}
		break
	}
	return n > 0 && i < len(r.blocks) && !r.labels.of(i).Comment()
}

// sectioned reports whether a section and a date stand in the range.
func (r *Reader) sectioned(from, to int) bool {
	section, date := false, false
	for i := from; i < to; i++ {
		section = section || r.is(i, label.Section)
		date = date || r.is(i, label.Date)
	}
	return section && date
}

// speech reports whether block i quotes somebody and says who: leads sum up, they do not report speech.
func (r *Reader) speech(i int) bool {
	if r.blocks[i].Quotes == 0 {
		return false
	}
	t := r.text(i)
	for _, w := range [...]string{"sagte ", "sagt ", "erklärte ", "betonte ", "so der ", "so die ", " said", " says", " told "} {
		if bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}
