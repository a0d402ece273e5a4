package dedup

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/cespare/xxhash/v2"
)

// A state is written as
//
//	"ktdedup" version kind …content… checksum
//
// where version and kind are one byte each, the checksum is the xxhash64 of all bytes before it,
// and numbers are little-endian or uvarints. Memory is allocated as content is read, never because
// a number in it demands it.

const (
	stateMagic   = "ktdedup"
	stateVersion = 1
)

type stateKind byte

const (
	exactState stateKind = 1 + iota
	surveyState
	nearState
	topState
)

var stateNames = [...]string{"", "exact", "survey", "near", "top"}

// Errors of states, matched with errors.Is.
var (
	ErrNotState = errors.New("not a state of this kind")
	ErrVersion  = errors.New("written by another version: start again without it")
	ErrDamaged  = errors.New("damaged or cut off: start again without it")
	ErrOptions  = errors.New("made with other options")
)

// StateError is the error for a state that cannot be read or merged.
type StateError struct {
	Kind   string // exact, survey, near or top
	Offset int64  // bytes into the state
	Err    error  // one of the errors of this package
}

// Error returns the kind of state, the offset and the cause.
func (e *StateError) Error() string {
	return fmt.Sprintf("dedup state %q at byte %d: %v", e.Kind, e.Offset, e.Err)
}

// Unwrap returns the cause.
func (e *StateError) Unwrap() error { return e.Err }

// encoder writes a state. The first error of the writer is kept.
type encoder struct {
	to  io.Writer
	w   *bufio.Writer
	sum hash.Hash64
	n   int64
	err error
	buf [binary.MaxVarintLen64]byte
}

func newEncoder(w io.Writer, kind stateKind) *encoder {
	sum := xxhash.New()
	e := &encoder{to: w, sum: sum}
	e.w = bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<16)
	e.bytes([]byte(stateMagic))
	e.bytes([]byte{stateVersion, byte(kind)})
	return e
}

func (e *encoder) bytes(b []byte) {
	if e.err == nil {
		_, e.err = e.w.Write(b)
		e.n += int64(len(b))
	}
}

func (e *encoder) uvarint(x uint64) { e.bytes(e.buf[:binary.PutUvarint(e.buf[:], x)]) }

func (e *encoder) uint64(x uint64) {
	binary.LittleEndian.PutUint64(e.buf[:8], x)
	e.bytes(e.buf[:8])
}

func (e *encoder) string(s string) {
	e.uvarint(uint64(len(s)))
	e.bytes([]byte(s))
}

func (e *encoder) end() (int64, error) {
	if e.err == nil {
		e.err = e.w.Flush()
	}
	if e.err == nil {
		_, e.err = e.to.Write(binary.LittleEndian.AppendUint64(nil, e.sum.Sum64()))
		e.n += 8
	}
	return e.n, e.err
}

// decoder reads a state. The first error is kept, and everything read after it is 0.
type decoder struct {
	r    *bufio.Reader
	kind stateKind
	sum  *xxhash.Digest
	n    int64
	err  error
	buf  [8]byte
}

func newDecoder(r io.Reader, kind stateKind) *decoder {
	d := &decoder{r: bufio.NewReaderSize(r, 1<<16), kind: kind, sum: xxhash.New()}
	var head [len(stateMagic) + 2]byte
	d.bytes(head[:])
	switch {
	case d.err != nil:
	case string(head[:len(stateMagic)]) != stateMagic:
		d.fail(ErrNotState)
	case head[len(stateMagic)] != stateVersion:
		d.fail(ErrVersion)
	case head[len(stateMagic)+1] != byte(kind):
		d.fail(ErrNotState)
	}
	return d
}

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = &StateError{Kind: stateNames[d.kind], Offset: d.n, Err: err}
	}
}

func (d *decoder) bytes(b []byte) {
	if d.err != nil {
		clear(b)
		return
	}
	n, err := io.ReadFull(d.r, b)
	d.n += int64(n)
	switch err {
	case nil:
		d.sum.Write(b)
	case io.EOF, io.ErrUnexpectedEOF:
		d.fail(ErrDamaged)
	default:
		d.err = err
	}
}

func (d *decoder) byte() byte {
	d.bytes(d.buf[:1])
	return d.buf[0]
}

func (d *decoder) uint64() uint64 {
	d.bytes(d.buf[:8])
	if d.err != nil {
		return 0
	}
	return binary.LittleEndian.Uint64(d.buf[:8])
}

func (d *decoder) uvarint() (x uint64) {
	for shift := 0; shift < 64; shift += 7 {
		c := d.byte()
		if d.err != nil {
			return 0
		}
		if c < 0x80 {
			if shift == 63 && c > 1 {
				break
			}
			return x | uint64(c)<<shift
		}
		x |= uint64(c&0x7F) << shift
	}
	d.fail(ErrDamaged)
	return 0
}

// string reads a string of at most limit bytes.
func (d *decoder) string(limit uint64) string {
	n := d.uvarint()
	if n > limit {
		d.fail(ErrDamaged)
	}
	if d.err != nil {
		return ""
	}
	b := make([]byte, n)
	d.bytes(b)
	return string(b)
}

// end reads the checksum, which must be the last thing in r.
func (d *decoder) end() (int64, error) {
	want := d.sum.Sum64()
	if got := d.uint64(); d.err == nil && got != want {
		d.fail(ErrDamaged)
	}
	if d.err == nil {
		switch _, err := d.r.ReadByte(); err {
		case io.EOF:
		case nil:
			d.fail(ErrDamaged)
		default:
			d.err = err
		}
	}
	return d.n, d.err
}

func marshal(s io.WriterTo) ([]byte, error) {
	var b bytes.Buffer
	_, err := s.WriteTo(&b)
	return b.Bytes(), err
}
