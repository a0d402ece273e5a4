package thread

import (
	"math/bits"

	"github.com/cespare/xxhash/v2"

	"klartext/engine/thread/internal/lines"
)

// try fits the grammar of a run, lays its records out and returns their worth, 0 when they are no comments.
func (s *Segmenter) try(run []int32, groups []uint8) float32 {
	s.groups = groups
	s.lens = s.lens[:0]
	s.fitRun(run)
	for i, c := range s.cuts {
		s.lens = append(s.lens, s.page.Times[run[i+1]].Block-s.page.Times[run[i]].Block-1-c.post-c.pre)
	}
	t := s.below(s.page.Times[run[len(run)-1]].Block, s.groups[len(run)-1])
	h := s.above(s.page.Times[run[0]].Block, s.groups[0])
	if !s.held {
		s.phase = s.phases(run, h, t)
	}
	s.lay(run, s.phase, h, t)
	s.assign(run)
	proven := s.prove()
	s.constants()
	if !proven {
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

// constants notes of each record whether a line stands in it that most gaps show.
func (s *Segmenter) constants() {
	for i := range s.recs {
		r := &s.recs[i]
		con := false
		for j := r.top; j < stop(s.recs, i) && !con; j++ {
			con = (j < r.from || j >= r.to) && s.inWindow(j) && s.kindAt(j) == kindConst
		}
		r.has |= bit(con, 13)
	}
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
