package bridge

import (
	"encoding/binary"
	"math"
)

// Result is the answer to a request.
type Result struct {
	Status    Status
	Kind      Kind // as which the page was read
	Direction Direction
	Sections  []Part
}

// Part is a section of a result, with its bytes.
type Part struct {
	Section Section
	Data    []byte
}

// resultHead is the length of a result's fixed part, partHead that of a section's entry.
const (
	resultHead = 24
	partHead   = 12
)

// AppendResult appends a result. It must be shorter than 4 GB.
func AppendResult(dst []byte, r *Result) []byte {
	w := newResult(dst, len(r.Sections))
	for i := range r.Sections {
		p := &r.Sections[i]
		w.dst = append(w.dst, p.Data...)
		w.end(p.Section)
	}
	dst, _ = w.close(r.Status, r.Kind, r.Direction)
	return dst
}

// ReadResult reads a result, which must be all of b. The sections of r are parts of b; the slice of
// sections is reused.
func ReadResult(b []byte, r *Result) error {
	if len(b) < resultHead {
		return ErrMalformed
	}
	if binary.LittleEndian.Uint32(b) != magic {
		return ErrVersion
	}
	var head [resultHead / 4]uint32
	for i := range head {
		head[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	r.Status, r.Kind, r.Direction = Status(head[1]), Kind(head[3]), Direction(head[4])
	r.Sections = r.Sections[:0]
	if uint64(head[2]) != uint64(len(b)) || r.Status > Internal || r.Kind > Text ||
		r.Direction > RightToLeft {
		return ErrMalformed
	}
	next := resultHead + partHead*uint64(head[5])
	if next > uint64(len(b)) {
		return ErrMalformed
	}
	for i := resultHead; i < resultHead+partHead*int(head[5]); i += partHead {
		section := Section(binary.LittleEndian.Uint32(b[i:]))
		at := uint64(binary.LittleEndian.Uint32(b[i+4:]))
		n := uint64(binary.LittleEndian.Uint32(b[i+8:]))
		if section < JSON || section > Failure || at != next || at+n > uint64(len(b)) {
			return ErrMalformed
		}
		next = at + n
		r.Sections = append(r.Sections, Part{section, b[at:next:next]})
	}
	if next != uint64(len(b)) {
		return ErrMalformed
	}
	return nil
}

// Data returns the bytes of a section, or nil if the result does not have it.
func (r *Result) Data(s Section) []byte {
	for i := range r.Sections {
		if r.Sections[i].Section == s {
			return r.Sections[i].Data
		}
	}
	return nil
}

// resultWriter writes a result in place. To write a section, append its bytes to dst and call end.
type resultWriter struct {
	dst   []byte
	start int // of the result in dst
	entry int // of the next section in dst
	from  int // where the next section begins in dst
	count int
}

// newResult begins a result with room for count sections.
func newResult(dst []byte, count int) resultWriter {
	start := len(dst)
	for range resultHead/4 + count*partHead/4 {
		dst = append(dst, 0, 0, 0, 0)
	}
	return resultWriter{dst: dst, start: start, entry: start + resultHead, from: len(dst)}
}

// end makes a section of the bytes that were appended since the last call.
func (w *resultWriter) end(s Section) {
	for i, n := range [...]int{int(s), w.from - w.start, len(w.dst) - w.from} {
		binary.LittleEndian.PutUint32(w.dst[w.entry+4*i:], uint32(n))
	}
	w.entry, w.from, w.count = w.entry+partHead, len(w.dst), w.count+1
}

// close completes the result. ok is false if it is too long for its numbers.
func (w *resultWriter) close(status Status, kind Kind, dir Direction) (_ []byte, ok bool) {
	length := len(w.dst) - w.start
	for i, n := range [...]uint32{
		magic, uint32(status), uint32(length), uint32(kind), uint32(dir), uint32(w.count),
	} {
		binary.LittleEndian.PutUint32(w.dst[w.start+4*i:], n)
	}
	return w.dst, uint64(length) <= math.MaxUint32
}
