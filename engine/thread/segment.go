package thread

import (
	"math/bits"

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

	own   lexicon.Phrases
	names names.Reader

	weigher    weigher
	search     search
	emitter    emitter
	quotes     quotes
	signatures signatures

	fold []byte
	seen hashtable.Counter[uint64]
	recs []record // of an HTML page

	tape     tape // of an HTML page
	elements elements.Reader
	told     told
	markup   reply.Markup
	mentions reply.Words
	known    reply.Authors
	nameKeys []uint64 // see replies
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
	s.search.collect()
	if s.search.find() || s.search.untimed() {
		s.thread.Score = s.weigher.proof.sum
		s.emitter.emitAll()
		s.quotes.markQuoted()
		s.signatures.cutSignatures(s.weigher.forum())
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
	s.weigher.reset(&s.page)
	s.search.reset(&s.page, &s.names, &s.weigher)
	s.emitter.reset(&s.page, &s.thread, &s.search.trial)
	s.quotes.reset(&s.page, &s.thread, &s.search.trial.fit, &s.known)
	s.signatures.reset(&s.page, &s.thread)
}

const (
	manyAnchors = 256 // a class with more time lines is not searched for single comments
	maxTrim     = 8   // records that trim drops
)

// search looks for the best run of anchors.
type search struct {
	page    *lines.Page
	trial   trial
	classes []class
	signs   []sign
	tally   hashtable.Counter[uint64] // keys of classes
	anchor  []int32                   // of the class that is tried
	best    []int32                   // of the best run so far
	key     uint64                    // of its class
	union   []int32
	other   []int32
	groups  []uint8 // of the anchors of the run that is tried: which grammar is theirs
}

func (s *search) reset(page *lines.Page, n *names.Reader, w *weigher) {
	s.page = page
	s.trial.reset(page, n, w)
}

// find tries every class of time lines, run by run, and lays out the best that holds as a comment section.
func (s *search) find() bool {
	top := float32(0)
	s.best = s.best[:0]
	for _, c := range s.classes {
		s.anchor = s.anchors(s.anchor[:0], c.key)
		for from := 0; from < len(s.anchor); {
			to := s.runEnd(from)
			run := s.anchor[from:to]
			from = to
			if len(run) == 1 && (len(s.anchor) > manyAnchors || !headed(s.page, run[0])) {
				continue
			}
			s.alone(len(run))
			v := s.trial.try(run, s.groups)
			if core := s.core(run); len(core) < len(run) {
				if w := s.trial.try(core, s.groups); w > v {
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
	return true
}

// core is the run without the records at its end that lack two or more of the features that most show: the dates of a
// list of other pages below the section.
func (s *search) core(run []int32) []int32 {
	usual, n := s.trial.weigher.usual(), len(run)
	for n > 3 && bits.OnesCount16(usual&^s.trial.layout.recs[n-1].has) >= 2 {
		n--
	}
	return run[:n]
}

// trim drops records at the ends of the best run that lack two or more of the features that most records show: the date of
// the article above, a list of other stories below.
func (s *search) trim() {
	s.alone(len(s.best))
	v := s.trial.try(s.best, s.groups)
	for drops := 0; drops < maxTrim && len(s.best) > 3; drops++ {
		usual, n := s.trial.weigher.usual(), len(s.best)
		first := bits.OnesCount16(usual &^ s.trial.layout.recs[0].has)
		last := bits.OnesCount16(usual &^ s.trial.layout.recs[n-1].has)
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
		w := s.trial.try(cut, s.groups)
		if w < v-slack {
			break
		}
		s.best, v = append(s.best[:0], cut...), w
	}
	s.trial.try(s.best, s.groups)
}

// strange reports whether the time line of record i is written as no other of the run.
func (s *search) strange(i int) bool {
	r := &s.trial.layout.recs[i]
	for j := range s.trial.layout.recs {
		o := &s.trial.layout.recs[j]
		if j != i && s.trial.styleOf(o) == s.trial.styleOf(r) && s.page.Times[o.anchor].When.Kind == s.page.Times[r.anchor].When.Kind {
			return false
		}
	}
	return true
}

// runEnd returns where the run of anchors that starts at from ends: before a heading, a form or another part of the page.
func (s *search) runEnd(from int) int {
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
func (s *search) breaks(i int32) bool {
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
