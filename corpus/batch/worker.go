package batch

import (
	"time"

	"klartext/corpus"
	"klartext/corpus/dedup"
	"klartext/engine"
)

// worker works on records, whichever input they are from.
type worker struct {
	run     *Run
	cleaner *Cleaner
	hasher  dedup.Hasher
	dropper *dedup.Dropper // nil but with Lines
	text    []byte
}

func (r *Run) worker() {
	w := &worker{run: r, cleaner: NewCleaner(r.opts.Engine)}
	for j := range r.jobs {
		w.do(j)
	}
}

// do works on a record. Of long pages one at a time is in work, for the memory that it takes.
func (w *worker) do(j *job) {
	if len(j.record.Body) > keepBytes {
		w.run.long.Lock()
		defer w.run.long.Unlock()
		defer w.forget()
	}
	j.work(w, j)
	j.done <- struct{}{}
}

// forget gives the memory back that a long page took.
func (w *worker) forget() {
	w.cleaner.Forget()
	w.hasher = dedup.Hasher{}
	if cap(w.text) > keepBytes {
		w.text = nil
	}
}

// clean makes an item of a page.
func (w *worker) clean(j *job) {
	o := &w.run.opts
	start := time.Now()
	doc, err := w.cleaner.Clean(&j.record)
	w.run.clock.engine.since(start)
	w.run.clock.bytes.Add(j.bytes)
	w.run.clock.pages.Add(1)
	if err != nil {
		j.damage = &corpus.Damage{At: j.record.At, Err: err}
		return
	}
	defer w.run.clock.encoding.since(time.Now())
	j.tally.fill(doc)
	if w.run.keeps(j.tally.language) {
		w.dedup(j, doc)
		if err := o.Format.Encode(&j.item, &j.record, doc, o.Write); err != nil {
			j.damage = &corpus.Damage{At: j.record.At, Err: err}
		}
	}
}

// dedup does of the deduplication what needs no order.
func (w *worker) dedup(j *job, doc *engine.Document) {
	switch w.run.opts.Dedup {
	case Lines:
		if w.dropper == nil {
			w.dropper = dedup.NewDropper(w.run.survey, dedup.Rule{}, 0)
		}
		j.tally.repeated = w.dropper.Drop(doc, dedup.Host(j.record.URL)).Blocks
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
	defer w.run.clock.counting.since(time.Now())
	j.prints = dedup.Prints{}
	defer func() {
		if recover() != nil { // the second pass reports it
			w.hasher, j.prints = dedup.Hasher{}, dedup.Prints{}
		}
	}()
	page, kind, err := j.record.Page(&w.cleaner.converter)
	host := dedup.Host(j.record.URL)
	switch {
	case err != nil:
	case kind == corpus.HTML:
		w.hasher.HTML(&j.prints, host, page)
	default:
		w.hasher.Text(&j.prints, host, page)
	}
}
