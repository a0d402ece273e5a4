package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"klartext/corpus"
)

// stream reads an input, makes workers work on its records, and passes all its events in order to
// take, in the caller's goroutine. The first skip events are skipped. It returns the counts of the
// reader. Every reading error is an *InputError.
func (r *Run) stream(
	ctx context.Context, t *task, skip int64, work func(*worker, *job), take func(*job) error,
) (corpus.Counts, error) {
	in, err := r.opts.Open(t.in, r.opts.Read)
	if err != nil {
		return corpus.Counts{}, &InputError{t.in.Name, err}
	}
	defer in.Close()
	r.progress.opened(in)
	defer r.progress.closed(in)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)

	// The queue need not be long. Its content is bounded by bytes, and while a worker waits for a
	// long page at the head of the queue, others have enough to do.
	queue := make(chan *job, 16*r.opts.Workers)
	read := make(chan error, 1)
	go func() {
		pin()
		defer unpin()
		err := r.read(ctx, t, in, skip, work, queue)
		close(queue)
		read <- err
	}()
	var untaken error // takes precedence over what the reader reports after it
	for j := range queue {
		<-j.done
		if ctx.Err() == nil {
			if untaken = take(j); untaken != nil {
				cancel(untaken)
			}
		}
		r.pool.put(j)
	}
	if err := cmp.Or(untaken, <-read); err != nil {
		return in.Counts(), err
	}
	if ctx.Err() != nil {
		return in.Counts(), context.Cause(ctx)
	}
	return in.Counts(), nil
}

// read reads an input and hands its events to the workers and to the queue. Every job in the queue
// will be done.
func (r *Run) read(
	ctx context.Context, t *task, in corpus.Reader, skip int64, work func(*worker, *job),
	queue chan<- *job,
) error {
	for n := int64(0); ; n++ {
		j := r.pool.get()
		if err := r.pool.wait(ctx); err != nil {
			return err
		}
		start := threadTime()
		err := in.Next(&j.record)
		r.clock.reading.since(start)
		if err == io.EOF && n < skip {
			return &InputError{t.in.Name, fmt.Errorf(
				"%w: %d records were cleaned, but there are only %d", ErrChanged, skip, n)}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil && !errors.As(err, &j.damage) {
			return &InputError{t.in.Name, err}
		}
		if n < skip {
			r.pool.put(j)
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			continue
		}
		j.seen, j.work, j.whole, j.bytes = in.Counts(), work, j.damage == nil,
			int64(len(j.record.Body))
		if err := r.pool.hold(ctx, j); err != nil {
			return err
		}
		if j.damage != nil {
			j.done <- struct{}{}
		} else {
			select {
			case r.jobs <- j:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		queue <- j
	}
}
