package unpack

import (
	"bufio"
	"io"
	"math/bits"

	"github.com/klauspost/compress/zstd"
)

// frame hands out the bytes of one zstd frame and then io.EOF, because the decoder itself would
// continue silently with the next frame. It walks over the heads of the blocks, which hold their
// sizes, and leaves their content to the decoder.
type frame struct {
	br      *bufio.Reader
	own     [zstd.HeaderMaxSize]byte
	head    []byte // part of own: handed out instead of the one in the file
	left    int    // bytes of the current part
	last    bool   // it is the last block
	sum     bool   // a checksum follows the last block
	checked bool   // it has a checksum
}

const (
	smallWindow = 1 << 20
	briefWindow = 256 << 10 // 64 KB to be read, and the block in which they end
)

// reset starts on the frame that begins here, and returns the window size in which it is unpacked.
// A frame may ask for far more than it unpacks to, and the decoder allocates the window at once:
// ten bytes cost 128 MB. So the head handed to the decoder asks for no more than needed, unless
// everything fits in room.
func (f *frame) reset(br *bufio.Reader, room uint64, brief bool) (window uint64, err error) {
	head, _ := br.Peek(zstd.HeaderMaxSize)
	var h zstd.Header
	if err := h.Decode(head); err != nil {
		return 0, err
	}
	*f = frame{br: br, left: h.HeaderSize, sum: h.HasCheckSum, checked: h.HasCheckSum}
	if window = h.WindowSize; h.SingleSegment {
		window = h.FrameContentSize
	}
	if window <= room {
		return window, nil
	}
	need := window
	if brief {
		need = min(need, briefWindow)
	}
	if h.HasFCS {
		need = min(need, max(h.FrameContentSize, maxBlock))
	}
	power := max(bits.Len64(f.atMost(need)-1), bits.Len(maxBlock-1))
	if power > 40 || uint64(1)<<power >= window {
		return window, nil
	}
	return 1 << power, f.shrink(power, h.SingleSegment)
}

// atMost returns an upper bound of the frame's unpacked size, as far as its blocks are in the
// buffer. It returns need if the bound is not less, or not known.
func (f *frame) atMost(need uint64) uint64 {
	sum := uint64(0)
	for at := f.left; sum < need; {
		head, err := f.br.Peek(at + blockHead)
		if err == io.EOF { // cut off there
			break
		} else if err != nil {
			return need
		}
		b := parseBlock(head[at:])
		if sum += b.unpacked; b.last {
			break
		}
		at += blockHead + b.size
	}
	return min(need, max(sum, 1))
}

// shrink makes the decoder see a head that asks for a window of 1<<power bytes. A head is magic
// number, descriptor, window (except in a single segment), dictionary, size: RFC 8878, 3.1.1.1.
func (f *frame) shrink(power int, single bool) error {
	const magic, singleSegment = 4, 1 << 5
	head, err := f.br.Peek(f.left)
	if err != nil {
		return err
	}
	rest := head[magic+1:]
	if !single {
		rest = rest[1:]
	}
	f.head = append(f.own[:0], head[:magic]...)
	f.head = append(f.head, head[magic]&^singleSegment, byte(power-10)<<3)
	f.head = append(f.head, rest...)
	_, err = f.br.Discard(f.left)
	f.left = 0
	return err
}

func (f *frame) Read(p []byte) (int, error) {
	if len(f.head) > 0 {
		n := copy(p, f.head)
		f.head = f.head[n:]
		return n, nil
	}
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

// part moves to the next block or to the checksum.
func (f *frame) part() error {
	if f.last {
		if !f.sum {
			return io.EOF
		}
		f.sum, f.left = false, 4
		return nil
	}
	h, err := f.br.Peek(blockHead)
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	} else if err != nil {
		return err
	}
	b := parseBlock(h)
	f.last, f.left = b.last, blockHead+b.size
	return nil
}

// zstdBlock is a block of a frame: RFC 8878, 3.1.1.2.
type zstdBlock struct {
	last     bool
	size     int    // bytes after its head
	unpacked uint64 // at most, in bytes
}

const (
	blockHead = 3
	maxBlock  = 128 << 10
)

func parseBlock(h []byte) zstdBlock {
	const raw, repeatedByte = 0, 1
	bits := int(h[0]) | int(h[1])<<8 | int(h[2])<<16
	b := zstdBlock{last: bits&1 == 1, size: bits >> 3, unpacked: uint64(bits >> 3)}
	switch bits >> 1 & 3 {
	case raw:
	case repeatedByte:
		b.size = 1
	default:
		b.unpacked = maxBlock
	}
	return b
}

// ended reports whether the whole frame has been handed out.
func (f *frame) ended() bool { return f.last && f.left == 0 && !f.sum }
