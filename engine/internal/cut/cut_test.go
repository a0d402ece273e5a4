package cut

import (
	"math/rand/v2"
	"testing"
)

// slowThreshold is the simple twin of Select: it tries every threshold.
func slowThreshold(p []float32, words []int32) (best float64) {
	all := 0.0
	for i := range p {
		all += float64(p[i] * float32(words[i]))
	}
	for _, t := range p {
		best = max(best, expectedF1(p, words, t, all))
	}
	return best
}

func expectedF1(p []float32, words []int32, threshold float32, all float64) float64 {
	hit, size := 0.0, 0.0
	for i := range p {
		if p[i] >= threshold {
			hit += float64(p[i] * float32(words[i]))
			size += float64(words[i])
		}
	}
	if size+all == 0 {
		return 0
	}
	return 2 * hit / (size + all)
}

func TestThreshold(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + rng.IntN(12)
		p, words, order := make([]float32, n), make([]int32, n), make([]int32, n)
		for i := range p {
			p[i], words[i] = float32(rng.IntN(8))/7, int32(rng.IntN(50))
		}
		got := Threshold(p, words, order)
		all, top := 0.0, float32(0)
		for i := range p {
			all += float64(p[i] * float32(words[i]))
			top = max(top, p[i])
		}
		if top < noneBelow {
			if got != nothing {
				t.Fatalf("%v: %v, want nothing", p, got)
			}
			continue
		}
		if f, want := expectedF1(p, words, got, all), slowThreshold(p, words); f < want-1e-9 {
			t.Fatalf("%v %v: threshold %v gives %v, want %v", p, words, got, f, want)
		}
	}
}

func TestThresholdNothing(t *testing.T) {
	if got := Threshold(nil, nil, nil); got <= 1 {
		t.Errorf("no blocks: %v", got)
	}
	if got := Threshold([]float32{0.01, 0.02}, []int32{5, 5}, make([]int32, 2)); got <= 1 {
		t.Errorf("improbable blocks: %v", got)
	}
}
