package unpack

import "encoding/binary"

// kind is what begins with some bytes.
type kind uint8

const (
	nothing kind = iota
	gzipMember
	zstdFrame
	skippable // a zstd frame of user data, no part of what the file unpacks to
)

// headSize is how many bytes kindOf looks at.
const headSize = 4

// kindOf tells what begins here. gzip: RFC 1952, 2.3, deflate and no reserved flag; zstd: RFC 8878, 3.1.
func kindOf(head []byte) kind {
	if len(head) < headSize {
		return nothing
	}
	if head[0] == 0x1f && head[1] == 0x8b && head[2] == 8 && head[3] < 1<<5 {
		return gzipMember
	}
	switch m := binary.LittleEndian.Uint32(head); {
	case m == 0xfd2fb528:
		return zstdFrame
	case m&^0xf == 0x184d2a50:
		return skippable
	}
	return nothing
}

// nextMagic returns where in b a gzip member or a zstd frame may begin, -1 when nowhere. Skippable frames are left out: there is
// nothing in them, and nothing to check them by.
func nextMagic(b []byte) int {
	for i := 0; i+headSize <= len(b); i++ {
		if b[i] != 0x1f && b[i] != 0x28 {
			continue
		}
		if k := kindOf(b[i : i+headSize]); k == gzipMember || k == zstdFrame {
			return i
		}
	}
	return -1
}

// looksPacked reports whether head, the beginning of a file, cannot be text: it may be that of a packed file whose first bytes are
// damaged. Text in UTF-16 looks so too, therefore it takes a member further on to believe it. A plain archive does not: its members
// are bodies of its records, and it begins with text.
func looksPacked(head []byte) bool {
	control, zstd, early := 0, 0, false // early: what a head of gzip has is there
	for i, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r' {
			control++
			early = early || i < 10
		}
		if i <= headSize && zstd < headSize && c == "\x28\xb5\x2f\xfd"[zstd] {
			zstd++
		}
	}
	early = early && control*32 > len(head)
	return early || zstd == headSize-1
}
