package jsonl

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"os"

	"klartext/corpus/unpack"
)

// ErrTooLong is the error for a line that is longer than Options.MaxLine.
var ErrTooLong = errors.New("the line is longer than the limit")

// Options are the limits of a Reader. The zero value is a good default.
type Options struct {
	MaxLine int // longest line in bytes; 0 means 128 MB
	Unpack  unpack.Options
}

// Reader reads lines. It must be used by one goroutine only, except for Packed and Unpacked.
type Reader struct {
	in  *unpack.Reader
	max int

	// buf[at:] was read and not yet returned. There is no line feed in buf[at:scanned]. marks hold
	// where each member begins in buf, the oldest first; the first one is at or before at.
	buf         []byte
	at, scanned int
	marks       []mark
	line        unpack.Position // of the last line

	open  bool  // within a member
	ended bool  // the last member has ended and is sound
	stop  error // what reading met after buf: io.EOF, *unpack.Damage, or a read error
	lost  bool  // everything up to the next line feed belongs to a line already reported
	fresh bool  // the next byte follows damage
}

// mark is the place in buf where the bytes of a member begin.
type mark struct {
	at    int
	pos   unpack.Position
	plain bool
}

// NewReader returns a Reader of the lines that r holds, packed or not. r need not be buffered.
func NewReader(r io.Reader, o Options) *Reader {
	if o.MaxLine == 0 {
		o.MaxLine = 128 << 20
	}
	return &Reader{in: unpack.NewReader(r, o.Unpack), max: o.MaxLine}
}

// Next returns the next line that is not blank, without its line feed. It is valid until the next
// call. Next returns io.EOF at the end, and a *unpack.Damage for something that could not be read;
// Next can be called again after that. Any other error means that the file cannot be read further.
func (r *Reader) Next() ([]byte, error) {
	for {
		line, ok, err := r.cut()
		switch {
		case err != nil, len(bytes.TrimSpace(line)) > 0:
			return line, err
		case ok:
			continue
		case len(r.buf)-r.at > r.max && !r.lost:
			err, r.lost = r.tooLong(), true
			return nil, err
		case r.stop != nil:
			if line := r.rest(); line != nil {
				return line, nil
			}
			return nil, r.halt()
		}
		r.fill()
	}
}

// At returns the start of the line that Next returned last.
func (r *Reader) At() unpack.Position { return r.line }

// Packed returns how many bytes of the file have been read. It may be called from another
// goroutine.
func (r *Reader) Packed() int64 { return r.in.Packed() }

// Unpacked returns how many bytes these unpack to. It may be called from another goroutine.
func (r *Reader) Unpacked() int64 { return r.in.Unpacked() }

// Close releases the decoders. It does not close the file.
func (r *Reader) Close() error { return r.in.Close() }

func (r *Reader) tooLong() error { return &unpack.Damage{At: r.position(r.at), Err: ErrTooLong} }

// cut takes the next line out of the buffer, if it is there.
func (r *Reader) cut() (line []byte, ok bool, err error) {
	if r.fresh && r.at < len(r.buf) {
		r.fresh, r.lost = false, r.buf[r.at] != '{'
	}
	i := bytes.IndexByte(r.buf[r.scanned:], '\n')
	if i < 0 {
		r.scanned = len(r.buf)
		if r.lost {
			r.at = r.scanned
		}
		return nil, false, nil
	}
	end := r.scanned + i
	switch {
	case r.lost:
	case end-r.at > r.max:
		err = r.tooLong()
	case end+1 == len(r.buf) && r.unproven():
		return nil, false, nil
	default:
		r.line = r.position(r.at)
		line = r.unmarked(r.buf[r.at:end])
	}
	r.at, r.scanned, r.lost = end+1, end+1, false
	r.shed()
	return line, true, err
}

// shed leaves the buffer to the current line if the line takes up most of a large buffer. So its
// memory is freed when the caller is done with the line, not with the next one.
func (r *Reader) shed() {
	if cap(r.buf) < keepBytes || len(r.buf)-r.at > cap(r.buf)/4 {
		return
	}
	left := r.buf[r.at:]
	r.buf = append(make([]byte, 0, len(left)+readSize), left...)
	for i := range r.marks {
		r.marks[i].at -= r.at
	}
	r.scanned -= r.at
	r.at = 0
}

// keepBytes is the size in bytes from which a buffer is not used again.
const keepBytes = 8 << 20

