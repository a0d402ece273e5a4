package corpus

import (
	"errors"
	"io"
	"os"
	"sync/atomic"

	"klartext/corpus/unpack"
)

// pages reads page files one after another. An empty file is ignored. A file that cannot be opened
// is damage, like one that cannot be unpacked.
type pages struct {
	tally
	names            []string // not read yet
	unpack           *unpack.Reader
	in               io.Reader // the only page, if it is already open
	closer           io.Closer
	o                Options
	packed, unpacked atomic.Int64
}

func (p *pages) Next(r *Record) error {
	for len(p.names) > 0 {
		name := p.names[0]
		p.names = p.names[1:]
		*r = Record{ID: name, Body: r.Body[:0], Kind: p.o.Kind, At: Position{File: name}}
		if err := p.read(r); err != nil {
			p.damaged.Add(1)
			return &Damage{r.At, err}
		}
		if len(r.Body) == 0 {
			p.ignored.Add(1)
			continue
		}
		p.records.Add(1)
		return nil
	}
	return io.EOF
}

// read reads the file of a record into its body. Damage updates the record's position.
func (p *pages) read(r *Record) error {
	in := p.in
	if in == nil {
		f, err := os.Open(r.At.File)
		if err != nil {
			return bare(err)
		}
		defer f.Close()
		in = f
	}
	if p.unpack == nil {
		p.unpack = unpack.NewReader(in, unpack.Options{})
	} else {
		p.unpack.Reset(in)
	}
	err := p.body(r, p.unpack)
	p.packed.Add(p.unpack.Packed())
	p.unpacked.Add(p.unpack.Unpacked())
	var d *unpack.Damage
	if errors.As(err, &d) {
		r.At.Offset, r.At.Within = d.At.Offset, d.At.Within
		return d.Err
	}
	return err
}

// body reads all members of a file.
func (p *pages) body(r *Record, u *unpack.Reader) (err error) {
	for err == nil {
		if err = u.Next(); err == nil {
			r.Body, err = appendAll(r.Body, u, p.o.MaxBytes)
		}
	}
	if err == io.EOF {
		return nil
	}
	return err
}

func (p *pages) Counts() Counts { return p.counts(p.packed.Load(), p.unpacked.Load()) }

func (p *pages) Close() error {
	if p.unpack != nil {
		_ = p.unpack.Close()
	}
	if p.closer != nil {
		return p.closer.Close()
	}
	return nil
}
