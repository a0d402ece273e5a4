package thread

import (
	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// The text of a record stands in one column, or in several elements of one: the smallest that holds most of the words and
// little of what is no text.

const maxBodies = 6 // columns of texts that are kept

// notText are the parts that are no text, wherever they stand in a record.
const notText = 1<<elements.Controls | 1<<elements.Signature | 1<<elements.Edited | 1<<elements.Form | 1<<elements.Fields | 1<<elements.Rank | 1<<elements.Votes | 1<<elements.Avatar |
	1<<elements.Number | 1<<elements.Time | 1<<elements.More | 1<<elements.Parent

// findBodies ranks the columns of texts, and lays out each unit's text.
func (s *Segmenter) findBodies() {
	t := &s.tape
	t.bodies = t.bodies[:0]
	for i := range t.columns.list {
		c := &t.columns.list[i]
		if !c.body || c.words == 0 {
			continue
		}
		n := float32(t.count)
		r := ranked{key: c.key, from: ByColumn}
		r.score = c.share/n - .12*min(6, float32(c.noise)/n)
		switch {
		case c.strong.Has(elements.Body):
			r.score += .35
			r.from = ByClass
		case c.strong&(notText|1<<elements.Author|1<<elements.Title|1<<elements.Quote) != 0:
			r.score -= 1
		case c.weak.Has(elements.Body):
			r.score += .1
			r.from = ByClass
		}
		s.rank(&t.bodies, r, maxBodies)
	}
	if len(t.bodies) > 0 {
		s.descend()
	}
	t.deaf = false
	if s.layTexts()*2 < t.count { // names that say other things than they mean
		t.deaf = true
		s.layTexts()
	}
}

// layTexts writes the texts of all units and returns how many have one.
func (s *Segmenter) layTexts() (n int) {
	t := &s.tape
	s.thread.Text = s.thread.Text[:t.written]
	for i := range t.units {
		u := &t.units[i]
		if u.hole {
			continue
		}
		s.layText(i)
		n += count(u.lines > 0)
		if !u.author.Empty() && s.inText(u, u.author) { // a name that somebody speaks of
			u.author, u.authorElem, u.authorFrom = Span{}, -1, Origin{}
		}
	}
	return n
}

// descend goes from the best column on to the one of the child that holds most of the text in nearly all units, once in each:
// what stands beside it is a title or a signature.
func (s *Segmenter) descend() {
	t := &s.tape
	for n := 0; n < maxClimb; n++ {
		up := t.columns.find(t.bodies[0].key)
		var best *htmlColumn
		for i := range t.columns.list {
			c := &t.columns.list[i]
			if c.body && c.above == up.key && c.boxed && c.elems == c.seen && c.seen*20 >= up.seen*19 && c.words*2 > up.words && c.share > .5*up.share {
				best = c
			}
		}
		if best == nil || best.strong&notText != 0 {
			return
		}
		r := t.bodies[0]
		r.key = best.key
		if best.strong.Has(elements.Body) {
			r.from = ByClass
		}
		t.bodies = append(t.bodies, ranked{})
		copy(t.bodies[1:], t.bodies)
		t.bodies[0] = r
	}
}

// layText writes the lines of a unit's text.
func (s *Segmenter) layText(i int) {
	t := &s.tape
	u := &t.units[i]
	u.text, u.lines = int32(len(s.thread.Text)), 0
	u.from, u.to = u.stop, u.stop
	for k := range t.bodies {
		r := &t.bodies[k]
		if r.score < .2 && k > 0 {
			break
		}
		parent := int32(-1) // of the first of its elements: lists, quotes and the like beside them are text too
		s.eachOwn(i, func(e int32) {
			if parent < 0 && t.loose[e]^saltBody == r.key {
				parent = t.page.Elements[e].Parent
			}
		})
		if parent < 0 {
			continue
		}
		last := int32(-1) // blocks up to here are written
		s.eachOwn(i, func(e int32) {
			x := &t.page.Elements[e]
			if t.loose[e]^saltBody == r.key || x.Parent == parent && flows[x.Tag] && e != u.elem && s.strong(e)&notText == 0 {
				last = s.layBlocks(u, e, last)
			}
		})
		if u.lines > 0 {
			u.bodyFrom = comment.From(r.from, max(0, min(1, r.score)))
			return
		}
	}
}

// flows are the tags of elements that a text goes on in beside its paragraphs.
var flows = func() (t [256]bool) {
	for _, x := range []tag.Tag{tag.Ul, tag.Ol, tag.Pre, tag.Blockquote, tag.Table, tag.Dl, tag.Figure} {
		t[x] = true
	}
	return t
}()

// layBlocks writes the blocks of element e behind block last, and returns the last block of e.
func (s *Segmenter) layBlocks(u *unit, e, last int32) int32 {
	t := &s.tape
	x := &t.page.Elements[e]
	from, to := max(x.First, u.first, last+1), min(x.Last, u.stop)
	if clean := t.columns.find(t.loose[e] ^ saltBody); clean == nil || 2*clean.noise >= clean.seen || t.count == 1 {
		from, to = s.trimText(u, from, to)
	}
	for b := from; b < to; b++ {
		if s.cutOut(e, b) || s.constant(b) {
			continue
		}
		line := s.withoutHead(u, b, s.ownPart(u, b))
		if line.Empty() {
			continue
		}
		if u.lines == 0 {
			u.from = b
		}
		u.to = b + 1
		s.thread.Text = append(s.thread.Text, Line{Span: line, Quote: s.quoted(e, b)})
		u.lines++
	}
	return max(last, x.Last-1)
}

// ownPart is the part of block b that stands in unit u: records whose elements are inline ones may start and end within a line.
func (s *Segmenter) ownPart(u *unit, b int32) Span {
	es := s.tape.page.Elements
	from, to := max(s.page.Blocks[b].Start, es[u.elem].Text), s.page.Blocks[b].End
	if u.end < int32(len(es)) {
		to = min(to, es[u.end].Text)
	}
	return span(min(from, to), to)
}

// trimText takes off both ends of [from,to) what is no text: header lines, controls, the author.
func (s *Segmenter) trimText(u *unit, from, to int32) (int32, int32) {
	if m := s.timeMark(u); m != nil && s.page.Facts[m.Block].Time >= 0 && m.Block >= from && m.Block < to {
		before := s.tape.words[m.Block] - s.tape.words[from]
		behind := s.tape.words[to] - s.tape.words[m.Block+1]
		if behind >= before || behind > 0 && before <= 4 {
			from = m.Block + 1
		} else {
			to = m.Block
		}
	}
	for from < to && (s.noisy(from) || s.holdsAuthor(u, from)) && !s.talk(u, from) {
		from++
	}
	for to > from && (s.noisy(to-1) || s.holdsAuthor(u, to-1)) && !s.talk(u, to-1) {
		to--
	}
	return from, to
}

// talk reports whether a block that looks like a control, a number or a time line is likely what somebody said: it speaks of
// another time, or has its element to itself, which the vocabulary knows as a text.
func (s *Segmenter) talk(u *unit, b int32) bool {
	if f := &s.page.Facts[b]; f.Symbol == lines.Time && !s.page.Times[f.Time].Barred {
		if m := s.timeMark(u); m != nil && m.Block != b && s.page.Blocks[b].Words > 3 {
			return true
		}
	}
	es := s.tape.page.Elements
	for e, n := s.page.Blocks[b].Inner, 0; e > 0 && n < 4; e, n = es[e].Parent, n+1 {
		if s.strong(e).Has(elements.Body) {
			return es[e].Last-es[e].First <= 1
		}
	}
	return false
}

// cutOut reports whether block b stands in a part of element e that is no text.
func (s *Segmenter) cutOut(e, b int32) bool {
	es := s.tape.page.Elements
	for f, n := s.page.Blocks[b].Node, 0; f > e && n < maxClimb && !s.tape.deaf; f, n = es[f].Parent, n+1 {
		if s.strong(f)&(notText|1<<elements.Other) != 0 && !s.strong(f).Has(elements.Body) {
			return true
		}
	}
	return s.page.Blocks[b].Kind == block.Control
}

// quoted is how many quotes block b stands in, inside element e.
func (s *Segmenter) quoted(e, b int32) (depth uint8) {
	es := s.tape.page.Elements
	for f, n := s.page.Blocks[b].Node, 0; f > e && n < maxClimb; f, n = es[f].Parent, n+1 {
		if es[f].Tag == tag.Blockquote || s.strong(f).Has(elements.Quote) && es[es[f].Parent].Tag != tag.Blockquote {
			depth++
		}
	}
	return depth
}

// withoutHead takes the author and the time off a block that holds the text too.
func (s *Segmenter) withoutHead(u *unit, b int32, line Span) Span {
	x := &s.page.Blocks[b]
	cut := func(f Span) {
		if f.Empty() || f.Start < line.Start || f.End > line.End {
			return
		}
		if f.Start-line.Start <= line.End-f.End {
			line.Start = f.End
		} else {
			line.End = f.Start
		}
	}
	if x.Words > 3 {
		cut(u.author)
	}
	if m := s.timeMark(u); m != nil && m.Block == b {
		cut(span(x.Start+int32(m.When.Start), x.Start+int32(m.When.End)))
	}
	if line.Start != x.Start || line.End != x.End {
		a, z := s.names.Trim(line.Start, line.End)
		return span(a, z)
	}
	return line
}

// trimQuotes drops from the quotes what says whose words they are, and their controls: "X wrote:", "Click to expand".
func (s *Segmenter) trimQuotes() {
	th := &s.thread
	for i := range th.Comments {
		c := &th.Comments[i]
		lines := th.Text[c.Text : c.Text+c.TextLen]
		n, own := 0, false
		for _, l := range lines {
			own = own || l.Quote == 0
		}
		b := c.First
		for _, l := range lines {
			for b < c.Last && s.page.Blocks[b].End <= l.Start {
				b++
			}
			if own && l.Quote > 0 && s.quoteFrame(b, l.Of(s.page.Src)) {
				continue
			}
			lines[n] = l
			n++
		}
		c.TextLen = int32(n)
	}
}

// quoteFrame reports whether a line of a quote, in block b, is none of the words quoted.
func (s *Segmenter) quoteFrame(b int32, line []byte) bool {
	f, x := &s.page.Facts[b], &s.page.Blocks[b]
	if x.Words > 12 {
		return false
	}
	return f.Role == lexicon.RoleAction && f.Symbol == lines.Action || f.Role == lexicon.RoleQuote && x.Sentences <= 1 || len(line) <= 100 && lines.Announces(line)
}
