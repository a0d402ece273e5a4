package bridge

import (
	"encoding/binary"
	"errors"

	"klartext/engine"
)

// Request is a page and what is wanted of it.
type Request struct {
	Kind      Kind
	Sections  Sections
	Write     engine.WriteOptions
	Address   []byte // nil if unknown
	FetchedAt []byte // in ISO 8601; nil if unknown
	Page      []byte
}

// requestHead is the length of a request's fixed part.
const requestHead = 28

// Errors of ReadRequest and ReadResult.
var (
	ErrVersion   = errors.New("in another version of the format")
	ErrMalformed = errors.New("not in the format")
)

// AppendRequest appends a request. Its three strings must be shorter than 4 GB together.
func AppendRequest(dst []byte, r *Request) []byte {
	for _, n := range [...]uint32{
		magic, uint32(r.Kind), uint32(r.Sections), optionBits(&r.Write),
		uint32(len(r.Address)), uint32(len(r.FetchedAt)), uint32(len(r.Page)),
	} {
		dst = binary.LittleEndian.AppendUint32(dst, n)
	}
	return append(append(append(dst, r.Address...), r.FetchedAt...), r.Page...)
}

// ReadRequest reads a request, which must be all of b. The strings of r are parts of b.
func ReadRequest(b []byte, r *Request) error {
	if len(b) < requestHead {
		return ErrMalformed
	}
	var head [requestHead / 4]uint32
	for i := range head {
		head[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	if head[0] != magic {
		return ErrVersion
	}
	r.Kind, r.Sections = Kind(head[1]), Sections(head[2])
	if r.Kind > Text || r.Sections&^All != 0 || !setOptions(&r.Write, head[3]) {
		return ErrMalformed
	}
	rest := b[requestHead:]
	for i, s := range [...]*[]byte{&r.Address, &r.FetchedAt, &r.Page} {
		n := head[4+i]
		if uint64(n) > uint64(len(rest)) {
			return ErrMalformed
		}
		*s, rest = rest[:n:n], rest[n:]
		if n == 0 {
			*s = nil
		}
	}
	if len(rest) > 0 {
		return ErrMalformed
	}
	return nil
}

// fields are the options in the order of their bits.
func fields(o *engine.WriteOptions) [8]*bool {
	return [...]*bool{
		&o.Title, &o.Bylines, &o.Dates, &o.Captions, &o.Credits, &o.Comments,
		&o.NoLinks, &o.NoImages,
	}
}

func optionBits(o *engine.WriteOptions) (bits uint32) {
	for i, f := range fields(o) {
		if *f {
			bits |= 1 << i
		}
	}
	return bits
}

// setOptions sets the options. It reports whether there are no other bits.
func setOptions(o *engine.WriteOptions, bits uint32) bool {
	all := fields(o)
	for i, f := range all {
		*f = bits&(1<<i) != 0
	}
	return bits>>len(all) == 0
}
