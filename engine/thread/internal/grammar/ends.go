package grammar

import (
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/lines"
)

// The first and the last anchor of a run have no neighbour on one side. How far their records reach
// is read from the grammar that the gaps taught, and from lines that bound a section: headings,
// forms, other families of the lexicon.

const maxWindow = 120 // blocks considered before the first and after the last anchor

// bound reports whether a block ends a section: a heading, a form, the start of another part of the
// page.
func (ft *fitter) bound(i int32) bool {
	f := &ft.page.Facts[i]
	switch f.Role {
	case lexicon.RoleHeading, lexicon.RoleCount, lexicon.RoleForm, lexicon.RoleClosed,
		lexicon.RoleProvider, lexicon.RoleMore, lexicon.RoleSort, lexicon.RolePolicy:
		return f.Count <= 2 || f.Count < int32(len(ft.cuts))/3
	}
	return f.Family != label.None && f.Family != label.CommentUI &&
		f.Family != label.CommentPolicy && f.Count <= 2
}

// mode returns the most frequent number of post or pre lines.
func (ft *fitter) mode(pre bool, group uint8) int32 {
	var n [max(maxPost, maxPre) + 1]int32
	best := int32(0)
	for i, c := range ft.cuts {
		v, g := c.post, ft.groups[i]
		if pre {
			v, g = c.pre, ft.groups[i+1]
		}
		if g != group {
			continue
		}
		if n[v]++; n[v] > n[best] || n[v] == n[best] && v < best {
			best = v
		}
	}
	return best
}

// closes reports whether a block is one that follows the text of other records.
func (ft *fitter) closes(i int32) bool {
	k := ft.kindAt(i)
	return k == kindConst || k == kind(lines.Action) && len(ft.cuts) < 3 ||
		k == kind(lines.Action) && ft.page.Facts[i].Count > 1
}

// tail cuts the lines after the last anchor: post lines, text, end of the record.
type tail struct {
	post    int32
	from    int32 // first block of the text
	to      int32 // first block after the text
	end     int32 // first block after the record
	bounded bool
}

// below finds the text that follows anchor block a.
func (ft *fitter) below(a int32, group uint8) tail {
	limit := min(a+maxWindow, ft.base+int32(len(ft.kinds)))
	stop := min(a+1+ft.mode(false, group), limit)
	for stop < limit && !ft.bound(stop) && (stop-a < 4 || !ft.dates(stop, a)) {
		stop++
	}
	t := tail{bounded: stop < limit || stop == int32(len(ft.page.Blocks))}
	t.post = ft.postLines(a+1, stop, group)
	t.from = a + 1 + t.post
	t.to = ft.textEnd(t.from, stop)
	t.end = t.to
	for t.end < stop && t.end-t.to < maxPre && ft.footer(t.end) {
		t.end++
	}
	return t
}

// dates reports whether a block may date a record of its own, as block a does.
func (ft *fitter) dates(i, a int32) bool {
	t := ft.page.Facts[i].Time
	if t < 0 || ft.page.Facts[a].Time < 0 || ft.page.Times[t].Barred || ft.page.Times[t].Quote {
		return false
	}
	return ft.page.Times[t].Month == ft.page.Times[ft.page.Facts[a].Time].Month &&
		!ft.page.FieldValue(i)
}

// postLines is the likeliest number of post lines in [a,b), where no lower anchor helps.
func (ft *fitter) postLines(a, b int32, group uint8) int32 {
	g, usual := &ft.grams[group], min(a+ft.mode(false, group), b)
	best, out, post := float32(1e30), int32(0), float32(0)
	for q := int32(0); q <= maxPost && a+q < b; q++ {
		if q > 0 {
			post += g.post[q][ft.kindAt(a+q-1)]
		}
		c := post + g.postN[q] + g.open[ft.page.BlankAbove(a+q)] + g.last[ft.edge(a+q-1, q)] +
			ft.opening(a+q, b, usual, g)
		if c < best {
			best, out = c, q
		}
	}
	return out
}

// opening is the cost of a text that starts at a: its first lines up to the line that closes it,
// and whatever is above the place where texts usually start.
func (ft *fitter) opening(a, b, usual int32, g *grammar) float32 {
	e := max(a+1, usual)
	for e < b && e < a+4 && !ft.closes(e) {
		e++
	}
	c := ft.textOf(a, e)
	if e < b && ft.closes(e) {
		c += g.next[ft.kindAt(e)]
	}
	return c
}

