package thread

import (
	"bytes"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/lines"
)

// The author of a record stands in the time line, before or behind the time, or in a line of its own. Each place is a
// column of the section; the column of authors holds short, diverse, name-like strings.
const (
	colBefore = iota // in the time line, before the time
	colBehind
	colPre                    // colPre+j: j lines above the anchor
	colPost = colPre + maxCol // colPost+j: j lines below the anchor
	colText = colPost + maxCol
	colTop  = colText + maxCol // colTop+j: line j of those above the anchor
	colMark = colTop + 6       // colMark+j: j lines above the first line of fields, ranks and controls above the anchor
	colName = colMark + 3      // the first name-like line of those above the anchor
	numCols = colName + 1
)

const maxCol = 10

type column struct {
	of             int32 // records
	seen, distinct int32
	score          float32
	worth          float32
}

// openEnded is the penalty of a column that has no name at the end of the section where its neighbour's would be: a name
// below the last anchor, or above the first text, where the text stands before its anchor.
func (s *Segmenter) openEnded(c int) float32 {
	if s.phase == headerFirst {
		return 0
	}
	switch {
	case c >= colPost && c < colText:
		if _, at, w := s.candidate(&s.recs[len(s.recs)-1], c); at < 0 || w < .5 || s.bound(at) {
			return .5
		}
	case c >= colText:
		p := float32(0)
		if c >= colTop && !s.page.Times[s.recs[0].anchor].Foot {
			p = .35
		}
		if _, at, w := s.candidate(&s.recs[0], c); at < 0 || w < .5 {
			return .5 + p
		}
		return p
	}
	return 0
}

// opens reports whether the time lines start a paragraph that goes on below them, in nearly all the records of a group: what
// stands above them belongs to the record before.
func (s *Segmenter) opens(group uint8) bool {
	n, open := 0, 0
	for i := range s.recs {
		if r := &s.recs[i]; r.group == group && r.at+1 < int32(len(s.page.Blocks)) {
			n++
			open += count(s.page.BlankAbove(r.at) > 0 && s.page.BlankAbove(r.at+1) == 0)
		}
	}
	return s.phase == headerFirst && open*10 >= n*9
}

// candidate returns the name that a column offers for a record.
func (s *Segmenter) candidate(r *record, col int) (name Span, at int32, worth float32) {
	m := &s.page.Times[r.anchor]
	b := &s.page.Blocks[r.at]
	switch {
	case col == colBefore:
		n := s.names.BeforeTime(r.anchor, b.Start+m.NameAt, m.Before.Kind == lines.RestWords && !m.Foot)
		return n.Span, r.at, n.Worth
	case col == colBehind:
		n := s.names.AfterTime(r.anchor, m.After.Kind == lines.RestWords && !m.Joins)
		return n.Span, r.at, n.Worth
	case col < colPost:
		at = r.at - int32(col-colPre)
		if col == colPre || at < r.top || at < 0 || at >= r.from && at < r.to || s.closed(at, r.at) {
			return Span{}, -1, 0
		}
	case col < colText:
		at = r.at + int32(col-colPost)
		if m.Foot || col == colPost || at >= r.end || at >= r.from && at < r.to || r.from > r.at && at >= r.from || at >= int32(len(s.page.Blocks)) {
			return Span{}, -1, 0
		}
	case col == colName:
		if at = s.firstName(r); at < 0 {
			return Span{}, -1, 0
		}
	case col >= colMark:
		at = s.firstMark(r) - int32(col-colMark)
		if col == colMark || at < max(0, r.top-2) || at >= r.from && at < r.to && at < r.to-2 {
			return Span{}, -1, 0
		}
	case col >= colTop:
		at = r.top + int32(col-colTop)
		if at >= r.at || s.closed(at, r.at) || at >= r.from && at < r.to {
			return Span{}, -1, 0
		}
	default:
		at = r.from - int32(col-colText)
		if col == colText || at < r.top || at < 0 || at == r.at {
			return Span{}, -1, 0
		}
	}
	w := s.names.LineWorth(at)
	if w <= -1 {
		return Span{}, -1, w
	}
	return s.names.InLine(at), at, w
}

// firstMark is the first block above the anchor, below the text above it, that is a field, a rank or a control.
func (s *Segmenter) firstMark(r *record) int32 {
	for i := r.top; i < r.at; i++ {
		switch k := s.kindAt(max(i, s.base)); k {
		case kindConst, kind(lines.Field), kindLead:
			if k == kindConst && s.page.Facts[i].Symbol == lines.Name && s.page.Facts[i].Role == lexicon.NoRole && s.page.Blocks[i].Digits == 0 {
				continue // the name of one who writes often
			}
			if s.page.Facts[i].Role == lexicon.RoleAction && i < r.at-2 || s.page.Facts[i].Symbol == lines.Punctuation {
				continue // a footer of the record above
			}
			return i
		}
		if s.page.Facts[i].Role == lexicon.RoleRank {
			return i
		}
	}
	return -1
}

