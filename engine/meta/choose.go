package meta

import "math"

// Learned weights choose among candidates: the features of each are summed with their weights, and
// the largest sum wins.

// weighted returns the sum of the features with their weights, in order.
func weighted(weights, features []float32) (sum float32) {
	features = features[:len(weights)]
	for i, w := range weights {
		sum += w * features[i]
	}
	return sum
}

// best returns the index of the candidate with the highest score, the first of equal ones, or -1 if
// there is none.
func best[C any](all []C, score func(c *C) float32) (at int) {
	at, top := -1, float32(0)
	for i := range all {
		if s := score(&all[i]); at < 0 || s > top {
			at, top = i, s
		}
	}
	return at
}

// bit makes a feature of a condition.
func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// logf is a rough base-2 logarithm: exact at powers of two, linear between.
func logf(x float32) float32 {
	n := float32(0)
	for x >= 2 {
		x /= 2
		n++
	}
	return n + x - 1
}

// lowest is the score of a candidate that is left out.
const lowest = -math.MaxFloat32
