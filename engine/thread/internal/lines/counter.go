package lines

// Counter counts hashes. It is an open table that keeps its memory.
type Counter struct {
	keys   []uint64
	counts []int32
	last   []int32 // for addOnce: the round in which the key was counted last
}

func (c *Counter) Reset(n int) {
	size := 64
	for size < 4*n+16 {
		size *= 2
	}
	if cap(c.keys) < size {
		c.keys, c.counts, c.last = make([]uint64, size), make([]int32, size), make([]int32, size)
	}
	c.keys, c.counts, c.last = c.keys[:size], c.counts[:size], c.last[:size]
	clear(c.keys)
	clear(c.counts)
}

func (c *Counter) slot(key uint64) int {
	mask := uint64(len(c.keys) - 1)
	i := (key * 0x9E3779B97F4A7C15 >> 20) & mask
	for c.counts[i] != 0 && c.keys[i] != key {
		i = (i + 1) & mask
	}
	return int(i)
}

func (c *Counter) Add(key uint64) int32 {
	i := c.slot(key)
	c.keys[i] = key
	c.counts[i]++
	return c.counts[i]
}

// AddOnce counts the key at most once a round; rounds are numbered from 1.
func (c *Counter) AddOnce(key uint64, round int32) {
	i := c.slot(key)
	if c.counts[i] == 0 || c.last[i] != round {
		c.keys[i], c.last[i] = key, round
		c.counts[i]++
	}
}

// Swap keeps a number with a key and returns the one before, 0 when there was none.
func (c *Counter) Swap(key uint64, n int32) int32 {
	i := c.slot(key)
	before := c.counts[i]
	c.keys[i], c.counts[i] = key, n
	return before
}

// Note keeps a number with a key, noted returns it.
func (c *Counter) Note(key uint64, n int32) { c.last[c.slot(key)] = n }

func (c *Counter) Noted(key uint64) int32 { return c.last[c.slot(key)] }

func (c *Counter) Of(key uint64) int32 {
	i := c.slot(key)
	return c.counts[i]
}