// closed reports whether the line that closes most texts stands in [a,b): what is above it belongs to a text.
func (s *Segmenter) closed(a, b int32) bool {
	if s.closer == 0 || s.phase != headerFirst {
		return false
	}
	for i := a + 1; i < b; i++ {
		if s.page.Facts[i].Key == s.closer {
			return true
		}
	}
	return false
}

// firstName is the first block of those above the anchor that looks like a name.
func (s *Segmenter) firstName(r *record) int32 {
	for i := r.top; i < r.at; i++ {
		if !s.closed(i, r.at) && (i < r.from || i >= r.to) && s.page.Facts[i].Symbol == lines.Name && s.names.LineWorth(i) > .5 {
			return i
		}
	}
	return -1
}

// assign finds the column of authors, then each record's author. In a second round names must stand as most do: below
// a blank line.
func (s *Segmenter) assign(run []int32) {
	s.closer = s.hinge(run, true)
	for g := range s.cols {
		opens := s.opens(uint8(g))
		for c := range s.cols[g] {
			s.cols[g][c] = s.measure(c, uint8(g))
			if opens && (c >= colPre && c < colPost || c >= colText) {
				s.cols[g][c].score -= aboveOpening
			}
		}
	}
	s.signed()
	s.choose(0)
	s.settle()
	s.choose(0)
	own, apart := 0, 0
	for i := range s.recs {
		if r := &s.recs[i]; r.nameAt >= 0 && r.nameAt != r.at {
			own++
			apart += s.page.BlankAbove(r.nameAt)
		}
	}
	if apart < own && apart*10 >= own*7 {
		s.choose(.5)
	}
	s.shared()
	s.followed()
	s.second()
	s.glued()
}

const minGlued = 5 // records on which what is glued behind the names is cut

// glued cuts what the page writes together with nearly all the names, the place or the rank of the author: "Wren AbaraLeith".
func (s *Segmenter) glued() {
	n, spaced := 0, 0
	for i := range s.recs {
		if t := s.recs[i].name.Of(s.page.Src); onlySeam(t) > 0 {
			n++
			spaced += count(bytes.IndexByte(t, ' ') > 0)
		}
	}
	if len(s.recs) < minGlued || n*10 < 9*len(s.recs) || spaced < 2 {
		return
	}
	for i := range s.recs {
		r := &s.recs[i]
		if at := onlySeam(r.name.Of(s.page.Src)); at > 0 {
			r.name.End = r.name.Start + int32(at)
		}
	}
}

const minFollowed = 4 // records on which the number behind the names is cut

// followed cuts the number that stands behind nearly all the names, a count of posts or followers: "Ann Lee 203".
func (s *Segmenter) followed() {
	n, named := 0, 0
	for i := range s.recs {
		t := s.recs[i].name.Of(s.page.Src)
		named += count(len(t) > 0)
		n += count(beforeNumber(t) > 0)
	}
	if n < minFollowed || n*10 < 9*named {
		return
	}
	for i := range s.recs {
		r := &s.recs[i]
		if at := beforeNumber(r.name.Of(s.page.Src)); at > 0 {
			r.name.End = r.name.Start + int32(at)
		}
	}
}

// beforeNumber is the length of what stands before the number that ends a name, 0 when none does.
func beforeNumber(t []byte) int {
	i := len(t)
	for i > 0 && t[i-1]-'0' < 10 {
		i--
	}
	if i == len(t) || i < 2 || t[i-1] != ' ' {
		return 0
	}
	return i - 1
}

// onlySeam is where the one capital behind a small letter stands in t, 0 when there is none or more than one.
func onlySeam(t []byte) (at int) {
	for i := 2; i+1 < len(t); i++ {
		if t[i-1] >= 'a' && t[i-1] <= 'z' && t[i] >= 'A' && t[i] <= 'Z' {
			if at > 0 {
				return 0
			}
			at = i
		}
	}
	return at
}

// second cuts the bracket off names on pages that write a second name of the author behind most: "ann (Ann Lee)". One and the
// same bracket says something else: "(not verified)".
func (s *Segmenter) second() {
	n, same := 0, 0
	var first []byte
	for i := range s.recs {
		in := s.bracket(s.recs[i].name)
		if in == nil {
			continue
		}
		if n++; first == nil {
			first = in
		}
		same += count(bytes.Equal(in, first))
	}
	if 2*n < len(s.recs) || n < 2 || same == n {
		return
	}
	for i := range s.recs {
		r := &s.recs[i]
		if t := r.name.Of(s.page.Src); len(t) > 0 && t[len(t)-1] == ')' && s.bracket(r.name) != nil {
			_, r.name.End = s.names.Trim(r.name.Start, r.name.Start+int32(bytes.LastIndex(t, []byte(" ("))))
		}
	}
}

// bracket is what stands in the bracket at the end of a name, or in the one that was cut off it.
func (s *Segmenter) bracket(n Span) []byte {
	t := n.Of(s.page.Src)
	if at := bytes.LastIndex(t, []byte(" (")); at > 0 && t[len(t)-1] == ')' {
		return t[at+2 : len(t)-1]
	}
	rest := s.page.Src[n.End:min(int(n.End)+60, len(s.page.Src))]
	if len(t) > 0 && bytes.HasPrefix(rest, []byte(" (")) {
		if end := bytes.IndexAny(rest, ")\n"); end > 0 && rest[end] == ')' {
			return rest[2:end]
		}
	}
	return nil
}

