package grammar

import (
	"bytes"

	"github.com/cespare/xxhash/v2"
)

// A date may be the member's and not the record's: when somebody joined, or for how long. Such a
// date belongs to the author, so it comes back with the author and differs between authors.

// memberly reports whether the times of the records follow their authors: an author's records all
// show one time, and neighbours by different authors show different ones.
func (t *trial) memberly() bool {
	var same, equal, other, differ int
	t.latest.Reset(len(t.layout.recs))
	for i := range t.layout.recs {
		r := &t.layout.recs[i]
		if r.NameAt < 0 {
			continue
		}
		if i > 0 && t.layout.recs[i-1].NameAt >= 0 &&
			!bytes.Equal(r.Name.Of(t.page.Src), t.layout.recs[i-1].Name.Of(t.page.Src)) {
			other++
			differ += count(!bytes.Equal(t.page.Written(r.Anchor),
				t.page.Written(t.layout.recs[i-1].Anchor)))
		}
		key := xxhash.Sum64(r.Name.Of(t.page.Src))
		last := t.latest.At(key)
		prev := *last
		if *last = int32(i) + 1; prev > 0 {
			same++
			equal += count(bytes.Equal(t.page.Written(r.Anchor),
				t.page.Written(t.layout.recs[prev-1].Anchor)))
		}
	}
	return same >= 2 && equal*10 >= same*9 && other >= 2 && differ*10 >= other*7
}

// frozen reports whether nearly every record shows the minute of the one before: one line that the
// page repeats.
func (t *trial) frozen() bool {
	same := 0
	for i := 1; i < len(t.layout.recs); i++ {
		a, b := t.layout.recs[i-1].Anchor, t.layout.recs[i].Anchor
		same += count(t.page.Times[b].When.HasClock() &&
			bytes.Equal(t.page.Written(a), t.page.Written(b)))
	}
	return len(t.layout.recs) > 3 && same*10 >= 8*(len(t.layout.recs)-1)
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}
