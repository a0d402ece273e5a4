package batch

import (
	"sync/atomic"
	"time"
)

// Stats are what a run did.
type Stats struct {
	Counts Counts `json:"counts"` // of all parts, also those of the runs before that this one resumed
	Inputs int    `json:"inputs"` // of this shard
	Done   int    `json:"done"`   // of these complete

	Seconds float64 `json:"seconds"` // of this run only, as is what follows
	Read    int64   `json:"read"`    // bytes of pages
	Cleaned int64   `json:"cleaned"` // pages
	Packed  int64   `json:"packed"`  // bytes read of the inputs, those of parts that were complete included
	Workers int     `json:"workers"`

	// Busy are the seconds that the goroutines of each stage were at it, waiting for a processor included, and for the disk in
	// reading and writing. Their sum divided by Seconds is how many processors were used.
	Busy Busy `json:"busy_seconds"`

	PeakBytes int64 `json:"peak_bytes"` // the most memory that the process had; 0 where the system does not tell
}

// Busy are seconds by stage.
type Busy struct {
	Reading  float64 `json:"reading"`  // reading and unpacking
	Counting float64 `json:"counting"` // the first pass of Lines
	Engine   float64 `json:"engine"`   // with turning pages into UTF-8
	Encoding float64 `json:"encoding"` // rows, and the fingerprints of Dedup
	Writing  float64 `json:"writing"`  // packing and writing
}

// clock sums what the stages take.
type clock struct {
	start                                        time.Time
	reading, counting, engine, encoding, writing stopwatch
	bytes, pages                                 atomic.Int64
}

type stopwatch struct{ nanoseconds atomic.Int64 }

func (s *stopwatch) since(start time.Time) { s.nanoseconds.Add(int64(time.Since(start))) }
func (s *stopwatch) seconds() float64      { return time.Duration(s.nanoseconds.Load()).Seconds() }

func (r *Run) stats() Stats {
	c := &r.clock
	s := Stats{
		Inputs: len(r.tasks), Seconds: time.Since(c.start).Seconds(), Workers: r.opts.Workers,
		Read: c.bytes.Load(), Cleaned: c.pages.Load(), Packed: r.progress.Now().Packed, PeakBytes: peakMemory(),
		Busy: Busy{c.reading.seconds(), c.counting.seconds(), c.engine.seconds(), c.encoding.seconds(), c.writing.seconds()},
	}
	for _, t := range r.tasks {
		s.Counts.Add(&t.manifest.Counts)
		if t.manifest.Complete {
			s.Done++
		}
	}
	return s
}
