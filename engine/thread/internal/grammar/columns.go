package grammar

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
)

// The author of a record is in the time line, before or after the time, or in a line of its own.
// Each place is a column of the section; the column of authors has short, diverse, name-like
// strings.
const (
	colBefore = iota // in the time line, before the time
	colAfter
	colPre                    // colPre+j: j lines above the anchor
	colPost = colPre + maxCol // colPost+j: j lines below the anchor
	colText = colPost + maxCol
	colTop  = colText + maxCol // colTop+j: line j of those above the anchor
	colMark = colTop + 6       // colMark+j: j lines above the first field, rank or control
	colName = colMark + 3      // the first name-like line of those above the anchor
	numCols = colName + 1
)

const maxCol = 10

// column is a place where the authors may be.
type column struct {
	of       int32   // records
	seen     int32   // records that have a name there
	distinct int32   // names
	worth    float32 // of the names, in sum
	score    float32 // how well it fits
}

// columns finds the column of the authors.
type columns struct {
	page   *lines.Page
	names  *names.Reader
	fit    *fitter
	layout *layout
	cols   [maxGroups][numCols]column
	closer uint64                    // key of the line that closes most texts
	seen   hashtable.Counter[uint64] // names
	fold   []byte
}

// openEnded is the penalty for a column that has no name at the end of the section where its
// neighbour would have one: a name below the last anchor; or above the first text, if the text
// precedes its anchor.
func (cs *columns) openEnded(c int) float32 {
	if cs.layout.phase == headerFirst {
		return 0
	}
	switch {
	case c >= colPost && c < colText:
		if _, at, w := cs.candidate(&cs.layout.recs[len(cs.layout.recs)-1], c); at < 0 || w < .5 ||
			cs.fit.bound(at) {
			return .5
		}
	case c >= colText:
		p := float32(0)
		if c >= colTop && !cs.page.Times[cs.layout.recs[0].Anchor].Foot {
			p = .35
		}
		if _, at, w := cs.candidate(&cs.layout.recs[0], c); at < 0 || w < .5 {
			return .5 + p
		}
		return p
	}
	return 0
}

// opens reports whether the time lines start a paragraph that continues below them, in nearly all
// records of a group: then what is above them belongs to the record before.
func (cs *columns) opens(group uint8) bool {
	n, open := 0, 0
	for i := range cs.layout.recs {
		if r := &cs.layout.recs[i]; r.Group == group && r.At+1 < int32(len(cs.page.Blocks)) {
			n++
			open += count(cs.page.BlankAbove(r.At) > 0 && cs.page.BlankAbove(r.At+1) == 0)
		}
	}
	return cs.layout.phase == headerFirst && open*10 >= n*9
}

// candidate returns the name that a column offers for a record.
func (cs *columns) candidate(
	r *evidence.Record, col int,
) (name comment.Span, at int32, worth float32) {
	m := &cs.page.Times[r.Anchor]
	b := &cs.page.Blocks[r.At]
	switch {
	case col == colBefore:
		may := m.Before.Kind == lines.RestWords && !m.Foot
		n := cs.names.BeforeTime(r.Anchor, b.Start+m.NameAt, may)
		return n.Span, r.At, n.Worth
	case col == colAfter:
		n := cs.names.AfterTime(r.Anchor, m.After.Kind == lines.RestWords && !m.Joins)
		return n.Span, r.At, n.Worth
	case col < colPost:
		at = r.At - int32(col-colPre)
		if col == colPre || at < r.Top || at < 0 || at >= r.From && at < r.To ||
			cs.closed(at, r.At) {
			return comment.Span{}, -1, 0
		}
	case col < colText:
		at = r.At + int32(col-colPost)
		if m.Foot || col == colPost || at >= r.End || at >= r.From && at < r.To ||
			r.From > r.At && at >= r.From || at >= int32(len(cs.page.Blocks)) {
			return comment.Span{}, -1, 0
		}
	case col == colName:
		if at = cs.firstName(r); at < 0 {
			return comment.Span{}, -1, 0
		}
	case col >= colMark:
		at = cs.firstMark(r) - int32(col-colMark)
		if col == colMark || at < max(0, r.Top-2) || at >= r.From && at < r.To && at < r.To-2 {
			return comment.Span{}, -1, 0
		}
	case col >= colTop:
		at = r.Top + int32(col-colTop)
		if at >= r.At || cs.closed(at, r.At) || at >= r.From && at < r.To {
			return comment.Span{}, -1, 0
		}
	default:
		at = r.From - int32(col-colText)
		if col == colText || at < r.Top || at < 0 || at == r.At {
			return comment.Span{}, -1, 0
		}
	}
	w := cs.names.LineWorth(at)
	if w <= -1 {
		return comment.Span{}, -1, w
	}
	return cs.names.InLine(at), at, w
}

