package grammar

import (
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
)

// phase says on which side of the anchors the text is.
type phase uint8

const (
	headerFirst phase = iota
	footerLast
)

// layout lays out the records of a run, given the side of the anchors on which the text is.
type layout struct {
	page  *lines.Page
	fit   *fitter
	recs  []evidence.Record
	phase phase
	seen  hashtable.Counter[uint64] // keys of the lines that follow the texts
}

// lay turns the cuts of a run into records, for one phase.
func (l *layout) lay(run []int32, ph phase, h head, t tail) {
	l.recs = l.recs[:0]
	k := int32(len(run))
	for i := int32(0); i < k; i++ {
		at := l.page.Times[run[i]].Block
		r := evidence.Record{Anchor: run[i], At: at, NameAt: -1, Slot: -1, Group: l.fit.groups[i]}
		above, below := l.upper(run, i, h), l.lower(run, i, t)
		if ph == headerFirst {
			r.Top, r.From, r.To, r.End = above, below.from, below.to, below.end
		} else {
			r.Top, r.From, r.To, r.End = l.upperText(run, i, h)
			r.End = below.from
			if i+1 < k && l.page.Times[run[i+1]].Inline > 0 && l.page.Times[run[i]].Inline == 0 {
				r.End = max(r.End, min(at+1+max(1, l.fit.mode(false, l.fit.groups[i])),
					l.page.Times[run[i+1]].Block))
			}
			if i+1 == k {
				r.End = min(max(r.End, at+1+l.fit.mode(false, l.fit.groups[i])),
					int32(len(l.page.Blocks)))
			}
		}
		l.recs = append(l.recs, r)
	}
}

// upper is the first block above anchor i that belongs to no text.
func (l *layout) upper(run []int32, i int32, h head) int32 {
	at := l.page.Times[run[i]].Block
	if i > 0 {
		return at - l.fit.cuts[i-1].pre
	}
	n := l.fit.mode(true, l.fit.groups[0])
	top := at
	for top > h.start && at-top < max(n, 3) &&
		l.fit.grams[l.fit.groups[0]].pre[min(at-top+1, maxPre)][l.fit.kindAt(top-1)] < 4 &&
		(l.page.Facts[top-1].Time < 0 || l.page.FieldValue(top-1)) {
		top--
	}
	return top
}

// lower is the text below anchor i and the end of the lines that may belong to its record.
func (l *layout) lower(run []int32, i int32, t tail) tail {
	if i+1 == int32(len(run)) {
		return t
	}
	c, next := l.fit.cuts[i], l.page.Times[run[i+1]].Block
	from := l.page.Times[run[i]].Block + 1 + c.post
	return tail{post: c.post, from: from, to: next - c.pre, end: next - c.pre}
}

// upperText is the text above anchor i and the first block above it that may belong to the record.
func (l *layout) upperText(run []int32, i int32, h head) (top, from, to, end int32) {
	at := l.page.Times[run[i]].Block
	if i == 0 && l.page.Times[run[0]].Inline > 0 { // most texts are in their time lines
		for from = at; from > h.from && l.page.Facts[from-1].Symbol == lines.Prose; from-- {
		}
		return max(h.start, from-2), from, at, at
	}
	if i == 0 {
		return h.from - h.post, h.from, h.to, at
	}
	c, last := l.fit.cuts[i-1], l.page.Times[run[i-1]].Block
	from, to = last+1+c.post, at-c.pre
	if l.page.Times[run[i]].Inline > 0 { // only what runs on into the time line
		for j := from; j < at; j++ {
			if k := l.fit.kindAt(j); k == kindConst || k == kind(lines.Number) ||
				k == kind(lines.Action) || k == kind(lines.Time) {
				from, to = j+1, at
			}
		}
		to = max(from, to)
	}
	return last + 1, from, to, at
}

// weighPhase weighs on which side of the anchors the text is. The lines around the anchors are the
// same in both cases; only the two ends of the section show it: the text of the last record is
// below the last anchor, or that of the first record above the first.
func (l *layout) weighPhase(run []int32, h head, t tail) phase {
	score := float32(1) // six sections of seven put the header first
	few := len(run) < 4
	below := t.to > t.from && (l.fit.hasUtterance(t.from, t.to) || l.closedByConst(t)) &&
		(few || near(t.post, l.fit.mode(false, l.fit.groups[len(run)-1])))
	above := h.to > h.from && l.fit.hasUtterance(h.from, h.to) &&
		(few || near(h.pre, l.fit.mode(true, l.fit.groups[0])+1))
	switch {
	case below && above && h.titled && near(h.post, l.fit.mode(false, l.fit.groups[0])) &&
		h.to-h.wide <= 12 && l.page.HasSentence(h.from, h.to):
		score -= 1.25 // directly below the heading there can only be a text
	case below && above:
		score += 1
	case below:
		score += 2
	case above && (h.headed || few):
		score -= 2.5
	case above:
		score -= 1.25
	}
	if t.bounded && !below {
		score -= 1
	}
	if h.bounded && h.to <= h.from {
		score += 1.5
	} else if h.bounded && above && !below && h.to-h.wide <= 8 {
		score -= 1
	}
	score += l.hinges(run, h, t)
	score += l.timeWords(run)
	score += l.controls(run) + l.feet(run)
	if score < 0 {
		return footerLast
	}
	return headerFirst
}

