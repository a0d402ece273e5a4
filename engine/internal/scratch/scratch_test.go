package scratch

import "testing"

func TestResize(t *testing.T) {
	s := Resize([]int(nil), 10)
	s[3] = 7
	if r := Resize(s, 4); len(r) != 4 || &r[0] != &s[0] || r[3] != 7 {
		t.Errorf("%v is not the slice that was given", r)
	}
	if r := Resize(s, 15); len(r) != 15 || &r[0] != &s[0] {
		t.Error("a slice with room for 15 elements was allocated again")
	}
	if r := Resize(s, 16); len(r) != 16 || &r[0] == &s[0] {
		t.Error("16 elements have no room in the slice that was given")
	}
	if n := testing.AllocsPerRun(10, func() { s = Resize(s, 15) }); n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}
