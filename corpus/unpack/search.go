package unpack

import (
	"bufio"
	"errors"
	"io"
	"math"

	"github.com/klauspost/compress/zstd"
)

// A candidate gzip member is tried by unpacking its first trialBytes, from at most trialPacked
// bytes (the longest head is 65 KB). For a zstd frame, the head of its first block must be right:
// its magic number is a byte longer, so less proof is needed.
const (
	trialBytes  = 512
	trialPacked = 80 << 10
)

// trial holds what is needed to try a candidate.
type trial struct {
	dec     decoder
	br      *bufio.Reader
	limited io.LimitedReader
	out     [trialBytes]byte
}

// find returns the first offset in [from, limit) at which a member begins, or -1. It leaves the
// source there.
func (r *Reader) find(from, limit int64) (int64, error) {
	s := &r.src
	s.seek(from)
	for {
		i := nextMagic(s.kept[s.pos:])
		if i < 0 {
			s.pos = max(s.pos, len(s.kept)-headSize+1)
			if at := s.base + int64(s.pos); at >= limit {
				return -1, nil
			} else if limit == math.MaxInt64 {
				s.from = at
			}
			if err := s.fill(); err == io.EOF {
				return -1, nil
			} else if err != nil {
				return -1, err
			}
			continue
		}
		s.pos += i
		at := s.base + int64(s.pos)
		if at >= limit {
			return -1, nil
		} else if limit == math.MaxInt64 {
			s.from = at
		}
		ok, err := r.try(kindOf(s.kept[s.pos:]))
		if err != nil {
			return -1, err
		}
		if ok {
			return s.seek(at), nil
		}
		s.seek(r.back(at+1, s.offset()-int64(r.trial.br.Buffered())))
	}
}

// try reports whether the member at the source's position can be unpacked, as far as it is tried.
func (r *Reader) try(k kind) (bool, error) {
	t := &r.trial
	t.limited = io.LimitedReader{R: &r.src, N: trialPacked}
	if t.br == nil {
		t.br = bufio.NewReaderSize(nil, 4<<10)
	}
	t.br.Reset(&t.limited)
	if k == zstdFrame {
		head, _ := t.br.Peek(zstd.HeaderMaxSize)
		var h zstd.Header
		return h.Decode(head) == nil && h.FirstBlock.OK, nil
	}
	err := t.dec.reset(t.br, k)
	if err == nil {
		_, err = io.ReadFull(&t.dec, t.out[:])
		if err == io.ErrUnexpectedEOF {
			// Either the member is shorter than trialBytes, for which ReadFull returns the same
			// error, or its bytes ran out.
			_, err = t.dec.Read(t.out[:1])
		}
	}
	if e := (readError{}); errors.As(err, &e) {
		return false, err
	}
	return err == nil || err == io.EOF || t.limited.N == 0, nil
}

// back returns where to resume the search when something that began before to was found to be
// damaged at now. That is to, or as far back as bytes are kept, until going back adds up to more
// than 16 times the file. From then on it is now, because hostile files would make the search
// quadratic.
func (r *Reader) back(to, now int64) int64 {
	if r.replayed > 64<<20+16*now {
		return max(to, now)
	}
	to = max(to, now-int64(r.o.Window-chunk))
	r.replayed += max(now-to, 0)
	return to
}
