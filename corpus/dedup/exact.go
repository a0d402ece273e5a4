package dedup

import (
	"bytes"
	"io"
	"slices"
)

// Exact is the set of documents seen so far, by fingerprint, with the id of the first document of
// each. It grows by 16 bytes per document, in a table that is at least three eighths and at most
// three quarters full. The zero value is empty.
type Exact struct {
	slots []exactSlot // their number is a power of two; linear probing
	count int
}

type exactSlot struct {
	print Fingerprint // 0 means empty
	first uint64
}

// Add adds a document. It returns the id of the first document with the same text, and whether that
// is a different document. A document without text is never a duplicate.
func (e *Exact) Add(f Fingerprint, id uint64) (first uint64, duplicate bool) {
	if f == 0 {
		return id, false
	}
	if 4*(e.count+1) > 3*len(e.slots) {
		e.grow(max(64, 2*len(e.slots)))
	}
	s := e.slot(f)
	if s.print == f {
		return s.first, true
	}
	*s = exactSlot{f, id}
	e.count++
	return id, false
}

// Len returns the number of different texts.
func (e *Exact) Len() int { return e.count }

// Merge adds the documents of o. If both have a text, the lower id counts as the first, so the
// order of merging does not matter.
func (e *Exact) Merge(o *Exact) {
	for _, s := range o.sorted() {
		if first, duplicate := e.Add(s.print, s.first); duplicate && s.first < first {
			e.slot(s.print).first = s.first
		}
	}
}

// slot returns the slot that holds f, or the free slot for it. The table is never full.
func (e *Exact) slot(f Fingerprint) *exactSlot {
	mask := uint64(len(e.slots) - 1)
	for i := mix(uint64(f)) & mask; ; i = (i + 1) & mask {
		if s := &e.slots[i]; s.print == f || s.print == 0 {
			return s
		}
	}
}

func (e *Exact) grow(n int) {
	old := e.slots
	e.slots = make([]exactSlot, n)
	for _, s := range old {
		if s.print != 0 {
			*e.slot(s.print) = s
		}
	}
}

// sorted returns the entries by fingerprint. Equal sets give equal results, whatever their history.
func (e *Exact) sorted() []exactSlot {
	out := make([]exactSlot, 0, e.count)
	for _, s := range e.slots {
		if s.print != 0 {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b exactSlot) int {
		if a.print < b.print {
			return -1
		}
		return 1 // no two are equal
	})
	return out
}

// WriteTo writes the set: 16 bytes per document.
func (e *Exact) WriteTo(w io.Writer) (int64, error) {
	enc := newEncoder(w, exactState)
	enc.uvarint(uint64(e.count))
	for _, s := range e.sorted() {
		enc.uint64(uint64(s.print))
		enc.uint64(s.first)
	}
	return enc.end()
}

// ReadFrom replaces the set with one that WriteTo wrote, and reads r to its end. The error is a
// *StateError or an error of r; the set is then unchanged.
func (e *Exact) ReadFrom(r io.Reader) (int64, error) {
	dec := newDecoder(r, exactState)
	var in Exact
	last := uint64(0)
	for n := dec.uvarint(); n > 0 && dec.err == nil; n-- {
		f, id := dec.uint64(), dec.uint64()
		if f <= last && dec.err == nil {
			dec.fail(ErrDamaged)
		}
		if dec.err == nil {
			in.Add(Fingerprint(f), id)
		}
		last = f
	}
	n, err := dec.end()
	if err == nil {
		*e = in
	}
	return n, err
}

// MarshalBinary returns what WriteTo writes.
func (e *Exact) MarshalBinary() ([]byte, error) { return marshal(e) }

// UnmarshalBinary is ReadFrom for data.
func (e *Exact) UnmarshalBinary(data []byte) error {
	_, err := e.ReadFrom(bytes.NewReader(data))
	return err
}
