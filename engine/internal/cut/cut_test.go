package cut

import (
	"math/rand/v2"
	"testing"
)

// slowExpected is the simple twin of Expected: it tries every threshold.
func slowExpected(p []float32, words []int32) (best float64) {
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

// slowAgreement is how well the text above a threshold agrees with those above all levels.
func slowAgreement(p []float32, words []int32, threshold float32) (sum float64) {
	above := func(t float32) (n int32) {
		for i := range p {
			if p[i] >= t {
				n += words[i]
			}
		}
		return n
	}
	for k := range levels {
		a, b := above(threshold), above((float32(k)+0.5)/levels)
		if a+b > 0 {
			sum += 2 * float64(min(a, b)) / float64(a+b)
		}
	}
	return sum
}

// pages calls f with random pages.
func pages(f func(p []float32, words, order []int32)) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + rng.IntN(12)
		p, words, order := make([]float32, n), make([]int32, n), make([]int32, n)
		for i := range p {
			p[i], words[i] = float32(rng.IntN(8))/7, int32(rng.IntN(50))
		}
		f(p, words, order)
	}
}

func TestExpected(t *testing.T) {
	pages(func(p []float32, words, order []int32) {
		got := Expected(p, words, order, NoneBelow)
		all, top := 0.0, float32(0)
		for i := range p {
			all += float64(p[i] * float32(words[i]))
			top = max(top, p[i])
		}
		if top < NoneBelow {
			if got != nothing {
				t.Fatalf("%v: %v, want nothing", p, got)
			}
			return
		}
		if f, want := expectedF1(p, words, got, all), slowExpected(p, words); f < want-1e-9 {
			t.Fatalf("%v %v: threshold %v gives %v, want %v", p, words, got, f, want)
		}
	})
}

func TestThreshold(t *testing.T) {
	compared := 0
	pages(func(p []float32, words, order []int32) {
		got := Threshold(p, words, order, NoneBelow)
		confident := int32(0)
		for i := range p {
			if p[i] >= sureEstimate {
				confident += words[i]
			}
		}
		if confident < sureWords {
			if want := Expected(p, words, order, NoneBelow); got != want {
				t.Fatalf("%v %v: %v, want the expected %v", p, words, got, want)
			}
			return
		}
		compared++
		best := 0.0
		for _, x := range p {
			best = max(best, slowAgreement(p, words, x))
		}
		if f := slowAgreement(p, words, got); f < best-1e-9 {
			t.Fatalf("%v %v: threshold %v agrees by %v, want %v", p, words, got, f, best)
		}
	})
	if compared < 100 {
		t.Errorf("only %d pages with enough that is sure", compared)
	}
}

// TestThresholdList has a short article above a long list of other stories, which the model doubts.
// The expected F1 would take all of them.
func TestThresholdList(t *testing.T) {
	p, words := []float32{0.95, 0.9}, []int32{60, 40}
	for range 20 {
		p, words = append(p, 0.3), append(words, 20)
	}
	order := make([]int32, len(p))
	if got := Expected(p, words, order, NoneBelow); got > 0.3 {
		t.Errorf("expected: %v, want the list too", got)
	}
	if got := Threshold(p, words, order, NoneBelow); got != 0.9 {
		t.Errorf("threshold %v, want that of the article", got)
	}
}

func TestThresholdNothing(t *testing.T) {
	if got := Threshold(nil, nil, nil, NoneBelow); got <= 1 {
		t.Errorf("no blocks: %v", got)
	}
	p, words, order := []float32{0.1, 0.2}, []int32{5, 5}, make([]int32, 2)
	if got := Threshold(p, words, order, NoneBelow); got <= 1 {
		t.Errorf("improbable blocks: %v", got)
	}
	if got := Threshold(p, words, order, 0.15); got != 0.2 {
		t.Errorf("a page that must have a text: %v, want that of its best block", got)
	}
}
