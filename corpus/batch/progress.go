package batch

import (
	"sync"
	"sync/atomic"

	"klartext/corpus"
)

// Progress is how far a run is.
type Progress struct {
	Packed, Total int64 // bytes read of the inputs, in all passes, and what there is; Total -1 where that is not known
	Pages         int64 // written by this run
	Bytes         int64 // of pages taken apart by this run
	Damaged       int64 // noted by this run
	Inputs, Done  int
	Pass, Passes  int // from 1; 0 before the start
}

// progress is what Progress is made of while readers come and go.
type progress struct {
	pages, damaged atomic.Int64
	done, pass     atomic.Int64
	clock          *clock

	mu     sync.Mutex
	open   map[corpus.Reader]bool
	packed int64 // of readers that are closed, and of inputs that are skipped
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

// Progress returns how far the run is. It may be called from any goroutine.
func (r *Run) Progress() Progress { return r.progress.Now() }

// Now returns the state of the moment.
func (p *progress) Now() Progress {
	p.mu.Lock()
	defer p.mu.Unlock()
	packed := p.packed
	for r := range p.open {
		packed += r.Counts().Packed
	}
	return Progress{
		Packed: packed, Total: p.total, Pages: p.pages.Load(), Bytes: p.clock.bytes.Load(), Damaged: p.damaged.Load(),
		Inputs: p.inputs, Done: int(p.done.Load()), Pass: int(p.pass.Load()), Passes: p.passes,
	}
}
