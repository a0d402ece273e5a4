package model

import "klartext/engine/internal/scratch"

// table holds a T for each key of a page, in an open-addressed hash table that is reused from page to page.
type table[T any] struct {
	slots []keyed[T]
}

type keyed[T any] struct {
	key   uint32
	value T
}

// reset empties the table, for at most n keys.
func (t *table[T]) reset(n int) {
	size := 16
	for size < 2*n {
		size *= 2
	}
	t.slots = scratch.Resize(t.slots, size)
	clear(t.slots)
}

// get returns the value of key, which is zero at first.
func (t *table[T]) get(key uint32) *T {
	mask := uint32(len(t.slots) - 1)
	key |= 1
	for i := slot(key) & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.key == key || s.key == 0 {
			s.key = key
			return &s.value
		}
	}
}
