package lines

import "testing"

func TestInitials(t *testing.T) {
	for in, want := range map[string]bool{"Mike D.": true, "C. M.": true, "josh b.": true,
		"ok.": false, "Na gut.": false, "Am 3.": false} {
		if got := initialled([]byte(in)); got != want {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}
