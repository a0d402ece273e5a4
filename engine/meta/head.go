package meta

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/when"
)

// How many blocks above the title and below the start of the body belong to the head of the article.
const (
	headAbove = 8
	headBelow = 6
	headReach = 24 // farthest that the head reaches below the first paragraph
)

// head returns the range of blocks in which date, byline and section of the article stand: from some blocks above the title
// to the second paragraph of the body, since buttons and pictures may part the first one, the lead, from the others.
func (r *Reader) head() (from, to int) {
	top := r.body
	if r.title >= 0 {
		top = min(r.title, r.body)
	}
	to = min(len(r.blocks), max(r.body, r.title+1)+headBelow)
	for n := to; n < min(len(r.blocks), r.body+headReach) && n < r.end; n++ {
		if r.prose(n, proseWords) && r.labels.estimate(n) >= 0.5 {
			to = max(to, n)
			break
		}
	}
	return max(0, top-headAbove), to
}

// labelHead labels the dates, bylines and section names around the title.
func (r *Reader) labelHead() {
	from, to := r.head()
	for i := from; i < to; i++ {
		if r.is(i, label.CommentUI) || r.labels.of(i).Comment() {
			if i >= r.body {
				break
			}
			continue
		}
		r.headBlock(i)
	}
	r.nameLines(from, to)
	r.sections(to)
}

// nameLines labels lines that hold nothing but names as bylines when they stand beside the date, below the title or below the
// sentences under it.
func (r *Reader) nameLines(from, to int) {
	for i := max(from, r.title+1); i < to; i++ {
		dated := r.is(i-1, label.Date) || r.is(i+1, label.Date) || r.is(i-2, label.Date)
		below := r.title >= 0 && (i == r.title+1 || i == r.title+2 && r.blocks[i-1].Sentences > 0)
		if !r.open(i) || !r.fields.Byline.Empty() || !dated && !below {
			continue
		}
		if t := r.text(i); onlyNames(t) {
			r.labels.set(i, label.Byline, label.ByNeighbour, 0.75)
			r.fields.Byline = r.span(i)
			r.readAuthors(t)
		}
	}
}

func (r *Reader) headBlock(i int) {
	b := &r.blocks[i]
	if r.labels.fixed(i) && r.labels.of(i) != label.Marker || b.Words > 30 {
		return
	}
	switch {
	case r.dateOnly(i):
		r.readDates(i)
		r.labels.set(i, label.Date, label.ByTime, 0.9)
	case r.byline(i):
		r.readDates(i)
	}
}

// dating is what is known of whether a block is a date: headlines ask it of the same blocks below them.
type dating uint8

const (
	dateUnknown dating = iota
	noDate
	onlyDate
)

// dateOnly reports whether block i is a date and the words around dates, nothing else.
func (r *Reader) dateOnly(i int) bool {
	if r.dated[i] == dateUnknown {
		r.dated[i] = noDate
		if r.readsAsDate(i) {
			r.dated[i] = onlyDate
		}
	}
	return r.dated[i] == onlyDate
}

func (r *Reader) readsAsDate(i int) bool {
	b, t := &r.blocks[i], r.text(i)
	if b.Words > 24 || len(t) > 200 || b.Digits == 0 {
		return false
	}
	r.times = when.Append(r.times[:0], t)
	rest, dated := int(b.Words), false
	for _, x := range r.times {
		if x.Kind == when.Absolute && x.Precision >= when.Day || x.Kind == when.Age && x.Marked || x.Kind == when.DayOffset || x.Kind == when.Yearless {
			dated = true
		}
		rest -= int(block.Measure(t[x.Start:x.End]).Words)
	}
	if !dated {
		return false
	}
	return rest <= r.dateFiller(t)+maxFiller*max(0, len(r.times)-1)
}

var dateWords = label.SetOf(label.Date, label.Marker)

// dateFiller returns how many words besides the date a date line may have: those of its phrase ("Veröffentlicht am",
// "Zuletzt aktualisiert") and a few more.
func (r *Reader) dateFiller(t []byte) int {
	r.folded = block.Fold(r.folded[:0], t, true)
	if m, ok := label.Lookup(r.folded, dateWords); ok && m.Start == 0 {
		return 6
	}
	return maxFiller
}

// maxFiller is how many words besides a date a line without a word for dates may have to be a date.
const maxFiller = 2

