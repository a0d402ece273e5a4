// Package cut chooses the estimate from which the blocks of a page are its main text.
package cut

import "slices"

// Threshold returns the estimate from which blocks are to be selected; above 1 it means that nothing
// is. Where the model is sure of enough text, that is the one of agreed, otherwise that of Expected.
// order is scratch of at least len(p).
func Threshold(p []float32, words, order []int32, least float32) (threshold float32) {
	order = sorted(p, order)
	if len(order) == 0 || p[order[0]] < least {
		return nothing
	}
	if t, ok := agreed(p, words, order); ok {
		return t
	}
	return expected(p, words, order)
}

// Expected returns the threshold that maximizes the expected word-F1 of a page: of all sets of
// blocks that hold the most probable first, it takes the one for which 2·Σp·w / (Σw + Σp·w) is
// largest, where the first two sums go over the set and the last over the page. The arguments are
// those of Threshold.
func Expected(p []float32, words, order []int32, least float32) (threshold float32) {
	order = sorted(p, order)
	if len(order) == 0 || p[order[0]] < least {
		return nothing
	}
	return expected(p, words, order)
}

// sorted returns the indexes of p in order, that of the largest first.
func sorted(p []float32, order []int32) []int32 {
	order = order[:len(p)]
	for i := range order {
		order[i] = int32(i)
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
	return order
}

func expected(p []float32, words, order []int32) (threshold float32) {
	all := 0.0
	for i := range p {
		all += float64(p[i] * float32(words[i]))
	}
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
	return threshold
}

// agreed returns the threshold that agrees best with all others, for pages with enough blocks that
// the model is sure of. The expected F1 takes the blocks of a page as independent, so that all the
// other stories below a short article add up. But a list is in or out as a whole. Each of levels
// thresholds may be the right one: the one is chosen whose text has the largest mean F1 with the
// texts of all of them, where only the numbers of words are compared, since each text contains the
// next.
func agreed(p []float32, words, order []int32) (threshold float32, ok bool) {
	var size [levels]int64
	sum, k := int64(0), levels-1
	confident := int64(0)
	for _, i := range order {
		for k >= 0 && p[i] < level(k) {
			size[k] = sum
			k--
		}
		sum += int64(words[i])
		if p[i] >= sureEstimate {
			confident = sum
		}
	}
	for ; k >= 0; k-- {
		size[k] = sum
	}
	if confident < sureWords {
		return 0, false
	}
	best, sum := 0.0, int64(0)
	for k, i := range order {
		sum += int64(words[i])
		if k+1 < len(order) && p[order[k+1]] == p[i] {
			continue // a threshold cannot part equals
		}
		f := 0.0
		for _, n := range size {
			if n+sum > 0 {
				f += float64(2*min(n, sum)) / float64(n+sum)
			}
		}
		if f > best {
			best, threshold = f, p[i]
		}
	}
	return threshold, best > 0
}

// level is the middle of the k-th of the steps between 0 and 1.
func level(k int) float32 { return (float32(k) + 0.5) / levels }

const (
	nothing = 2 // threshold that no block reaches

	// NoneBelow is what least is on most pages: a page whose best block is less probable has no main
	// text.
	NoneBelow = 0.35

	levels       = 20  // thresholds between 0 and 1 that are compared
	sureEstimate = 0.8 // of blocks that the model is sure of
	sureWords    = 60  // words in them, for the thresholds to be compared
)
