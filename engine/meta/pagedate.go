package meta

import (
	"klartext/engine/internal/ascii"
	"klartext/engine/meta/internal/source"
	"klartext/engine/when"
)

// The date of publication of an HTML page is chosen among the days that its head, its time elements
// and its short blocks give, and the answer that the page does not say. A candidate is a day,
// described by what gives it and where it is; the weights are in zpagedate.go. A day that is only
// given as that of a change is not a candidate.
//
// Most pages that are not articles show dates nevertheless: those of the stories that they list, of
// a release, of a template. That is why the answer that there is no date has features of its own,
// about the kind of page.

// The features of dates.
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
	dateOnlyBlock // a block that has little else
	dateFirst     // the first on the page
	datePublished // after a word such as published
	dateUpdated   // after a word such as updated
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
	dateInline      // inside a block that has more
	dateFirstBelow  // the first on the page, up to 3 blocks below the title
	dateInlineBelow // inside a block that has more, up to 3 blocks below the title

	noDate // the rest describes the answer that there is none
	noDateHome
	noDateOpenGraph
	noDateWebsite
	noDateProduct
	noDateArticle
	noDateForum
	noDateThing
	noDateMany  // short blocks with dates
	noDateTimes // time elements
	noDateShort
	noDateBodyless
	noDateLinks
	noDateThread
	numDateFeatures
)

// dates are the candidates for the date of a page. The first is the answer that there is none.
type dates struct{ all []date }

// date is a day that may be that of the page.
type date struct {
	time  when.Time
	kind  source.Kind // where time was found
	trust uint8       // rank of its source; the most trusted is the lowest
	score float32
	f     [numDateFeatures]float32
}

// Ranks of the visible sources of dates, among those of entries.
const (
	trustTimeElement = 4
	trustVisible     = 5
	trustThread      = 6
	trustUpdated     = 7
)

// maxDates is how many candidates a page has.
const maxDates = 48

// choose chooses two dates: the one that the page shows for itself, which may be that of a change
// if there is no other, and that of publication, for which days of changes are not candidates. A
// modification is a day that the page gives as one, unless it is before publication.
func (d *dates) choose(p *page, s *source.Sources, about *about, f *Fields) {
	d.collect(p, s, about)
	f.Date, f.DateSource = when.Time{}, NoSource
	f.Published, f.PublishedSource = when.Time{}, NoSource
	if x := d.best(true); x != nil {
		f.Date, f.DateSource = x.time, Source(x.kind)
		if x.changed() && f.Modified.Kind == when.None {
			f.Modified, f.ModifiedSource = x.time, Source(x.kind)
		}
	}
	if x := d.best(false); x != nil {
		f.Published, f.PublishedSource = x.time, Source(x.kind)
	}
	if t, from, ok := modification(s); ok {
		f.Modified, f.ModifiedSource = t, from
	}
	if before(f.Modified, f.Published) {
		f.Modified, f.ModifiedSource = when.Time{}, NoSource
	}
}

// best returns the best candidate, with or without days of changes; nil if the answer that there is
// none is better than any.
func (d *dates) best(changes bool) *date {
	at := best(d.all, func(x *date) float32 {
		if x != &d.all[0] && !changes && x.changed() {
			return lowest
		}
		return x.score
	})
	if at == 0 {
		return nil
	}
	return &d.all[at]
}

// changed reports whether everything that gives the day calls it that of a change.
func (x *date) changed() bool {
	for _, who := range [...]int{
		dateLD, dateLDOther, dateLDPage, dateLDThing, dateOpenGraph, dateMeta, dateMetaWeak,
		dateMicrodata, dateTime, dateOnlyBlock, dateInline, dateThread,
	} {
		if x.f[who] > 0 {
			return false
		}
	}
	return true
}

// modification returns the best day of a change that the head gives.
func modification(s *source.Sources) (best when.Time, from Source, ok bool) {
	rank := uint8(255)
	for i := range s.Pool.Entries {
		e := &s.Pool.Entries[i]
		if e.Field != source.ModifiedField || e.Rank >= rank || e.OfPage() {
			continue
		}
		if e.Kind == source.JSONLD && s.LD.Main == source.Thing {
			continue
		}
		if t, is := source.ReadDate(s.Pool.Text(e)); is {
			best, from, rank, ok = t, Source(e.Kind), e.Rank, true
		}
	}
	return best, from, ok
}

// collect lists the candidates with their features and scores.
func (d *dates) collect(p *page, s *source.Sources, about *about) {
	d.all = append(d.all[:0], date{})
	d.addHead(s)
	times := source.EachTime(p.html, func(t source.Time) { d.addTime(p, t) })
	many := d.addVisible(p, s)
	if c := p.thread.Comments; len(c) > 0 {
		if w := c[0].When; w.Kind == when.Absolute && w.Precision >= when.Day {
			d.add(w, source.Thread, trustThread, dateThread)
		}
	}
	d.describe(s)
	d.describeNone(about, many, times)
	for i := range d.all {
		d.all[i].score = weighted(pageDateWeights[:], d.all[i].f[:])
	}
}

// add notes that a source gives a day. It keeps the time of the most trusted source, and the first
// of equals. It returns nil if there are too many days.
func (d *dates) add(t when.Time, k source.Kind, trust uint8, who int) *date {
	for i := range d.all[1:] {
		x := &d.all[i+1]
		if x.time.Year == t.Year && x.time.Month == t.Month &&
			(x.time.Day == t.Day || t.Precision == when.Month) {
			x.f[who] = 1
			if trust < x.trust {
				x.time, x.kind, x.trust = t, k, trust
			}
			return x
		}
	}
	if len(d.all) >= maxDates {
		return nil
	}
	d.all = append(d.all, date{time: t, kind: k, trust: trust})
	x := &d.all[len(d.all)-1]
	x.f[who] = 1
	return x
}

