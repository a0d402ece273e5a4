package thread

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/tag"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
)

// section finds what stands around the records, or instead of them: heading, count, form, policy; the state of the
// section and the count it announces.
func (s *Segmenter) section() {
	th := &s.thread
	if len(th.Comments) > 0 {
		th.State = Open
		th.First = s.grow(th.First, -1)
		th.Last = s.grow(max(th.Last, th.LastBlock()), 1)
	} else {
		s.empty()
	}
	s.external()
	if th.Announced = s.announced(); th.Announced < 0 {
		th.Announced = s.mentionedCount()
	}
	if th.Announced < 0 {
		th.Announced = s.data.Announced
	}
	if th.First >= 0 {
		s.state()
	}
	if th.Provider != nil && len(th.Comments) == 0 && (th.State == Open || th.State == NoSection) {
		th.State = External
	}
	th.Main = len(th.Comments) > 1 && s.mainThread()
}

const (
	maxGrow = 40 // blocks around the records that may belong to the section
	maxGap  = 3  // blocks without a role between two that have one
)

// furniture reports whether a block has a role around the records of a section.
func (s *Segmenter) furniture(i int32) bool {
	f := &s.page.Facts[i]
	switch f.Role {
	case lexicon.RoleHeading, lexicon.RoleCount, lexicon.RoleForm, lexicon.RoleClosed, lexicon.RolePolicy, lexicon.RoleMore, lexicon.RoleSort, lexicon.RoleProvider:
		return true
	case lexicon.RoleAction:
		return f.Symbol == lines.Action
	}
	return false
}

// grow extends an end of the section over its furniture, in steps of dir.
func (s *Segmenter) grow(end, dir int32) int32 {
	gap := int32(0)
	for i, n := end+dir, int32(0); i >= 0 && i < int32(len(s.page.Blocks)) && n < maxGrow && gap < maxGap; i, n = i+dir, n+1 {
		switch f := &s.page.Facts[i]; {
		case f.Family == label.Form && dir > 0:
			gap = 0
		case f.Family != label.None && f.Family != label.CommentUI && f.Family != label.CommentPolicy:
			return end
		case s.furniture(i):
			end, gap = i, 0
			if dir < 0 && (f.Role == lexicon.RoleCount || f.Role == lexicon.RoleHeading) {
				n = max(n, maxGrow-12)
			}
		case f.Symbol == lines.Number && dir > 0 && s.thread.Announced < 0 && gap == 0 && lines.FirstNumber(s.page.Blocks[i].Text(s.page.Src)) == s.announced():
			end = i
		case f.Symbol == lines.Prose:
			return end
		default:
			gap++
		}
	}
	return end
}

// empty looks for a section without records: a heading with a policy, a form, a closed notice or a provider behind it.
func (s *Segmenter) empty() {
	th := &s.thread
	for i := int32(len(s.page.Facts)) / 4; i < int32(len(s.page.Facts)); i++ {
		f := &s.page.Facts[i]
		weight := 0
		switch f.Role {
		case lexicon.RoleHeading, lexicon.RoleCount:
			if f.Scope&lexicon.Whole == 0 && f.Role == lexicon.RoleHeading {
				continue
			}
			weight = 1
		case lexicon.RoleClosed, lexicon.RolePolicy, lexicon.RoleProvider, lexicon.RoleForm:
			weight = 2
			if f.Role == lexicon.RoleForm && f.Scope&lexicon.Whole != 0 {
				weight = 0
			}
		}
		if weight == 0 {
			continue
		}
		for j := i + 1; j < min(i+8, int32(len(s.page.Facts))); j++ {
			switch s.page.Facts[j].Role {
			case lexicon.RoleForm, lexicon.RoleClosed, lexicon.RolePolicy, lexicon.RoleProvider, lexicon.RoleCount, lexicon.RoleSort:
				weight++
			default:
				if s.about(j) {
					weight++
				}
			}
		}
		if weight >= 2 {
			th.First, th.Last = i, s.grow(i, 1)
			th.Last = s.policies(th.Last)
			return
		}
	}
}

