package batch

import (
	"time"

	"klartext/corpus/dedup"
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

	// Busy says where the time of the processors went. On the systems that have no clock for each thread it is wall time, waiting for
	// a processor and for the disk included.
	Busy Busy `json:"busy_seconds"`

	PeakBytes int64 `json:"peak_bytes"` // the most memory that the process had; 0 where the system does not tell

	// With Lines: the chance that a block that is on one page only was taken for a repeated one, see dedup.Survey, and the blocks dropped
	// by this run that are on most pages of their host, at most MostRepeats.
	FalseRate float64  `json:"false_rate"`
	Repeats   []Repeat `json:"repeats,omitempty"`
}

// Busy are seconds by stage.
type Busy struct {
	Clock    string  `json:"clock"`    // "cpu": processor time, or "wall"
	Reading  float64 `json:"reading"`  // reading and unpacking
	Counting float64 `json:"counting"` // the first pass of Lines
	Engine   float64 `json:"engine"`   // with turning pages into UTF-8
	Encoding float64 `json:"encoding"` // rows, and the fingerprints of Dedup
	Writing  float64 `json:"writing"`  // packing and writing
	Process  float64 `json:"process"`  // processor time of the whole process: the above and the garbage collector; 0 where it is not known
}

// Sum returns the time of all stages.
func (b *Busy) Sum() float64 { return b.Reading + b.Counting + b.Engine + b.Encoding + b.Writing }

// MostRepeats is the length of the list of repeated blocks.
const MostRepeats = 100

// Repeat is a block that a host repeats.
type Repeat struct {
	Host  string `json:"host"`
	Pages int    `json:"pages"` // of the host that have it, at most dedup.MaxPages
	Text  string `json:"text"`  // at most 200 bytes of it
}

func (r *Run) stats() Stats {
	c := &r.clock
	s := Stats{
		Inputs: len(r.tasks), Seconds: time.Since(c.start).Seconds(), Workers: r.opts.Workers,
		Read: c.bytes.Load(), Cleaned: c.pages.Load(), Packed: r.progress.Now().Packed, PeakBytes: peakMemory(), Busy: c.busy(),
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
