package unpack

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// decoder unpacks one member after another.
type decoder struct {
	window uint64 // the largest window that a frame may need, in bytes
	brief  bool
	kind   kind
	starts int // members begun so far
	gz     *gzip.Reader
	zs     *zstd.Decoder
	frame  frame
	room   uint64 // the largest window for which zs has had memory, in bytes
	dict   []byte // the dictionary of the file
}

// reset starts on the member of kind k that begins here.
func (d *decoder) reset(br *bufio.Reader, k kind) error {
	d.kind = k
	d.starts++
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
	window, err := d.frame.reset(br, max(d.room, smallWindow), d.brief)
	if err != nil {
		return err
	}
	if window > d.window {
		return zstd.ErrWindowSizeExceeded
	}
	d.room = max(d.room, window)
	if d.zs == nil {
		if d.zs, err = newZstd(d.window, d.dict); err != nil {
			return err
		}
	}
	return d.zs.Reset(&d.frame)
}

// newZstd returns a decoder that runs in the caller's goroutine and takes little memory.
func newZstd(window uint64, dict []byte) (*zstd.Decoder, error) {
	o := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(window)}
	if dict != nil {
		o = append(o, zstd.WithDecoderDicts(dict))
	}
	return zstd.NewReader(nil, o...)
}

// use unpacks all following frames with a dictionary.
func (d *decoder) use(dict []byte) error {
	zs, err := newZstd(d.window, dict)
	if err != nil {
		return err
	}
	d.closeZstd()
	d.zs, d.dict = zs, dict
	return nil
}

// forget drops the dictionary.
func (d *decoder) forget() {
	if d.dict != nil {
		d.closeZstd()
		d.dict = nil
	}
}

func (d *decoder) closeZstd() {
	if d.zs != nil {
		d.zs.Close()
	}
	d.zs, d.room = nil, 0
}

// Read returns io.EOF when the member has ended and its checksum was right.
func (d *decoder) Read(p []byte) (int, error) {
	if d.kind == gzipMember {
		return d.gz.Read(p)
	}
	n, err := d.zs.Read(p)
	if err == io.EOF && !d.frame.ended() {
		err = errors.New("the frame has bytes left over")
	}
	return n, err
}

func (d *decoder) close() {
	d.closeZstd()
	d.gz = nil
}

// checked reports whether the current member has a checksum.
func (d *decoder) checked() bool { return d.kind == gzipMember || d.frame.checked }

// cause translates the error of a decoder. ended says that it has read the whole file.
func cause(err error, ended bool) error {
	switch {
	case errors.Is(err, ErrExpansion):
		return err
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch):
		return ErrChecksum
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return ErrWindow
	case errors.Is(err, zstd.ErrUnknownDictionary):
		return ErrDictionary
	case ended && (errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)):
		return ErrTruncated
	}
	return fmt.Errorf("%w (%v)", ErrCorrupt, err)
}