// readDates takes the dates of block i as published and modified. Of two dates on a line the earlier is when it was
// published; a date behind a word of updating is the modification.
func (r *Reader) readDates(i int) {
	t := r.text(i)
	r.times = when.Append(r.times[:0], t)
	taken := false // whether Published is from this block
	for _, x := range r.times {
		if x.Kind == when.Clock || x.Kind == when.Age && !x.Marked || x.Kind == when.Absolute && x.Precision < when.Day {
			continue
		}
		updated := r.updated(t[:x.Start])
		switch f := &r.fields; {
		case updated:
			if f.Modified.Kind == when.None {
				f.Modified, f.ModifiedSource = x, Visible
			}
		case f.Published.Kind == when.None:
			f.Published, f.PublishedSource, taken = x, Visible, true
		case !taken || f.Modified.Kind != when.None:
		case before(f.Published, x):
			f.Modified, f.ModifiedSource = x, Visible
		case before(x, f.Published):
			f.Published, f.Modified, f.ModifiedSource = x, f.Published, Visible
		}
	}
}

// updated reports whether the words before a date say that it is a modification.
func (r *Reader) updated(before []byte) bool {
	r.folded = block.Fold(r.folded[:0], before[max(0, len(before)-60):], true)
	m, ok := label.Lookup(r.folded, dateWords)
	return ok && m.Role == label.RoleUpdated
}

// before reports whether absolute time a is earlier than b.
func before(a, b when.Time) bool {
	if a.Kind != when.Absolute || b.Kind != when.Absolute {
		return false
	}
	x, ok := a.Unix()
	y, ok2 := b.Unix()
	return ok && ok2 && x < y
}

// minTicker is the number of blocks that hold only a clock from which a page is a ticker.
const minTicker = 3

// labelTicker labels the times above the entries of a ticker.
func (r *Reader) labelTicker() {
	n := 0
	for i := range r.blocks {
		if r.clockOnly(i) {
			n++
		}
	}
	if n < minTicker {
		return
	}
	for i := range r.blocks {
		if r.clockOnly(i) {
			r.labels.set(i, label.Date, label.ByTime, 0.7)
		}
	}
}

func (r *Reader) clockOnly(i int) bool {
	b := &r.blocks[i]
	if !r.open(i) || b.Words > 4 || b.Digits < 3 {
		return false
	}
	t := r.text(i)
	x, ok := when.Next(t, 0)
	return ok && x.Kind == when.Clock && x.End-x.Start+2 >= len(t)
}

// sections labels the names of departments that stand with the title: in the few lines above it, or between it and the body.
func (r *Reader) sections(to int) {
	if r.title < 0 {
		return
	}
	r.sectionsAbove()
	for i := r.title + 1; i < min(to, r.body); i++ {
		if r.department(i) {
			r.section(i)
		}
	}
}

func (r *Reader) section(i int) {
	r.labels.set(i, label.Section, label.ByLexicon, 0.85)
	if r.fields.Section.Empty() {
		r.fields.Section = r.span(i)
	}
}

// maxCrumbs is the number of short lines above a title that can be a path of departments; more are a menu.
const maxCrumbs = 3

// sectionsAbove labels the path of departments above title and kicker: the names of the lexicon, and the lines between them and
// the title. Of a menu only the names that the title follows directly count.
func (r *Reader) sectionsAbove() {
	last := r.title - 1
	for last >= 0 && r.part(last) {
		last--
	}
	first := last + 1
	for first > 0 && r.crumb(first-1) && (first-1 == last || r.blocks[first].Gap == 0) {
		first--
	}
	if path := last - first + 1; path > maxCrumbs || path > 0 && first > 0 && r.blocks[first].Gap == 0 && !r.labels.fixed(first-1) {
		for first = last; first >= 0 && last-first < maxCrumbs && r.department(first); first-- {
		}
		first++
	}
	named := false
	for i := first; i <= last; i++ {
		if named = named || r.department(i); named {
			r.section(i)
		}
	}
}

// crumb reports whether block i can be a step of a path of departments.
func (r *Reader) crumb(i int) bool {
	return r.open(i) && r.blocks[i].Words <= 4 && r.blocks[i].Sentences == 0 && !r.labels.family(i).Boilerplate()
}

// part reports whether block i is a part of the head.
func (r *Reader) part(i int) bool {
	switch r.labels.of(i) {
	case label.Title, label.Kicker, label.Marker, label.Date, label.Byline, label.Caption, label.Credit, label.Share:
		return true
	}
	return false
}

func (r *Reader) department(i int) bool {
	return r.open(i) && r.labels.family(i) == label.Section && r.labels.scope(i)&label.Whole != 0
}

// contains reports whether t holds sub.
func contains(t, sub []byte) bool { return bytes.Contains(t, sub) }
