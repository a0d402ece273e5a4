package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/tag"
	"klartext/engine/when"
)

// When an HTML page was published is chosen among the days that its head, its time elements and its short blocks give, and
// the answer that it does not say. A candidate is a day, described by who gives it and where it stands; weights that
// engine/meta/train learns choose (zpagedate.go). A day that is only given as that of a change is no candidate.
//
// Most pages that are no article show dates all the same: of the stories they list, of a release, of a template. That is why
// no date is an answer of its own, with what the page is as its features.

// PageDateFeatures describe a candidate for the date of an HTML page.
type PageDateFeatures [NumPageDateFeatures]float32

// The features.
const (
	dateLD        = iota // datePublished of an article or thread that is the main entity
	dateLDOther          // dateCreated, uploadDate
	dateLDPage           // datePublished of the page's own record
	dateLDThing          // datePublished of a thing
	dateOpenGraph        // article:published_time
	dateMeta             // a meta element that says published
	dateMetaWeak         // one that says date
	dateMicrodata
	dateChanged   // any source says it was changed that day
	dateTime      // a time element
	dateTimeFirst // the first of the page
	dateTimeSaid  // with a class that says published
	dateOnlyBlock // a block that holds little else
	dateFirst     // the first on the page
	datePublished // behind a word such as published
	dateUpdated   // behind a word such as updated
	dateClass     // in an element whose class says date
	dateBelow3    // up to 3 blocks below the title
	dateBelow8
	dateBelow20
	dateAbove4
	dateAbove12
	dateFoot   // at the end of the body
	dateFar    // elsewhere
	dateThread // of the first post
	dateURL    // in the address of the page
	dateHeadOnly
	dateShownOnly
	dateShownTwice
	dateSources
	dateEarliest
	dateMonth       // a month only
	dateInline      // inside a block that holds more
	dateFirstBelow  // the first on the page, up to 3 blocks below the title
	dateInlineBelow // inside a block that holds more, up to 3 blocks below the title

	NoDate // the rest describes the answer that there is none
	noDateHome
	noDateOpenGraph // og:type is article
	noDateWebsite
	noDateProduct
	noDateArticle // the main entity is an article
	noDateForum
	noDateThing
	noDateMany  // short blocks with dates
	noDateTimes // time elements
	noDateShort // the body is short
	noDateNone  // there is no body
	noDateLinks // share of the text that is links
	noDateThread
	NumPageDateFeatures
)

// dateCandidate is a day that may be the page's.
type dateCandidate struct {
	time   when.Time
	source Source
	trust  uint8
	f      PageDateFeatures
}

const (
	maxDates     = 48 // candidates of a page
	maxDateWords = 34 // length of a block that is looked at for dates
)

// findPageDate chooses the dates: the one that the page shows of itself, which may be that of a change when it shows no other, and the
// one of publication, for which those of changes are no candidates.
func (r *Reader) findPageDate() {
	r.collectDates()
	f := &r.fields
	f.Date, f.DateSource, f.Published, f.PublishedSource = when.Time{}, NoSource, when.Time{}, NoSource
	if c := r.bestDate(true); c != nil {
		f.Date, f.DateSource = c.time, c.source
		if c.changed() && f.Modified.Kind == when.None {
			f.Modified, f.ModifiedSource = c.time, c.source
		}
	}
	if c := r.bestDate(false); c != nil {
		f.Published, f.PublishedSource = c.time, c.source
	}
}

// bestDate returns the best candidate, with those of changes or without; nil when none is better than any.
func (r *Reader) bestDate(changes bool) *dateCandidate {
	best, at := float32(0), 0
	for i := range r.dates {
		c := &r.dates[i]
		if i > 0 && !changes && c.changed() {
			continue
		}
		s := float32(0)
		for k, w := range pageDateWeights {
			s += w * c.f[k]
		}
		if i == 0 || s > best {
			best, at = s, i
		}
	}
	if at == 0 {
		return nil
	}
	return &r.dates[at]
}

// changed reports whether all that gives the day calls it that of a change.
func (c *dateCandidate) changed() bool {
	for _, who := range [...]int{dateLD, dateLDOther, dateLDPage, dateLDThing, dateOpenGraph, dateMeta, dateMetaWeak, dateMicrodata, dateTime, dateOnlyBlock, dateInline, dateThread} {
		if c.f[who] > 0 {
			return false
		}
	}
	return true
}

