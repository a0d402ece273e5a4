package bench

import (
	"testing"
	"time"

	"klartext/engine"
	"klartext/engine/stages"
	"klartext/engine/token"
)

// BenchmarkSplit measures the cost of each stage of an HTML page, in milliseconds for all pages of
// a set, by reading the clock between the stages. For each stage it reports the fastest of all
// passes over the pages: a busy machine makes passes slower, never faster. Tokens are part of
// blocks. finish is what Engine.HTML does besides the stages: the last labels and the Document.
func BenchmarkSplit(b *testing.B) {
	for i := range htmlSets {
		b.Run(htmlSets[i].name, func(b *testing.B) { splitHTML(b, &htmlSets[i]) })
	}
}

func splitHTML(b *testing.B, set *set) {
	e := engine.New(engine.Options{})
	var r stages.Run
	var h token.HTML
	var text []byte
	var best split
	overHTML(b, set, func(pages [][]byte) (n int) {
		var sum split
		for _, src := range pages {
			c := clock{time.Now()}
			n += attrs(&h, src)
			sum.tokens += c.lap()
			n += runStages(&r, src, func(i int) { sum.stages[i] += c.lap() })
			d, err := e.HTML(src)
			if err != nil {
				b.Fatal(err)
			}
			sum.engine += c.lap()
			text = d.AppendText(text[:0], engine.WriteOptions{})
			sum.text += c.lap()
			n += len(text)
		}
		best.keep(&sum)
		return n
	})
	best.report(b)
}

// clock is a stopwatch.
type clock struct{ at time.Time }

func (c *clock) lap() time.Duration {
	now := time.Now()
	d := now.Sub(c.at)
	c.at = now
	return d
}

// split is the time of each stage.
type split struct {
	tokens, engine, text time.Duration
	stages               [6]time.Duration
}

func (s *split) keep(t *split) {
	shorter := func(a *time.Duration, b time.Duration) {
		if *a == 0 || b < *a {
			*a = b
		}
	}
	shorter(&s.tokens, t.tokens)
	shorter(&s.engine, t.engine)
	shorter(&s.text, t.text)
	for i := range s.stages {
		shorter(&s.stages[i], t.stages[i])
	}
}

func (s *split) report(b *testing.B) {
	finish := s.engine
	metric := func(name string, d time.Duration) { b.ReportMetric(d.Seconds()*1e3, name+"-ms") }
	for i, d := range s.stages {
		metric(stageNames[i], d)
		finish -= d
	}
	metric("tokens", s.tokens)
	metric("finish", finish)
	metric("engine", s.engine)
	metric("text", s.text)
}
