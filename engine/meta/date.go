package meta

import (
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/when"
)

// readDates takes the dates of block i as published and modified. Of two dates on a line, the
// earlier is that of publication; a date after a word for updating is that of a modification.
func readDates(p *page, i int, f *Fields) {
	t := p.text(i)
	taken := false // whether Published is from this block
	for _, x := range p.dates.Times(i) {
		if x.Kind == when.Clock || x.Kind == when.Age && !x.Marked ||
			x.Kind == when.Absolute && x.Precision < when.Day {
			continue
		}
		switch {
		case p.dates.Updated(t[:x.Start]):
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

// before reports whether absolute time a is earlier than b.
func before(a, b when.Time) bool {
	if a.Kind != when.Absolute || b.Kind != when.Absolute {
		return false
	}
	x, ok := a.Unix()
	y, ok2 := b.Unix()
	return ok && ok2 && x < y
}

func sameDay(a, b *when.Time) bool {
	return a.Year == b.Year && a.Month == b.Month && a.Day == b.Day
}

// minTicker is the number of blocks consisting of a clock from which on a page is a ticker.
const minTicker = 3

// readTicker labels the times above the entries of a ticker.
func readTicker(p *page) {
	n := 0
	for i := range p.blocks {
		if p.open(i) && p.dates.Clock(i) {
			n++
		}
	}
	if n < minTicker {
		return
	}
	for i := range p.blocks {
		if p.open(i) && p.dates.Clock(i) {
			p.labels.set(i, label.Date, sheet.ByTime, 0.7)
		}
	}
}
