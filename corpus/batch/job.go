package batch

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"

	"klartext/corpus"
	"klartext/corpus/dedup"
	"klartext/corpus/sink"
)

// job is an event of an input on its way from the reader by a worker to the writer. It is used again for another.
type job struct {
	record corpus.Record
	damage *corpus.Damage // instead of the record, or of its page
	seen   corpus.Counts  // of the reader, with this event
	whole  bool           // there is a record, whether it could be cleaned or not
	bytes  int64          // of its body
	held   int64          // of the budget

	work func(*worker, *job)
	done chan struct{} // a worker is ready with it

	item   sink.Item
	tally  Tally
	print  dedup.Fingerprint
	sig    dedup.Signature
	prints dedup.Prints
}

const (
	// flightBytes bounds the records between readers and writers. Engines are never without work for some
	// megabytes of pages in front of them.
	flightBytes = 32 << 20
	// longCost is what a byte of a page over KeepBytes counts, for the memory that its Engine and its row take: with a page of 8 MB
	// there is no other, and none is read.
	longCost = 4
	// KeepBytes is the largest body or item whose memory is used again, and the largest page for which an Engine is kept.
	KeepBytes = 1 << 20
)

// pool hands out jobs within the budget.
type pool struct {
	free   sync.Pool
	budget *semaphore.Weighted
}

func newPool() *pool {
	return &pool{
		free:   sync.Pool{New: func() any { return &job{done: make(chan struct{}, 1)} }},
		budget: semaphore.NewWeighted(flightBytes),
	}
}

func (p *pool) get() *job { return p.free.Get().(*job) }

// leastCost is what a job counts at least: it has memory of its own.
const leastCost = 4 << 10

// wait waits until there is room for some record. Readers do so before they read one, for its memory is taken before its length
// is known.
func (p *pool) wait(ctx context.Context) error {
	if err := p.budget.Acquire(ctx, leastCost); err != nil {
		return context.Cause(ctx)
	}
	p.budget.Release(leastCost)
	return nil
}

// hold waits until there is room for a job's record.
func (p *pool) hold(ctx context.Context, j *job) error {
	r := &j.record
	n := int64(cap(r.Body))
	if n > KeepBytes {
		n *= longCost
	}
	n += int64(len(r.ID) + len(r.URL) + len(r.ContentType))
	if j.damage != nil {
		n += int64(len(j.damage.Err.Error()))
	}
	n = min(flightBytes, max(leastCost, n))
	if err := p.budget.Acquire(ctx, n); err != nil {
		return context.Cause(ctx)
	}
	j.held = n
	return nil
}

// put takes a job back.
func (p *pool) put(j *job) {
	p.budget.Release(j.held)
	body := j.record.Body[:0]
	if cap(body) > KeepBytes {
		body = nil
	}
	j.record, j.damage, j.held, j.work = corpus.Record{Body: body}, nil, 0, nil
	j.item.Reset(KeepBytes)
	p.free.Put(j)
}