// PageDates calls f for every candidate for the date of the page that HTML read last, with its features; the first is the
// answer that there is none. For the training of the weights.
func (r *Reader) PageDates(f func(t when.Time, x *PageDateFeatures)) {
	for i := range r.dates {
		f(r.dates[i].time, &r.dates[i].f)
	}
}

func (r *Reader) collectDates() {
	r.dates = append(r.dates[:0], dateCandidate{})
	r.headDates()
	many, times := r.timeDates(), 0
	times, many = many, r.shownDates()
	if r.thread != nil && len(r.thread.Comments) > 0 {
		if w := r.thread.Comments[0].When; w.Kind == when.Absolute && w.Precision >= when.Day {
			r.giveDate(w, Thread, 6, dateThread)
		}
	}
	r.describeDates()
	r.describeNone(many, times)
}

// giveDate notes that a source gives a day. The time of the most trusted source is kept, of equals the first.
func (r *Reader) giveDate(t when.Time, s Source, trust uint8, who int) *dateCandidate {
	for i := range r.dates[1:] {
		c := &r.dates[i+1]
		if c.time.Year == t.Year && c.time.Month == t.Month && (c.time.Day == t.Day || t.Precision == when.Month) {
			c.f[who] = 1
			if trust < c.trust {
				c.time, c.source, c.trust = t, s, trust
			}
			return c
		}
	}
	if len(r.dates) >= maxDates {
		return nil
	}
	r.dates = append(r.dates, dateCandidate{time: t, source: s, trust: trust})
	c := &r.dates[len(r.dates)-1]
	c.f[who] = 1
	return c
}

// headDates adds the dates of the head.
func (r *Reader) headDates() {
	for _, changed := range [...]bool{false, true} {
		for i := range r.entries {
			e := &r.entries[i]
			if e.field != publishedField && e.field != modifiedField || (e.field == modifiedField) != changed {
				continue
			}
			t, ok := readDate(r.value(e))
			if !ok {
				continue
			}
			if changed { // confirms a day, gives none
				for k := range r.dates[1:] {
					if c := &r.dates[k+1]; sameDay(&c.time, &t) {
						c.f[dateChanged] = 1
					}
				}
				continue
			}
			who := dateMeta
			switch {
			case e.source == JSONLD && e.rank >= 6:
				who = dateLDPage
			case e.source == JSONLD && r.mainClass == ldThing:
				who = dateLDThing
			case e.source == JSONLD && e.rank > 0:
				who = dateLDOther
			case e.source == JSONLD:
				who = dateLD
			case e.source == OpenGraph:
				who = dateOpenGraph
			case e.source == Microdata:
				who = dateMicrodata
			case e.rank >= 4:
				who = dateMetaWeak
			}
			r.giveDate(t, e.source, e.rank, who)
		}
	}
}

func sameDay(a, b *when.Time) bool {
	return a.Year == b.Year && a.Month == b.Month && a.Day == b.Day
}

// timeDates adds the dates of time elements and returns their number.
func (r *Reader) timeDates() (n int) {
	p := r.page
	for _, i := range p.Head.Times {
		e := &p.Elements[i]
		if e.Tag != tag.Time || e.Flags&(block.Skipped|block.Foreign) != 0 {
			continue
		}
		n++
		v, ok := p.Attr(i, "datetime")
		if !ok || n > maxDates {
			continue
		}
		t, ok := readDate(v)
		class, outer := e.Class.Of(p.Source), p.Elements[e.Parent].Class.Of(p.Source)
		if !ok || t.Precision < when.Day || holdsFold(class, "updated", "modified") && !holdsFold(class, "published") || holdsFold(outer, "updated", "modified") {
			continue
		}
		c := r.giveDate(t, TimeElement, 4, dateTime)
		if c == nil {
			continue
		}
		if n == 1 {
			c.f[dateTimeFirst] = 1
		}
		if _, ok := p.Attr(i, "pubdate"); ok || holdsFold(class, "publish", "entry-date") || holdsFold(outer, "publish", "posted-on") {
			c.f[dateTimeSaid] = 1
		}
		r.place(c, int(e.First))
	}
	return n
}

