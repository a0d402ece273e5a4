package dedup

import (
	"bufio"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"klartext/engine/block"
	"klartext/engine/label/train/gold"
)

// corpusTexts returns the main texts of up to n pages of the WCXB corpus that have at least fifty
// words.
func corpusTexts(t testing.TB, n int) (texts []string) {
	t.Helper()
	f, err := os.Open(gold.File("wcxb"))
	if err != nil {
		t.Skip("corpus not found, set KLARTEXT_CORPUS to its folder: ", err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for dec := json.NewDecoder(bufio.NewReaderSize(z, 1<<20)); len(texts) < n; {
		var r struct{ Text string }
		if err := dec.Decode(&r); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if len(strings.Fields(r.Text)) >= 50 {
			texts = append(texts, r.Text)
		}
	}
	return texts
}

// shinglesOf returns the set that signatures estimate.
func shinglesOf(text string) map[[Shingle]uint64]bool {
	folded := block.Fold(nil, []byte(text), false)
	m := map[[Shingle]uint64]bool{}
	var last [Shingle]uint64
	n := 0
	for i := 0; i < len(folded); {
		w, next := wordHash(folded, i)
		if i = next; w == 0 {
			continue
		}
		last = [Shingle]uint64{last[1], last[2], w}
		if n++; n >= Shingle {
			m[last] = true
		}
	}
	return m
}

func exactly(a, b string) float64 {
	x, y := shinglesOf(a), shinglesOf(b)
	both := 0
	for s := range x {
		if y[s] {
			both++
		}
	}
	return float64(both) / float64(max(1, len(x)+len(y)-both))
}

// edits make another version of a page.
var edits = []struct {
	name string
	do   func(rng *rand.Rand, text, other string) string
}{
	{"1 % of the words changed", changeWords(0.01)},
	{"3 % of the words changed", changeWords(0.03)},
	{"10 % of the words changed", changeWords(0.10)},
	{"1 line in 15 gone",
		func(rng *rand.Rand, text, _ string) string { return mixLines(rng, text, "", 1.0/15, 0) }},
	{"1 line in 15 added", func(rng *rand.Rand, text, other string) string {
		return mixLines(rng,
			text, other, 0, 1.0/15)
	}},
	{"4 lines of boilerplate added", func(_ *rand.Rand, text, other string) string {
		lines := strings.SplitN(other, "\n", 5)
		return "Startseite Aktuell Kontakt\n" + text + "\n" +
			strings.Join(lines[:len(lines)-1], "\n")
	}},
	{"half of the lines gone",
		func(rng *rand.Rand, text, _ string) string { return mixLines(rng, text, "", 0.5, 0) }},
}

func changeWords(p float64) func(rng *rand.Rand, text, other string) string {
	return func(rng *rand.Rand, text, _ string) string {
		return strings.Join(change(rng, strings.Fields(text), p), " ")
	}
}

func mixLines(rng *rand.Rand, text, other string, gone, added float64) string {
	var out []string
	more := strings.Split(other, "\n")
	for i, l := range strings.Split(text, "\n") {
		if rng.Float64() >= gone {
			out = append(out, l)
		}
		if rng.Float64() < added {
			out = append(out, more[i%len(more)])
		}
	}
	return strings.Join(out, "\n")
}

// TestNearQuality measures on real pages how many of the versions with at least 0.8 of their
// shingles in common are found, and how many of those found are really that similar.
func TestNearQuality(t *testing.T) {
	texts := corpusTexts(t, 150)
	var h Hasher
	n := NewNear(NearOptions{})
	var kept []string
	for id, text := range texts {
		s := h.Signature([]byte(text))
		if m, near := n.Add(&s, uint64(id)); near {
			t.Logf("pages %d and %d: estimated %.2f, exactly %.2f", m.ID, id, m.Similarity,
				exactly(texts[m.ID], text))
			if exactly(texts[m.ID], text) < 0.7 {
				t.Errorf("pages %d and %d are not copies", m.ID, id)
			}
		} else {
			kept = append(kept, text)
		}
	}
	rng := rand.New(rand.NewPCG(7, 7))
	found, right, alike, hit := 0, 0, 0, 0
	for _, edit := range edits {
		near, there := 0, 0
		for i, text := range kept {
			version := edit.do(rng, text, kept[(i+1)%len(kept)])
			s := h.Signature([]byte(version))
			equal, at := n.find(&s.bands) // without keeping it
			is := equal >= n.least
			j := exactly(text, version)
			if j >= DefaultThreshold {
				alike++
				there++
			}
			if is {
				found++
				near++
				if exactly(texts[n.ids[at-1]], version) >= DefaultThreshold-0.1 {
					right++
				}
				if j >= DefaultThreshold {
					hit++
				}
			}
		}
		t.Logf("%-30s of %d pages %d have 0.8 in common, %d were found", edit.name,
			len(kept), there, near)
	}
	recall, precision := float64(hit)/float64(alike), float64(right)/float64(found)
	t.Logf("recall at 0.8: %.3f of %d; precision at 0.7: %.4f of %d", recall,
		alike, precision, found)
	if recall < 0.9 || precision < 0.99 {
		t.Errorf("recall %.3f, precision %.4f", recall, precision)
	}
}
