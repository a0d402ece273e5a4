package dedup

import (
	"bytes"
	"io"
	"math"
	"slices"
)

// Near finds documents that are nearly the same as an earlier one. It keeps the signatures of the
// last documents that were like no other, and an index of their bands: 264 bytes each, plus some
// spare room. A document that is like an earlier one is reported and not kept, so a page that
// occurs a thousand times in a crawl is compared with only one.
//
// The result depends on the documents and their order. In a merged Near the documents of the other
// one come later.
type Near struct {
	least  int // equal values from which on documents are near
	limit  uint32
	signed [][Bands]uint64 // slot (d-1) % limit holds document number d, from 1
	ids    []uint64
	// for each band, the number of the previous document in its bucket; 0 if none
	older [][Bands]uint32
	heads []uint32 // for each band, its buckets: the number of the last document
	mask  uint64   // buckets per band - 1; the number of buckets is a power of two
	last  uint32   // number of the last document
}

// NearOptions sets how similar near documents are, and how many documents are kept. The zero value
// is right for most uses.
type NearOptions struct {
	// Threshold is the similarity from which on documents are near, 0 to 1; 0 means
	// DefaultThreshold. Below 0.7 many are not found.
	Threshold float64
	// Documents is how many documents are kept, the last ones; 0 means 1<<18, which takes 76 MB.
	Documents int
}

// DefaultThreshold is the similarity from which on documents are near by default: about 1 word in
// 30 changed, or one paragraph in ten added or removed.
const DefaultThreshold = 0.8

// maxDocuments is the largest number of documents that can be kept.
const maxDocuments = 1 << 30

// maxSteps is how many documents of a bucket are examined, the latest first.
const maxSteps = 64

// NewNear returns an empty Near.
func NewNear(o NearOptions) *Near {
	if o.Threshold <= 0 {
		o.Threshold = DefaultThreshold
	}
	if o.Documents <= 0 {
		o.Documents = 1 << 18
	}
	n := &Near{limit: uint32(min(o.Documents, maxDocuments)), least: Values}
	for n.least > 1 && similarity(n.least-1) >= o.Threshold {
		n.least--
	}
	return n
}

// Match is an earlier document that is nearly the same as another.
type Match struct {
	ID         uint64  // of the earlier document
	Similarity float64 // estimated, at least the threshold
}

// Add adds a document. It returns the most similar earlier document (the first of several that are
// equally similar) and whether there is one. A text without words is like nothing and is not kept.
func (n *Near) Add(s *Signature, id uint64) (m Match, near bool) {
	if !s.full {
		return m, false
	}
	if equal, at := n.find(&s.bands); equal >= n.least {
		return Match{n.ids[(at-1)%n.limit], similarity(equal)}, true
	}
	n.keep(&s.bands, id)
	return m, false
}

// Len returns how many documents are kept.
func (n *Near) Len() int { return len(n.ids) }

// find returns the number of the kept document with the most values in common with s, and how many
// values that is.
func (n *Near) find(s *[Bands]uint64) (equal int, at uint32) {
	if n.heads == nil {
		return 0, 0
	}
	for band, key := range s {
		d := n.heads[n.bucket(band, key)]
		for range maxSteps {
			// the end of the chain, or a forgotten document, before which all are forgotten
			if d == 0 || n.last-d >= uint32(len(n.ids)) {
				break
			}
			slot := (d - 1) % n.limit
			if n.signed[slot][band] == key {
				if e := equalValues(&n.signed[slot], s); e > equal || e == equal && d < at {
					equal, at = e, d
				}
			}
			d = n.older[slot][band]
		}
	}
	return equal, at
}

func (n *Near) bucket(band int, key uint64) uint64 {
	return uint64(band)*(n.mask+1) + mix(key+uint64(band))&n.mask
}

// keep keeps a document. If there is no room, it replaces the oldest.
func (n *Near) keep(bands *[Bands]uint64, id uint64) {
	if n.last == math.MaxUint32 {
		n.renumber()
	}
	n.last++
	if len(n.ids) == int(n.limit) {
		slot := (n.last - 1) % n.limit
		n.signed[slot], n.ids[slot] = *bands, id
		n.link(n.last)
		return
	}
	n.signed, n.ids, n.older = append(n.signed, *bands), append(n.ids, id),
		append(n.older, [Bands]uint32{})
	if len(n.ids) > len(n.heads)/Bands {
		n.index()
		return
	}
	n.link(n.last)
}

// link enters a document into the index.
func (n *Near) link(d uint32) {
	slot := (d - 1) % n.limit
	for band, key := range n.signed[slot] {
		head := &n.heads[n.bucket(band, key)]
		n.older[slot][band], *head = *head, d
	}
}