// shownDates adds the dates of short blocks and returns the number of blocks that hold little else.
func (r *Reader) shownDates() (n int) {
	first := true
	for i := range r.blocks {
		b := &r.blocks[i]
		if b.Words > maxDateWords || b.Digits < 2 || r.labels.of(i).Comment() && r.mainClass != ldForum {
			continue
		}
		t := r.text(i)
		r.times = when.Append(r.times[:0], t)
		for _, x := range r.times {
			if x.Kind != when.Absolute || x.Precision < when.Month || x.Year < 1990 {
				continue
			}
			if x.Ambiguous && !bytes.ContainsAny(t[x.Start:x.End], "mM") { // am and pm have told
				r.settleOrder(&x)
			}
			rest := int(b.Words - block.Measure(t[x.Start:x.End]).Words)
			role := r.dateRole(t[:x.Start])
			only := rest <= 3 || rest <= 6 && role != noRole
			if only {
				n++
			}
			if x.Precision < when.Day && !(only && role == publishedRole) || !only && rest > 14 && role == noRole && !r.closeBelow(i) {
				continue
			}
			who := dateInline
			if only {
				who = dateOnlyBlock
			}
			trust := uint8(5)
			if role == updatedRole {
				who, trust = dateUpdated, 7
			}
			c := r.giveDate(x, Visible, trust, who)
			if c == nil {
				return n
			}
			if first && role != updatedRole {
				c.f[dateFirst], first = 1, false
			}
			if role == publishedRole {
				c.f[datePublished] = 1
			}
			if el := b.Inner; el > 0 {
				p := r.page
				if holdsFold(p.Elements[el].Class.Of(p.Source), "date", "time", "publish", "posted", "meta") || holdsFold(p.Elements[max(0, b.Node)].Class.Of(p.Source), "date", "publish", "posted", "meta") {
					c.f[dateClass] = 1
				}
			}
			r.place(c, i)
		}
	}
	return n
}

// settleOrder decides which of two numbers is the month in a date that can be read both ways, such as 03/04/2025: as a date of the
// head has it, and otherwise the first on a page in American English.
func (r *Reader) settleOrder(t *when.Time) {
	other := *t
	other.Day, other.Month = t.Month, t.Day
	for i := range r.entries {
		e := &r.entries[i]
		if e.field != publishedField && e.field != modifiedField {
			continue
		}
		if d, ok := readDate(r.value(e)); ok && sameDay(&d, t) {
			return
		} else if ok && sameDay(&d, &other) {
			*t = other
			return
		}
	}
	for i := range r.entries {
		if e := &r.entries[i]; e.field == languageField && (e.source == HTMLLang || e.source == OpenGraph) {
			if v := r.value(e); equalFold(v, "en-us") || equalFold(v, "en_us") {
				*t = other
				return
			}
		}
	}
}

// Roles of dates.
const (
	noRole = iota
	publishedRole
	updatedRole
)

// dateRole tells by the words before a date what it is the date of.
func (r *Reader) dateRole(before []byte) int {
	r.folded = block.Fold(r.folded[:0], before[max(0, len(before)-60):], true)
	if len(r.folded) == 0 {
		return noRole
	}
	if r.updated(before) || isOneOfInside(r.folded, updatedWords[:]) {
		return updatedRole
	}
	if _, ok := label.Lookup(r.folded, dateWords); ok || isOneOfInside(r.folded, publishedWords[:]) {
		return publishedRole
	}
	return noRole
}

// Words before a date that tell what it is the date of, in their folded forms; more of them are in the lexicon.
var (
	publishedWords = [...]string{"published", "posted", "publication", "created", "written", "started", "veröffentlicht", "erstellt", "publié", "publicado", "pubblicato", "gepubliceerd"}
	updatedWords   = [...]string{"updated", "modified", "revised", "reviewed", "edited", "changed", "aktualisiert", "geändert", "überarbeitet", "stand", "mis à jour", "actualizado", "aggiornato", "bijgewerkt"}
)

// isOneOfInside reports whether one of the words stands in folded text.
func isOneOfInside(t []byte, words []string) bool {
	for _, w := range words {
		if bytes.Contains(t, []byte(w)) {
			return true
		}
	}
	return false
}

// closeBelow reports whether block i is one of the two below the title.
func (r *Reader) closeBelow(i int) bool { return r.title >= 0 && i > r.title && i <= r.title+2 }

// place notes where on the page a day stands.
func (r *Reader) place(c *dateCandidate, i int) {
	d := i - r.title
	who := dateFar
	switch {
	case r.title < 0:
	case d >= 0 && d <= 3:
		who = dateBelow3
	case d > 0 && d <= 8:
		who = dateBelow8
	case d > 0 && d <= 20:
		who = dateBelow20
	case d < 0 && d >= -4:
		who = dateAbove4
	case d < 0 && d >= -12:
		who = dateAbove12
	}
	if who == dateFar && i >= r.end-1 && i <= r.end+5 {
		who = dateFoot
	}
	c.f[who] = 1
}

