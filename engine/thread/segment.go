package thread

import (
	"math/bits"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/block"
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/thread/internal/reply"
)

// Segmenter finds the comments of pages. It is to be reused: its slices grow to the largest page seen and stay.
type Segmenter struct {
	page   lines.Page
	thread Thread

	classes []class
	anchor  []int32 // of the class that is tried
	best    []int32 // of the best run so far
	own     lexicon.Phrases
	fold    []byte
	inLine  [1]Line // see inlineText
	matches []lexicon.Match
	names   names.Reader
	tally   hashtable.Counter[uint64]      // class keys
	seen    hashtable.Counter[uint64]      // names of a column
	latest  hashtable.Table[uint64, int32] // records by author and by signature, counted from 1
	gaps    hashtable.Counter[uint64]      // keys by the gaps they stand in

	signs    []sign
	dateless bool // the records have no times
	grams    [maxGroups]grammar
	groups   []uint8 // of the anchors of the run that is tried: which grammar is theirs
	other    []int32
	key      uint64 // class of the best run
	union    []int32
	base     int32 // first block that kinds and sums cover
	kinds    []kind
	sums     []float64
	cuts     []cut
	lens     []int32 // lines of text of the records
	recs     []record
	cols     [maxGroups][numCols]column
	proof    proof
	phase    phase
	held     bool   // the phase is known
	titled   bool   // most records have a title of their own
	scores   bool   // most records have their votes above their time lines
	closer   uint64 // key of the line that closes most texts

	tape     tape // of an HTML page
	elements elements.Reader
	told     told
	markup   reply.Markup
	mentions reply.Words
	known    reply.Authors
	nameKeys []uint64 // see replies

	heads []Span // of the comments: the head of the quote that opens the text
}

// Text segments the comments of a plain-text page and writes the labels of the section's blocks into its column
// of the sheet. The Thread is valid until the next call.
func (s *Segmenter) Text(src []byte, blocks []block.Block, sheet *label.Sheet) *Thread {
	s.own.Read(src, blocks)
	return s.Segment(src, blocks, sheet, &s.own)
}

// Segment is Text for a page that the lexicon has been read for already.
func (s *Segmenter) Segment(src []byte, blocks []block.Block, sheet *label.Sheet, phrases *lexicon.Phrases) *Thread {
	s.begin(src, blocks, phrases)
	s.collect()
	if s.search() || s.untimed() {
		s.comments()
		s.quotes()
		s.signatures()
		s.replies()
	}
	s.section()
	s.label(sheet)
	return &s.thread
}

// begin reads the blocks of a page.
func (s *Segmenter) begin(src []byte, blocks []block.Block, phrases *lexicon.Phrases) {
	s.page.Read(src, blocks, phrases)
	s.names.Reset(&s.page)
	s.tape.page, s.told.comments, s.told.count = nil, nil, -1
	s.thread = Thread{Comments: s.thread.Comments[:0], Text: s.thread.Text[:0], Announced: -1, First: -1, Last: -1}
	s.heads, s.dateless = s.heads[:0], false
}

const (
	manyAnchors = 256 // a class with more time lines is not searched for single comments
	maxTrim     = 8   // records that trim drops
)

// search tries every class of time lines, run by run, and lays out the best that holds as a comment section.
func (s *Segmenter) search() bool {
	top := float32(0)
	s.best = s.best[:0]
	for _, c := range s.classes {
		s.anchor = s.anchors(s.anchor[:0], c.key)
		for from := 0; from < len(s.anchor); {
			to := s.runEnd(from)
			run := s.anchor[from:to]
			from = to
			if len(run) == 1 && (len(s.anchor) > manyAnchors || !s.headed(run[0])) {
				continue
			}
			s.alone(len(run))
			v := s.try(run)
			if core := s.core(run); len(core) < len(run) {
				if w := s.try(core); w > v {
					v, run = w, core
				}
			}
			if v > top {
				top, s.key = v, c.key
				s.best = append(s.best[:0], run...)
			}
		}
	}
	if len(s.best) == 0 {
		return false
	}
	s.trim()
	s.join()
	s.thread.Score = s.proof.sum
	return true
}

// core is the run without the records at its end that lack two or more of the features that most show: the dates of a
// list of other pages below the section.
func (s *Segmenter) core(run []int32) []int32 {
	usual, n := s.usual(), len(run)
	for n > 3 && bits.OnesCount16(usual&^s.recs[n-1].has) >= 2 {
		n--
	}
	return run[:n]
}

