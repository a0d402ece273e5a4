package main

import "encoding/binary"

// image is the memory as the data segments fill it, up to the end of the last one.
type image []byte

// maxImage bounds the memory that data segments may fill.
const maxImage = 64 << 20

func (m *image) read(r *reader) {
	for range r.u32() {
		if kind := r.u32(); kind != 0 {
			panic(unknown("kind of data segment", kind))
		}
		if op := r.byte(); op != opI32Const {
			panic(unknown("offset of a data segment", op))
		}
		at := int(r.s64())
		if op := r.byte(); op != opEnd {
			panic(unknown("offset of a data segment", op))
		}
		d := r.bytes(int(r.u32()))
		if at < 0 || at+len(d) > maxImage {
			panic("data segment out of memory")
		}
		if n := at + len(d); n > len(*m) {
			*m = append(*m, make([]byte, n-len(*m))...)
		}
		copy((*m)[at:], d)
	}
}

// zeroRun is how many zero bytes end a segment. A new one costs about eight bytes, which compress
// badly.
const zeroRun = 24

// bytes returns the data section, with segments for what is not zero.
func (m image) bytes() []byte {
	var segments []byte
	count := uint32(0)
	for i := 0; i < len(m); {
		if m[i] == 0 {
			i++
			continue
		}
		end := i + 1
		for j := end; j < len(m) && j-end < zeroRun; j++ {
			if m[j] != 0 {
				end = j + 1
			}
		}
		segments = append(segments, 0, opI32Const)
		segments = append(appendS64(segments, int64(i)), opEnd)
		segments = append(appendU32(segments, uint32(end-i)), m[i:end]...)
		count++
		i = end
	}
	return append(appendU32(nil, count), segments...)
}

func (m image) u32(at int) uint32 { return binary.LittleEndian.Uint32(m[at:]) }
func (m image) u64(at int) int    { return int(binary.LittleEndian.Uint64(m[at:])) }

func (m image) putU32(at int, n uint32) { binary.LittleEndian.PutUint32(m[at:], n) }
