package batch

import (
	"io"
	"os"
	"path/filepath"
	"sort"

	"klartext/corpus/dedup"
	"klartext/corpus/sink"
)

// once knows the documents that were written so far, in order, for Exact and Near. Its ids are the numbers of rows through all
// parts of the run, from which it tells where a row is without keeping anything for each.
type once struct {
	exact *dedup.Exact // one of these
	near  *dedup.Near
	rows  uint64   // written so far
	parts []rowRun // in order
	state string   // the file in which the state of the last part is, "" before the first
}

// rowRun is where the rows of a part begin.
type rowRun struct {
	first uint64
	name  string
}

func newOnce(d Dedup) *once {
	switch d {
	case Exact:
		return &once{exact: new(dedup.Exact)}
	case Near:
		return &once{near: dedup.NewNear(dedup.NearOptions{})}
	}
	return nil
}

// begin says that the rows from here on are in a part.
func (o *once) begin(part string) { o.parts = append(o.parts, rowRun{o.rows, part}) }

// twin is the row of which a page is a duplicate.
type twin struct {
	part       string
	row        uint64 // of the part, from 0
	similarity float64
}

// seen reports whether a page is a duplicate, and of what; if not it is the next row.
func (o *once) seen(j *job) (twin, bool) {
	id, duplicate, similarity := uint64(0), false, 1.0
	if o.exact != nil {
		id, duplicate = o.exact.Add(j.print, o.rows)
	} else {
		var m dedup.Match
		m, duplicate = o.near.Add(&j.sig, o.rows)
		id, similarity = m.ID, m.Similarity
	}
	if !duplicate {
		o.rows++
		return twin{}, false
	}
	p := o.parts[sort.Search(len(o.parts), func(i int) bool { return o.parts[i].first > id })-1]
	return twin{p.name, id - p.first, similarity}, true
}

// save writes the state to a file.
func (o *once) save(d *sink.Dir, name string) error {
	f, err := d.Create(name, 0o666)
	if err != nil {
		return err
	}
	if _, err := o.set().WriteTo(f); err != nil {
		f.Abandon()
		return err
	}
	return f.Commit()
}

// load reads the state that save wrote.
func (o *once) load(d *sink.Dir, name string) error {
	path := filepath.Join(d.Path, name)
	f, err := os.Open(path)
	if err != nil {
		return &StartError{Path: path, Err: ErrMissing, Advice: freshOut}
	}
	defer f.Close()
	if _, err := o.set().ReadFrom(f); err != nil {
		return &StartError{Path: path, Err: err, Advice: freshOut}
	}
	o.state = name
	return nil
}

func (o *once) set() interface {
	io.WriterTo
	io.ReaderFrom
} {
	if o.exact != nil {
		return o.exact
	}
	return o.near
}

// resume takes up what the manifests of tasks say was written. All before the last task with parts must be complete.
func (o *once) resume(d *sink.Dir, tasks []*task) error {
	state := ""
	open := "" // the first input that is not complete
	for _, t := range tasks {
		if open != "" && len(t.manifest.Parts) > 0 {
			return &StartError{Path: filepath.Join(d.Path, open+manifestSuffix), Err: ErrOrder, Advice: freshOut}
		}
		for _, p := range t.manifest.Parts {
			if p.Rows > 0 {
				o.parts = append(o.parts, rowRun{o.rows, p.Files[0].Name})
			}
			o.rows += uint64(p.Rows)
			if state != "" { // a kill can leave it
				if err := d.Remove(state); err != nil {
					return err
				}
			}
			state = p.State
		}
		if !t.manifest.Complete && open == "" {
			open = t.name
		}
	}
	if state == "" {
		return nil
	}
	return o.load(d, state)
}
