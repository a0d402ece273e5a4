package unpack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"sync/atomic"
)

// Reader reads the members of one file. It must be used by one goroutine only, except for Packed
// and Unpacked.
type Reader struct {
	o        Options
	src      source
	dec      decoder
	trial    trial
	state    state
	over     error // what every call of Next returns from now on
	unpacked atomic.Int64

	// The current member.
	start   int64
	within  int64
	format  Format
	found   bool
	pending error // the error that came with the bytes returned last

	rest     []byte // for skip
	search   int64  // offset at which the search for the next member begins
	replayed int64  // bytes read again so far; see back
}

type state uint8

const (
	fresh     state = iota // nothing has been read
	between                // at the end of a sound member
	inside                 // inside a member
	searching              // after damage
)

// mostAtOnce is the most that Read unpacks in one call, in bytes, so that the expansion limit is
// checked in time.
const mostAtOnce = 1 << 20

// NewReader returns a Reader of the file in r. r need not be buffered.
func NewReader(r io.Reader, o Options) *Reader {
	u := &Reader{o: o.withDefaults()}
	u.Reset(r)
	return u
}

// Reset starts on another file with the same memory and decoders. The counts start again at zero. A
// closed Reader stays closed.
func (r *Reader) Reset(file io.Reader) {
	if r.over == io.ErrClosedPipe {
		return
	}
	r.src.init(file, r.o.Window)
	r.dec.window, r.dec.brief = r.o.MaxZstdWindow, r.o.Brief
	r.dec.forget()
	r.state, r.over = fresh, nil
	r.unpacked.Store(0)
	r.search, r.replayed = 0, 0
	r.begin(0, Plain)
	r.state = fresh
}

// Next moves to the next member and skips the unread rest of the current one. It returns io.EOF at
// the end of the file. It returns a *Damage if no member begins here or if the skipped rest is
// damaged; Next can be called again after that. Any other error means that the file cannot be read
// further.
func (r *Reader) Next() error {
	if r.over != nil {
		return r.over
	}
	switch r.state {
	case fresh:
		return r.first()
	case inside:
		if err := r.skip(); err != nil {
			return err
		}
		return r.Next()
	case searching:
		return r.resume()
	}
	if r.format == Plain {
		r.over = io.EOF
		return io.EOF
	}
	return r.enter()
}

