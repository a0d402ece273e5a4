// Package hashtable has tables of values by keys that are already hashes: of words, of blocks, of
// class names. A table is used for one page after another: Reset empties it and keeps its memory,
// so after the largest page has been seen nothing is allocated.
//
// Reset takes the maximum number of keys. In return, the methods are small enough for the compiler
// to inline (TestInlining). A Counter counts keys, a List keeps them in order.
//
// All are open-addressed with linear probing (https://en.wikipedia.org/wiki/Linear_probing) and at
// most half full. The search starts where Fibonacci hashing says: at the top bits of the product of
// the key and 2^64 divided by the golden ratio, so keys may also be small numbers. What a table
// returns does not depend on where its keys are.
package hashtable

// Key is a hash, or a number that stands for something. 0 marks free slots, so 0 and ZeroKey are
// one key.
type Key interface{ ~uint32 | ~uint64 }

// ZeroKey stands for key 0.
const ZeroKey = 0x9E3779B1

// Table has a value for each key. Reset must be called before any other method.
type Table[K Key, V any] struct {
	slots []slot[K, V] // a power of two many
	shift uint8        // 64 less the binary logarithm of their number
}

type slot[K Key, V any] struct {
	key   K // 0 if the slot is free
	value V
}

const (
	minSlots = 16
	minShift = 60
	golden   = 0x9E3779B97F4A7C15 // 2^64 divided by the golden ratio, rounded to an odd number
)

// Reset empties the table and makes room for n keys. Methods may not return when there are more
// than twice as many.
func (t *Table[K, V]) Reset(n int) {
	size, shift := minSlots, uint8(minShift)
	for size <= 2*n {
		size *= 2
		shift--
	}
	t.shift = shift
	if cap(t.slots) < size {
		t.slots = make([]slot[K, V], size)
		return
	}
	t.slots = t.slots[:size]
	clear(t.slots)
}

// At returns the value of a key, and adds the key with the zero value when the table does not have
// it. The pointer is valid until the next Reset.
func (t *Table[K, V]) At(key K) *V {
	if key == 0 {
		key = ZeroKey
	}
	for i := uint64(key) * golden >> (t.shift & 63); ; i++ {
		if s := &t.slots[i&uint64(len(t.slots)-1)]; s.key == key || s.key == 0 {
			s.key = key
			return &s.value
		}
	}
}

// Find returns the value of a key, or nil if the table does not have it. The pointer is valid until
// the next Reset.
func (t *Table[K, V]) Find(key K) *V {
	if key == 0 {
		key = ZeroKey
	}
	for i := uint64(key) * golden >> (t.shift & 63); ; i++ {
		switch s := &t.slots[i&uint64(len(t.slots)-1)]; s.key {
		case key:
			return &s.value
		case 0:
			return nil
		}
	}
}
