package unpack

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Web archives packed with zstd may begin with the dictionary of all their frames, itself packed or
// not, in a skippable frame of a special kind:
// https://iipc.github.io/warc-specifications/specifications/warc-zstd/.
const (
	dictionaryMagic = 0x184d2a5d
	maxDictionary   = 16 << 20 // unpacked
)

// HasDictionary reports whether a file that begins with head begins with a dictionary frame.
func HasDictionary(head []byte) bool {
	return len(head) >= headSize && binary.LittleEndian.Uint32(head) == dictionaryMagic
}

// dictionary reads the dictionary that begins here. A skippable frame of this kind that does not
// hold a dictionary is passed over.
func (r *Reader) dictionary(size int) error {
	b := make([]byte, size)
	if _, err := io.ReadFull(r.src.br, b); err != nil {
		return err
	}
	if kindOf(b) == zstdFrame {
		zs, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1),
			zstd.WithDecoderMaxMemory(maxDictionary))
		if err != nil {
			return err
		}
		defer zs.Close()
		if b, err = zs.DecodeAll(b, nil); err != nil {
			return fmt.Errorf("%w: it cannot be unpacked (%v)", ErrDictionary, err)
		}
	}
	if len(b) < headSize || string(b[:headSize]) != "\x37\xa4\x30\xec" {
		return nil
	}
	if err := r.dec.use(b); err != nil {
		return fmt.Errorf("%w: it is damaged (%v)", ErrDictionary, err)
	}
	return nil
}
