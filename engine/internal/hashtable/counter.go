package hashtable

// Counter counts keys. Reset must be called before any other method.
type Counter[K Key] struct{ table Table[K, count] }

type count struct{ times, round int32 }

// Reset sets all counts to 0 and makes room for n keys; see Table.Reset.
func (c *Counter[K]) Reset(n int) { c.table.Reset(n) }

// Add counts a key and returns how often it has been counted since Reset.
func (c *Counter[K]) Add(key K) int32 {
	n := c.table.At(key)
	n.times++
	return n.times
}

// AddOnce counts a key unless AddOnce counted it last in the same round. With a page of a site as
// the round, it counts the pages on which a word occurs.
func (c *Counter[K]) AddOnce(key K, round int32) {
	if n := c.table.At(key); n.times == 0 || n.round != round {
		n.times, n.round = n.times+1, round
	}
}

// Of returns how often a key has been counted since Reset.
func (c *Counter[K]) Of(key K) int32 {
	if n := c.table.Find(key); n != nil {
		return n.times
	}
	return 0
}
