package thread

import (
	"bytes"

	"klartext/engine/when"
)

// A date may be the member's and not the record's: when somebody joined, or for how long. Such a date belongs to the
// author, so it comes back with the author and differs between authors.

// vague reports whether most times of a run are bare durations, "114 months": on some pages they are the members' ages.
func (s *Segmenter) vague(run []int32) bool {
	n := 0
	for _, m := range run {
		if t := &s.page.Times[m].When; t.Kind == when.Age && !t.Marked {
			n++
		}
	}
	return 2*n > len(run)
}

// memberly reports whether the times of the records follow their authors: an author's records all show one time, and
// neighbours by different authors show different ones.
func (s *Segmenter) memberly() bool {
	var same, equal, other, differ int
	s.latest.Reset(len(s.recs))
	for i := range s.recs {
		r := &s.recs[i]
		if r.nameAt < 0 {
			continue
		}
		if i > 0 && s.recs[i-1].nameAt >= 0 && !bytes.Equal(r.name.Of(s.page.Src), s.recs[i-1].name.Of(s.page.Src)) {
			other++
			differ += count(!bytes.Equal(s.page.Written(r.anchor), s.page.Written(s.recs[i-1].anchor)))
		}
		key := hashName(r.name.Of(s.page.Src))
		last := s.latest.At(key)
		prev := *last
		if *last = int32(i) + 1; prev > 0 {
			same++
			equal += count(bytes.Equal(s.page.Written(r.anchor), s.page.Written(s.recs[prev-1].anchor)))
		}
	}
	return same >= 2 && equal*10 >= same*9 && other >= 2 && differ*10 >= other*7
}

// frozen reports whether nearly every record shows the minute of the one before: one line that the page repeats.
func (s *Segmenter) frozen() bool {
	same := 0
	for i := 1; i < len(s.recs); i++ {
		a, b := s.recs[i-1].anchor, s.recs[i].anchor
		same += count(s.page.Times[b].When.HasClock() && bytes.Equal(s.page.Written(a), s.page.Written(b)))
	}
	return len(s.recs) > 3 && same*10 >= 8*(len(s.recs)-1)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
