package grammar

import (
	"klartext/engine/internal/hashtable"
	"klartext/engine/internal/lexicon"
	"klartext/engine/label"
	"klartext/engine/thread/internal/evidence"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
)

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

func (s *search) reset(page *lines.Page, n *names.Reader, w *evidence.Weigher) {
	s.page = page
	s.trial.reset(page, n, w)
}

// find tries every class of time lines, run by run, and lays out the best one that is convincing as
// a comment section.
func (s *search) find() bool {
	top := float32(0)
	s.best = s.best[:0]
	for _, c := range s.classes {
		s.anchor = s.anchors(s.anchor[:0], c.key)
		for from := 0; from < len(s.anchor); {
			to := s.runEnd(from)
			run := s.anchor[from:to]
			from = to
			if len(run) == 1 && (len(s.anchor) > manyAnchors || !evidence.Headed(s.page, run[0])) {
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

// core is the run without the records at its end that lack two or more of the features that most
// show: the dates of a list of other pages below the section.
func (s *search) core(run []int32) []int32 {
	usual, n := s.trial.weigher.Usual(), len(run)
	for n > 3 && s.trial.layout.recs[n-1].Has.Missing(usual) >= 2 {
		n--
	}
	return run[:n]
}

// trim drops records at the ends of the best run that lack two or more of the features that most
// records show: the date of the article above, a list of other stories below.
func (s *search) trim() {
	s.alone(len(s.best))
	v := s.trial.try(s.best, s.groups)
	for drops := 0; drops < maxTrim && len(s.best) > 3; drops++ {
		usual, n := s.trial.weigher.Usual(), len(s.best)
		first := s.trial.layout.recs[0].Has.Missing(usual)
		last := s.trial.layout.recs[n-1].Has.Missing(usual)
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
		if j != i && s.trial.styleOf(o) == s.trial.styleOf(r) &&
			s.page.Times[o.Anchor].When.Kind == s.page.Times[r.Anchor].When.Kind {
			return false
		}
	}
	return true
}

// runEnd returns where the run of anchors that starts at from ends: before a heading, a form or
// another part of the page.
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

// breaks reports whether a block separates two runs of records.
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
