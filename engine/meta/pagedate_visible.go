package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/meta/internal/source"
	"klartext/engine/when"
)

// maxDateWords is the maximum number of words in a block that is searched for dates.
const maxDateWords = 34

// addVisible adds the dates in short blocks, and returns how many are in blocks that have little
// else. It stops if there are too many days.
func (d *dates) addVisible(p *page, s *source.Sources) (n int) {
	first := true
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.Words > maxDateWords || b.Digits < 2 ||
			p.labels.of(i).Comment() && s.LD.Main != source.Forum {
			continue
		}
		t := p.text(i)
		for _, x := range p.dates.Times(i) {
			if x.Kind != when.Absolute || x.Precision < when.Month || x.Year < 1990 {
				continue
			}
			if x.Ambiguous && !bytes.ContainsAny(t[x.Start:x.End], "mM") { // am and pm have decided
				settleOrder(s, &x)
			}
			rest := int(b.Words - block.Measure(t[x.Start:x.End]).Words)
			role := p.dates.RoleOf(t[:x.Start])
			only := rest <= 3 || rest <= 6 && role != source.NoRole
			if only {
				n++
			}
			if x.Precision < when.Day && !(only && role == source.PublishedRole) {
				continue
			}
			if !only && rest > 14 && role == source.NoRole && !closeBelow(p, i) {
				continue
			}
			who, trust := dateInline, uint8(trustVisible)
			if only {
				who = dateOnlyBlock
			}
			if role == source.UpdatedRole {
				who, trust = dateUpdated, trustUpdated
			}
			c := d.add(x, source.Visible, trust, who)
			if c == nil {
				return n
			}
			if first && role != source.UpdatedRole {
				c.f[dateFirst], first = 1, false
			}
			if role == source.PublishedRole {
				c.f[datePublished] = 1
			}
			if datedClass(p, b) {
				c.f[dateClass] = 1
			}
			c.place(p, i)
		}
	}
	return n
}

// datedClass reports whether a class of the elements around a block says that it has a date.
func datedClass(p *page, b *block.Block) bool {
	if b.Inner <= 0 {
		return false
	}
	inner := p.html.Elements[b.Inner].Class.Of(p.html.Source)
	outer := p.html.Elements[max(0, b.Node)].Class.Of(p.html.Source)
	return ascii.ContainsFold(inner, "date", "time", "publish", "posted", "meta") ||
		ascii.ContainsFold(outer, "date", "publish", "posted", "meta")
}

// settleOrder decides which of two numbers is the month in a date that can be read both ways, such
// as 03/04/2025: by a date in the head, or else the first on a page in American English.
func settleOrder(s *source.Sources, t *when.Time) {
	other := *t
	other.Day, other.Month = t.Month, t.Day
	for i := range s.Pool.Entries {
		e := &s.Pool.Entries[i]
		if e.Field != source.PublishedField && e.Field != source.ModifiedField {
			continue
		}
		if d, ok := source.ReadDate(s.Pool.Text(e)); ok && sameDay(&d, t) {
			return
		} else if ok && sameDay(&d, &other) {
			*t = other
			return
		}
	}
	for i := range s.Pool.Entries {
		e := &s.Pool.Entries[i]
		if e.Field != source.LanguageField ||
			e.Kind != source.HTMLLang && e.Kind != source.OpenGraph {
			continue
		}
		v := s.Pool.Text(e)
		if ascii.EqualFold(v, "en-us") || ascii.EqualFold(v, "en_us") {
			*t = other
			return
		}
	}
}

// closeBelow reports whether block i is one of the two below the title.
func closeBelow(p *page, i int) bool { return p.title >= 0 && i > p.title && i <= p.title+2 }