// textEnd finds where the text that starts at a ends, before b at the latest.
func (ft *fitter) textEnd(a, b int32) int32 {
	longest := int32(12)
	for _, c := range ft.lens {
		longest = max(longest, 2*c)
	}
	odd := int32(0)
	i := a
	for ; i < b && i-a < longest; i++ {
		if i > a && ft.closes(i) && !ft.withinQuote(a, i) {
			break
		}
		switch {
		case ft.kindAt(i) != kindConst && ft.page.Textual(i):
			odd = 0
		case ft.page.Facts[i].Role == lexicon.RoleQuote:
		default:
			if odd++; odd == 3 {
				return i - 2
			}
		}
	}
	return i - max(0, min(odd, i-a-1))
}

// textStart finds where the text that ends at b starts, at a at the earliest.
func (ft *fitter) textStart(a, b int32) int32 {
	odd := int32(0)
	for i := b - 1; i >= a; i-- {
		if ft.kindAt(i) != kindConst && ft.page.Textual(i) {
			odd = 0
		} else if odd++; odd == 4 {
			return i + 4
		}
	}
	return a
}

// footer reports whether a block after the text of the last record is still the record's.
func (ft *fitter) footer(i int32) bool {
	switch ft.kindAt(i) {
	case kindConst, kind(lines.Action), kind(lines.Number), kind(lines.Punctuation), kindLead,
		kind(lines.Field):
		return true
	}
	f := &ft.page.Facts[i]
	return f.Role == lexicon.RoleEdited || f.Role == lexicon.RoleVotes
}

// head is what is above the first anchor: the end of the page above, post-like lines, text, pre
// lines.
type head struct {
	post, pre int32
	start     int32 // first block that may belong to the section
	from, to  int32 // text
	wide      int32 // first block of all that could be text
	bounded   bool
	titled    bool // by a heading or a count
	headed    bool // by a line of the section's own: a heading, a count, a sort line
}

// above cuts the blocks above the first anchor b as if the text preceded its anchor.
func (ft *fitter) above(b int32, group uint8) head {
	h := head{start: b}
	for h.start > ft.base && b-h.start < maxWindow && !ft.bound(h.start-1) {
		h.start--
	}
	h.bounded = h.start > 0 && ft.bound(max(0, h.start-1)) && h.start > ft.base
	h.headed = h.bounded && ft.page.Facts[h.start-1].Role != lexicon.NoRole
	h.titled = h.headed &&
		(ft.page.Facts[h.start-1].Role == lexicon.RoleHeading ||
			ft.page.Facts[h.start-1].Role == lexicon.RoleCount)
	pre := ft.mode(true, group)
	if h.bounded || h.start == 0 {
		c := ft.cutGap(h.start, b, &ft.grams[group], &ft.grams[group])
		h.post, h.pre = c.post, c.pre
		h.from, h.to = h.start+c.post, b-c.pre
		h.wide, h.from = h.from, ft.textStart(h.from, h.to)
		return h
	}
	h.pre = min(pre, b-h.start)
	h.to = b - h.pre
	h.from = h.to
	for h.from > h.start && h.to-h.from < 12 {
		k := ft.kindAt(h.from - 1)
		if k != kind(lines.Prose) && k != kind(lines.Short) && k != kind(lines.Mention) {
			break
		}
		h.from--
	}
	h.wide = h.from
	return h
}

// withinQuote reports whether block i closes a quote whose head is above it, at a or further down.
func (ft *fitter) withinQuote(a, i int32) bool {
	if !ft.closesQuote(i) {
		return false
	}
	for j := i - 1; j >= max(a-1, i-maxQuote); j-- {
		if ft.page.QuoteHead(j) != nil {
			return true
		}
	}
	return false
}

// closesQuote reports whether a line ends a quote, "Click to expand...": a control that not nearly
// all the records show.
func (ft *fitter) closesQuote(i int32) bool {
	f := &ft.page.Facts[i]
	return f.Role == lexicon.RoleAction && f.Scope&lexicon.Whole != 0 && f.Count > 1 &&
		int(ft.gaps.Of(f.Key))*10 < 8*len(ft.cuts)
}

// inWindow reports whether the kind of a block is known to the fit.
func (ft *fitter) inWindow(i int32) bool { return i >= ft.base && i-ft.base < int32(len(ft.kinds)) }
