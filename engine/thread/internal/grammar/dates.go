package grammar

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/when"
)

// dateOf takes the time from the time line, and the date of joining where it is glued after.
func (e *emitter) dateOf(c *comment.Comment, r *evidence.Record) {
	m := &e.page.Times[r.Anchor]
	b := &e.page.Blocks[r.At]
	if e.weigher.Dateless {
		return
	}
	c.When = m.When
	c.Time = comment.SpanOf(b.Start+int32(m.When.Start), b.Start+int32(m.When.End))
	e.clockBelow(c, r)
	if m.After.Kind != lines.RestWords {
		return
	}
	if !m.Joins || !e.page.StartsWith(e.page.Src[c.Time.End:b.End], lexicon.RoleJoined) {
		return
	}
	if w, ok := when.Next(b.Text(e.page.Src), m.When.End); ok {
		c.MemberSince = comment.SpanOf(b.Start+int32(w.Start), b.Start+int32(w.End))
	}
}

// clockBelow adds the clock in the line below a date.
func (e *emitter) clockBelow(c *comment.Comment, r *evidence.Record) {
	m := &e.page.Times[r.Anchor]
	if m.When.Precision != when.Day || m.After.Kind != lines.NoRest ||
		r.At+1 >= int32(len(e.page.Facts)) || e.page.Facts[r.At+1].Time < 0 {
		return
	}
	n := &e.page.Times[e.page.Facts[r.At+1].Time]
	if !n.Clock || n.Before.Kind != lines.NoRest || n.After.Kind != lines.NoRest {
		return
	}
	w, k := &c.When, &n.When
	w.Hour, w.Minute, w.Second, w.Precision, w.HasZone, w.Zone = k.Hour, k.Minute, k.Second,
		k.Precision, k.HasZone, k.Zone
}
