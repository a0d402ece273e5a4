package bench

import (
	"testing"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
)

// onHTML runs a benchmark over the first pages of wcxb. round returns a number that must stay the same from round to round.
func onHTML(b *testing.B, name string, round func(pages [][]byte) int) {
	b.Run(name, func(b *testing.B) { overHTML(b, &htmlSets[1], round) })
}

func overHTML(b *testing.B, s *set, round func(pages [][]byte) int) {
	repeat(b, s.pages(b), func(_ testing.TB, pages []*page) func() int {
		src := sources(pages)
		return func() int { return round(src) }
	})
}

// stages are the parts of Engine.HTML, as it calls them.
type stages struct {
	builder   block.Builder
	labeller  label.Labeller
	segmenter thread.Segmenter
	reader    meta.Reader
}

// run takes a page through the stages and returns a number that they made. It calls at after each.
func (s *stages) run(src []byte, at func(stage int)) int {
	p := s.builder.HTML(src, 0)
	at(0)
	v := s.labeller.HTML(label.DefaultHTML, p)
	at(1)
	t := s.segmenter.HTML(p, v, s.labeller.Phrases())
	at(2)
	s.labeller.RelabelHTML(p, v)
	at(3)
	f := s.reader.HTML(p, v, t, nil)
	at(4)
	return len(p.Blocks) + len(t.Comments) + len(f.Authors)
}

// stageNames are the stages of run.
var stageNames = []string{"blocks", "scores", "thread", "relabel", "meta"}