// describeDates sets the features that depend on all candidates.
func (r *Reader) describeDates() {
	earliest := 0
	for i := 1; i < len(r.dates); i++ {
		if earliest == 0 || r.dates[i].time.Kind == when.Absolute && before(r.dates[i].time, r.dates[earliest].time) {
			earliest = i
		}
	}
	for i := 1; i < len(r.dates); i++ {
		c, f := &r.dates[i], &r.dates[i].f
		head := max(f[dateLD], f[dateLDOther], f[dateLDPage], f[dateLDThing]) + f[dateOpenGraph] + max(f[dateMeta], f[dateMetaWeak]) + f[dateMicrodata]
		shown := max(f[dateBelow3], f[dateBelow8], f[dateBelow20], f[dateAbove4], f[dateAbove12], f[dateFoot], f[dateFar], f[dateThread])
		near := f[dateBelow3] + f[dateBelow8] + f[dateBelow20] + f[dateAbove4] + f[dateAbove12] + f[dateFoot] + f[dateFar]
		f[dateSources] = head + shown
		f[dateHeadOnly] = bit(shown == 0)
		f[dateShownOnly] = bit(head == 0)
		f[dateShownTwice] = bit(near > 1)
		f[dateEarliest] = bit(i == earliest)
		f[dateFirstBelow], f[dateInlineBelow] = f[dateFirst]*f[dateBelow3], f[dateInline]*f[dateBelow3]*(1-f[dateOnlyBlock])
		f[dateMonth] = bit(c.time.Precision < when.Day)
		f[dateURL] = bit(r.inAddress(&c.time))
	}
}

// inAddress reports whether the page's address has the day: /2025/03/04/, /2025/3/4/ or 2025-03-04.
func (r *Reader) inAddress(t *when.Time) bool {
	e := r.best(canonicalField)
	if e == nil || t.Day == 0 {
		return false
	}
	v := r.value(e)
	for from := 0; ; {
		year, end := nextNumber(v, from)
		if end == 0 {
			return false
		}
		if month, e := nextNumber(v[:min(len(v), end+4)], end); year == int(t.Year) && e > 0 && month == int(t.Month) {
			if day, e2 := nextNumber(v[:min(len(v), e+4)], e); e2 > 0 && day == int(t.Day) {
				return true
			}
		}
		from = end
	}
}

// nextNumber returns the first number of b at or after from and its end, 0 when there is none.
func nextNumber(b []byte, from int) (n, end int) {
	for from < len(b) && b[from]-'0' >= 10 {
		from++
	}
	for end = from; end < len(b) && b[end]-'0' < 10 && end < from+9; end++ {
		n = n*10 + int(b[end]-'0')
	}
	if end == from {
		return 0, 0
	}
	return n, end
}

// describeNone sets the features of the answer that the page gives no date.
func (r *Reader) describeNone(many, times int) {
	f := &r.dates[0].f
	f[NoDate] = 1
	if a := r.home; a.Web() {
		f[noDateHome] = bit(len(bytes.Trim(a.Path, "/")) == 0 && len(a.Query) == 0)
	}
	if e := r.best(typeField); e != nil {
		switch v := r.value(e); {
		case equalFold(v, "article"):
			f[noDateOpenGraph] = 1
		case equalFold(v, "website"):
			f[noDateWebsite] = 1
		case holdsFold(v, "product"):
			f[noDateProduct] = 1
		}
	}
	f[noDateArticle], f[noDateForum], f[noDateThing] = bit(r.mainClass == ldArticle), bit(r.mainClass == ldForum), bit(r.mainClass == ldThing)
	f[noDateMany], f[noDateTimes] = logf(float32(many+1)), logf(float32(times+1))
	words, linked := float32(0), float32(0)
	for i := range r.blocks {
		words += r.mass(i)
		linked += float32(r.blocks[i].Linked)
	}
	f[noDateShort] = max(0, 10-logf(words+1))
	f[noDateNone] = bit(r.body == len(r.blocks))
	f[noDateLinks] = linked / float32(len(r.src)+1)
	f[noDateThread] = bit(r.thread != nil && len(r.thread.Comments) > 2)
}