// firstMark is the first block above the anchor, below the text above it, that is a field, a rank
// or a control.
func (cs *columns) firstMark(r *evidence.Record) int32 {
	for i := r.Top; i < r.At; i++ {
		switch k := cs.fit.kindAt(max(i, cs.fit.base)); k {
		case kindConst, kind(lines.Field), kindLead:
			if k == kindConst && cs.page.Facts[i].Symbol == lines.Name &&
				cs.page.Facts[i].Role == lexicon.NoRole && cs.page.Blocks[i].Digits == 0 {
				continue // the name of one who writes often
			}
			if cs.page.Facts[i].Role == lexicon.RoleAction && i < r.At-2 ||
				cs.page.Facts[i].Symbol == lines.Punctuation {
				continue // a footer of the record above
			}
			return i
		}
		if cs.page.Facts[i].Role == lexicon.RoleRank {
			return i
		}
	}
	return -1
}

// closed reports whether the line that closes most texts is in [a,b): what is above it belongs to a
// text.
func (cs *columns) closed(a, b int32) bool {
	if cs.closer == 0 || cs.layout.phase != headerFirst {
		return false
	}
	for i := a + 1; i < b; i++ {
		if cs.page.Facts[i].Key == cs.closer {
			return true
		}
	}
	return false
}

// firstName is the first block of those above the anchor that looks like a name.
func (cs *columns) firstName(r *evidence.Record) int32 {
	for i := r.Top; i < r.At; i++ {
		if !cs.closed(i, r.At) && (i < r.From || i >= r.To) &&
			cs.page.Facts[i].Symbol == lines.Name && cs.names.LineWorth(i) > .5 {
			return i
		}
	}
	return -1
}

// assign finds the column of authors, then the author of each record. In a second round, names must
// be where most are: after a blank line.
func (cs *columns) assign(run []int32) {
	cs.closer = cs.layout.hinge(run, true)
	for g := range cs.cols {
		opens := cs.opens(uint8(g))
		for c := range cs.cols[g] {
			cs.cols[g][c] = cs.measure(c, uint8(g))
			if opens && (c >= colPre && c < colPost || c >= colText) {
				cs.cols[g][c].score -= aboveOpening
			}
		}
	}
	cs.lowerSigned()
	cs.choose(0)
	cs.settle()
	cs.choose(0)
	own, apart := 0, 0
	for i := range cs.layout.recs {
		if r := &cs.layout.recs[i]; r.NameAt >= 0 && r.NameAt != r.At {
			own++
			apart += cs.page.BlankAbove(r.NameAt)
		}
	}
	if apart < own && apart*10 >= own*7 {
		cs.choose(.5)
	}
	cs.cutShared()
	cs.cutNumber()
	cs.cutSecond()
	cs.cutGlued()
}

