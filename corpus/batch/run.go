package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"klartext/corpus"
	"klartext/corpus/dedup"
	"klartext/corpus/sink"
)

// Run is one run over a crawl.
type Run struct {
	opts  Options
	dir   sink.Dir
	tasks []*task

	jobs    chan *job
	workers []*worker
	pool    *pool
	long    sync.Mutex // held while a page over KeepBytes is cleaned

	once   *once         // set with Exact and Near
	survey *dedup.Survey // set with Lines

	clock     clock
	progress  progress
	reporting sync.Mutex // for OnDamage
}

// InputError is the error for an input that could not be read to its end. The other inputs are
// still read, except with Exact and Near, which depend on the order of the inputs: there the run
// ends.
type InputError struct {
	Name string
	Err  error
}

// Error returns the name of the input and the cause.
func (e *InputError) Error() string { return fmt.Sprintf("%s: %v", e.Name, e.Err) }

// Unwrap returns the cause.
func (e *InputError) Unwrap() error { return e.Err }

// WriteError is the error for output that could not be written. It ends the run.
type WriteError struct{ Err error }

// Error returns what could not be written, and why.
func (e *WriteError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *WriteError) Unwrap() error { return e.Err }

// New prepares a run over the inputs of all shards, as returned by corpus.Inputs, except those in
// the output directory. It creates the output directory, checks the results in it, and removes the
// temporary files of earlier runs. The error is a *StartError if the results there do not match
// these inputs and options; otherwise it is an error of the file system.
func New(inputs []corpus.Input, o Options) (*Run, error) {
	o.setDefaults()
	if err := os.MkdirAll(o.Out, 0o777); err != nil {
		return nil, &WriteError{err}
	}
	if len(inputs) > 0 {
		if inputs = corpus.Without(inputs, o.Out); len(inputs) == 0 {
			return nil, &StartError{Path: o.Out, Err: ErrNothing, Advice: "use another directory"}
		}
	}
	r := &Run{opts: o, dir: sink.Dir{Path: o.Out, Before: o.before, NoSync: o.noSync},
		pool: newPool(), once: newOnce(o.Dedup)}
	r.tasks = plan(inputs, &r.opts)
	if o.Dedup == Lines {
		name := r.surveyName()
		for _, t := range r.tasks {
			t.manifest.Options.Survey = name
		}
	}
	for _, t := range r.tasks {
		path := filepath.Join(o.Out, t.name+manifestSuffix)
		m, err := loadManifest(path)
		switch {
		case err != nil:
			return nil, err
		case m == nil:
			continue
		case !o.Resume:
			return nil, &StartError{
				Path: path, Err: ErrResults,
				Advice: "continue with --resume, or use another directory",
			}
		}
		if err := m.check(path, &t.manifest); err != nil {
			return nil, err
		}
		t.manifest = *m
	}
	if err := r.checkTwice(); err != nil {
		return nil, err
	}
	if r.once != nil {
		if err := r.once.resume(&r.dir, r.tasks); err != nil {
			return nil, err
		}
	}
	if err := sweep(&r.dir, r.tasks, r.surveyName()); err != nil {
		return nil, &WriteError{err}
	}
	r.progress.clock = &r.clock
	r.progress.start(r.tasks, o.Dedup == Lines && !r.complete())
	return r, nil
}

// Do cleans everything that is not done yet. Damage is not an error. The error is the context's
// cause if the context ended, a *WriteError, or the joined *InputErrors of inputs that could not be
// read. Stats are right in any case, and a run with Options.Resume can continue.
func (r *Run) Do(ctx context.Context) (Stats, error) {
	pin()
	defer unpin()
	r.clock.begin()
	r.jobs = make(chan *job)
	var workers sync.WaitGroup
	for range r.opts.Workers {
		w := r.newWorker()
		r.workers = append(r.workers, w)
		workers.Go(w.run)
	}
	err := r.passes(ctx)
	close(r.jobs)
	workers.Wait()
	return r.stats(), err
}

func (r *Run) passes(ctx context.Context) error {
	var unread error // in the first pass
	if r.opts.Dedup == Lines && !r.complete() {
		r.progress.pass.Add(1)
		var err error
		if unread, err = r.count(ctx); err != nil {
			return err
		}
	}
	r.progress.pass.Add(1)
	if err := r.each(ctx, r.clean); err != nil { // includes inputs that still cannot be read
		return err
	}
	return unread
}

// complete reports whether nothing is left to do.
func (r *Run) complete() bool {
	return !slices.ContainsFunc(r.tasks, func(t *task) bool { return !t.manifest.Complete })
}

// each calls do for the tasks, several at a time if one reader could not keep the workers busy: a
// reader unpacks about four times as fast as a worker cleans. Input errors are collected; any other
// error ends it.
func (r *Run) each(ctx context.Context, do func(context.Context, *task) error) error {
	readers := max(1, r.opts.Workers/4)
	if r.opts.Dedup.inOrder() {
		readers = 1
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	todo := make(chan int)
	errs := make([]error, len(r.tasks)) // in the order of the tasks, whatever the timing
	var group sync.WaitGroup
	for range min(readers, len(r.tasks)) {
		group.Go(func() {
			pin()
			defer unpin()
			for i := range todo {
				err := do(ctx, r.tasks[i])
				var input *InputError
				if errs[i] = err; err != nil &&
					(!errors.As(err, &input) || r.opts.Dedup.inOrder()) {
					cancel(err)
				}
			}
		})
	}
	for i := range r.tasks {
		if ctx.Err() != nil {
			break
		}
		todo <- i
	}
	close(todo)
	group.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return errors.Join(errs...)
}

// clean cleans an input.
func (r *Run) clean(ctx context.Context, t *task) error {
	defer r.progress.done.Add(1)
	if t.manifest.Complete {
		r.progress.skipped(t)
		return nil
	}
	// From here on there is a manifest, so results never exist without one.
	if err := t.manifest.save(&r.dir, t.name+manifestSuffix); err != nil {
		return &WriteError{err}
	}
	w := r.newWriter(t)
	defer w.abandon()
	counts, err := r.stream(ctx, t, t.manifest.Events, (*worker).clean, func(j *job) error {
		return asWrite(w.take(j))
	})
	if err != nil {
		return err
	}
	w.counts.read(counts)
	return asWrite(w.end())
}

func asWrite(err error) error {
	if err == nil {
		return nil
	}
	return &WriteError{err}
}

func (r *Run) reportDamage(d *corpus.Damage) {
	r.progress.damaged.Add(1)
	if r.opts.OnDamage != nil {
		r.reporting.Lock()
		defer r.reporting.Unlock()
		r.opts.OnDamage(d)
	}
}
