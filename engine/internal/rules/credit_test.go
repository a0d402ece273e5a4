package rules

import (
	"testing"

	"klartext/engine/internal/lexicon"
)

// TestMayCredit compares the first look at a caption with the words that it stands for.
func TestMayCredit(t *testing.T) {
	for _, w := range lexicon.CreditStarts {
		if !mayCredit([]byte("x " + w + "x")) {
			t.Errorf("%q is not seen", w)
		}
	}
}
