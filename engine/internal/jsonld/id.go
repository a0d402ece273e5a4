package jsonld

import (
	"slices"

	"github.com/cespare/xxhash/v2"
)

// ids maps names to indices, in an open-addressed table that is reused from page to page. Two names
// with the same hash are treated as one.
type ids struct {
	slots []named
	known bool // whether the table is filled for the current page
}

type named struct {
	hash  uint64 // 0 in a free slot
	value int32
}

// maxProbes is the number of slots that are searched for a name. In a half-full table a search gets
// that long only if the names were chosen to collide.
const maxProbes = 64

// reset empties the table and makes room for n names.
func (t *ids) reset(n int) {
	size := 16
	for size < 2*n {
		size *= 2
	}
	t.slots = slices.Grow(t.slots[:0], size)[:size]
	clear(t.slots)
	t.known = true
}

// slot returns the slot of a name; if the name is not in the table, the free slot that it would go
// into, or nil if there is none.
func (t *ids) slot(name []byte) (s *named, hash uint64) {
	hash = max(xxhash.Sum64(name), 1)
	mask := uint64(len(t.slots) - 1)
	for i := range uint64(maxProbes) {
		if s := &t.slots[(hash+i)&mask]; s.hash == 0 || s.hash == hash {
			return s, hash
		}
	}
	return nil, hash
}

// add maps name to value, unless name is empty or already in the table.
func (t *ids) add(name []byte, value int32) {
	if len(name) == 0 {
		return
	}
	if s, hash := t.slot(name); s != nil && s.hash == 0 {
		*s = named{hash, value}
	}
}

// find returns the value of name, or -1 if it is not in the table.
func (t *ids) find(name []byte) int32 {
	if s, hash := t.slot(name); s != nil && s.hash == hash {
		return s.value
	}
	return -1
}

// referred returns the object that has the given @id and at least one other member, or -1 if there
// is none.
func (t *ids) referred(tape *Tape, id []byte) int32 {
	if len(id) == 0 {
		return -1
	}
	if !t.known {
		n := 0
		for k := range tape.Nodes {
			if string(tape.Nodes[k].Key.Of(tape.Src)) == "@id" {
				n++
			}
		}
		t.reset(n)
		for k := range tape.Nodes {
			n := &tape.Nodes[k]
			if string(n.Key.Of(tape.Src)) == "@id" && n.Up >= 0 && tape.Nodes[n.Up].Next > n.Up+2 {
				t.add(tape.Text(int32(k)), n.Up)
			}
		}
	}
	return t.find(id)
}
