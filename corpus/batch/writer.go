package batch

import (
	"strconv"

	"klartext/corpus"
	"klartext/corpus/sink"
	"klartext/engine"
)

// writer writes the output of an input. Events come in in order; parts and the manifest come out.
type writer struct {
	run  *Run
	task *task
	dir  *sink.Dir

	// The part being written. Its files are created when there is something to write.
	name       string // prefix of all its files
	events     int64
	bytes      int64 // of its pages
	rows       sink.Part
	rowCount   int64
	damage     *sink.File
	duplicates *sink.File
	counts     Counts // as the manifest will have them
	line       []byte
}

func (r *Run) newWriter(t *task) *writer {
	w := &writer{run: r, task: t, dir: &r.dir}
	w.begin()
	return w
}

// begin begins the next part.
func (w *writer) begin() {
	m := &w.task.manifest
	w.name = w.task.partName(len(m.Parts))
	w.events, w.bytes, w.rowCount = 0, 0, 0
	w.rows, w.damage, w.duplicates = nil, nil, nil
	w.counts = m.Counts.clone()
}

// damageBytes is how many bytes a damage counts toward the length of a part.
const damageBytes = 1 << 10

// take writes an event.
func (w *writer) take(j *job) error {
	defer w.run.clock.writing.since(threadTime())
	w.events++
	w.counts.read(j.seen)
	if j.whole {
		w.counts.Records++
		w.counts.Bytes += j.bytes
		w.bytes += j.bytes
	} else {
		w.bytes += damageBytes
	}
	var err error
	if j.damage != nil {
		err = w.noteDamage(j)
	} else {
		err = w.page(j)
	}
	if err == nil && w.bytes >= w.run.opts.PartSize {
		err = w.commit(false)
	}
	return err
}

// page writes a page, or counts why it is not written.
func (w *writer) page(j *job) error {
	w.counts.AddLanguage(&j.tally)
	if !j.tally.In(w.run.opts.Languages) {
		w.counts.Unwanted++
		return nil
	}
	rowsName := w.name + w.run.opts.Format.Suffix()
	if o := w.run.once; o != nil {
		if w.rowCount == 0 && (len(o.parts) == 0 || o.parts[len(o.parts)-1].name != rowsName) {
			o.begin(rowsName)
		}
		if of, duplicate := o.seen(j); duplicate {
			w.counts.Duplicates++
			return w.noteDuplicate(j, of)
		}
	}
	if w.rows == nil {
		var err error
		if w.rows, err = w.run.opts.Format.Create(w.dir, rowsName); err != nil {
			return err
		}
	}
	w.rowCount++
	w.counts.AddPage(&j.tally, j.item.Len())
	w.run.progress.pages.Add(1)
	return w.rows.Write(&j.item, w.task.manifest.Events+w.events)
}

func (w *writer) noteDamage(j *job) error {
	w.counts.AddDamage(j.damage.Err)
	w.run.reportDamage(j.damage)
	var of *corpus.Record
	if j.whole {
		of = &j.record
	}
	return w.note(&w.damage, sink.DamageSuffix, sink.AppendDamage(w.line[:0], j.damage, of))
}

func (w *writer) noteDuplicate(j *job, of twin) error {
	b := sink.AppendID(append(w.line[:0], `{"id":`...), &j.record)
	if j.record.URL != "" {
		b = engine.AppendJSONString(append(b, `,"url":`...), j.record.URL)
	}
	b = sink.AppendPosition(append(b, ','), j.record.At)
	b = engine.AppendJSONString(append(b, `,"of":{"part":`...), of.part)
	b = strconv.AppendUint(append(b, `,"row":`...), of.row, 10)
	b = strconv.AppendFloat(append(b, `},"similarity":`...), of.similarity, 'f', 3, 64)
	return w.note(&w.duplicates, ".duplicates.jsonl", append(b, "}\n"...))
}

// note writes a line to a file of the part.
func (w *writer) note(f **sink.File, suffix string, line []byte) error {
	w.line = line
	if *f == nil {
		var err error
		if *f, err = w.dir.Create(w.name+suffix, 0o666); err != nil {
			return err
		}
	}
	_, err := (*f).Write(line)
	return err
}

// end ends the output, after the last event.
func (w *writer) end() error {
	defer w.run.clock.writing.since(threadTime())
	return w.commit(true)
}

// commit makes the part appear, saves the state of dedup, and then records the part in the
// manifest. A kill after any of these steps leaves a manifest that matches the files it names.
func (w *writer) commit(last bool) error {
	m := w.task.manifest // a copy: until it is saved, nothing has happened
	if w.events > 0 {
		p, err := w.commitFiles()
		if err != nil {
			return err
		}
		m.Parts = append(m.Parts, p)
		m.Events += w.events
		w.counts.Parts++
	}
	m.Counts, m.Complete = w.counts, last
	if err := m.save(w.dir, w.task.name+manifestSuffix); err != nil {
		return err
	}
	w.task.manifest = m
	w.begin()
	return nil
}

func (w *writer) commitFiles() (part, error) {
	p := part{Rows: w.rowCount}
	if w.rows != nil {
		size, err := w.rows.Commit()
		if err != nil {
			return p, err
		}
		p.Files = append(p.Files, partFile{w.name + w.run.opts.Format.Suffix(), size})
		w.counts.PartBytes += size
	}
	for _, f := range []struct {
		file   *sink.File
		suffix string
	}{{w.damage, sink.DamageSuffix}, {w.duplicates, ".duplicates.jsonl"}} {
		if f.file == nil {
			continue
		}
		if err := f.file.Commit(); err != nil {
			return p, err
		}
		p.Files = append(p.Files, partFile{w.name + f.suffix, f.file.Size()})
	}
	o := w.run.once
	if o == nil {
		return p, nil
	}
	p.First = o.rows - uint64(p.Rows)
	if p.Rows == 0 {
		return p, nil
	}
	p.State = w.name + ".seen"
	return p, o.save(w.dir, p.State)
}

// abandon removes the part that is not complete.
func (w *writer) abandon() {
	if w.rows != nil {
		w.rows.Abandon()
	}
	for _, f := range []*sink.File{w.damage, w.duplicates} {
		if f != nil {
			f.Abandon()
		}
	}
}
