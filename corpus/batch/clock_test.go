package batch

import (
	"testing"
	"time"
)

// The stages do not take more time than the process: nothing is counted twice, or by the clock of
// another thread.
func TestBusy(t *testing.T) {
	inputs := crawl(t)
	if processTime() == 0 || clockName != "cpu" {
		t.Skip("this system does not report the processor time of threads and of the process")
	}
	for _, d := range []Dedup{None, Exact, Lines, Near} {
		b := run(t, inputs, Options{Out: t.TempDir(), Dedup: d, Workers: 3}).Busy
		const grain = 20 * time.Millisecond // of the process time
		if b.Clock != clockName || b.Sum() > b.Process+grain.Seconds() {
			t.Errorf("%v: %v s in all stages, %v s of the process", d, b.Sum(), b.Process)
		}
		if b.Reading <= 0 || b.Engine <= 0 || b.Encoding <= 0 || b.Writing <= 0 ||
			(b.Counting > 0) != (d == Lines) {
			t.Errorf("%v: got %+v", d, b)
		}
	}
}

// What hosts repeat is listed, and the list does not depend on timing.
func TestRepeats(t *testing.T) {
	inputs := crawl(t)
	for _, workers := range []int{1, 4} {
		s := run(t, inputs, Options{Out: t.TempDir(), Dedup: Lines, Workers: workers})
		want := Repeat{"example.org", 68, "Whoever wants to write to the editors finds " +
			"the address in the house by the harbour, where they sit."}
		if len(s.Repeats) == 0 || s.Repeats[0].Host != want.Host ||
			s.Repeats[0].Text != want.Text || s.FalseRate > 0.01 {
			t.Errorf("%d workers: got %+v, false rate %v", workers, s.Repeats, s.FalseRate)
		}
	}
}