// Stems that a notice of a comment section is written with, and those that say it is shut. They are looked for only in
// the paragraphs behind the heading of a section without records, so that they may be parts of ordinary words.
var (
	topics = [...]string{"komment", "posting", "community", "forum", "netiquette", "leserbrief", "nutzer", "comment", "discussion", "moderat", "réaction", "commento", "coment", "reacti"}
	shut   = [...]string{"geschlossen", "nachtruhe", "keine neuen", "nicht möglich", "nicht mehr", "wieder", "closed", "no longer", "not accept", "fermé", "chius", "cerrad", "gesloten"}
)

// policies extends an empty section over the paragraphs of a notice: greeting, notice, team, legal paragraph.
func (s *Segmenter) policies(last int32) int32 {
	for j := last + 1; j < min(last+7, int32(len(s.page.Facts))); j++ {
		if s.page.Facts[j].Role == lexicon.RolePolicy || s.page.Facts[j].Role == lexicon.RoleClosed || s.about(j) {
			last = j
		}
	}
	return last
}

// announced is the count that the page announces: the one nearest above the first record, else the first of the section.
func (s *Segmenter) announced() int32 {
	th := &s.thread
	best, where := int32(-1), int32(1<<30)
	top := th.First
	if len(th.Comments) > 0 {
		top = th.Comments[0].First
	}
	for i := range s.page.Facts {
		if s.page.Facts[i].Role != lexicon.RoleCount {
			continue
		}
		d := top - int32(i)
		if d < 0 {
			d = -4 * d
		}
		if n := s.page.CountIn(int32(i)); n >= 0 && d < where {
			best, where = n, d
		}
	}
	return best
}

// mentionedCount is the count in a short line that names comments and a number, as behind a byline or on a button: "23 comments",
// "View comments (412)"; -1 when there is none, or several that differ, which teasers of other pages have.
func (s *Segmenter) mentionedCount() int32 {
	found := int32(-1)
	for i := range s.page.Facts {
		b := &s.page.Blocks[i]
		n := s.tailNumber(int32(i))
		if n < 0 {
			if b.Words > 5 || b.Digits == 0 || b.Digits > 6 || b.Sentences > 0 || s.page.Facts[i].Time >= 0 || s.commented(int32(i)) || !s.remarked(s.page.Span(int32(i))) {
				continue
			}
			n = s.page.CountIn(int32(i))
		}
		if found >= 0 && n != found {
			return -1
		}
		found = n
	}
	if found < 0 && s.html != nil {
		return s.elementCount()
	}
	return found
}

// reviewed are stems of the words for what customers write. Without records, their number is that of another page.
var reviewed = [...]string{"review", "bewertung", "avis", "recensi", "reseñ", "opinion", "valoraci"}

// remarked reports whether a line names comments.
func (s *Segmenter) remarked(line Span) bool {
	return s.page.SpanHasStem(line, lines.Remarks) && (len(s.thread.Comments) > 0 || !s.page.SpanHasStem(line, reviewed[:]))
}

// tailNumber is the count of comments that ends a line with a time above the records: "by X 3 hours ago | 45 comments"; -1 when
// there is none.
func (s *Segmenter) tailNumber(i int32) int32 {
	if s.page.Facts[i].Time < 0 || s.commented(i) || !s.page.EndsInCount(i) {
		return -1
	}
	t := s.page.Blocks[i].Text(s.page.Src)
	to := bytes.LastIndexAny(t, "0123456789") + 1
	from := to
	for from > 0 && (t[from-1]-'0' < 10 || t[from-1] == ',' || t[from-1] == '.') {
		from--
	}
	n := int32(0)
	for _, c := range t[from:to] {
		if c-'0' < 10 && n < 10_000_000 {
			n = n*10 + int32(c-'0')
		}
	}
	return n
}

