package main

import (
	"fmt"
	"log"
	"math"

	"klartext/engine"
	"klartext/engine/internal/model"
	"klartext/engine/label/train/gold"
)

// figure is what a page adds to the score of its corpus, which is the sum of the hits divided by
// the sum of the sizes. Where pages have their whole text the size is 1 and the hits are the
// word-F1; where they have snippets the score is the F1 over the snippets of all pages.
type figure struct{ hits, size float64 }

func figureOf(p *gold.Page, text []byte) figure {
	if p.Marked != nil {
		s := p.Marked.Count(text)
		return figure{float64(2 * s.WithFound), float64(s.With + s.WithFound + s.WithoutFound)}
	}
	return figure{gold.F1(gold.Bag(text), gold.Bag(p.Gold)), 1}
}

// lost reports whether text is empty though the page is known to have main text.
func lost(p *gold.Page, text []byte) bool {
	has := hasWords(p.Gold)
	if p.Marked != nil {
		has = len(p.Marked.With) > 0
	}
	return has && !hasWords(text)
}

func hasWords(text []byte) (has bool) {
	gold.EachWord(text, func([]byte) { has = true })
	return has
}

// sum returns the sums of the figures.
func sum(all []figure) (s figure) {
	for _, f := range all {
		s.hits += f.hits
		s.size += f.size
	}
	return s
}

func (f figure) score() float64 {
	if f.size == 0 {
		return 0
	}
	return f.hits / f.size
}

func score(all []figure) float64 { return sum(all).score() }

// mean returns the figures of the pages with those of two runs averaged.
func mean(a, b []figure) []figure {
	out := make([]figure, len(a))
	for i := range a {
		out[i] = figure{(a[i].hits + b[i].hits) / 2, (a[i].size + b[i].size) / 2}
	}
	return out
}

// change is a difference of two scores with its standard error.
type change struct{ by, se float64 }

// less returns the score of a less that of b, for the same pages. The standard error is that of
// the jackknife: it goes by how much the difference changes when a page is left out. For
// means it is the usual one of paired differences.
func less(a, b []figure) change {
	sa, sb := sum(a), sum(b)
	d := change{by: sa.score() - sb.score()}
	n := float64(len(a))
	if n < 2 {
		return d
	}
	var s, squares float64
	for i := range a {
		without := figure{sa.hits - a[i].hits, sa.size - a[i].size}.score() -
			figure{sb.hits - b[i].hits, sb.size - b[i].size}.score()
		s += without
		squares += without * without
	}
	d.se = math.Sqrt(max(0, squares-s*s/n) * (n - 1) / n)
	return d
}

// meanOf returns the mean of the changes of separate corpora.
func meanOf(all []change) (m change) {
	for _, c := range all {
		m.by += c.by / float64(len(all))
		m.se += c.se * c.se
	}
	m.se = math.Sqrt(m.se) / float64(max(len(all), 1))
	return m
}

// String returns the change in ten-thousandths: "+12 ±5".
func (c change) String() string { return fmt.Sprintf("%+.0f ±%.0f", c.by*1e4, c.se*1e4) }

// extractor returns the main text of an HTML page.
type extractor func(p *gold.Page) []byte

// modelAlone takes what a model puts above the threshold of the page.
func modelAlone(m *model.Model) extractor {
	text := gold.Extractor(m)
	return func(p *gold.Page) []byte { return text(p.Src, p) }
}

// wholeEngine is the engine with the model in place of the built-in one.
func wholeEngine(m *model.Model) extractor {
	e := engine.New(engine.Options{HTMLModel: m})
	return func(p *gold.Page) []byte {
		e.SetAddress(addressOf(p))
		doc, err := e.HTML(p.HTML.Source)
		if err != nil {
			log.Printf("%s: %v", p.ID, err)
			return nil
		}
		return doc.AppendText(nil, engine.WriteOptions{})
	}
}

// addressOf returns the address that the engine is told, as -check does.
func addressOf(p *gold.Page) []byte {
	if p.Set == "evaldata" {
		return []byte(p.URL)
	}
	return nil
}