// unproven reports whether the buffer holds a member read from its start whose checksum is still to
// come, or wrong.
func (r *Reader) unproven() bool {
	m := r.marks[len(r.marks)-1]
	if m.plain || m.pos.Within > 0 || m.at != r.at {
		return false
	}
	var damage *unpack.Damage
	return r.open || errors.As(r.stop, &damage) && !errors.Is(r.stop, unpack.ErrTruncated)
}

// rest returns what is left in the buffer as a line if no line feed can follow. That is so at the
// end of the file, and before damage that did not touch the line, provided that it looks complete.
func (r *Reader) rest() []byte {
	left := bytes.TrimSpace(r.buf[r.at:])
	untouched := r.ended || errors.Is(r.stop, unpack.ErrTruncated)
	whole := r.stop == io.EOF || untouched && bytes.HasSuffix(left, []byte("}"))
	if r.lost || !whole || len(left) == 0 {
		return nil
	}
	r.line = r.position(r.at)
	r.at, r.scanned = len(r.buf), len(r.buf)
	return r.unmarked(left)
}

// unmarked returns the current line without the byte order mark that may begin a file.
func (r *Reader) unmarked(line []byte) []byte {
	if r.line == (unpack.Position{}) {
		return bytes.TrimPrefix(line, []byte("\uFEFF"))
	}
	return line
}

// halt returns what stopped the reading. After damage, reading can continue.
func (r *Reader) halt() error {
	err := r.stop
	var damage *unpack.Damage
	if errors.As(err, &damage) {
		r.stop, r.lost, r.fresh = nil, false, true
		r.buf, r.marks, r.at, r.scanned = r.buf[:0], r.marks[:0], 0, 0
	}
	return err
}

// readSize is the least number of bytes read at once.
const readSize = 256 << 10

// fill reads more of the file into the buffer.
func (r *Reader) fill() {
	if !r.open {
		if r.stop = r.in.Next(); r.stop != nil {
			return
		}
		r.open, r.ended = true, false
		r.marks = append(r.marks, mark{len(r.buf), r.in.At(), r.in.Format() == unpack.Plain})
	}
	r.compact()
	// buf holds at most max bytes, or a line that is all of its member.
	if cap(r.buf)-len(r.buf) < readSize/2 {
		r.buf = append(make([]byte, 0, min(2*cap(r.buf), r.max)+readSize), r.buf...)
	}
	n, err := r.in.Read(r.buf[len(r.buf):cap(r.buf)])
	r.buf = r.buf[:len(r.buf)+n]
	if err != nil {
		r.open, r.ended = false, err == io.EOF
		if err != io.EOF {
			r.stop = err
		}
	}
}

// compact moves what is left to the start of the buffer. It forgets the members before it, and
// those that begin and end within the line.
func (r *Reader) compact() {
	r.buf = r.buf[:copy(r.buf, r.buf[r.at:])]
	gone := 0
	for gone+1 < len(r.marks) && r.marks[gone+1].at <= r.at {
		gone++
	}
	r.marks = append(r.marks[:0], r.marks[gone:]...)
	if n := len(r.marks); n > 2 {
		r.marks = append(r.marks[:1], r.marks[n-1])
	}
	for i := range r.marks {
		m := &r.marks[i]
		if m.at < r.at {
			m.pos, m.at = m.plus(r.at-m.at), r.at
		}
		m.at -= r.at
	}
	r.scanned -= r.at
	r.at = 0
}

// position returns the place in the file of a byte of the buffer.
func (r *Reader) position(at int) unpack.Position {
	m := r.marks[0]
	for _, next := range r.marks[1:] {
		if next.at <= at {
			m = next
		}
	}
	return m.plus(at - m.at)
}

// plus returns the position n bytes after the mark.
func (m *mark) plus(n int) unpack.Position {
	if m.plain {
		return unpack.Position{Offset: m.pos.Offset + int64(n)}
	}
	return unpack.Position{Offset: m.pos.Offset, Within: m.pos.Within + int64(n)}
}

// Lines returns the lines of a file, packed or not. Each is valid until the next one. It stops
// after the first error, even if that is damage: it is for files that should be sound.
func Lines(name string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		f, err := os.Open(name)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		r := NewReader(f, Options{})
		defer r.Close()
		for {
			line, err := r.Next()
			if err == io.EOF || !yield(line, err) || err != nil {
				return
			}
		}
	}
}
