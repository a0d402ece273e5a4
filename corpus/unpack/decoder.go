package unpack

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// decoder unpacks one member after the other.
type decoder struct {
	window uint64
	kind   kind
	gz     *gzip.Reader
	zs     *zstd.Decoder
	frame  frame
}

// reset begins with the member of this kind that begins here.
func (d *decoder) reset(br *bufio.Reader, k kind) error {
	d.kind = k
	if k == zstdFrame {
		return d.resetZstd(br)
	}
	if d.gz == nil {
		d.gz = new(gzip.Reader)
	}
	if err := d.gz.Reset(br); err != nil {
		return err
	}
	d.gz.Multistream(false)
	return nil
}

func (d *decoder) resetZstd(br *bufio.Reader) error {
	if err := d.frame.reset(br); err != nil {
		return err
	}
	if d.zs == nil {
		// One decoder runs in the caller's goroutine, and with little memory.
		zs, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(d.window))
		if err != nil {
			return err
		}
		d.zs = zs
	}
	return d.zs.Reset(&d.frame)
}

// Read returns io.EOF when the member has ended and its checksum was right.
func (d *decoder) Read(p []byte) (int, error) {
	if d.kind == gzipMember {
		return d.gz.Read(p)
	}
	n, err := d.zs.Read(p)
	if err == io.EOF && !d.frame.ended() {
		err = errors.New("bytes are left over in the frame")
	}
	return n, err
}

func (d *decoder) close() {
	if d.zs != nil {
		d.zs.Close()
	}
	d.gz, d.zs = nil, nil
}

// what returns what the error of a decoder means. ended: it has read all of the file.
func what(err error, ended bool) error {
	switch {
	case errors.Is(err, ErrExpansion):
		return err
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch):
		return ErrChecksum
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return ErrWindow
	case ended && (errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)):
		return ErrTruncated
	}
	return fmt.Errorf("%w (%v)", ErrCorrupt, err)
}