// lowerSigned lowers the columns above the anchor that repeat the author of the record above: the
// page writes the name again after the text.
func (cs *columns) lowerSigned() {
	cols := &cs.cols[0]
	best := 0
	for c := range cols {
		if (c < colPre || c >= colPost && c < colText) && cols[c].score > cols[best].score {
			best = c
		}
	}
	if cols[best].seen == 0 || len(cs.layout.recs) < 3 || cs.cols[1][colBefore].of > 0 ||
		cs.layout.phase == footerLast {
		return
	}
	for c := range cols {
		if (c < colPre || c >= colPost && c < colText) || cols[c].seen < 2 {
			continue
		}
		prev, own := 0, 0
		for i := 1; i < len(cs.layout.recs); i++ {
			n, at, _ := cs.candidate(&cs.layout.recs[i], c)
			a, _, _ := cs.candidate(&cs.layout.recs[i-1], best)
			b, _, _ := cs.candidate(&cs.layout.recs[i], best)
			if at < 0 || n.Empty() {
				continue
			}
			if bytes.Equal(n.Of(cs.page.Src), a.Of(cs.page.Src)) {
				prev++
			}
			if bytes.Equal(n.Of(cs.page.Src), b.Of(cs.page.Src)) {
				own++
			}
		}
		if prev*2 > int(cols[c].seen) && prev > own {
			cols[c].score -= 1.5
		}
	}
}

// settle raises each column by the share of the records whose author it gives, because the names of
// a section are in one place.
func (cs *columns) settle() {
	for g := range cs.cols {
		for c := range cs.cols[g] {
			col, n := &cs.cols[g][c], 0
			if col.seen == 0 {
				continue
			}
			for i := range cs.layout.recs {
				r := &cs.layout.recs[i]
				if r.Group != uint8(g) || r.NameAt < 0 {
					continue
				}
				name, at, _ := cs.candidate(r, c)
				n += count(at == r.NameAt && name == r.Name)
			}
			col.score += settled * float32(n) / float32(col.of)
		}
	}
}

const aboveOpening = .3 // penalty of the columns above time lines that open a paragraph

const settled = .6 // what a column gains that gave all the authors

// choose takes the best candidate of each record; close is the penalty of a line without a blank
// line above.
func (cs *columns) choose(close float32) {
	for i := range cs.layout.recs {
		r := &cs.layout.recs[i]
		r.Name, r.NameAt, r.Slot = comment.Span{}, -1, -1
		best := float32(-.35)
		for c := range cs.cols[r.Group] {
			if cs.cols[r.Group][c].seen == 0 {
				continue
			}
			n, at, w := cs.candidate(r, c)
			if at < 0 || n.Empty() || w <= -1 {
				continue
			}
			v := cs.cols[r.Group][c].score + w*.5
			if at != r.At && cs.page.BlankAbove(at) == 0 {
				v -= close
			}
			if v > best {
				best = v
				r.Name, r.NameAt, r.Slot = n, at, int32(c)
			}
		}
	}
}

// measure measures how well a column fits as the one of the authors.
func (cs *columns) measure(c int, group uint8) column {
	col := column{}
	cs.seen.Reset(len(cs.layout.recs))
	top := int32(0)
	for i := range cs.layout.recs {
		if cs.layout.recs[i].Group != group {
			continue
		}
		col.of++
		n, at, w := cs.candidate(&cs.layout.recs[i], c)
		if at < 0 || n.Empty() {
			continue
		}
		col.seen++
		col.worth += w
		count := cs.seen.Add(xxhash.Sum64(n.Of(cs.page.Src)))
		if count == 1 {
			col.distinct++
		}
		top = max(top, count)
	}
	if col.seen == 0 {
		return col
	}
	k := float32(col.of)
	col.score = col.worth/float32(col.seen)*.7 + float32(col.seen)/k*.8
	col.score += .9 * min(1, 1.3*float32(col.distinct)/float32(col.seen))
	if top == col.seen && col.seen >= 3 {
		col.score -= 1.5
	}
	col.score -= cs.openEnded(c)
	switch {
	case c == colBefore:
		col.score += .3
	case c == colAfter:
		col.score += .1
	case c < colPost:
		col.score -= .02 * float32(c-colPre)
		if c == colPre+1 && col.seen*10 >= col.of*9 && col.distinct*2 >= col.seen {
			col.score += .2 // a name right above every time
		}
	case c < colText:
		col.score -= .03 * float32(c-colPost)
	case c == colName:
		col.score += .1
	case c >= colMark:
		col.score += .05 - .02*float32(c-colMark)
	case c >= colTop:
		col.score -= .02 * float32(c-colTop)
	default:
		col.score -= .1 + .03*float32(c-colText)
	}
	return col
}
