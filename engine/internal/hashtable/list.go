package hashtable

// List has a value for each key, in the order in which the keys were added. Unlike the other
// tables, it grows with its keys. Reset must be called before any other method.
type List[K Key, V any] struct {
	Values []V             // to be changed, but not to be appended to
	keys   []K             // of the values
	places Table[K, int32] // of the values, counted from 1
	room   int             // keys that places is made for
}

// Reset empties the list and makes room for n keys.
func (l *List[K, V]) Reset(n int) {
	l.places.Reset(n)
	l.Values, l.keys, l.room = l.Values[:0], l.keys[:0], n
}

// Find returns the value of a key, or nil if the list does not have it. The pointer is valid until
// the next call of At or Reset.
func (l *List[K, V]) Find(key K) *V {
	if at := l.places.Find(key); at != nil {
		return &l.Values[*at-1]
	}
	return nil
}

// At returns the value of a key, and appends first under the key when the list does not have it.
// The pointer is valid until the next call of At or Reset.
func (l *List[K, V]) At(key K, first V) *V {
	if at := l.places.Find(key); at != nil {
		return &l.Values[*at-1]
	}
	if len(l.Values) >= l.room {
		l.grow()
	}
	l.Values, l.keys = append(l.Values, first), append(l.keys, key)
	*l.places.At(key) = int32(len(l.Values))
	return &l.Values[len(l.Values)-1]
}

// grow makes room for twice as many keys.
func (l *List[K, V]) grow() {
	l.room = max(minSlots/2, 2*l.room)
	l.places.Reset(l.room)
	for i, key := range l.keys {
		*l.places.At(key) = int32(i + 1)
	}
}