// elementCount is mentionedCount for the elements in the longer lines of an HTML page.
func (s *Segmenter) elementCount() int32 {
	found := int32(-1)
	es := s.html.Elements
	for e := range es {
		x := &es[e]
		if n := x.TextEnd - x.Text; x.Tag != tag.A && x.Tag != tag.Span || n < 4 || n > 30 || x.First >= int32(len(s.page.Blocks)) || s.commented(x.First) {
			continue
		}
		line, ok := s.elements.ShortLine(int32(e))
		if !ok || !bytes.ContainsAny(line.Of(s.page.Src), "0123456789") || !s.remarked(line) {
			continue
		}
		n := lines.FirstNumber(line.Of(s.page.Src))
		if found >= 0 && n != found {
			return -1
		}
		found = n
	}
	return found
}

// commented reports whether a block lies in a record.
func (s *Segmenter) commented(i int32) bool {
	cs := s.thread.Comments
	return len(cs) > 0 && i >= cs[0].First && i <= cs[len(cs)-1].Last
}

// state reads the notices of the section.
func (s *Segmenter) state() {
	th := &s.thread
	if th.State == NoSection {
		th.State = Open
	}
	more := false
	for i := th.First; i <= th.Last; i++ {
		f := &s.page.Facts[i]
		switch f.Role {
		case lexicon.RoleClosed:
			if len(th.Comments) == 0 || s.outside(i) || s.lastNotice(i) {
				th.State = Closed
			}
		case lexicon.RoleMore:
			more = true
		case lexicon.RoleProvider:
			th.Provider = s.providerIn(i)
			if len(th.Comments) == 0 && th.State == Open {
				th.State = External
			}
		default:
			if len(th.Comments) == 0 && s.about(i) && s.page.HasStem(i, shut[:]) {
				th.State = Closed
			}
		}
	}
	shown := int32(len(th.Comments))
	if th.State == Open && shown > 0 && (more && (th.Announced < 0 || th.Announced > shown) || th.Announced > shown*3/2+2) {
		th.State = Paginated
	}
	if th.State == Open && len(th.Comments) == 0 && th.Announced > 0 {
		th.State = External
	}
}

// lastNotice reports whether block i is the whole text of the last record: a notice that the system leaves as a post.
func (s *Segmenter) lastNotice(i int32) bool {
	c := &s.thread.Comments[len(s.thread.Comments)-1]
	return c.TextLen == 1 && s.thread.Text[c.Text].Start == s.page.Blocks[i].Start && s.page.Blocks[i].Words <= 24
}

// providerNames are the names of the external systems, providerFolds the same as Fold writes them.
var providerNames, providerFolds = func() (names, folds [][]byte) {
	for _, p := range elements.Providers {
		names = append(names, []byte(p))
		folds = append(folds, block.Fold(nil, []byte(p), false))
	}
	return names, folds
}()

// providerIn is the name of the external system that a block names; the block's text where it is none that is known.
func (s *Segmenter) providerIn(i int32) []byte {
	t := s.page.Blocks[i].Text(s.page.Src)
	s.fold = block.Fold(s.fold[:0], t[:min(len(t), lines.MaxFold)], false)
	for k, name := range providerFolds {
		if len(name) > 0 && bytes.Contains(s.fold, name) {
			return providerNames[k]
		}
	}
	return t
}

// external looks for an external system on an HTML page: by what its comments are to appear in, or what loads them.
func (s *Segmenter) external() {
	if s.html == nil {
		return
	}
	th := &s.thread
	if p := s.elements.Provider(); p > 0 {
		th.Provider = providerNames[p]
	}
}

// outside reports whether a block is before the first or behind the last record.
func (s *Segmenter) outside(i int32) bool {
	cs := s.thread.Comments
	return i < cs[0].First || i > cs[len(cs)-1].Last
}

// mainThread reports whether little else than the records is on the page.
func (s *Segmenter) mainThread() bool {
	var in, out int32
	for i := range s.page.Blocks {
		if s.page.Facts[i].Symbol != lines.Prose || s.page.Blocks[i].Words < 12 || s.page.Blocks[i].Sentences == 0 {
			continue
		}
		if int32(i) >= s.thread.First && int32(i) <= s.thread.Last {
			in += s.page.Blocks[i].Words
		} else {
			out += s.page.Blocks[i].Words
		}
	}
	return out*3 < in
}

