package unpack

import (
	"bufio"
	"io"

	"github.com/klauspost/compress/zstd"
)

// frame hands out the bytes of one zstd frame and then io.EOF, for the decoder itself would go on into the next frame without
// saying so. It walks over the heads of the blocks, which hold their sizes; what is in them is the decoder's business.
type frame struct {
	br   *bufio.Reader
	left int  // bytes of the current part
	last bool // it is the last block
	sum  bool // a checksum follows the last block
}

// reset begins with the frame that begins here.
func (f *frame) reset(br *bufio.Reader) error {
	head, _ := br.Peek(zstd.HeaderMaxSize)
	var h zstd.Header
	if err := h.Decode(head); err != nil {
		return err
	}
	*f = frame{br: br, left: h.HeaderSize, sum: h.HasCheckSum}
	return nil
}

func (f *frame) Read(p []byte) (int, error) {
	if f.left == 0 {
		if err := f.part(); err != nil {
			return 0, err
		}
	}
	n, err := f.br.Read(p[:min(len(p), f.left)])
	f.left -= n
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// part goes to the next block or to the checksum. RFC 8878, 3.1.1.2.
func (f *frame) part() error {
	if f.last {
		if !f.sum {
			return io.EOF
		}
		f.sum, f.left = false, 4
		return nil
	}
	h, err := f.br.Peek(3)
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	} else if err != nil {
		return err
	}
	bits := int(h[0]) | int(h[1])<<8 | int(h[2])<<16
	const repeatedByte = 1
	f.last, f.left = bits&1 == 1, 3+bits>>3
	if bits>>1&3 == repeatedByte {
		f.left = 3 + 1
	}
	return nil
}

// ended reports whether the whole frame was handed out.
func (f *frame) ended() bool { return f.last && f.left == 0 && !f.sum }
