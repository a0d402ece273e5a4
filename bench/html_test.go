package bench

import (
	"testing"

	"klartext/engine/stages"
)

// onHTML runs a benchmark over the first pages of wcxb. round must return the same number each
// time.
func onHTML(b *testing.B, name string, round func(pages [][]byte) int) {
	b.Run(name, func(b *testing.B) { overHTML(b, &htmlSets[1], round) })
}

func overHTML(b *testing.B, s *set, round func(pages [][]byte) int) {
	repeat(b, s.pages(b), func(_ testing.TB, pages []*page) func() int {
		src := sources(pages)
		return func() int { return round(src) }
	})
}

// runStages runs the stages over a page and returns a number that depends on their results. It
// calls at after each stage.
func runStages(r *stages.Run, src []byte, at func(stage int)) int {
	for i, stage := range [...]func(){
		func() { r.ReadHTML(src, 0) }, func() { r.Estimate(nil) }, r.Phrases, r.Thread, r.Rules,
		func() { r.Head(nil) },
	} {
		stage()
		at(i)
	}
	return len(r.Blocks) + len(r.Comments.Comments) + len(r.Fields.Authors)
}

// stageNames are the names of the stages of runStages.
var stageNames = []string{"blocks", "scores", "phrases", "thread", "rules", "meta"}
