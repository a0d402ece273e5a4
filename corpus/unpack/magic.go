package unpack

import "encoding/binary"

// kind is what begins at some byte.
type kind uint8

const (
	nothing kind = iota
	gzipMember
	zstdFrame
	skippable // a zstd frame of user data, not part of the unpacked data
)

// headSize is how many bytes kindOf needs.
const headSize = 4

// kindOf returns the kind of what begins with head. gzip: RFC 1952, 2.3, deflate and no reserved
// flag; zstd: RFC 8878, 3.1.
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

// nextMagic returns the first index in b where a gzip member or a zstd frame may begin, or -1.
// Skippable frames do not count: they hold no data, and nothing to check them by.
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

// looksPacked reports whether head, the beginning of a file, cannot be text. It may then be a
// packed file whose first bytes are damaged. Text in UTF-16 looks the same, so this is believed
// only if a member follows further on. A plain archive is not affected: the members in it are the
// bodies of its records, but it begins with text.
func looksPacked(head []byte) bool {
	control, zstd, early := 0, 0, false // early: control characters where gzip has its head
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
