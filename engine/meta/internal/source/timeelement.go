package source

import (
	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
	"klartext/engine/when"
)

// Time is what a time element says.
type Time struct {
	when.Time
	Block     int32 // first block of the element
	First     bool  // the first time element of the page
	Published bool  // it, or an element around it, is marked as the date of publication
}

// maxTimes is how many time elements of a page are read.
const maxTimes = 48

// EachTime calls f for the time elements of a page that give a day, unless a class says that it is
// the day of a change. It returns the number of all time elements with attributes.
func EachTime(p *block.Page, f func(t Time)) (n int) {
	for _, i := range p.Head.Times {
		e := &p.Elements[i]
		if e.Tag != tag.Time || e.Flags&(block.Skipped|block.Foreign) != 0 {
			continue
		}
		n++
		v, ok := p.Attr(i, "datetime")
		if !ok || n > maxTimes {
			continue
		}
		t := Time{Block: e.First, First: n == 1}
		if t.Time, ok = ReadDate(v); !ok || t.Precision < when.Day {
			continue
		}
		class, outer := e.Class.Of(p.Source), p.Elements[e.Parent].Class.Of(p.Source)
		if ascii.ContainsFold(outer, "updated", "modified") {
			continue
		}
		if ascii.ContainsFold(class, "updated", "modified") &&
			!ascii.ContainsFold(class, "published") {
			continue
		}
		_, t.Published = p.Attr(i, "pubdate")
		t.Published = t.Published || ascii.ContainsFold(class, "publish", "entry-date") ||
			ascii.ContainsFold(outer, "publish", "posted-on")
		f(t)
	}
	return n
}

// ReadDate reads a date as programs or people write it, precise at least to the month, and not
// before the years of the web.
func ReadDate(v []byte) (when.Time, bool) {
	t, ok := when.ParseISO(v)
	if !ok {
		t, ok = when.Next(v, 0)
	}
	return t, ok && t.Kind == when.Absolute && t.Precision >= when.Month && t.Year > 1900
}
