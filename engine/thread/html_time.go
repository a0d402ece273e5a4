package thread

import (
	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/token"
	"klartext/engine/when"
)

// stamps are the attributes that say a time for machines.
var stamps = [...]string{"datetime", "data-datetime", "data-time", "data-timestamp", "data-utime", "data-date", "data-unixtime", "data-created", "timestamp", "title", "content"}

// timeOfUnit takes the time as shown, and what it means from the attributes of its element where these say more: "2 hours ago"
// with the date in its title.
func (s *Segmenter) timeOfUnit(c *Comment, i int) {
	t := &s.tape
	u := &t.units[i]
	m := s.timeMark(u)
	if m == nil {
		s.metaTime(c, i)
		return
	}
	b := &s.page.Blocks[m.Block]
	c.When = m.When
	c.Time = span(b.Start+int32(m.When.Start), b.Start+int32(m.When.End))
	c.Origins.Time = comment.From(BySlot, .8)
	a := &t.anchors[u.anchor]
	es := t.page.Elements
	e := a.elem
	if s.strong(e).Has(elements.Time) {
		c.Origins.Time = comment.From(ByClass, .95)
	}
	for n := 0; n < 3 && e > 0; n++ { // the element itself, and those that hold nothing else
		if s.stamped(c, e, m) {
			return
		}
		if n == 0 && e+1 < es[e].Next && s.stamped(c, e+1, m) {
			return
		}
		p := es[e].Parent
		if p <= 0 || es[p].TextEnd-es[p].Text > es[e].TextEnd-es[e].Text+8 {
			break
		}
		e = p
	}
	if c.When.Kind != when.Absolute {
		s.metaTime(c, i)
	}
}

// stamped takes the time from the attributes of element e, if they say more than what is shown.
func (s *Segmenter) stamped(c *Comment, e int32, m *lines.TimeLine) bool {
	x := &s.tape.page.Elements[e]
	if x.Flags&block.HasAttrs == 0 {
		return false
	}
	src := s.tape.page.Source
	for a := range token.AttrsOf(src, x.Start, x.Open) {
		name := src[a.NameStart:a.NameEnd]
		for k := range stamps {
			if string(name) == stamps[k] && s.takeStamp(c, src[a.ValueStart:a.ValueEnd], m) {
				return true
			}
		}
	}
	return false
}

// takeStamp reads an attribute's value as a time and takes it if it is absolute and at least as exact as what is shown.
func (s *Segmenter) takeStamp(c *Comment, value []byte, m *lines.TimeLine) bool {
	w, ok := readStamp(value)
	if !ok || w.Kind != when.Absolute {
		return false
	}
	if m != nil && m.When.Kind == when.Absolute && w.Precision < m.When.Precision {
		return false
	}
	w.Start, w.End = c.When.Start, c.When.End
	c.When = w
	c.Origins.Time = comment.From(ByProperty, .97)
	return true
}

// readStamp reads a time as attributes write it: ISO 8601, seconds or milliseconds since 1970, or as people write it.
func readStamp(v []byte) (when.Time, bool) {
	if len(v) == 0 || len(v) > 60 {
		return when.Time{}, false
	}
	if n, ok := digitsOnly(v); ok {
		switch len(v) {
		case 9, 10:
			return when.FromUnix(n), true
		case 13:
			return when.FromUnix(n / 1000), true
		}
		return when.Time{}, false
	}
	if w, ok := when.ParseISO(v); ok {
		return w, true
	}
	return when.Next(v, 0)
}

func digitsOnly(v []byte) (n int64, ok bool) {
	if len(v) > 13 {
		return 0, false
	}
	for _, c := range v {
		if c-'0' >= 10 {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return n, true
}

// metaTime takes the time of a unit from a meta element in it.
func (s *Segmenter) metaTime(c *Comment, i int) {
	es := s.tape.page.Elements
	s.eachOwn(i, func(e int32) {
		if es[e].Tag == tag.Meta && s.strong(e).Has(elements.Time) && c.Origins.Time.Source != ByProperty {
			s.stamped(c, e, nil)
		}
	})
}
