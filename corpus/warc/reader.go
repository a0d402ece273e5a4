package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"klartext/corpus/unpack"
)

// Options are the limits of a Reader. The zero value is right.
type Options struct {
	MaxHeader int // bytes of version line and fields; 0 means 1 MB
	MaxBlock  int // bytes of the block; 0 means 64 MB. A larger record is skipped, with ErrTooLarge.

	// NoDigests leaves WARC-Block-Digest alone, for archives whose writer got it wrong. It is looked at only where no checksum of
	// the file's own covers the record, as in one that is not packed, for SHA-1 takes as long as reading.
	NoDigests bool

	Unpack unpack.Options
}

// Reader reads the records of one archive. It is for one goroutine, Packed and Unpacked for any.
type Reader struct {
	buffer
	o      Options
	folded []byte // values of fields that were folded
	lost   bool   // an error was returned and no record has begun since
	last   int64  // the member of that error
	told   bool   // the hole that the bytes end at was the error of a record
	skip   bool   // the record that was lost has an archive in it: the next one begins with a member
	until  int64  // where the block of the record that was lost ends by its length, in bytes passed; 0 when that is not believed

	careless bool // the archive has records with less behind them than two line ends
	digests  digests
}

// NewReader returns a Reader of the archive that r holds, packed or not. r need not be buffered.
func NewReader(r io.Reader, o Options) *Reader {
	if o.MaxHeader <= 0 {
		o.MaxHeader = 1 << 20
	}
	if o.MaxBlock <= 0 {
		o.MaxBlock = 64 << 20
	}
	w := &Reader{o: o}
	w.in, w.ended = unpack.NewReader(r, o.Unpack), true
	// A quarter more than the largest record, so that bytes are seldom moved.
	w.full = (o.MaxHeader+o.MaxBlock)/4*5 + 4*chunk
	return w
}

// Next reads the next record into r, whose Fields it reuses. The error is io.EOF at the end of the archive, an *unpack.Damage
// for what could not be read, after which Next can be called again, and any other error when the file cannot be read on.
// r is valid until the next call, and only when there is no error or it is ErrTooLarge: then the Block has its first bytes, 16 KB if
// there are as many, to tell what it is.
func (w *Reader) Next(r *Record) error {
	for {
		if err := w.start(); err != nil {
			return err
		}
		head, err := w.header(r)
		if err == nil && w.lost && r.Get("WARC-Type") == nil {
			err = ErrNoRecord // it was searched for, and only looks like one
		}
		if err != nil {
			lost := w.lost
			err = w.damage(err)
			r.clear()
			w.pos += max(head, len(magic))
			if lost && errors.As(err, new(*unpack.Damage)) {
				continue // nothing here is a record
			}
			return err
		}
		w.lost, w.skip, w.until = false, false, 0
		next, err := w.block(r, head)
		r.At = w.at()
		_, _ = w.header(r) // once more, for the bytes may have moved
		if err == nil {
			next.length, err = w.prove(r, head, next)
		}
		r.Block = w.rest()[head : head+next.length]
		if err != nil {
			return w.lose(r, head, next, err)
		}
		w.pos += next.at
		return nil
	}
}

// lose returns the error for a record whose header could be read. The next one is searched from right behind the header.
func (w *Reader) lose(r *Record, head int, next after, err error) error {
	tooLarge, digest := errors.Is(err, ErrTooLarge), errors.Is(err, ErrDigest)
	err = w.damage(err)
	if !tooLarge {
		r.clear()
	}
	if digest && w.digests.read > maxReplay+16*w.in.Unpacked() { // hostile files would have the same bytes read over and over
		w.lost = false
		w.pos += next.at
		return err
	}
	w.pos += head
	if tooLarge || digest {
		// Where it ends by its length the next one is expected, unless another one was found before.
		w.until = w.passed() + next.size
		w.last = -1
	}
	return err
}

// maxReplay is how many bytes may be read once more in any file.
const maxReplay = 64 << 20

// after says where a record ends.
type after struct {
	size       int64 // Content-Length
	length, at int   // of the block, and of all
}

// maxBeginning is what is returned of a block that is too large.
const maxBeginning = 16 << 10

// block reads the block behind a header of head bytes, and makes sure that it ends where it says.
func (w *Reader) block(r *Record, head int) (after, error) {
	n, err := length(r)
	if err != nil {
		return after{}, err
	}
	if n > int64(w.o.MaxBlock) {
		have, _ := w.want(head + maxBeginning)
		next := after{size: n, length: min(have-head, maxBeginning)}
		w.skip = w.member(0) && w.in.Format() != unpack.Plain && nested(w.rest()[head:head+next.length])
		return next, fmt.Errorf("%w: its block has %d bytes", ErrTooLarge, n)
	}
	end := head + int(n)
	for {
		if next := w.recordMember(); next >= 0 && next < end {
			return after{}, fmt.Errorf("%w: its member ends %d bytes before", ErrLength, end-next)
		}
		if len(w.rest()) >= end {
			break
		}
		if err := w.more(); err != nil {
			return after{}, err
		}
	}
	at, err := w.tail(end)
	if err != nil {
		return after{}, err
	}
	return after{n, int(n), at}, nil
}

