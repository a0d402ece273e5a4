package main

import "fmt"

// reader reads the numbers of the binary format. It panics with a string if the input ends too
// early or is not known to this command; shrink makes that an error.
type reader struct {
	b []byte
	i int
}

func (r *reader) byte() byte {
	if r.i >= len(r.b) {
		panic("unexpected end")
	}
	r.i++
	return r.b[r.i-1]
}

// u32 reads an unsigned LEB128 number.
func (r *reader) u32() uint32 {
	var n uint64
	for shift := uint(0); ; shift += 7 {
		c := r.byte()
		n |= uint64(c&0x7F) << shift
		if c < 0x80 {
			if n>>32 != 0 {
				panic("number too long")
			}
			return uint32(n)
		}
		if shift >= 28 {
			panic("number too long")
		}
	}
}

// s64 reads a signed LEB128 number of up to 64 bits.
func (r *reader) s64() int64 {
	var n int64
	for shift := uint(0); ; {
		c := r.byte()
		n |= int64(c&0x7F) << shift
		shift += 7
		if c < 0x80 {
			if c&0x40 != 0 && shift < 64 {
				n |= -1 << shift
			}
			return n
		}
		if shift >= 64 {
			panic("number too long")
		}
	}
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.b)-r.i {
		panic("unexpected end")
	}
	r.i += n
	return r.b[r.i-n : r.i]
}

func (r *reader) name() string { return string(r.bytes(int(r.u32()))) }

func (r *reader) more() bool { return r.i < len(r.b) }

func appendU32(dst []byte, n uint32) []byte {
	for n >= 0x80 {
		dst = append(dst, byte(n)|0x80)
		n >>= 7
	}
	return append(dst, byte(n))
}

func appendS64(dst []byte, n int64) []byte {
	for {
		c := byte(n & 0x7F)
		n >>= 7
		if n == 0 && c&0x40 == 0 || n == -1 && c&0x40 != 0 {
			return append(dst, c)
		}
		dst = append(dst, c|0x80)
	}
}

func unknown(what string, code any) string { return fmt.Sprintf("unknown %s %#x", what, code) }
