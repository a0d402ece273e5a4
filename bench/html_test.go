package bench

import (
	"sync"
	"testing"

	"klartext/engine"
	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
	"klartext/engine/token"
)

// htmlSets are HTML pages of all kinds, and such with comments.
var htmlSets = []set{
	{"wcxb", sync.OnceValues(func() ([][]byte, error) { return records("wcxb-dev", 100, markup) })},
	{"comments", sync.OnceValues(func() ([][]byte, error) { return records("comments-dev", 100, markup) })},
}

func markup(r *record) ([]byte, error) { return []byte(r.HTML), nil }

// onHTML runs a benchmark over the HTML pages of all kinds. round returns a number that must stay the same from round to round.
func onHTML(b *testing.B, name string, round func(pages [][]byte) int) {
	b.Run(name, func(b *testing.B) { overHTML(b, &htmlSets[0], round) })
}

func overHTML(b *testing.B, s *set, round func(pages [][]byte) int) {
	pages, err := s.load()
	if err != nil || len(pages) == 0 {
		b.Skipf("the set %s is not there (%v); see KLARTEXT_CORPUS", s.name, err)
	}
	total := 0
	for _, p := range pages {
		total += len(p)
	}
	b.SetBytes(int64(total))
	b.ReportAllocs()
	want := round(pages)
	for b.Loop() {
		check(b, "results", round(pages), want)
	}
}

// stages are the parts of Engine.HTML, as it calls them.
type stages struct {
	builder   block.Builder
	labeller  label.Labeller
	segmenter thread.Segmenter
	reader    meta.Reader
}

// run takes a page through the first n stages and returns a number that the last one made. It calls at after each.
func (s *stages) run(src []byte, n int, at func(stage int)) int {
	p := s.builder.HTML(src, 0)
	at(0)
	if n == 1 {
		return len(p.Blocks)
	}
	v := s.labeller.HTML(label.DefaultHTML, p)
	at(1)
	if n == 2 {
		return len(v)
	}
	t := s.segmenter.HTML(p, v, s.labeller.Phrases())
	at(2)
	if n == 3 {
		return len(t.Comments)
	}
	s.labeller.RelabelHTML(p, v)
	at(3)
	if n == 4 {
		return len(v)
	}
	f := s.reader.HTML(p, v, t, nil)
	at(4)
	return len(f.Authors)
}

// stageNames are the stages of run.
var stageNames = []string{"blocks", "scores", "thread", "relabel", "meta"}

// BenchmarkPage measures the way of an HTML page. Each stage is measured with all before it: what a stage costs is the
// difference to the one above, or see BenchmarkSplit.
func BenchmarkPage(b *testing.B) {
	onHTML(b, "tokens", func(pages [][]byte) (n int) {
		var h token.HTML
		var t token.Token
		for _, src := range pages {
			for h.Reset(src); h.Next(&t); n++ {
			}
		}
		return n
	})
	var s stages
	for i, name := range stageNames {
		onHTML(b, name, func(pages [][]byte) (n int) {
			for _, src := range pages {
				n += s.run(src, i+1, func(int) {})
			}
			return n
		})
	}
	e := engine.New(engine.Options{})
	var text []byte
	onHTML(b, "engine", func(pages [][]byte) (n int) {
		for _, src := range pages {
			text = clean(b, e, src, text)
			n += len(text)
		}
		return n
	})
}

// clean is what most users do with a page.
func clean(b *testing.B, e *engine.Engine, src, dst []byte) []byte {
	d, err := e.HTML(src)
	if err != nil {
		b.Fatal(err)
	}
	return d.AppendText(dst[:0], engine.WriteOptions{})
}