// label writes the labels of the section's blocks.
func (s *Segmenter) label(sheet *label.Sheet) {
	th := &s.thread
	clear(sheet.Thread)
	s.strays(sheet)
	if th.First < 0 {
		return
	}
	for i := th.First; i <= th.Last; i++ {
		l := label.CommentUI
		if s.notice(i) {
			l = label.CommentPolicy
		}
		if s.page.Facts[i].Family == label.Ad {
			l = label.Ad
		}
		give(sheet, i, l, .9)
	}
	s.between(sheet)
	s.forms(sheet)
	for i := range th.Comments {
		s.labelComment(sheet, &th.Comments[i])
	}
}

func give(sheet *label.Sheet, i int32, l label.Label, score float32) {
	sheet.Thread[i] = label.Verdict{Label: l, Rule: label.ByThread, Score: score}
}

// strays labels the counts that stand alone, near a byline.
func (s *Segmenter) strays(sheet *label.Sheet) {
	for i := range s.page.Facts {
		if f := &s.page.Facts[i]; f.Role == lexicon.RoleCount && f.Scope&lexicon.Whole != 0 && s.page.Blocks[i].Digits > 0 && s.page.Blocks[i].Words <= 3 {
			give(sheet, int32(i), label.CommentUI, .7)
		}
	}
}

// notice reports whether a block of the section is a paragraph of its policy.
func (s *Segmenter) notice(i int32) bool {
	f := &s.page.Facts[i]
	return f.Role == lexicon.RolePolicy || f.Role == lexicon.RoleClosed && s.page.Blocks[i].Words > 7 || len(s.thread.Comments) == 0 && s.about(i)
}

// between labels the lines between two paragraphs of a policy: the greeting, the team.
func (s *Segmenter) between(sheet *label.Sheet) {
	last := int32(-1)
	for i := s.thread.First; i <= s.thread.Last; i++ {
		if !s.notice(i) {
			continue
		}
		if last >= 0 && i-last <= 4 {
			for j := last + 1; j < i; j++ {
				give(sheet, j, label.CommentPolicy, .8)
			}
		}
		last = i
	}
}

// labelComment labels the blocks of one record.
func (s *Segmenter) labelComment(sheet *label.Sheet, c *Comment) {
	th := &s.thread
	for i := c.First; i <= c.Last; i++ {
		b := &s.page.Blocks[i]
		in := func(x Span) bool { return !x.Empty() && x.Start >= b.Start && x.End <= b.End }
		f := &s.page.Facts[i]
		switch {
		case in(c.Author):
			give(sheet, i, label.CommentAuthor, c.Score)
		case in(c.Time):
			give(sheet, i, label.CommentTime, c.Score)
		case in(c.Rank):
			give(sheet, i, label.CommentRank, c.Score)
		case in(c.Votes):
			give(sheet, i, label.CommentVotes, c.Score)
		case f.Role == lexicon.RoleAvatar || f.Dup && f.Key == s.keyOfSpan(c.Author, c):
			give(sheet, i, label.CommentAuthor, c.Score)
		}
	}
	at := c.First
	for _, x := range th.Text[c.Text : c.Text+c.TextLen] {
		for ; at < c.Last && s.page.Blocks[at].End <= x.Start; at++ {
		}
		give(sheet, at, label.CommentText, c.Score)
	}
}

// keyOfSpan is the key of the record's block that the author stands in.
func (s *Segmenter) keyOfSpan(x Span, c *Comment) uint64 {
	for i := c.First; i <= c.Last; i++ {
		if b := &s.page.Blocks[i]; x.Start >= b.Start && x.End <= b.End {
			return s.page.Facts[i].Key
		}
	}
	return 0
}

// about reports whether a block is a paragraph on commenting.
func (s *Segmenter) about(i int32) bool {
	b := &s.page.Blocks[i]
	return b.Words >= 4 && b.Words <= 120 && (b.Sentences > 0 || b.LastRune == '!' || b.LastRune == ',') && s.page.HasStem(i, topics[:])
}
