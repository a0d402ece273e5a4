package thread

import (
	"fmt"
	"io"
)

// Dump is a temporary debugging aid.
func (s *Segmenter) Dump(w io.Writer) {
	fmt.Fprintf(w, "classes %d marks %d best %d proof %+v\n", len(s.classes), len(s.marks), len(s.best), s.proof)
	if len(s.best) > 0 {
		s.fit(s.best)
		t := s.below(s.marks[s.best[len(s.best)-1]].block)
		h := s.above(s.marks[s.best[0]].block)
		fmt.Fprintf(w, "phase %v hinge %.2f words %.2f head %+v tail %+v modes %d %d score %.2f worth %.2f\n", s.phases(s.best, h, t), s.hinges(s.best, h, t), s.words(s.best), h, t, s.mode(false), s.mode(true), s.thread.Score, s.worth())
	}
	for c, col := range s.cols {
		if col.seen > 0 {
			fmt.Fprintf(w, " col %d seen %d distinct %d score %.2f\n", c, col.seen, col.distinct, col.score)
		}
	}
	lab := map[int32]string{}
	for i, r := range s.recs {
		lab[r.at] += fmt.Sprintf("A%d", i)
		for j := r.from; j < r.to; j++ {
			lab[j] += fmt.Sprintf("t%d", i)
		}
		if r.nameAt >= 0 {
			lab[r.nameAt] += fmt.Sprintf("n%d[%s]", i, r.name.Of(s.src))
		}
	}
	for i := range s.blocks {
		f := &s.facts[i]
		t := s.blocks[i].Text(s.src)
		fmt.Fprintf(w, "%4d g%d sym%d r%d c%d tm%d %-18s| %.90s\n", i, s.blocks[i].Gap, f.sym, f.role, f.count, f.time, lab[int32(i)], t)
	}
}
