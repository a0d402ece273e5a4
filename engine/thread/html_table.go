package thread

// keyed is an open table of values by their hashes, in the order in which they came. It keeps its memory.
type keyed[T any] struct {
	slots []int32 // index into list plus 1, 0 for none
	keys  []uint64
	list  []T
}

// reset empties the table, for about n values.
func (t *keyed[T]) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	t.slots = resize(t.slots, size)
	clear(t.slots)
	t.keys, t.list = t.keys[:0], t.list[:0]
}

// slot is where the key is, or where it goes.
func (t *keyed[T]) slot(key uint64) uint64 {
	mask := uint64(len(t.slots) - 1)
	i := (key * 0x9E3779B97F4A7C15 >> 20) & mask
	for t.slots[i] != 0 && t.keys[t.slots[i]-1] != key {
		i = (i + 1) & mask
	}
	return i
}

// find returns the value with the key, nil when there is none. It is valid until the next call of at.
func (t *keyed[T]) find(key uint64) *T {
	if k := t.slots[t.slot(key)]; k != 0 {
		return &t.list[k-1]
	}
	return nil
}

// at returns the value with the key, which is first where there was none. It is valid until the next call.
func (t *keyed[T]) at(key uint64, first T) *T {
	i := t.slot(key)
	if t.slots[i] == 0 {
		t.keys, t.list = append(t.keys, key), append(t.list, first)
		t.slots[i] = int32(len(t.list))
	}
	return &t.list[t.slots[i]-1]
}

// resize returns a slice of n elements, with the memory of x if that suffices; what it holds is not defined.
func resize[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n, n+n/4)
	}
	return x[:n]
}
