package engine

import (
	"strconv"
	"testing"
)

// TestAppendThousandths compares with strconv, which also writes as few digits as needed.
func TestAppendThousandths(t *testing.T) {
	for n := range 1001 {
		want := strconv.FormatFloat(float64(n)/1000, 'f', -1, 64)
		if got := string(appendThousandths(nil, n)); got != want {
			t.Errorf("appendThousandths(%d) = %s, want %s", n, got, want)
		}
	}
}
