package unpack

import (
	"bufio"
	"io"
	"sync/atomic"
)

// source hands out the packed bytes of the file and keeps the last of them, so that it can go back
// to where a damaged member began. The decoders read through br: the flate decoder has a fast path
// for its type and never reads further than it must, so offset is exact.
//
// kept holds the file from byte base on; kept[pos] is the next byte that br asks for.
type source struct {
	r    io.Reader
	kept []byte
	base int64
	pos  int
	end  error // why r ended: io.EOF or a readError
	step int   // the most that Read hands out, in bytes
	br   *bufio.Reader

	from   int64 // offset before which nothing is read again
	window int   // how many bytes are kept from there on
	read   atomic.Int64
	handed int64 // bytes that Read handed out, including those handed out again
}

// chunk is the least number of bytes read from the file at once. firstStep is the number handed out
// first after going back: at most places tried, only a few bytes are needed.
const (
	chunk     = 64 << 10
	firstStep = 256
)

// readError marks an error of the file itself, as opposed to the decoders' errors about its bytes.
type readError struct{ error }

func (e readError) Unwrap() error { return e.error }

func (s *source) init(r io.Reader, window int) {
	*s = source{r: r, window: window, kept: s.kept[:0], step: chunk, br: s.br}
	if s.br == nil {
		s.br = bufio.NewReaderSize(s, chunk/2)
	}
	s.br.Reset(s)
}

// Read serves br and trials.
func (s *source) Read(p []byte) (int, error) {
	if s.pos == len(s.kept) {
		if err := s.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p[:min(len(p), s.step)], s.kept[s.pos:])
	s.pos += n
	s.handed += int64(n)
	s.step = min(2*s.step, chunk)
	return n, nil
}

// fill reads on in the file.
func (s *source) fill() error {
	s.room()
	for empty := 0; s.end == nil; empty++ {
		n, err := s.r.Read(s.kept[len(s.kept):cap(s.kept)])
		s.kept = s.kept[:len(s.kept)+n]
		s.read.Add(int64(n))
		switch {
		case err == io.EOF:
			s.end = err
		case err != nil:
			s.end = readError{err}
		case n == 0 && empty == 100:
			s.end = readError{io.ErrNoProgress}
		}
		if n > 0 {
			return nil
		}
	}
	return s.end
}

// room makes room for a chunk: first by dropping bytes that will not be read again, then by
// growing, then by dropping the oldest bytes.
func (s *source) room() {
	if cap(s.kept)-len(s.kept) >= chunk {
		return
	}
	drop := min(max(s.from-s.base, 0), int64(s.pos))
	if len(s.kept)-int(drop)+chunk > cap(s.kept) {
		full := s.window + s.window/2
		if cap(s.kept) < full {
			grown := make([]byte, len(s.kept)-int(drop), max(chunk, min(2*cap(s.kept), full)))
			copy(grown, s.kept[drop:])
			s.dropped(grown, int(drop))
			return
		}
		drop = max(drop, int64(min(len(s.kept)-s.window, s.pos)))
	}
	s.dropped(append(s.kept[:0], s.kept[drop:]...), int(drop))
}

func (s *source) dropped(rest []byte, n int) {
	s.kept = rest
	s.base += int64(n)
	s.pos -= n
}

// offset returns the offset in the file of the byte that br returns next.
func (s *source) offset() int64 { return s.base + int64(s.pos-s.br.Buffered()) }

// seek goes back to an offset, or to the first byte kept after it, and returns the offset reached.
func (s *source) seek(offset int64) int64 {
	s.pos = int(max(offset-s.base, 0))
	s.br.Reset(s)
	s.step = firstStep
	return s.base + int64(s.pos)
}

// peek returns the next n bytes, or fewer at the end of the file. If there are none, it returns the
// error.
func (s *source) peek(n int) ([]byte, error) {
	b, err := s.br.Peek(n)
	if len(b) > 0 {
		return b, nil
	}
	return nil, err
}