// signed lowers the columns above the anchor that repeat the author of the record above: the page writes the name again
// behind the text.
func (s *Segmenter) signed() {
	cols := &s.cols[0]
	best := 0
	for c := range cols {
		if (c < colPre || c >= colPost && c < colText) && cols[c].score > cols[best].score {
			best = c
		}
	}
	if cols[best].seen == 0 || len(s.recs) < 3 || s.cols[1][colBefore].of > 0 || s.phase == footerLast {
		return
	}
	for c := range cols {
		if (c < colPre || c >= colPost && c < colText) || cols[c].seen < 2 {
			continue
		}
		prev, own := 0, 0
		for i := 1; i < len(s.recs); i++ {
			n, at, _ := s.candidate(&s.recs[i], c)
			a, _, _ := s.candidate(&s.recs[i-1], best)
			b, _, _ := s.candidate(&s.recs[i], best)
			if at < 0 || n.Empty() {
				continue
			}
			if bytes.Equal(n.Of(s.page.Src), a.Of(s.page.Src)) {
				prev++
			}
			if bytes.Equal(n.Of(s.page.Src), b.Of(s.page.Src)) {
				own++
			}
		}
		if prev*2 > int(cols[c].seen) && prev > own {
			cols[c].score -= 1.5
		}
	}
}

// settle raises each column by the share of the records whose author it gives: the names of a section stand in one place.
func (s *Segmenter) settle() {
	for g := range s.cols {
		for c := range s.cols[g] {
			col, n := &s.cols[g][c], 0
			if col.seen == 0 {
				continue
			}
			for i := range s.recs {
				r := &s.recs[i]
				if r.group != uint8(g) || r.nameAt < 0 {
					continue
				}
				name, at, _ := s.candidate(r, c)
				n += count(at == r.nameAt && name == r.name)
			}
			col.score += settled * float32(n) / float32(col.of)
		}
	}
}

const aboveOpening = .3 // penalty of the columns above time lines that open a paragraph

const settled = .6 // what a column gains that gave all the authors

// choose takes the best candidate of each record; close is the penalty of a line without a blank line above.
func (s *Segmenter) choose(close float32) {
	for i := range s.recs {
		r := &s.recs[i]
		r.name, r.nameAt, r.slot = Span{}, -1, -1
		best := float32(-.35)
		for c := range s.cols[r.group] {
			if s.cols[r.group][c].seen == 0 {
				continue
			}
			n, at, w := s.candidate(r, c)
			if at < 0 || n.Empty() || w <= -1 {
				continue
			}
			v := s.cols[r.group][c].score + w*.5
			if at != r.at && s.page.BlankAbove(at) == 0 {
				v -= close
			}
			if v > best {
				best = v
				r.name, r.nameAt, r.slot = n, at, int32(c)
			}
		}
	}
}

// shared cuts the last word off the authors' names where different authors share it: a rank or a number glued behind.
func (s *Segmenter) shared() {
	s.seen.Reset(3 * len(s.recs))
	for i := range s.recs {
		w, n := s.lastWord(s.recs[i].name)
		if n == 0 {
			continue
		}
		s.seen.Add(^w) // the records
		if s.seen.Add(w^n) == 1 {
			s.seen.Add(w) // the authors
		}
	}
	for i := range s.recs {
		r := &s.recs[i]
		w, n := s.lastWord(r.name)
		if n == 0 {
			continue
		}
		if c := int(s.seen.Of(w)); c >= 3 && c*10 >= len(s.recs) || c >= 2 && int(s.seen.Of(^w))*10 >= 6*len(s.recs) {
			r.name.End = s.names.DropWords(r.name.Start, r.name.End, 1)
			_, e := s.names.Trim(r.name.Start, r.name.End)
			r.name.End = e
		}
	}
}

// lastWord returns the hash of the last word of a name of several words, no initial, and a hash of the name itself.
func (s *Segmenter) lastWord(n Span) (word, name uint64) {
	s.fold = block.Fold(s.fold[:0], n.Of(s.page.Src), true)
	i := bytes.LastIndexByte(s.fold, ' ')
	if i <= 0 || len(s.fold)-i < 4 && s.fold[i+1] != '#' {
		return 0, 0
	}
	return xxhash.Sum64(s.fold[i+1:]), hashName(s.fold) | 1
}

// measure measures how well a column fits as the one of the authors.
func (s *Segmenter) measure(c int, group uint8) column {
	col := column{}
	s.seen.Reset(len(s.recs))
	top := int32(0)
	for i := range s.recs {
		if s.recs[i].group != group {
			continue
		}
		col.of++
		n, at, w := s.candidate(&s.recs[i], c)
		if at < 0 || n.Empty() {
			continue
		}
		col.seen++
		col.worth += w
		count := s.seen.Add(hashName(n.Of(s.page.Src)))
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
	col.score -= s.openEnded(c)
	switch {
	case c == colBefore:
		col.score += .3
	case c == colBehind:
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
