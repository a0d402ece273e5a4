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

// once holds the documents written so far, in order, for Exact and Near. Their ids are row numbers,
// counted through all parts of the run. The id alone gives the place of a row, so nothing else is
// kept for it.
type once struct { // either exact or near is set
	exact *dedup.Exact // one of these
	near  *dedup.Near
	fresh dedup.Exact // the part of exact that is in no file yet
	rows  uint64      // written so far
	saved uint64      // of rows, those whose documents are in files
	parts []rowRun    // in order
}

// rowRun is the first row of a part.
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

// begin says that the following rows are in a part.
func (o *once) begin(part string) { o.parts = append(o.parts, rowRun{o.rows, part}) }

// twin is the row of which a page is a duplicate.
type twin struct {
	part       string
	row        uint64 // in the part, from 0
	similarity float64
}

// seen reports whether a page is a duplicate, and of which row. If it is not, it becomes the next
// row.
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

// save writes a file with what was seen since the last save. All the files together hold
// everything.
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

// resume restores what was written according to the manifests of tasks. All inputs before the last
// one with parts must be complete and unchanged.
func (o *once) resume(d *sink.Dir, tasks []*task) error {
	open := false // an incomplete input was found
	for _, t := range tasks {
		path := filepath.Join(d.Path, t.name+manifestSuffix)
		if open && len(t.manifest.Parts) > 0 {
			return &StartError{Path: path, Err: ErrOrder, Advice: sameOrder}
		}
		for _, p := range t.manifest.Parts {
			if p.First != o.rows {
				detail := "there were " + strconv.FormatUint(p.First, 10) +
					" rows before one of its parts, and now there are " +
					strconv.FormatUint(o.rows, 10)
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

const sameOrder = "use the same inputs, or another directory"
