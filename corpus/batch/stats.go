package batch

import (
	"time"

	"klartext/corpus/dedup"
)

// Stats are the results of a run.
type Stats struct {
	// Counts covers all parts, including those of the earlier runs that this one resumed.
	Counts Counts `json:"counts"`
	Inputs int    `json:"inputs"` // in this shard
	Done   int    `json:"done"`   // of Inputs, those that are complete

	Seconds float64 `json:"seconds"` // of this run only, as are the following
	Read    int64   `json:"read"`    // bytes of pages
	Cleaned int64   `json:"cleaned"` // pages
	// Packed is how many bytes were read from the inputs, including those of parts already
	// complete.
	Packed  int64 `json:"packed"`
	Workers int   `json:"workers"`

	// Busy is the processor time by stage. On systems without a clock for each thread it is wall
	// time, which includes waiting for a processor and for the disk.
	Busy Busy `json:"busy_seconds"`

	// PeakBytes is the peak memory of the process in bytes, or 0 if the system does not report it.
	PeakBytes int64 `json:"peak_bytes"`

	// With Lines, FalseRate is the probability that a block on only one page was taken for a
	// repeated one, see dedup.Survey. Repeats lists the blocks dropped by this run that are on the
	// most pages of their host, at most MostRepeats.
	FalseRate float64  `json:"false_rate"`
	Repeats   []Repeat `json:"repeats,omitempty"`
}

// Busy is the time of each stage in seconds.
type Busy struct {
	Clock    string  `json:"clock"`    // "cpu" for processor time, or "wall"
	Reading  float64 `json:"reading"`  // reading and unpacking
	Counting float64 `json:"counting"` // the first pass of Lines
	Engine   float64 `json:"engine"`   // including the conversion of pages to UTF-8
	Encoding float64 `json:"encoding"` // rows, and the fingerprints of Dedup
	Writing  float64 `json:"writing"`  // packing and writing
	// Process is the processor time of the whole process: the above and the garbage collector. It
	// is 0 if unknown.
	Process float64 `json:"process"`
}

// Sum returns the total time of all stages.
func (b *Busy) Sum() float64 { return b.Reading + b.Counting + b.Engine + b.Encoding + b.Writing }

// MostRepeats is the maximum length of the list of repeated blocks.
const MostRepeats = 100

// Repeat is a block that a host repeats.
type Repeat struct {
	Host  string `json:"host"`
	Pages int    `json:"pages"` // of the host that have it, at most dedup.MaxPages
	Text  string `json:"text"`  // at most its first 200 bytes
}

func (r *Run) stats() Stats {
	c := &r.clock
	s := Stats{
		Inputs: len(r.tasks), Seconds: time.Since(c.start).Seconds(), Workers: r.opts.Workers,
		Read: c.bytes.Load(), Cleaned: c.pages.Load(), Packed: r.progress.Now().Packed,
		PeakBytes: peakMemory(), Busy: c.busy(),
	}
	for _, t := range r.tasks {
		s.Counts.Add(&t.manifest.Counts)
		if t.manifest.Complete {
			s.Done++
		}
	}
	if r.survey != nil {
		s.FalseRate = r.survey.FalseRate()
		top := dedup.NewTop(MostRepeats)
		for _, w := range r.workers {
			if w.dropper != nil {
				top.Merge(w.dropper.Top())
			}
		}
		for _, b := range top.List() {
			s.Repeats = append(s.Repeats, Repeat{b.Host, b.Pages, b.Text})
		}
	}
	return s
}
