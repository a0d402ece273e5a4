package batch

import (
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"

	"klartext/corpus/dedup"
	"klartext/corpus/sink"
)

// once knows the documents that were written so far, in order, for Exact and Near. Its ids are the numbers of rows through all
// parts of the run, from which it tells where a row is without keeping anything for each.
type once struct {
	exact *dedup.Exact // one of these
	near  *dedup.Near
	fresh dedup.Exact // of exact, what is in no file yet
	rows  uint64      // written so far
	saved uint64      // of these, those whose documents are in files
	parts []rowRun    // in order
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
		if id, duplicate = o.exact.Add(j.print, o.rows); !duplicate {
			o.fresh.Add(j.print, o.rows)
		}
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

// save writes to a file what was seen since the last save. What all files have together is what is known.
func (o *once) save(d *sink.Dir, name string) error {
	f, err := d.Create(name, 0o666)
	if err != nil {
		return err
	}
	if o.exact != nil {
		_, err = o.fresh.WriteTo(f)
	} else {
		_, err = o.near.WriteSince(f, o.saved)
	}
	if err != nil {
		f.Abandon()
		return err
	}
	o.fresh, o.saved = dedup.Exact{}, o.rows
	return f.Commit()
}

// load adds what save wrote.
func (o *once) load(d *sink.Dir, name string) error {
	path := filepath.Join(d.Path, name)
	f, err := os.Open(path)
	if err != nil {
		return &StartError{Path: path, Err: ErrMissing, Advice: freshOut}
	}
	defer f.Close()
	if err := o.readMore(f); err != nil {
		return &StartError{Path: path, Err: err, Advice: freshOut}
	}
	return nil
}

func (o *once) readMore(r io.Reader) error {
	if o.near != nil {
		_, err := o.near.ReadMore(r)
		return err
	}
	var part dedup.Exact
	_, err := part.ReadFrom(r)
	if err == nil {
		o.exact.Merge(&part)
	}
	return err
}

// resume takes up what the manifests of tasks say was written. All before the last task with parts must be complete, and the same.
func (o *once) resume(d *sink.Dir, tasks []*task) error {
	open := false // there was an input that is not complete
	for _, t := range tasks {
		path := filepath.Join(d.Path, t.name+manifestSuffix)
		if open && len(t.manifest.Parts) > 0 {
			return &StartError{Path: path, Err: ErrOrder, Advice: sameOrder}
		}
		for _, p := range t.manifest.Parts {
			if p.First != o.rows {
				detail := "there were " + strconv.FormatUint(p.First, 10) + " rows before one of its parts, and are " + strconv.FormatUint(o.rows, 10)
				return &StartError{Path: path, Detail: detail, Err: ErrOrder, Advice: sameOrder}
			}
			if p.Rows == 0 {
				continue
			}
			o.parts = append(o.parts, rowRun{o.rows, p.Files[0].Name})
			if err := o.load(d, p.State); err != nil {
				return err
			}
			o.rows += uint64(p.Rows)
		}
		open = open || !t.manifest.Complete
	}
	o.saved = o.rows
	return nil
}

const sameOrder = "give the same inputs, or take another directory"