// skip reads the rest of the current member.
func (r *Reader) skip() error {
	if r.rest == nil {
		r.rest = make([]byte, chunk)
	}
	for {
		if _, err := r.Read(r.rest); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// first determines whether the file is packed.
func (r *Reader) first() error {
	head, err := r.src.peek(512)
	if err != nil {
		return r.stop(err)
	}
	if kindOf(head) != nothing {
		return r.enter()
	}
	if looksPacked(head) {
		limit := int64(min(1<<20, r.o.Window) - trialPacked - chunk)
		at, err := r.find(1, limit)
		if err != nil {
			return r.stop(err)
		}
		if at >= 0 {
			return r.damaged(0, ErrNoMember, at)
		}
		r.src.seek(0)
	}
	r.begin(0, Plain)
	return nil
}

// enter moves to the member that begins where the last one ended.
func (r *Reader) enter() error {
	skipped := int64(-1)
	for {
		at := r.src.offset()
		r.src.from = at
		if skipped >= 0 {
			r.src.from = skipped
		}
		head, err := r.src.peek(8)
		if err != nil {
			return r.stop(err)
		}
		switch k := kindOf(head); k {
		case gzipMember, zstdFrame:
			return r.open(at, k)
		case skippable:
			if err := r.skipFrame(at, head); err != nil {
				return err
			}
			skipped = at
		default:
			if skipped >= 0 { // the length given by the skippable frame may be wrong
				return r.damaged(skipped,
					fmt.Errorf("%w (the length of a skippable frame)", ErrCorrupt), skipped+1)
			}
			return r.gap(at)
		}
	}
}

// skipFrame passes over a zstd frame of user data, which may be the dictionary for the frames after
// it. A length is not believed if it exceeds what can be read again.
func (r *Reader) skipFrame(at int64, head []byte) error {
	if len(head) < 8 {
		return r.damaged(at, ErrTruncated, at+1)
	}
	size := int64(binary.LittleEndian.Uint32(head[4:]))
	if size > int64(r.o.Window) {
		return r.damaged(at, fmt.Errorf("%w (a skippable frame of %d bytes)", ErrWindow, size),
			at+1)
	}
	isDictionary := HasDictionary(head)
	_, err := r.src.br.Discard(8)
	if err == nil && isDictionary {
		err = r.dictionary(int(size))
	} else if err == nil {
		_, err = r.src.br.Discard(int(size))
	}
	switch e := (readError{}); {
	case err == nil:
		return nil
	case errors.As(err, &e):
		return r.stop(err)
	case errors.Is(err, ErrDictionary):
		return r.damaged(at, err, r.src.offset())
	}
	return r.damaged(at, ErrTruncated, at+1)
}

// gap is called where no member begins. Zeros up to the end of the file are padding.
func (r *Reader) gap(at int64) error {
	for {
		b, err := r.src.peek(1)
		if err != nil {
			return r.stop(err)
		}
		if b[0] != 0 {
			return r.damaged(at, ErrNoMember, max(at+1, r.src.offset()))
		}
		_, _ = r.src.br.Discard(1)
		r.src.from = r.src.offset()
	}
}

// resume moves to the first member that the search finds.
func (r *Reader) resume() error {
	at, err := r.find(r.search, math.MaxInt64)
	if err != nil {
		return r.stop(err)
	}
	if at < 0 {
		return r.stop(io.EOF)
	}
	head, err := r.src.peek(headSize)
	if err != nil {
		return r.stop(err)
	}
	err = r.open(at, kindOf(head))
	r.found = err == nil
	return err
}

// open moves to the member that begins at offset at.
func (r *Reader) open(at int64, k kind) error {
	r.src.from = at
	if err := r.dec.reset(r.src.br, k); err != nil {
		return r.failed(at, err)
	}
	format := Gzip
	if k == zstdFrame {
		format = Zstd
	}
	r.begin(at, format)
	return nil
}

func (r *Reader) begin(at int64, f Format) {
	r.start, r.within, r.format, r.found, r.pending = at, 0, f, false, nil
	r.state = inside
}

// Read reads the unpacked data of the current member. It returns io.EOF when the member has ended
// and its checksum, if any, is right, and a *Damage if the member is damaged; call Next after
// either. Any other error means that the file cannot be read further.
func (r *Reader) Read(p []byte) (int, error) {
	if r.state != inside || len(p) == 0 {
		if r.over != nil {
			return 0, r.over
		} else if r.state != inside {
			return 0, io.EOF
		}
		return 0, nil
	}
	err := r.pending
	for empty := 0; err == nil; empty++ {
		var n int
		if n, err = r.unpack(p[:min(len(p), mostAtOnce)]); n > 0 {
			r.pending = err
			return n, nil
		}
		if empty == 100 && err == nil {
			err = io.ErrNoProgress
		}
	}
	if err == io.EOF {
		r.state = between
		return 0, io.EOF
	}
	return 0, r.failed(r.start, err)
}

// unpack reads from the decoder.
func (r *Reader) unpack(p []byte) (int, error) {
	var n int
	var err error
	if r.format == Plain {
		r.src.from = r.src.offset()
		n, err = r.src.br.Read(p)
	} else {
		n, err = r.dec.Read(p)
	}
	r.within += int64(n)
	r.unpacked.Add(int64(n))
	if err == nil && r.format != Plain && r.within > r.o.MaxBytes &&
		r.within/r.o.MaxRatio > r.src.offset()-r.start {
		err = ErrExpansion
	}
	return n, err
}

// failed is called when the member at start cannot be unpacked or read.
func (r *Reader) failed(start int64, err error) error {
	if e := (readError{}); errors.As(err, &e) || r.format == Plain && r.state == inside {
		return r.stop(err)
	}
	_, end := r.src.peek(1)
	return r.damaged(start, cause(err, end != nil), start+1)
}

// damaged returns the error for damage at start, and makes the search begin at from.
func (r *Reader) damaged(start int64, err error, from int64) error {
	if r.state != inside || start != r.start {
		r.within = 0
	}
	r.state = searching
	r.search = r.back(from, r.src.offset())
	return &Damage{At: Position{start, r.within}, Err: err}
}

// stop ends the reading.
func (r *Reader) stop(err error) error {
	if e := (readError{}); errors.As(err, &e) {
		err = e.error
	}
	r.over, r.state = err, between
	return err
}

// At returns the position of the byte that Read returns next.
func (r *Reader) At() Position {
	if r.format == Plain {
		return Position{Offset: r.within}
	}
	return Position{r.start, r.within}
}

// Format returns how the current member is packed.
func (r *Reader) Format() Format { return r.format }

// Checked reports whether the current member has a checksum, which proves it sound when Read
// returns io.EOF.
func (r *Reader) Checked() bool { return r.format != Plain && r.dec.checked() }

// Found reports whether the current member was found by searching after damage, rather than reached
// at the end of a sound member.
func (r *Reader) Found() bool { return r.found }

// Reject says that the current member, which was found, is not really a member. Next resumes the
// search after its first byte; discard what was read of it. It has no effect on a member that was
// reached.
func (r *Reader) Reject() {
	if !r.found || r.over != nil {
		return
	}
	r.state, r.found = searching, false
	r.search = r.back(r.start+1, r.src.offset())
}

// Packed returns how many bytes of the file have been read. It may be called from another
// goroutine.
func (r *Reader) Packed() int64 { return r.src.read.Load() }

// Unpacked returns how many bytes Read has returned. It may be called from another goroutine.
func (r *Reader) Unpacked() int64 { return r.unpacked.Load() }

// Close releases the decoders. It does not close the file.
func (r *Reader) Close() error {
	r.dec.close()
	r.trial.dec.close()
	r.over, r.state = io.ErrClosedPipe, between
	return nil
}
