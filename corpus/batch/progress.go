package batch

import (
	"sync"
	"sync/atomic"

	"klartext/corpus"
)

// Progress is the progress of a run.
type Progress struct {
	// Packed is how many bytes were read from the inputs in all passes, Total how many there are,
	// or -1 if that is unknown.
	Packed, Total int64
	Pages         int64 // written by this run
	Bytes         int64 // bytes of pages cleaned by this run
	Damaged       int64 // records found damaged by this run
	Inputs, Done  int   // inputs of this shard, and those that are done
	Pass, Passes  int   // Pass counts from 1; 0 before the start
}

// progress collects the data for Progress while readers come and go.
type progress struct {
	pages, damaged atomic.Int64
	done, pass     atomic.Int64
	clock          *clock

	mu     sync.Mutex
	open   map[corpus.Reader]bool
	packed int64 // of closed readers and skipped inputs
	total  int64
	inputs int
	passes int
}

func (p *progress) start(tasks []*task, twice bool) {
	p.open = map[corpus.Reader]bool{}
	p.inputs, p.passes = len(tasks), 1
	for _, t := range tasks {
		if t.in.Size < 0 {
			p.total = -1
			break
		}
		p.total += t.in.Size
	}
	if twice {
		p.passes = 2
		p.total = max(-1, 2*p.total)
	}
}

func (p *progress) opened(r corpus.Reader) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[r] = true
}

func (p *progress) closed(r corpus.Reader) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.open, r)
	p.packed += r.Counts().Packed
}

// skipped counts an input that is not read.
func (p *progress) skipped(t *task) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.packed += max(0, t.in.Size)
}

// Progress returns the progress of the run. It may be called from any goroutine.
func (r *Run) Progress() Progress { return r.progress.Now() }

// Now returns the current progress.
func (p *progress) Now() Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	packed := p.packed
	for r := range p.open {
		packed += r.Counts().Packed
	}
	return Progress{
		Packed: packed, Total: p.total, Pages: p.pages.Load(), Bytes: p.clock.bytes.Load(),
		Damaged: p.damaged.Load(), Inputs: p.inputs, Done: int(p.done.Load()),
		Pass: int(p.pass.Load()), Passes: p.passes,
	}
}