// index rebuilds the index, with buckets for twice the documents, or for as many as there can be.
func (n *Near) index() {
	buckets := 1
	for buckets < min(max(512, 2*len(n.ids)), int(n.limit)) {
		buckets *= 2
	}
	n.mask = uint64(buckets - 1)
	n.heads = make([]uint32, Bands*buckets)
	for age := len(n.ids) - 1; age >= 0; age-- {
		n.link(n.last - uint32(age))
	}
}

// renumber numbers the documents from 1 again before their numbers run out.
func (n *Near) renumber() {
	if first := int(n.last % n.limit); len(n.ids) == int(n.limit) {
		n.signed = slices.Concat(n.signed[first:], n.signed[:first])
		n.ids = slices.Concat(n.ids[first:], n.ids[:first])
	}
	n.last = uint32(len(n.ids))
	n.index()
}

// all yields the slots of the documents, oldest first.
func (n *Near) all(yield func(slot uint32) bool) {
	for age := len(n.ids) - 1; age >= 0; age-- {
		if !yield((n.last - uint32(age) - 1) % n.limit) {
			return
		}
	}
}

// Merge adds the documents that o kept, in its order and as if they came after those of n. Those
// that are near one of n are not kept; report is called for them unless it is nil. If n and o have
// different options, the error is a *StateError with ErrOptions.
func (n *Near) Merge(o *Near, report func(id uint64, m Match)) error {
	if n.limit != o.limit || n.least != o.least {
		return &StateError{Kind: stateNames[nearState], Err: ErrOptions}
	}
	for slot := range o.all {
		s := Signature{o.signed[slot], true}
		if m, near := n.Add(&s, o.ids[slot]); near && report != nil {
			report(o.ids[slot], m)
		}
	}
	return nil
}

// WriteTo writes the documents that are kept: 136 bytes each.
func (n *Near) WriteTo(w io.Writer) (int64, error) { return n.WriteSince(w, 0) }

// WriteSince writes those of the kept documents whose id is at least first. If ids rise, these are
// the documents added since some moment, for ReadMore.
func (n *Near) WriteSince(w io.Writer, first uint64) (int64, error) {
	var slots []uint32
	for slot := range n.all {
		if n.ids[slot] >= first {
			slots = append(slots, slot)
		}
	}
	e := newEncoder(w, nearState)
	e.uvarint(uint64(n.limit))
	e.uvarint(uint64(n.least))
	e.uvarint(uint64(len(slots)))
	for _, slot := range slots {
		e.uint64(n.ids[slot])
		for _, b := range n.signed[slot] {
			e.uint64(b)
		}
	}
	return e.end()
}

// ReadFrom replaces the documents with those that WriteTo wrote, and reads r to its end. They must
// have been kept with the same options; a zero Near takes over the options of the state. The error
// is a *StateError or an error of r; n is then unchanged.
func (n *Near) ReadFrom(r io.Reader) (int64, error) {
	d := newDecoder(r, nearState)
	limit, least, count := d.uvarint(), d.uvarint(), d.uvarint()
	switch {
	case d.err != nil:
	case limit == 0 || limit > maxDocuments || least == 0 || least > Values || count > limit:
		d.fail(ErrDamaged)
	case n.limit != 0 && (uint64(n.limit) != limit || uint64(n.least) != least):
		d.fail(ErrOptions)
	}
	in := Near{limit: uint32(limit), least: int(least)}
	for ; count > 0 && d.err == nil; count-- {
		id := d.uint64()
		var s [Bands]uint64
		for i := range s {
			s[i] = d.uint64()
		}
		if d.err == nil {
			in.keep(&s, id)
		}
	}
	read, err := d.end()
	if err == nil {
		*n = in
	}
	return read, err
}

// ReadMore adds the documents that WriteTo or WriteSince wrote, without comparing them with those
// already there. Reading in order what WriteSince wrote from one moment to the next restores the
// last state. Options and errors are as for ReadFrom.
func (n *Near) ReadMore(r io.Reader) (int64, error) {
	in := Near{limit: n.limit, least: n.least}
	read, err := in.ReadFrom(r)
	if err != nil {
		return read, err
	}
	n.limit, n.least = in.limit, in.least
	for slot := range in.all {
		n.keep(&in.signed[slot], in.ids[slot])
	}
	return read, nil
}

// MarshalBinary returns what WriteTo writes.
func (n *Near) MarshalBinary() ([]byte, error) { return marshal(n) }

// UnmarshalBinary is ReadFrom for data.
func (n *Near) UnmarshalBinary(data []byte) error {
	_, err := n.ReadFrom(bytes.NewReader(data))
	return err
}
