package breadcrumb

import (
	"strings"
	"testing"
)

// naive counts all separators in all lines.
func naive(t string, slash bool) bool {
	n := 0
	for _, s := range separators {
		if s != " / " || slash {
			n = max(n, strings.Count(t, s))
		}
	}
	return n >= minSeparators
}

func check(t *testing.T, s string) {
	t.Helper()
	if got, want := Is([]byte(s)), naive(s, false); got != want {
		t.Errorf("Is(%q) = %v", s, got)
	}
	if got, want := IsWithSlash([]byte(s)), naive(s, true); got != want {
		t.Errorf("IsWithSlash(%q) = %v", s, got)
	}
}

func TestIs(t *testing.T) {
	for _, tt := range []struct {
		line          string
		is, withSlash bool
	}{
		{"Start » Ort » Rathaus", true, true},
		{"Start › Ort › Rathaus", true, true},
		{"Start > Ort > Rathaus", true, true},
		{"Start → Ort → Rathaus", true, true},
		{"Start / Ort / Rathaus", false, true},
		{"Start / Ort > Rathaus » Amt", false, false},
		{"Rathaus » Ort", false, false},
		{"Start»Ort»Rathaus", false, false},
		{"Das Rathaus im Ort", false, false},
		{"", false, false},
	} {
		if got := Is([]byte(tt.line)); got != tt.is {
			t.Errorf("Is(%q) = %v", tt.line, got)
		}
		if got := IsWithSlash([]byte(tt.line)); got != tt.withSlash {
			t.Errorf("IsWithSlash(%q) = %v", tt.line, got)
		}
		check(t, tt.line)
	}
}

func FuzzIs(f *testing.F) {
	f.Add("Start » Ort » Rathaus")
	f.Add("a / b / c > d > e")
	f.Fuzz(func(t *testing.T, s string) { check(t, s) })
}

func TestAllocs(t *testing.T) {
	line, found := []byte("Start / Ort / Rathaus"), true
	n := testing.AllocsPerRun(100, func() { found = found && IsWithSlash(line) })
	if n != 0 || !found {
		t.Errorf("%v allocations, found %v", n, found)
	}
}
