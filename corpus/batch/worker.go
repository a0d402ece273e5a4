package batch

import (
	"klartext/corpus"
	"klartext/corpus/dedup"
	"klartext/engine"
)

// worker works on records, whichever input they come from.
type worker struct {
	of      *Run
	cleaner *Cleaner
	hasher  dedup.Hasher
	dropper *dedup.Dropper // set only with Lines
	text    []byte
}

func (r *Run) newWorker() *worker {
	w := &worker{of: r, cleaner: NewCleaner(r.opts.Engine)}
	w.cleaner.Charset = r.opts.Charset
	w.forget()
	return w
}

// run works on jobs until there are no more.
func (w *worker) run() {
	pin()
	defer unpin()
	for j := range w.of.jobs {
		w.do(j)
	}
}

// do works on a record. Long pages are processed one at a time because of the memory that they
// take.
func (w *worker) do(j *job) {
	if len(j.record.Body) > KeepBytes {
		w.of.long.Lock()
		defer w.of.long.Unlock()
		defer w.forget()
	}
	err := engine.Guard(func() error {
		j.work(w, j)
		return nil
	})
	if err != nil { // what panicked is not used again
		w.forget()
		j.damage = &corpus.Damage{At: j.record.At, Err: err}
	}
	j.done <- struct{}{}
}

// forget frees the memory that a long page took.
func (w *worker) forget() {
	w.cleaner.Forget()
	w.hasher = dedup.Hasher{}
	if cap(w.text) > KeepBytes {
		w.text = nil
	}
}

// clean makes an item of a page.
func (w *worker) clean(j *job) {
	o := &w.of.opts
	start := threadTime()
	doc, err := w.cleaner.Clean(&j.record)
	w.of.clock.engine.since(start)
	w.of.clock.bytes.Add(j.bytes)
	w.of.clock.pages.Add(1)
	if err != nil {
		j.damage = &corpus.Damage{At: j.record.At, Err: err}
		return
	}
	defer w.of.clock.encoding.since(threadTime())
	j.tally.Fill(doc)
	if j.tally.In(o.Languages) {
		w.dedup(j, doc)
		if err := o.Format.Encode(&j.item, &j.record, doc, o.Write); err != nil {
			j.damage = &corpus.Damage{At: j.record.At, Err: err}
		}
	}
}

// dedup does the part of the deduplication that does not depend on order.
func (w *worker) dedup(j *job, doc *engine.Document) {
	switch w.of.opts.Dedup {
	case Lines:
		if w.dropper == nil {
			w.dropper = dedup.NewDropper(w.of.survey, dedup.Rule{}, MostRepeats)
		}
		j.tally.Repeated = w.dropper.Drop(doc, dedup.Host(j.record.URL)).Blocks
	case Exact:
		w.text = doc.AppendText(w.text[:0], engine.WriteOptions{})
		j.print = w.hasher.Fingerprint(w.text)
	case Near:
		w.text = doc.AppendText(w.text[:0], engine.WriteOptions{})
		j.sig = w.hasher.Signature(w.text)
	}
}

// count finds the blocks of a page for the first pass of Lines.
func (w *worker) count(j *job) {
	defer w.of.clock.counting.since(threadTime())
	w.cleaner.Prints(&j.prints, &j.record)
}
