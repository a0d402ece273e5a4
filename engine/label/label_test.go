package label

import "testing"

func TestLabels(t *testing.T) {
	for l := Title; l < NumLabels; l++ {
		if got, ok := Parse(l.String()); !ok || got != l {
			t.Errorf("%v parses as %v, %v", l, got, ok)
		}
		if l.Main() && (l.Boilerplate() || l.Comment()) {
			t.Errorf("%v is main text and something else", l)
		}
	}
	if _, ok := Parse("none"); ok {
		t.Error(`"none" is no label of a block`)
	}
}
