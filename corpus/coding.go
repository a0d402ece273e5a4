package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"klartext/engine/charset/sniff"
)

// ErrTooLong is the error for a page that is longer than Options.MaxBytes, or would be if unpacked.
var ErrTooLong = errors.New("longer than the limit for a page")

var (
	errCoding  = errors.New("unknown content encoding")
	errCodings = errors.New("too many content encodings")
	errPacked  = errors.New("the body cannot be unpacked")
)

// maxCodings is how many codings of one body are undone. Each may cost as much work as a body of
// the maximum length.
const maxCodings = 4

// unpacker undoes the content encodings of bodies. It keeps its decoders and its memory for the
// next body.
type unpacker struct {
	limit int
	src   bytes.Reader
	gzip  gzip.Reader
	zlib  io.ReadCloser
	flate io.ReadCloser
	br    *brotli.Reader
	zstd  *zstd.Decoder
	buf   [2][]byte // the result of the last coding undone, and space for the next
}

// unpack undoes the codings of a body, the last one first. The result is valid until the next call,
// and may be part of body. With partial set, the body may be cut short, and whatever can be
// unpacked is returned. With ErrTooLong the result is the beginning of the page.
//
// Some crawlers unpack bodies but leave the header field. So a body that is not in the coding that
// its header claims, and reads like text, is returned as it is.
func (u *unpacker) unpack(body []byte, codings []string, partial bool) ([]byte, error) {
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("%w: %d", errCodings, len(codings))
	}
	for i := len(codings) - 1; i >= 0 && len(body) > 0; i-- {
		out, err := u.undo(body, codings[i])
		switch {
		case err == nil, partial && len(out) > 0 && !errors.Is(err, ErrTooLong):
			body = out
			u.buf[0], u.buf[1] = u.buf[1], u.buf[0]
		case errors.Is(err, ErrTooLong):
			return out, fmt.Errorf("content encoding %q: %w", codings[i], err)
		case magic(body, codings[i]) || sniff.Binary(body):
			return nil, fmt.Errorf("content encoding %q: %w", brief(codings[i], maxQuote), err)
		}
	}
	return body, nil
}

// magic reports whether a body starts with the magic number of the coding. Failure to undo the
// coding is then damage.
func magic(body []byte, coding string) bool {
	switch coding {
	case "gzip", "x-gzip":
		return bytes.HasPrefix(body, []byte("\x1F\x8B"))
	case "zstd":
		return bytes.HasPrefix(body, []byte("\x28\xB5\x2F\xFD"))
	}
	return false
}

// undo undoes one coding. With an error, the result is what could be unpacked.
func (u *unpacker) undo(body []byte, coding string) ([]byte, error) {
	switch coding {
	case "gzip", "x-gzip":
		return u.read(u.openGzip, body)
	case "deflate": // zlib by definition, but many servers send the raw stream inside it
		out, err := u.read(u.openZlib, body)
		if err == nil || errors.Is(err, ErrTooLong) || len(out) > 0 {
			return out, err
		}
		return u.read(u.openFlate, body)
	case "br":
		return u.read(u.openBrotli, body)
	case "zstd":
		return u.read(u.openZstd, body)
	}
	return nil, errCoding
}

// read reads what open's decoder makes of a body, up to the limit. The decoders' errors give only
// the place, so errPacked goes before them.
func (u *unpacker) read(open func() (io.Reader, error), body []byte) ([]byte, error) {
	u.src.Reset(body)
	in, err := open()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPacked, err)
	}
	out, err := appendAll(u.buf[1][:0], in, u.limit)
	u.buf[1] = out
	if err != nil && err != ErrTooLong {
		err = fmt.Errorf("%w: %w", errPacked, err)
	}
	return out, err
}

// appendAll reads to the end, but no more than limit bytes.
func appendAll(dst []byte, in io.Reader, limit int) ([]byte, error) {
	const room = 32 << 10
	for {
		if len(dst) == cap(dst) {
			dst = slices.Grow(dst, room)
		}
		n, err := in.Read(dst[len(dst):min(cap(dst), limit+1)])
		dst = dst[:len(dst)+n]
		switch {
		case len(dst) > limit:
			return dst[:limit], ErrTooLong
		case err == io.EOF:
			return dst, nil
		case err != nil:
			return dst, err
		}
	}
}

// openGzip reads all members. Zeros or noise after the first one are not damage: browsers do not
// look there.
func (u *unpacker) openGzip() (io.Reader, error) {
	if err := u.gzip.Reset(&u.src); err != nil {
		return nil, err
	}
	u.gzip.Multistream(false)
	return &members{u: u}, nil
}

// members reads the members of a gzip stream as long as they follow each other.
type members struct{ u *unpacker }

func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.u.gzip.Read(p)
		if n > 0 && err == io.EOF {
			err = nil
		}
		if n > 0 || err != io.EOF {
			return n, err
		}
		if m.u.gzip.Reset(&m.u.src) != nil {
			return 0, io.EOF
		}
		m.u.gzip.Multistream(false)
	}
}

func (u *unpacker) openZlib() (in io.Reader, err error) {
	if u.zlib == nil {
		u.zlib, err = zlib.NewReader(&u.src)
		return u.zlib, err
	}
	return u.zlib, u.zlib.(zlib.Resetter).Reset(&u.src, nil)
}

func (u *unpacker) openFlate() (io.Reader, error) {
	if u.flate == nil {
		u.flate = flate.NewReader(&u.src)
		return u.flate, nil
	}
	return u.flate, u.flate.(flate.Resetter).Reset(&u.src, nil)
}

func (u *unpacker) openBrotli() (io.Reader, error) {
	if u.br == nil {
		u.br = brotli.NewReader(&u.src)
		return u.br, nil
	}
	return u.br, u.br.Reset(&u.src)
}

// maxWindow bounds the window that a zstd frame may demand. RFC 9659 allows 8 MB for content
// encodings.
const maxWindow = 8 << 20

func (u *unpacker) openZstd() (in io.Reader, err error) {
	if u.zstd == nil {
		u.zstd, err = zstd.NewReader(&u.src, zstd.WithDecoderConcurrency(1),
			zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
		return u.zstd, err
	}
	return u.zstd, u.zstd.Reset(&u.src)
}

func (u *unpacker) close() {
	if u.zstd != nil {
		u.zstd.Close()
	}
}
