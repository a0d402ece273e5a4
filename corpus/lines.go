package corpus

import (
	"fmt"
	"io"

	"klartext/corpus/jsonl"
)

// lines reads the pages of JSON lines.
type lines struct {
	tally
	name   string
	in     *jsonl.Reader
	closer io.Closer
	o      Options
}

// lineRoom is the space for the other keys of a line, in bytes.
const lineRoom = 64 << 10

func newLines(name string, in io.Reader, closer io.Closer, o Options) *lines {
	limits := jsonl.Options{MaxLine: 3*o.MaxBytes + lineRoom}
	return &lines{name: name, in: jsonl.NewReader(in, limits), closer: closer, o: o}
}

func (l *lines) Next(r *Record) error {
	text, err := l.in.Next()
	if err != nil {
		return l.pass(l.name, err)
	}
	line, err := ParseLine(text)
	if err == nil {
		err = line.Record(r, l.o.Kind)
	}
	if err == nil && len(r.Body) > l.o.MaxBytes {
		err = ErrTooLong
	}
	at := l.in.At()
	switch {
	case err != nil && line.ID != nil:
		return l.damage(l.name, at, fmt.Errorf("line with id %s: %w", brief(line.ID, maxName), err))
	case err != nil:
		return l.damage(l.name, at, fmt.Errorf("line: %w", err))
	}
	r.At = Position{l.name, at.Offset, at.Within}
	l.records.Add(1)
	return nil
}

func (l *lines) Counts() Counts { return l.counts(l.in.Packed(), l.in.Unpacked()) }

func (l *lines) Close() error { return closeAll(l.in, l.closer) }
