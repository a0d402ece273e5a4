package dedup

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

// stream draws things with a distribution like that of blocks: some on many pages, most on one.
func stream(rng *rand.Rand, n int) []uint64 {
	zipf := rand.NewZipf(rng, 1.3, 4, 1<<20)
	out := make([]uint64, n)
	for i := range out {
		if out[i] = rng.Uint64(); i%2 == 0 {
			out[i] = mix(zipf.Uint64() + 1)
		}
	}
	return out
}

// addConservative is the twin that raises only the least counters.
func (s *sketch[C]) addConservative(print uint64) {
	least := s.count(print)
	for row := range uint64(rows) {
		if c := s.at(print, row); *c == least && *c != ^C(0) {
			*c++
		}
	}
}

// the shares of things counted though never added, too high, and above the bound of the theory
type rates struct{ never, high, above float64 }

// compare compares a sketch with the truth.
func compare(t *testing.T, s *sketch[uint8], exact map[uint64]int, total int) (e rates) {
	t.Helper()
	bound := math.E * float64(total) / float64(s.width)
	for k, n := range exact {
		got, n := int(s.count(k)), min(n, MaxPages)
		if got < n {
			t.Fatalf("counted %d of %d", got, n)
		}
		if got > n {
			e.high++
		}
		if float64(got-n) > bound {
			e.above++
		}
	}
	const strangers = 100_000
	for i := range uint64(strangers) {
		if s.count(mix(i+1<<40)) > 0 {
			e.never++
		}
	}
	return rates{e.never / strangers, e.high / float64(len(exact)), e.above / float64(len(exact))}
}

// TestConservative compares plain counting with conservative update and with the theory, for tables
// of several loads.
func TestConservative(t *testing.T) {
	const width = 1 << 16
	for _, n := range []int{width / 8, width / 2, 2 * width} {
		things := stream(rand.New(rand.NewPCG(5, uint64(n))), n)
		plain, careful, exact := newSketch[uint8](width), newSketch[uint8](width), map[uint64]int{}
		for _, k := range things {
			plain.add(k)
			careful.addConservative(k)
			exact[k]++
		}
		p, c := compare(t, &plain, exact, n), compare(t, &careful, exact, n)
		load := float64(len(exact)) / width
		theory := math.Pow(1-math.Exp(-load), rows)
		t.Logf("%.2f things a counter: seen though never added %.5f, conservative %.5f, "+
			"theory %.5f; too high %.5f, %.5f; above e·N/w %.5f, %.5f",
			load, p.never, c.never, theory, p.high, c.high, p.above, c.above)
		if p.never > theory*1.15+1e-4 || p.above > math.Exp(-rows) {
			t.Errorf("%.2f things a counter: error above the theory: %+v", load, p)
		}
		if r := plain.falseRate(); math.Abs(r-p.never) > 0.1*p.never+2e-4 {
			t.Errorf("%.2f things a counter: false rate %.5f, measured %.5f", load, r, p.never)
		}
	}
}

// TestSurvey checks that order and shards make no difference.
func TestSurvey(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 6))
	var pages []Prints
	for range 2000 {
		host := uint64(rng.IntN(50))
		p := Prints{host: host, page: rng.Uint64()}
		for range 20 {
			p.blocks = append(p.blocks, mix(host<<32+uint64(rng.IntN(300))+1))
		}
		p.end()
		pages = append(pages, p)
	}
	o := SurveyOptions{Width: 1 << 12, Hosts: 1 << 6}
	all, a, b := NewSurvey(o), NewSurvey(o), NewSurvey(o)
	for i := range pages {
		all.Add(&pages[i])
		part := a
		if rng.IntN(3) == 0 {
			part = b
		}
		part.Add(&pages[len(pages)-1-i])
	}
	if err := b.Merge(a); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(state(t, b), state(t, all)) {
		t.Error("parts in another order, merged, are not the whole")
	}
	none := 0
	for i := range pages {
		if pages[i].host == 0 {
			none++
		}
	}
	if none == 0 || all.Pages() != uint64(len(pages)-none) {
		t.Errorf("%d pages, %d of them without a host, counted %d", len(pages), none, all.Pages())
	}
}

func TestSaturation(t *testing.T) {
	s, o := newSketch[uint8](8), newSketch[uint8](8)
	for range 1000 {
		s.add(7)
	}
	for range 200 {
		o.add(7)
	}
	if s.count(7) != MaxPages || o.count(7) != 200 {
		t.Fatalf("counts %d and %d", s.count(7), o.count(7))
	}
	o.merge(&o)
	if o.count(7) != MaxPages {
		t.Errorf("200 and 200 are %d", o.count(7))
	}
}
