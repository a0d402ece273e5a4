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

var htmlPages = sync.OnceValues(func() ([][]byte, error) {
	return records("wcxb-dev", 100, func(r *record) ([]byte, error) { return []byte(r.HTML), nil })
})

// onHTML runs a benchmark over the HTML pages. run returns a number that must stay the same from round to round.
func onHTML(b *testing.B, name string, round func(pages [][]byte) int) {
	b.Run(name, func(b *testing.B) {
		pages, err := htmlPages()
		if err != nil || len(pages) == 0 {
			b.Skipf("the set wcxb is not there (%v); see KLARTEXT_CORPUS", err)
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
	})
}

// BenchmarkPage measures the way of an HTML page. Each stage is measured with all before it: what a stage costs is the
// difference to the one above.
func BenchmarkPage(b *testing.B) {
	var builder block.Builder
	var labeller label.Labeller
	var segmenter thread.Segmenter
	var reader meta.Reader
	upTo := func(stage int) func(pages [][]byte) int {
		return func(pages [][]byte) (n int) {
			for _, src := range pages {
				p := builder.HTML(src, 0)
				n += len(p.Blocks)
				if stage == 0 {
					continue
				}
				v := labeller.HTML(label.DefaultHTML, p)
				if stage == 1 {
					continue
				}
				t := segmenter.Segment(p.Text, p.Blocks, v, labeller.Phrases())
				n += len(t.Comments)
				labeller.RelabelHTML(p, v)
				if stage == 2 {
					continue
				}
				n += len(reader.Text(p.Text, p.Blocks, v, t).Authors)
			}
			return n
		}
	}
	onHTML(b, "tokens", func(pages [][]byte) (n int) {
		var h token.HTML
		var t token.Token
		for _, src := range pages {
			for h.Reset(src); h.Next(&t); n++ {
			}
		}
		return n
	})
	onHTML(b, "blocks", upTo(0))
	onHTML(b, "scores", upTo(1))
	onHTML(b, "thread", upTo(2))
	onHTML(b, "meta", upTo(3))
	e := engine.New(engine.Options{})
	var text []byte
	onHTML(b, "engine", func(pages [][]byte) (n int) {
		for _, src := range pages {
			d, err := e.HTML(src)
			if err != nil {
				b.Fatal(err)
			}
			text = d.AppendText(text[:0], engine.WriteOptions{})
			n += len(text)
		}
		return n
	})
}