// closedByConst reports whether a line that comes back in the gaps closes the text of the last
// record, short as that may be.
func (l *layout) closedByConst(t tail) bool {
	return len(l.fit.cuts) > 3 && l.fit.inWindow(t.to) && l.fit.kindAt(t.to) == kindConst
}

func near(a, b int32) bool { return a-b <= 2 && b-a <= 2 }

// hinges finds, at the two ends, the line that most gaps show directly after or directly above
// their text.
func (l *layout) hinges(run []int32, h head, t tail) (score float32) {
	if behind := l.hinge(run, true); behind != 0 {
		score += l.met(t.to, t.to+2, behind) - .75
	}
	if above := l.hinge(run, false); above != 0 {
		score -= l.met(h.from-2, h.from, above) - .75
	}
	return score
}

// met is 2.5 when one of the blocks [a,b) has the key.
func (l *layout) met(a, b int32, key uint64) float32 {
	for i := max(0, a); i < min(b, int32(len(l.page.Facts))); i++ {
		if l.page.Facts[i].Key == key {
			return 2.5
		}
	}
	return 0
}

// hinge is the key of the line that six gaps of ten show directly after their text, or directly
// above it; 0 if there is none.
func (l *layout) hinge(run []int32, behind bool) uint64 {
	best, many := uint64(0), int32(0)
	l.seen.Reset(len(l.fit.cuts))
	for i, c := range l.fit.cuts {
		at := l.page.Times[run[i]].Block + c.post
		n := c.post
		if behind {
			at, n = l.page.Times[run[i+1]].Block-c.pre, c.pre
		}
		if n == 0 {
			continue
		}
		key := l.page.Facts[at].Key
		if m := l.seen.Add(key); m > many {
			best, many = key, m
		}
	}
	if many < 2 || int(many)*10 < len(l.fit.cuts)*6 {
		return 0
	}
	return best
}

// timeWords weighs the words of the time lines: "X says" is above a text, "Comment by X" more often
// below.
func (l *layout) timeWords(run []int32) (score float32) {
	by, says := 0, 0
	for _, m := range run {
		if l.page.Times[m].By && l.page.Times[m].Before.Kind == lines.RestWords {
			by++
		}
		if l.page.Times[m].Says {
			says++
		} else if b := l.page.Times[m].Block; b > 0 && l.page.Facts[b-1].Role == lexicon.RoleSays {
			says++
		}
	}
	if 2*says > len(run) {
		score += 2
	}
	if 2*by > len(run) {
		score -= .25
	}
	return score
}

// controls looks for a row of controls directly after the time lines: it closes a record whose text
// is above, and all the more so if the row is long. Controls directly above the time lines close
// the record before.
func (l *layout) controls(run []int32) float32 {
	below, above := 0, 0
	for i, c := range l.fit.cuts {
		a, b := l.page.Times[run[i]].Block, l.page.Times[run[i+1]].Block
		n := 0
		for j := a + 1; j <= a+c.post; j++ {
			n += count(l.page.Facts[j].Role == lexicon.RoleAction &&
				l.page.Facts[j].Symbol == lines.Action)
		}
		below += count(n > 2)
		for j := b - c.pre; j < b; j++ {
			if l.page.Facts[j].Role == lexicon.RoleAction &&
				l.page.Facts[j].Symbol == lines.Action {
				above++
				break
			}
		}
	}
	if below*10 >= 7*len(l.fit.cuts) && above*10 < 3*len(l.fit.cuts) && len(l.fit.cuts) > 1 {
		return -1.5
	}
	return 0
}

// feet: an age at the end of a row of controls closes the record.
func (l *layout) feet(run []int32) float32 {
	n := 0
	for _, m := range run {
		n += count(l.page.Times[m].Foot || l.page.Times[m].Inline > 0)
	}
	if 2*n > len(run) {
		return -4
	}
	return 0
}
