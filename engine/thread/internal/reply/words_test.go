package reply

import "testing"

func TestDotted(t *testing.T) {
	for in, want := range map[string]int32{
		"#1.2": 1, "#12.30 — vor 8 Stunden": 12, "#7": 0, "Nr. 1.2": 0, "#1.": 0, "#": 0,
		"x #3.1": 3,
	} {
		if got := dotted([]byte(in)); got != want {
			t.Errorf("%q: %d, want %d", in, got, want)
		}
	}
}
