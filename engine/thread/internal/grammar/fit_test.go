package grammar

import (
	"math"
	"testing"
)

func TestLog(t *testing.T) {
	for x := float32(1e-6); x < 1e6; x *= 1.0173 {
		if got, want := float64(log(x)),
			math.Log(float64(x)); math.Abs(got-want) > 2e-5*max(1, math.Abs(want)) {
			t.Fatalf("log(%v) = %v, want %v", x, got, want)
		}
	}
}
