package peers

import (
	"testing"
	"time"
)

// TestRows checks the figures of rows: each covers the pages of its own part, without those on
// which the peer failed.
func TestRows(t *testing.T) {
	pages := []page{
		{set: "wcxb", html: make([]byte, 1000), gold: "one two"},
		{set: "wcxb", html: make([]byte, 3000), gold: "three"},
		{set: "evaldata", html: make([]byte, 500), with: []string{"four"},
			without: []string{"five"}},
		{set: "evaldata", html: make([]byte, 900), with: []string{"six"}},
	}
	m := &measured{process: &process{peer: &peer{name: "a/b c", start: hop, cleans: true},
		peak: 7 << 20}, pages: pages,
		first:  []reply{{Text: "one two"}, {}, {Text: "four five"}, {Text: "six"}},
		failed: []*failure{nil, {"error", ""}, nil, nil},
		passes: [][]time.Duration{{4000, 99, 2000, 2000}, {3000, 99, 9000, 1000}},
		bytes:  []uint64{10, 99, 20, 40}, allocs: []uint64{1, 99, 2, 4},
	}
	if got := m.row(); got != "a-b_c" {
		t.Errorf("name: got %q, want a-b_c", got)
	}
	set := func(name string) some { return func(i int) bool { return pages[i].set == name } }
	for _, test := range []struct {
		part part
		want map[string]float64
	}{
		{part{"all", m.all}, map[string]float64{"ns/op": 8000.0 / 3, "MB/s": 300,
			"allocs/op": 7.0 / 3, "B/op": 70.0 / 3, "peak-B": 7 << 20, "failed": 1, "pages": 4}},
		{part{"wcxb", set("wcxb")}, map[string]float64{"ns/op": 3000, "MB/s": 1000e3 / 3000,
			"allocs/op": 1, "B/op": 10, "F1": 0.5, "failed": 1, "pages": 2}},
		{part{"evaldata", set("evaldata")},
			map[string]float64{"ns/op": 2000, "MB/s": 350, "allocs/op": 3, "B/op": 30, "F1": 0.8,
				"precision": 2.0 / 3, "recall": 1, "failed": 0, "pages": 2}},
		{part{"broken", func(i int) bool { return i == 1 }},
			map[string]float64{"ns/op": 0, "F1": 0, "failed": 1, "pages": 1}},
	} {
		got := map[string]float64{}
		for _, v := range m.metrics(&test.part) {
			got[v.unit] = v.value
		}
		for unit, want := range test.want {
			if v, ok := got[unit]; !ok || v < want*0.999999 || v > want*1.000001 {
				t.Errorf("%s %s: got %v, want %v", test.part.name, unit, v, want)
			}
		}
		if len(got) != len(test.want) {
			t.Errorf("%s: got %v, want %v", test.part.name, got, test.want)
		}
	}
}

// TestParts checks that one part has all pages, that there is one for each set, and one for each
// type of page in wcxb.
func TestParts(t *testing.T) {
	pages := load(t, 7)
	parts, err := partsOf(pages)
	if err != nil {
		t.Fatal(err)
	}
	typed, sets := 0, 0
	for _, p := range parts {
		n := 0
		for i := range pages {
			if p.in(i) {
				n++
			}
		}
		switch {
		case n == 0:
			t.Errorf("%s has no pages", p.name)
		case p.name == "all" && n != len(pages):
			t.Errorf("all: %d of %d pages", n, len(pages))
		case p.name == "wcxb" || p.name == "evaldata" || p.name == "testdata":
			sets += n
		case p.name != "all":
			typed += n
		}
	}
	wcxb := 0
	for i := range pages {
		if pages[i].set == "wcxb" {
			wcxb++
		}
	}
	if sets != len(pages) || typed != wcxb {
		t.Errorf("%d pages are in sets, %d in types, want %d and %d", sets, typed, len(pages), wcxb)
	}
}
