package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"klartext/corpus/unpack"
)

// Options are the limits of a Reader. The zero value is a good default.
type Options struct {
	MaxHeader int // version line and fields, in bytes; 0 means 1 MB
	// MaxBlock is in bytes; 0 means 64 MB. A larger record is skipped, with ErrTooLarge.
	MaxBlock int

	// NoDigests ignores WARC-Block-Digest, for archives whose writer computed it wrongly. It is
	// checked only if no checksum of the file covers the record, as in a file that is not packed,
	// because SHA-1 takes as long as reading.
	NoDigests bool

	Unpack unpack.Options
}

// Reader reads the records of one archive. It must be used by one goroutine only, except for Packed
// and Unpacked.
type Reader struct {
	buffer
	o        Options
	folded   []byte // values of folded fields
	lost     bool   // an error was returned and no record has begun since
	last     int64  // offset of the member of that error
	reported bool   // the hole at which the bytes end was already returned as a record's error
	// the lost record contains an archive, so the next record must begin a member
	skip bool
	// where the lost record's block ends by its length, as a value of passed; 0 if that is not
	// believed
	until int64

	careless bool // some records of the archive lack line ends after them
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

// Next reads the next record into r and reuses r.Fields. It returns io.EOF at the end of the
// archive, and an *unpack.Damage for something that could not be read; Next can be called again
// after that. Any other error means that the file cannot be read further. r is valid until the next
// call, and only without an error or with ErrTooLarge. With ErrTooLarge, Block holds the first 16
// KB, or all of a shorter beginning, so that callers can see what it is.
func (w *Reader) Next(r *Record) error {
	for {
		if err := w.start(); err != nil {
			return err
		}
		head, err := w.header(r)
		if err == nil && w.lost && r.Get("WARC-Type") == nil {
			err = ErrNoRecord // the search found it, and it only looks like a record
		}
		if err != nil {
			lost := w.lost
			err = w.damage(err)
			r.clear()
			w.pos += max(head, len(magic))
			if lost && errors.As(err, new(*unpack.Damage)) {
				continue // there is no record here
			}
			return err
		}
		w.lost, w.skip, w.until = false, false, 0
		next, err := w.block(r, head)
		r.At = w.at()
		_, _ = w.header(r) // once more, because the bytes may have moved
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

// lose returns the error for a record whose header could be read. The search for the next one
// starts right after the header.
func (w *Reader) lose(r *Record, head int, next after, err error) error {
	tooLarge, digest := errors.Is(err, ErrTooLarge), errors.Is(err, ErrDigest)
	err = w.damage(err)
	if !tooLarge {
		r.clear()
	}
	// Hostile files would make the Reader hash the same bytes over and over.
	if digest && w.digests.read > maxReplay+16*w.in.Unpacked() {
		w.lost = false
		w.pos += next.at
		return err
	}
	w.pos += head
	if tooLarge || digest {
		// The next record is expected where this one ends by its length, unless another is found
		// earlier.
		w.until = w.passed() + next.size
		w.last = -1
	}
	return err
}

// maxReplay is how many bytes may be read again in any file.
const maxReplay = 64 << 20

// after says where a record ends.
type after struct {
	size       int64 // Content-Length
	length, at int   // of the block, and of the whole record
}

// maxBeginning is how many bytes of a block are returned if it is too large.
const maxBeginning = 16 << 10

// block reads the block after a header of head bytes, and checks that it ends where it says.
func (w *Reader) block(r *Record, head int) (after, error) {
	n, err := length(r)
	if err != nil {
		return after{}, err
	}
	if n > int64(w.o.MaxBlock) {
		have, _ := w.want(head + maxBeginning)
		next := after{size: n, length: min(have-head, maxBeginning)}
		w.skip = w.member(0) && w.in.Format() != unpack.Plain &&
			nested(w.rest()[head:head+next.length])
		return next, fmt.Errorf("%w: its block has %d bytes", ErrTooLarge, n)
	}
	end := head + int(n)
	for {
		if next := w.recordMember(); next >= 0 && next < end {
			return after{}, fmt.Errorf("%w: its member ends %d bytes earlier", ErrLength, end-next)
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

// nested reports whether a block is an archive, either directly or as the body of an HTTP response.
// The records in it are not part of this archive. In any other block over the limit, a record shows
// that the length is wrong and that the member holds other records.
func nested(block []byte) bool {
	if head, body, ok := bytes.Cut(block, []byte("\r\n\r\n")); ok &&
		bytes.HasPrefix(head, []byte("HTTP/")) {
		block = body
	}
	return begins(block)
}

// mostEnds is the most bytes of line ends after a record that are taken as its own. There are
// normally four; careless writers write fewer, or a few more.
const mostEnds = 64

// tail skips the line ends after a block that ends at end, and returns where they stop. The member
// must end there too, or the next record begin. After two complete line ends anything may follow:
// the damage belongs to the next record.
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

// start moves pos to the beginning of the next record.
func (w *Reader) start() error {
	for {
		n, err := w.want(len(magic) + 1)
		if d := w.hole(); d != nil && n <= len(magic) {
			known := w.reported || w.lost && d.At.Offset == w.last
			w.close()
			w.reported, w.until = false, 0
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

// candidate reports whether a record may begin at pos, a place found by searching.
func (w *Reader) candidate() bool { return begins(w.rest()) && (!w.skip || w.member(0)) }

// search moves pos to the next place where a record may begin, or close to the end of the available
// bytes. The header must prove it. The place need not be the beginning of a line, because the line
// end may be what is damaged.
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
		w.reported = true
	case err == errMembers:
		err = fmt.Errorf("%w: it extends over %d members", ErrTooLarge, maxMarks)
	case err == w.stop: // the file cannot be read further
		return err
	}
	w.lost, w.last = true, w.at().Offset
	return &unpack.Damage{At: w.at(), Err: err}
}

// Packed returns how many bytes of the file have been read. It may be called from another
// goroutine.
func (w *Reader) Packed() int64 { return w.in.Packed() }

// Unpacked returns how many bytes these unpack to. It may be called from another goroutine.
func (w *Reader) Unpacked() int64 { return w.in.Unpacked() }

// Close releases the decoders. It does not close the file.
func (w *Reader) Close() error { return w.in.Close() }
