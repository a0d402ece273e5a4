package batch

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"

	"klartext/corpus"
	"klartext/corpus/dedup"
	"klartext/corpus/sink"
)

// job is an event of an input on its way from the reader through a worker to the writer. Jobs are
// reused.
type job struct {
	record corpus.Record
	damage *corpus.Damage // damage to the record or to its page
	seen   corpus.Counts  // of the reader, including this event
	whole  bool           // there is a record, whether or not it could be cleaned
	bytes  int64          // of its body
	held   int64          // part of the budget that it holds

	work func(*worker, *job)
	done chan struct{} // a worker has finished it

	item   sink.Item
	tally  Tally
	print  dedup.Fingerprint
	sig    dedup.Signature
	prints dedup.Prints
}

const (
	// flightBytes bounds the records between readers and writers. Engines never run out of work
	// with some megabytes of pages queued.
	flightBytes = 32 << 20
	// longCost is the cost of a byte of a page over KeepBytes, because of the memory that its
	// Engine and its row take. While a page of 8 MB is in flight, nothing else is, and nothing is
	// read.
	longCost = 4
	// KeepBytes is the largest body or item whose memory is reused, and the largest page after
	// which an Engine is kept.
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

// leastCost is the minimum cost of a job, which has memory of its own.
const leastCost = 4 << 10

// wait waits until there is room for some record. Readers call it before they read a record,
// because its memory is allocated before its length is known.
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
