package dedup

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"klartext/engine"
)

// TestAllocs has one row for each call in steady state.
func TestAllocs(t *testing.T) {
	pages := testPages(t)
	e := engine.New(engine.Options{})
	var h Hasher
	var p Prints
	s := NewSurvey(SurveyOptions{Width: 1 << 16, Hosts: 1 << 8})
	d := NewDropper(s, Rule{}, 10)
	near, exact := NewNear(NearOptions{Documents: 4}), &Exact{}
	text := []byte(strings.Join(wordsOf(rand.New(rand.NewPCG(8, 8)), 500), " "))
	signature := h.Signature(text)
	each := func(f func(p testPage)) func() {
		return func() {
			for _, page := range pages[:20] {
				f(page)
			}
		}
	}
	count := func(page testPage) {
		if page.html {
			h.HTML(&p, "example.org", page.src)
		} else {
			h.Text(&p, "example.org", page.src)
		}
		s.Add(&p)
	}
	id := uint64(0)
	for _, c := range []struct {
		name string
		run  func()
	}{
		{"Survey.Add", each(count)},
		{"Drop", each(func(page testPage) {
			if doc, err := e.HTML(page.src); err == nil {
				d.Drop(doc, "example.org")
			}
		})},
		{"Repeated", func() { d.Repeated("https://example.org/", text) }},
		{"Fingerprint", func() { h.Fingerprint(text) }},
		{"Signature", func() { signature = h.Signature(text) }},
		{"Exact.Add", func() { exact.Add(h.Fingerprint(text), 1) }},
		{"Near.Add", func() {
			id++
			signature.bands[id%Bands] = mix(id)
			near.Add(&signature, id)
		}},
	} {
		for range 20 {
			c.run()
		}
		if n := testing.AllocsPerRun(5, c.run); n != 0 {
			t.Errorf("%s: %v allocations, want 0", c.name, n)
		}
	}
}

func BenchmarkFingerprint(b *testing.B) {
	benchmarkText(b, func(h *Hasher, text []byte) bool { return h.Fingerprint(text) != 0 })
}

func BenchmarkSignature(b *testing.B) {
	benchmarkText(b, func(h *Hasher, text []byte) bool {
		s := h.Signature(text)
		return !s.Empty()
	})
}

func benchmarkText(b *testing.B, run func(h *Hasher, text []byte) bool) {
	texts := corpusTexts(b, 100)
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	var h Hasher
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			if !run(&h, []byte(t)) {
				b.Fatal("no text")
			}
		}
	}
}

// BenchmarkPass1 and BenchmarkPass2 run over the HTML pages of testdata. BenchmarkEngine is the
// base cost to which pass 2 adds.
func BenchmarkPass1(b *testing.B) {
	var h Hasher
	var p Prints
	s := NewSurvey(SurveyOptions{})
	benchmarkPages(b, func(src []byte) {
		h.HTML(&p, "example.org", src)
		s.Add(&p)
	})
	if s.Pages() == 0 {
		b.Fatal("nothing was counted")
	}
}

func BenchmarkPass2(b *testing.B) {
	e := engine.New(engine.Options{})
	d := NewDropper(NewSurvey(SurveyOptions{}), Rule{}, 10)
	benchmarkPages(b, func(src []byte) {
		doc, err := e.HTML(src)
		if err != nil {
			b.Fatal(err)
		}
		d.Drop(doc, "example.org")
	})
}

func BenchmarkEngine(b *testing.B) {
	e := engine.New(engine.Options{})
	benchmarkPages(b, func(src []byte) {
		if _, err := e.HTML(src); err != nil {
			b.Fatal(err)
		}
	})
}

func benchmarkPages(b *testing.B, run func(src []byte)) {
	var srcs [][]byte
	size := 0
	for _, p := range testPages(b) {
		if p.html {
			srcs = append(srcs, p.src)
			size += len(p.src)
		}
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range srcs {
			run(src)
		}
	}
}

// BenchmarkAdd is the cost per document on the ordered side.
func BenchmarkAdd(b *testing.B) {
	var h Hasher
	rng := rand.New(rand.NewPCG(9, 9))
	signatures := make([]Signature, 4096)
	for i := range signatures {
		signatures[i] = h.Signature(fmt.Appendf(nil, "%s", wordsOf(rng, 200)))
	}
	b.Run("near", func(b *testing.B) {
		n := NewNear(NearOptions{})
		i := 0
		for b.Loop() {
			s := signatures[i%len(signatures)]
			for k := range s.bands {
				s.bands[k] += uint64(i)
			}
			n.Add(&s, uint64(i))
			i++
		}
		if n.Len() == 0 {
			b.Fatal("nothing is kept")
		}
	})
	b.Run("exact", func(b *testing.B) {
		var e Exact
		i := uint64(0)
		for b.Loop() {
			i++
			if _, duplicate := e.Add(Fingerprint(mix(i)), i); duplicate {
				b.Fatal("a new document is a duplicate")
			}
		}
	})
}
