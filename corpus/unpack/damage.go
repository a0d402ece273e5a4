package unpack

import (
	"errors"
	"fmt"
)

// Position is a place in what a file unpacks to.
type Position struct {
	Offset int64 // into the file: of the member, or of the place itself in a plain file
	Within int64 // bytes into the member's unpacked data; 0 in a plain file
}

// String returns the position, for example "byte 1204, 96 bytes into the unpacked data".
func (p Position) String() string {
	if p.Within > 0 {
		return fmt.Sprintf("byte %d, %d bytes into the unpacked data", p.Offset, p.Within)
	}
	return fmt.Sprintf("byte %d", p.Offset)
}

// Causes of damage to a member.
var (
	ErrNoMember   = errors.New("no gzip or zstd member begins here")
	ErrCorrupt    = errors.New("cannot be unpacked")
	ErrChecksum   = errors.New("the checksum is wrong")
	ErrTruncated  = errors.New("the file ends in the middle of a member")
	ErrExpansion  = errors.New("unpacks to far more than the limit (see unpack.Options)")
	ErrWindow     = errors.New("needs more memory than the limit (see unpack.Options)")
	ErrDictionary = errors.New("the zstd dictionary needed is not in the file, or is damaged")
)

// Damage is the error for a part of the file that cannot be read. Next continues after it. Match
// the errors above with errors.Is.
type Damage struct {
	// At is the start of the member, or of the bytes where a member should begin, and how far it
	// could be unpacked.
	At  Position
	Err error // the cause
}

// Error returns the position and the cause.
func (d *Damage) Error() string { return fmt.Sprintf("%v: %v", d.At, d.Err) }

// Unwrap returns the cause.
func (d *Damage) Unwrap() error { return d.Err }
