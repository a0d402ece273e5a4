// Package cut chooses the estimate from which the blocks of a page are its main text.
package cut

import "slices"

// Threshold returns the threshold that maximizes the expected word-F1 of a page: of all sets that
// contain the most probable blocks first, it takes the one for which 2·Σp·w / (Σw + Σp·w) is
// largest, where the first two sums are over the set and the last is over the page. Blocks with a
// probability of at least the threshold should be selected; a threshold above 1 means that none
// are. order is scratch of at least len(p).
func Threshold(p []float32, words, order []int32) (threshold float32) {
	order = order[:len(p)]
	all := 0.0
	for i := range order {
		order[i] = int32(i)
		all += float64(p[i] * float32(words[i]))
	}
	slices.SortFunc(order, func(a, b int32) int {
		switch {
		case p[a] > p[b]:
			return -1
		case p[a] < p[b]:
			return 1
		}
		return int(a - b)
	})
	threshold = nothing
	best, hit, size := 0.0, 0.0, 0.0
	for k, i := range order {
		hit += float64(p[i] * float32(words[i]))
		size += float64(words[i])
		if k+1 < len(order) && p[order[k+1]] == p[i] {
			continue // a threshold cannot part equals
		}
		if f := 2 * hit / (size + all); f > best {
			best, threshold = f, p[i]
		}
	}
	if len(order) == 0 || p[order[0]] < noneBelow {
		return nothing
	}
	return threshold
}

const (
	nothing   = 2    // threshold that no block reaches
	noneBelow = 0.35 // a page whose best block is less probable than this has no main text
)
