package jsonld

import (
	"slices"

	"github.com/cespare/xxhash/v2"
)

// ids finds things by the names that they are given, in an open-addressed table that is reused from page to page. Two names
// with one hash would be taken for one.
type ids struct {
	slots []named
	known bool // for the page that is read
}

type named struct {
	hash  uint64 // 0 of a free slot
	value int32
}

// maxProbes is how many slots are looked at for a name. In a table that is half full a search of this length happens only
// where names were chosen for it.
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

// slot returns the slot of a name, the free one where it would be when it is not there, nil when there is none.
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

// add gives a thing a name, unless it is empty or another thing has it.
func (t *ids) add(name []byte, value int32) {
	if len(name) == 0 {
		return
	}
	if s, hash := t.slot(name); s != nil && s.hash == 0 {
		*s = named{hash, value}
	}
}

// find returns the thing with a name, -1 when there is none.
func (t *ids) find(name []byte) int32 {
	if s, hash := t.slot(name); s != nil && s.hash == hash {
		return s.value
	}
	return -1
}

// referred returns the object with an @id that says more than that of itself, -1 when there is none.
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
