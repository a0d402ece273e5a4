package bench

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"klartext/engine"
)

var update = flag.Bool("update", false,
	"write the measured figures to baseline.txt; lines of missing sets are kept")

const baselineFile = "baseline.txt"

// baseline holds the figures that must not get worse, by benchmark and metric. Ordinary tests can
// measure them: none is a time.
type baseline map[string]bound

type bound struct{ value, noise float64 }

// The noise of quality. The engine is deterministic, but estimates close to a threshold may fall on
// the other side on a machine that rounds differently, and a change that is right for most pages is
// wrong for some. 0.002 is the difference made by training with other settings that are neither
// better nor worse (RATIONALE). The small sets of testdata and single types of page have few pages.
const (
	noiseOfMany = 0.002
	noiseOfFew  = 0.005
	manyPages   = 300
)

// allocates lists the families that allocate, with the reason. No other may, over any set.
var allocates = map[string]string{
	"Charset/windows-1252": "x/text looks the label up, " +
		"and its decoder is made for each page",
	"Charset/windows-1252-undeclared": "chardet's statistics are made for each page",
	"Charset/shift_jis":               "as windows-1252",
	"Charset/utf-16le":                "as windows-1252",
	"Read/gzip":                       "inflate makes tables for the rare long codes",
}

// allocPages is how many pages of a corpus are checked for allocations, allocRounds how often. A
// stray allocation of the runtime is rounded away over all rounds; one of the engine occurs in
// every round.
const (
	allocPages  = 25
	allocRounds = 2
)

// TestBaseline checks the allocations and the quality of the benchmarks.
func TestBaseline(t *testing.T) {
	want := readBaseline(t)
	t.Run("allocs", testAllocs)
	got := baseline{}
	over := func(family string, sets []set, take taker) {
		for i := range sets {
			s := &sets[i]
			t.Run(family+"/"+s.name, func(t *testing.T) {
				pages := s.pages(t)
				all := measure(t, pages, take)
				for _, g := range types(pages) {
					got.compare(t, want, family+"/"+s.name+"/"+g.name, len(g.of(pages)),
						sum(all, pages, g.in))
				}
				want.missing(t, got, family+"/"+s.name+"/")
			})
		}
	}
	over("Page", pageSets, (*engine.Engine).HTML)
	over("Text", textSets, (*engine.Engine).Text)
	if *update {
		maps.Copy(want, got)
		want.write(t)
	}
}

func testAllocs(t *testing.T) {
	for _, sets := range [][]set{htmlSets, textSets} {
		for i := range sets {
			s := &sets[i]
			t.Run(s.name, func(t *testing.T) {
				pages := s.pages(t)
				pages = pages[:min(allocPages, len(pages))]
				for j := range families {
					f := &families[j]
					if _, ok := allocates[f.name]; !ok && &f.sets[0] == &sets[0] {
						t.Run(f.name, func(t *testing.T) { f.checkAllocs(t, pages) })
					}
				}
			})
		}
	}
}

func (f *family) checkAllocs(t *testing.T, pages []*page) {
	round := f.start(t, pages)
	round()
	if n := testing.AllocsPerRun(allocRounds, func() { round() }); n != 0 {
		t.Errorf("%v allocations a round, want 0", n)
	}
}

// compare fails if a figure is worse than the baseline by more than its noise.
func (got baseline) compare(t *testing.T, want baseline, name string, pages int, q quality) {
	t.Helper()
	noise := noiseOfFew
	if pages >= manyPages {
		noise = noiseOfMany
	}
	for _, m := range q.metrics() {
		key := name + " " + m.name
		got[key] = bound{m.value, noise}
		if b, ok := want[key]; !*update {
			if v := verdict(m, b, ok); v != "" {
				t.Errorf("%s: %.4f, %s", key, m.value, v)
			}
		}
	}
}

// verdict says what is wrong with a figure, or "" if nothing is.
func verdict(m metric, b bound, known bool) string {
	worse := b.value - m.value
	if m.name == falseComments {
		worse = -worse
	}
	switch {
	case !known:
		return "not in the baseline: go test ./bench -run TestBaseline -update"
	case worse > b.noise:
		return fmt.Sprintf("the baseline is %.4f with a noise of %v", b.value, b.noise)
	}
	return ""
}

// missing fails for figures of the baseline that are no longer measured.
func (want baseline) missing(t *testing.T, got baseline, prefix string) {
	t.Helper()
	for key := range want {
		if _, ok := got[key]; ok || !strings.HasPrefix(key, prefix) {
			continue
		}
		if *update {
			delete(want, key)
		} else {
			t.Errorf("%s is in the baseline, but is no longer measured", key)
		}
	}
}

func readBaseline(t *testing.T) baseline {
	t.Helper()
	data, err := os.ReadFile(baselineFile)
	if err != nil && !*update {
		t.Fatal(err)
	}
	b := baseline{}
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var name, unit string
		var v bound
		if _, err := fmt.Sscan(line, &name, &unit, &v.value, &v.noise); err != nil {
			t.Fatalf("%s: %q: %v", baselineFile, line, err)
		}
		b[name+" "+unit] = v
	}
	return b
}

func (want baseline) write(t *testing.T) {
	t.Helper()
	var out bytes.Buffer
	out.WriteString(`# TestBaseline checks the quality of the benchmarks against these figures:
# benchmark, metric, value, noise. A metric may be worse by the noise. The models were trained on
# wcxb and news, so the figures show whether something broke, not how good the engine is on other
# pages. "go test ./bench -run TestBaseline -update" writes them and needs the corpora; if a figure
# fell, say why in the commit.
`)
	keys := slices.Sorted(maps.Keys(want))
	for _, k := range keys {
		fmt.Fprintf(&out, "%s %.4f %v\n", k, want[k].value, want[k].noise)
	}
	if err := os.WriteFile(baselineFile, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestVerdict checks that figures that got worse are distinguished from those that did not.
func TestVerdict(t *testing.T) {
	for _, tt := range []struct {
		metric
		bound
		known, ok bool
	}{
		{metric{"F1", 0.90}, bound{0.90, 0.002}, true, true},
		{metric{"F1", 0.8985}, bound{0.90, 0.002}, true, true},
		{metric{"F1", 0.8975}, bound{0.90, 0.002}, true, false},
		{metric{"F1", 0.95}, bound{0.90, 0.002}, true, true},
		{metric{falseComments, 0.1}, bound{0, 0.002}, true, false},
		{metric{falseComments, 0}, bound{0.1, 0.002}, true, true},
		{metric{"F1", 0.90}, bound{}, false, false},
	} {
		if v := verdict(tt.metric, tt.bound, tt.known); (v == "") != tt.ok {
			t.Errorf("%v against %v: %q", tt.metric, tt.bound, v)
		}
	}
}