// addHead adds the days that entries give. A day of a change only confirms others.
func (d *dates) addHead(s *source.Sources) {
	for i := range s.Pool.Entries {
		if e := &s.Pool.Entries[i]; e.Field == source.PublishedField {
			if t, ok := source.ReadDate(s.Pool.Text(e)); ok {
				d.add(t, e.Kind, e.Rank, publisher(e, s.LD.Main))
			}
		}
	}
	for i := range s.Pool.Entries {
		e := &s.Pool.Entries[i]
		if e.Field != source.ModifiedField {
			continue
		}
		if t, ok := source.ReadDate(s.Pool.Text(e)); ok {
			for k := range d.all[1:] {
				if x := &d.all[k+1]; sameDay(&x.time, &t) {
					x.f[dateChanged] = 1
				}
			}
		}
	}
}

// publisher returns the feature for the source of an entry.
func publisher(e *source.Entry, main source.Entity) int {
	switch e.Kind {
	case source.JSONLD:
		switch {
		case e.OfPage():
			return dateLDPage
		case main == source.Thing:
			return dateLDThing
		case e.Rank > 0:
			return dateLDOther
		}
		return dateLD
	case source.OpenGraph:
		return dateOpenGraph
	case source.Microdata:
		return dateMicrodata
	}
	if e.Rank >= 4 {
		return dateMetaWeak
	}
	return dateMeta
}

// addTime adds the day of a time element.
func (d *dates) addTime(p *page, t source.Time) {
	x := d.add(t.Time, source.TimeElement, trustTimeElement, dateTime)
	if x == nil {
		return
	}
	if t.First {
		x.f[dateTimeFirst] = 1
	}
	if t.Published {
		x.f[dateTimeSaid] = 1
	}
	x.place(p, int(t.Block))
}

// place notes that the day is in block i.
func (x *date) place(p *page, i int) {
	d := i - p.title
	who := dateFar
	switch {
	case p.title < 0:
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
	if who == dateFar && i >= p.end-1 && i <= p.end+5 {
		who = dateFoot
	}
	x.f[who] = 1
}

// describe sets the features that depend on all candidates and on the address.
func (d *dates) describe(s *source.Sources) {
	earliest := 0
	for i := 1; i < len(d.all); i++ {
		if earliest == 0 || before(d.all[i].time, d.all[earliest].time) {
			earliest = i
		}
	}
	for i := 1; i < len(d.all); i++ {
		x, f := &d.all[i], &d.all[i].f
		head := max(f[dateLD], f[dateLDOther], f[dateLDPage], f[dateLDThing]) +
			f[dateOpenGraph] + max(f[dateMeta], f[dateMetaWeak]) + f[dateMicrodata]
		shown := max(f[dateBelow3], f[dateBelow8], f[dateBelow20], f[dateAbove4], f[dateAbove12],
			f[dateFoot], f[dateFar], f[dateThread])
		places := f[dateBelow3] + f[dateBelow8] + f[dateBelow20] + f[dateAbove4] + f[dateAbove12] +
			f[dateFoot] + f[dateFar]
		f[dateSources] = head + shown
		f[dateHeadOnly] = bit(shown == 0)
		f[dateShownOnly] = bit(head == 0)
		f[dateShownTwice] = bit(places > 1)
		f[dateEarliest] = bit(i == earliest)
		f[dateFirstBelow] = f[dateFirst] * f[dateBelow3]
		f[dateInlineBelow] = f[dateInline] * f[dateBelow3] * (1 - f[dateOnlyBlock])
		f[dateMonth] = bit(x.time.Precision < when.Day)
		f[dateURL] = bit(inAddress(s, &x.time))
	}
}

// describeNone sets the features of the answer that the page gives no date: what kind of page it
// is, and how many dates and time elements it shows.
func (d *dates) describeNone(a *about, many, times int) {
	f := &d.all[0].f
	f[noDate] = 1
	f[noDateHome], f[noDateOpenGraph], f[noDateWebsite] = a.home, a.openGraph, a.website
	f[noDateProduct], f[noDateArticle] = a.product, a.article
	f[noDateForum], f[noDateThing] = a.forum, a.thing
	f[noDateMany], f[noDateTimes] = logf(float32(many+1)), logf(float32(times+1))
	f[noDateShort], f[noDateBodyless] = a.short, a.bodyless
	f[noDateLinks], f[noDateThread] = a.links, a.thread
}

// inAddress reports whether the page's address contains the day: /2025/03/04/, /2025/3/4/ or
// 2025-03-04.
func inAddress(s *source.Sources, t *when.Time) bool {
	e := s.Pool.Best(source.CanonicalField)
	if e == nil || t.Day == 0 {
		return false
	}
	v := s.Pool.Text(e)
	for from := 0; ; {
		year, end := nextNumber(v, from)
		if end == 0 {
			return false
		}
		month, m := nextNumber(v[:min(len(v), end+4)], end)
		if year == int(t.Year) && m > 0 && month == int(t.Month) {
			if day, d := nextNumber(v[:min(len(v), m+4)], m); d > 0 && day == int(t.Day) {
				return true
			}
		}
		from = end
	}
}

// nextNumber returns the first number in b at or after from, and its end, which is 0 if there is no
// number.
func nextNumber(b []byte, from int) (n, end int) {
	for from < len(b) && !ascii.IsDigit(b[from]) {
		from++
	}
	for end = from; end < len(b) && ascii.IsDigit(b[end]) && end < from+9; end++ {
		n = n*10 + int(b[end]-'0')
	}
	if end == from {
		return 0, 0
	}
	return n, end
}
