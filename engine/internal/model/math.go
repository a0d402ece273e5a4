package model

import (
	"math"
	"math/bits"
	"slices"
)

// ilog returns 16 times the binary logarithm of 1+n, by linear interpolation between powers of two.
func ilog(n int64) int {
	if n < 0 {
		return -ilog(-n)
	}
	m := uint64(n) + 1
	k := bits.Len64(m) - 1
	return 16*k + int(m<<4>>k) - 16
}

// share returns part/whole in 1/1000, or 0 if whole is 0.
func share(part, whole int64) int {
	if whole <= 0 {
		return 0
	}
	return int(1000 * part / whole)
}

// sqrt16 is 16 times the square root of n.
func sqrt16(n int32) int32 {
	if n <= 0 {
		return 16
	}
	if int(n) < len(roots) {
		return int32(roots[n])
	}
	return 16 * int32(math.Sqrt(float64(n)))
}

var roots = func() (t [256]uint16) {
	for i := range t {
		t[i] = uint16(16*math.Sqrt(float64(max(i, 1))) + 0.5)
	}
	return t
}()

func clamp(v int) int16 { return int16(min(max(v, math.MinInt16), math.MaxInt16)) }

func sortedKeys[T any](m map[uint32]T) []uint32 {
	keys := make([]uint32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
