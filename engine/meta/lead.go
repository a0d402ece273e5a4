package meta

import (
	"bytes"

	"klartext/engine/internal/lexicon"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
)

// The minimum and maximum number of words in a lead, the number of its blocks, and of those that
// may separate it from the rest.
const (
	minLead       = 8
	maxLead       = 110
	maxLeadBlocks = 3
	maxDivider    = 10
)

// readLead labels the teaser between title and body: the paragraphs that date, byline, section or a
// marker separate from the rest; or the first paragraph after a line with section and date, unless
// it reports speech.
func readLead(p *page, f *Fields) {
	if p.title < 0 {
		return
	}
	first := p.title + 1
	for first < len(p.blocks) && beforeLead(p, first) {
		first++
	}
	if !mayLead(p, first) {
		return
	}
	last := first
	for last+1-first < maxLeadBlocks && mayLead(p, last+1) {
		last++
	}
	sentences := p.blocks[first].Sentences > 0
	switch {
	case divided(p, last+1):
	case last > first && divided(p, first+1):
		last = first
	case last < p.body && sentences:
		// The model takes none of it for text, but it is below the title and reads like sentences.
	case first < p.body && p.body < len(p.blocks) && sentences:
		last = first
	case sectioned(p, p.title+1, first) && !reportsSpeech(p, first):
		last = first
	default:
		return
	}
	for i := first; i <= last; i++ {
		p.labels.set(i, label.Lead, sheet.ByPosition, 0.8)
	}
	f.Lead = p.value(first)
	f.Lead.End = p.blocks[last].End
	if p.body <= last {
		p.body = last + 1
	}
}

// beforeLead reports whether block i is one that may be between title and lead.
func beforeLead(p *page, i int) bool {
	switch p.labels.of(i) {
	case label.Date, label.Byline, label.Section, label.Marker, label.Caption, label.Credit,
		label.Share, label.Kicker, label.Player, label.Nav, label.Ad, label.Gallery,
		label.CommentUI:
		return true
	}
	return p.open(i) && (p.is(i+1, label.Caption) || p.is(i+1, label.Credit)) // alternative text
}

// mayLead reports whether block i can be a lead: a sentence or a few.
func mayLead(p *page, i int) bool {
	return p.open(i) && p.blocks[i].Words >= minLead && p.blocks[i].Words <= maxLead &&
		p.labels.estimate(i) > 0.05
}

// divided reports whether date, byline, section or marker is at i, with prose below: then the lead
// is above it.
func divided(p *page, i int) bool {
	n := 0
	for ; i < len(p.blocks) && n < maxDivider; i++ {
		switch p.labels.of(i) {
		case label.Date, label.Byline, label.Marker:
			n++
			continue
		case label.Section, label.Nav, label.Share, label.Player:
			continue
		}
		break
	}
	return n > 0 && i < len(p.blocks) && !p.labels.of(i).Comment()
}

// sectioned reports whether the range contains a section and a date.
func sectioned(p *page, from, to int) bool {
	section, date := false, false
	for i := from; i < to; i++ {
		section = section || p.is(i, label.Section)
		date = date || p.is(i, label.Date)
	}
	return section && date
}

// reportsSpeech reports whether block i quotes somebody and says who: leads summarize, they do not
// report speech.
func reportsSpeech(p *page, i int) bool {
	if p.blocks[i].Quotes == 0 {
		return false
	}
	t := p.text(i)
	for _, w := range lexicon.SpeechWords {
		if bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}
