// Package scratch has what all stages do with memory that they reuse for the next page.
package scratch

// Resize returns a slice of n elements that reuses s where it can. The elements are not cleared. A
// new slice has room for half as many again, so that pages of about one size do not grow it twice.
func Resize[T any](s []T, n int) []T {
	if cap(s) >= n {
		return s[:n]
	}
	return make([]T, n, n+n/2)
}
