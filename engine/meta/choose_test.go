package meta

import (
	"math/rand/v2"
	"testing"
)

// TestChoose compares weighted and best with the simple loops that they replace.
func TestChoose(t *testing.T) {
	type candidate struct {
		f     [5]float32
		score float32
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var weights [5]float32
		for k := range weights {
			weights[k] = random.Float32() - 0.5
		}
		all := make([]candidate, random.IntN(6))
		want, top := -1, float32(0)
		for i := range all {
			sum := float32(0)
			for k := range weights {
				all[i].f[k] = float32(random.IntN(2)) // often equal
				sum += weights[k] * all[i].f[k]
			}
			all[i].score = weighted(weights[:], all[i].f[:])
			if all[i].score != sum {
				t.Fatalf("%v by %v is %v, want %v", all[i].f, weights, all[i].score, sum)
			}
			if want < 0 || sum > top {
				want, top = i, sum
			}
		}
		if got := best(all, func(c *candidate) float32 { return c.score }); got != want {
			t.Fatalf("the best of %v is %d, want %d", all, got, want)
		}
	}
}

func TestLogf(t *testing.T) {
	for x, want := range map[float32]float32{1: 0, 2: 1, 3: 1.5, 4: 2, 1024: 10} {
		if got := logf(x); got != want {
			t.Errorf("logf(%v) is %v, want %v", x, got, want)
		}
	}
}
