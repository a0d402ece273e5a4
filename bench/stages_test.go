package bench

import (
	"testing"

	"klartext/engine/stages"
	"klartext/engine/token"
)

// staged is a page with the results of the stages. A stage writes only its own column of the sheet,
// so it can run again and again.
type staged struct {
	stages.Run
	src []byte
}

// BenchmarkStage measures each stage separately: lines, blocks, scores, thread, meta.
func BenchmarkStage(b *testing.B) {
	b.Run("lines", func(b *testing.B) { stage(b, lines) })
	b.Run("blocks", func(b *testing.B) { stage(b, blocks) })
	b.Run("scores", func(b *testing.B) { stage(b, scores) })
	b.Run("thread", func(b *testing.B) { stage(b, threads) })
	b.Run("meta", func(b *testing.B) { stage(b, fields) })
}

// stage runs one stage over the sets. run must return the same number each time.
func stage(b *testing.B, run func(*staged) int) {
	each(b, func(b *testing.B, pages [][]byte) {
		var all []*staged
		want := 0
		for _, p := range pages {
			s := prepare(p)
			all = append(all, s)
			want += run(s)
		}
		for b.Loop() {
			got := 0
			for _, s := range all {
				got += run(s)
			}
			check(b, "results", got, want)
		}
	})
}

func prepare(src []byte) *staged {
	s := &staged{src: src}
	s.ReadText(src, 0)
	s.Estimate(nil)
	s.Phrases()
	s.Thread()
	s.Rules()
	return s
}

func lines(s *staged) (n int) {
	var l token.Lines
	for l.Reset(s.src); ; n++ {
		if _, ok := l.Next(); !ok {
			return n
		}
	}
}

func blocks(s *staged) int {
	s.ReadText(s.src, 0)
	return len(s.Blocks)
}

func scores(s *staged) int {
	s.Estimate(nil)
	s.Phrases()
	return likely(s.Sheet.Estimate)
}

func threads(s *staged) int {
	s.Thread()
	return len(s.Comments.Comments)
}

func fields(s *staged) int {
	s.Head(nil)
	return int(s.Fields.Title.Start)
}
