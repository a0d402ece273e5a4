package unpack

import (
	"errors"
	"fmt"
)

// Position is a place in what a file unpacks to.
type Position struct {
	Offset int64 // bytes into the file: of the member, in a plain file of the place itself
	Within int64 // bytes into what the member unpacks to; 0 in a plain file
}

// String returns the position as "byte 1204, 96 bytes into what is packed there".
func (p Position) String() string {
	if p.Within > 0 {
		return fmt.Sprintf("byte %d, %d bytes into what is packed there", p.Offset, p.Within)
	}
	return fmt.Sprintf("byte %d", p.Offset)
}

// What can be wrong with a member.
var (
	ErrNoMember   = errors.New("neither gzip nor zstd begins here")
	ErrCorrupt    = errors.New("cannot be unpacked")
	ErrChecksum   = errors.New("the checksum is wrong")
	ErrTruncated  = errors.New("the file ends in the middle")
	ErrExpansion  = errors.New("unpacks to far more than the limit (see unpack.Options)")
	ErrWindow     = errors.New("needs more memory than the limit (see unpack.Options)")
	ErrDictionary = errors.New("the zstd dictionary that is needed is not in the file, or damaged")
)

// Damage is the error for a part of the file that cannot be read. Next goes on behind it. The errors above are matched with
// errors.Is.
type Damage struct {
	At  Position // of the member, or of what stands where one should begin, and how far it could be unpacked
	Err error    // what is wrong
}

// Error says where what is wrong.
func (d *Damage) Error() string { return fmt.Sprintf("%v: %v", d.At, d.Err) }

// Unwrap returns what is wrong.
func (d *Damage) Unwrap() error { return d.Err }