// trim drops records at the ends of the best run that lack two or more of the features that most records show: the date of
// the article above, a list of other stories below.
func (s *Segmenter) trim() {
	s.alone(len(s.best))
	v := s.try(s.best)
	for drops := 0; drops < maxTrim && len(s.best) > 3; drops++ {
		usual, n := s.usual(), len(s.best)
		first := bits.OnesCount16(usual &^ s.recs[0].has)
		last := bits.OnesCount16(usual &^ s.recs[n-1].has)
		var cut []int32
		slack := float32(0)
		switch {
		case first >= 1 && s.strange(0):
			cut, slack = s.best[1:], 1.5
		case last >= 1 && s.strange(n-1):
			cut, slack = s.best[:n-1], 1.5
		case first >= 2 && first >= last:
			cut = s.best[1:]
		case last >= 2:
			cut = s.best[:n-1]
		default:
			return
		}
		w := s.try(cut)
		if w < v-slack {
			break
		}
		s.best, v = append(s.best[:0], cut...), w
	}
	s.try(s.best)
}

// strange reports whether the time line of record i is written as no other of the run.
func (s *Segmenter) strange(i int) bool {
	r := &s.recs[i]
	for j := range s.recs {
		o := &s.recs[j]
		if j != i && s.styleOf(o) == s.styleOf(r) && s.page.Times[o.anchor].When.Kind == s.page.Times[r.anchor].When.Kind {
			return false
		}
	}
	return true
}

// runEnd returns where the run of anchors that starts at from ends: before a heading, a form or another part of the page.
func (s *Segmenter) runEnd(from int) int {
	for i := from + 1; i < len(s.anchor); i++ {
		for b := s.page.Times[s.anchor[i-1]].Block + 1; b < s.page.Times[s.anchor[i]].Block; b++ {
			if s.breaks(b) {
				return i
			}
		}
	}
	return len(s.anchor)
}

// breaks reports whether a block stands between two runs of records.
func (s *Segmenter) breaks(i int32) bool {
	f := &s.page.Facts[i]
	if f.Count > 1 && int(f.Count)*4 > len(s.anchor) {
		return false
	}
	switch f.Role {
	case lexicon.RoleHeading, lexicon.RoleCount, lexicon.RoleForm, lexicon.RoleClosed:
		return f.Scope&lexicon.Whole != 0 || s.page.Blocks[i].Words <= 16
	}
	return f.Family == label.Related && f.Count == 1
}

// try fits the grammar of a run, lays its records out and returns their worth, 0 when they are no comments.
func (s *Segmenter) try(run []int32) float32 {
	s.lens = s.lens[:0]
	s.fit(run)
	for i, c := range s.cuts {
		s.lens = append(s.lens, s.page.Times[run[i+1]].Block-s.page.Times[run[i]].Block-1-c.post-c.pre)
	}
	t := s.below(s.page.Times[run[len(run)-1]].Block, s.groups[len(run)-1])
	h := s.above(s.page.Times[run[0]].Block, s.groups[0])
	if !s.held {
		s.phase = s.phases(run, h, t)
	}
	s.layout(run, s.phase, h, t)
	s.authors(run)
	if !s.prove() {
		return 0
	}
	v := s.worth() * s.proof.sum / (s.proof.sum + 4)
	switch {
	case s.memberly(), s.frozen():
		v *= .5
	case s.vague(run):
		v *= .8
	}
	return v
}

// worth sums what speaks for each record: a text, an author, nothing in the text that belongs elsewhere.
func (s *Segmenter) worth() (v float32) {
	usual := s.usual()
	s.seen.Reset(len(s.recs))
	group := [maxGroups]int{}
	for i := range s.recs {
		group[s.recs[i].group]++
		s.seen.Add(s.styleOf(&s.recs[i]))
	}
	for i := range s.recs {
		r := &s.recs[i]
		switch {
		case s.page.Times[r.anchor].Inline > 0:
			v += .6
		case r.from >= r.to:
			v -= 1
		case s.prosy(r.from, r.to):
			v += .6
		default:
			v += .1
		}
		if r.nameAt >= 0 {
			v += .3 + .2*s.steady(r)
		} else {
			v -= .4
		}
		bad := s.odd(r, group[r.group]) + .4*float32(bits.OnesCount16(usual&^r.has))
		if s.alien(r) {
			bad += .3
		}
		for j := r.from; j < r.to && bad < 2; j++ {
			switch s.kindAt(j) {
			case kindConst, kind(lines.Action):
				bad += .1
			case kind(lines.Time):
				if !s.page.Times[s.page.Facts[j].Time].Barred {
					bad += .15
				}
			}
		}
		v -= bad
	}
	return v
}

// steady is the share of the records of a group whose column of authors has the name of this one.
func (s *Segmenter) steady(r *record) float32 {
	c := &s.cols[r.group][r.slot]
	return float32(c.seen) / float32(max(1, c.of))
}

// odd is the penalty of a record whose time line is written as few others of the run.
func (s *Segmenter) odd(r *record, group int) float32 {
	if int(s.seen.Of(s.styleOf(r)))*3 < group {
		return .7
	}
	return 0
}

// styleOf tells how the time line of a record is written, apart for each group.
func (s *Segmenter) styleOf(r *record) uint64 {
	return s.page.KeyOf(&s.page.Times[r.anchor], lines.KeyShape) ^ uint64(r.group)<<60
}

func hashName(t []byte) uint64 { return xxhash.Sum64(t) }
