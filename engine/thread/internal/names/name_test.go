package names

import "testing"

func TestCutParen(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     bool
	}{{"mary ", "m", true}, {"Tom_Kemp ", "Tom Kemp", true}, {"Guest ", "not verified", false}} {
		if got := cutParen([]byte(tt.name), []byte(tt.in)); got != tt.want {
			t.Errorf("%s(%s): %v", tt.name, tt.in, got)
		}
	}
}