// nested reports whether a block is an archive, as it is or as the body of an HTTP response. The records in it are none of ours. In
// any other block over the limit a record shows that the length is wrong, and its member has others.
func nested(block []byte) bool {
	if head, body, ok := bytes.Cut(block, []byte("\r\n\r\n")); ok && bytes.HasPrefix(head, []byte("HTTP/")) {
		block = body
	}
	return begins(block)
}

// mostEnds is how many bytes of line ends behind a record are taken for its own. There are four, or fewer from careless
// writers, or some more.
const mostEnds = 64

// tail goes over the line ends behind a block that ends here, and returns where they end. There the member ends, too, or the next
// record begins. Behind two whole line ends anything may stand: the damage is the next record's.
func (w *Reader) tail(end int) (int, error) {
	for at := end; ; at++ {
		for len(w.rest()) == at && !w.ended {
			if err := w.more(); err != nil {
				return 0, err
			}
		}
		if len(w.rest()) == at && w.torn {
			return 0, w.stop
		}
		if len(w.rest()) == at || w.member(at) || at-end == mostEnds {
			return at, nil
		}
		if c := w.rest()[at]; c == '\r' || c == '\n' {
			continue
		}
		if string(w.rest()[end:at]) == "\r\n\r\n" {
			return at, nil
		}
		if _, err := w.want(at + len(magic) + 1); err != nil && err != io.EOF {
			return 0, err
		}
		if begins(w.rest()[at:]) {
			return at, nil
		}
		return 0, fmt.Errorf("%w: no record ends where it says", ErrLength)
	}
}

// start moves pos to where the next record begins.
func (w *Reader) start() error {
	for {
		n, err := w.want(len(magic) + 1)
		if d := w.hole(); d != nil && n <= len(magic) {
			known := w.told || w.lost && d.At.Offset == w.last
			w.close()
			w.told, w.until = false, 0
			if known {
				continue
			}
			w.lost, w.last = true, d.At.Offset
			return d
		}
		if err != nil && (err != io.EOF || n == 0) {
			return err
		}
		if w.until > 0 && w.passed() >= w.until {
			w.lost, w.skip, w.until = false, false, 0
		}
		switch rest := w.rest(); {
		case rest[0] == '\n' || rest[0] == '\r':
			w.pos++
		case !w.lost && begins(rest), w.lost && w.candidate():
			return nil
		case !w.lost:
			return w.damage(ErrNoRecord)
		case n <= len(magic):
			w.pos = len(w.buf)
		default:
			w.search()
		}
	}
}

// candidate reports whether a record may begin at pos, which was searched for.
func (w *Reader) candidate() bool { return begins(w.rest()) && (!w.skip || w.member(0)) }

// search moves pos to the next place where a record may begin, or near the end of the bytes that there are. The header has to prove
// it; that it stands at the beginning of a line is not asked for, since that may be what is damaged.
func (w *Reader) search() {
	rest := w.rest()
	if w.until > 0 {
		rest = rest[:min(int64(len(rest)), w.until-w.passed())]
	}
	if i := bytes.Index(rest[1:], []byte(magic)); i >= 0 {
		w.pos += 1 + i
		return
	}
	w.pos += max(1, len(rest)-len(magic))
}

// damage returns the error for the record at pos.
func (w *Reader) damage(err error) error {
	var d *unpack.Damage
	switch {
	case err == io.EOF:
		err = ErrTruncated
	case errors.As(err, &d):
		err = d.Err
		w.told = true
	case err == errMembers:
		err = fmt.Errorf("%w: it stretches over %d members", ErrTooLarge, maxMarks)
	case err == w.stop: // the file cannot be read on
		return err
	}
	w.lost, w.last = true, w.at().Offset
	return &unpack.Damage{At: w.at(), Err: err}
}

// Packed returns how many bytes were read of the file until now. It may be called from another goroutine.
func (w *Reader) Packed() int64 { return w.in.Packed() }

// Unpacked returns how many bytes these unpack to. It may be called from another goroutine.
func (w *Reader) Unpacked() int64 { return w.in.Unpacked() }

// Close releases the decoders. It does not close the file.
func (w *Reader) Close() error { return w.in.Close() }
