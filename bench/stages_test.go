package bench

import (
	"slices"
	"testing"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/meta"
	"klartext/engine/thread"
	"klartext/engine/token"
)

// staged is a page with what the stages before have made of it. The stages change the verdicts, so that each round starts
// from a copy; the copy is a part of what is measured, a small one.
type staged struct {
	src       []byte
	blocks    []block.Block
	scored    []label.Verdict // for the comment thread
	threaded  []label.Verdict // for the metadata
	segmenter thread.Segmenter
	comments  *thread.Thread
}

// BenchmarkStage measures the stages apart: lines, blocks, scores, thread, meta.
func BenchmarkStage(b *testing.B) {
	b.Run("lines", func(b *testing.B) { stage(b, lines) })
	b.Run("blocks", func(b *testing.B) { stage(b, blocks()) })
	b.Run("scores", func(b *testing.B) { stage(b, scores()) })
	b.Run("thread", func(b *testing.B) { stage(b, threads()) })
	b.Run("meta", func(b *testing.B) { stage(b, fields()) })
}

// stage runs one stage over the sets. Its result is a number that must stay the same from round to round.
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
	var builder block.Builder
	var labeller label.Labeller
	made, _ := builder.Text(src, 0)
	s.blocks = slices.Clone(made)
	verdicts := labeller.Text(label.Default, src, s.blocks)
	s.scored = slices.Clone(verdicts)
	s.comments = s.segmenter.Text(src, s.blocks, verdicts)
	labeller.Relabel(src, s.blocks, verdicts)
	s.threaded = slices.Clone(verdicts)
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

func blocks() func(*staged) int {
	var builder block.Builder
	return func(s *staged) int {
		made, _ := builder.Text(s.src, 0)
		return len(made)
	}
}

func scores() func(*staged) int {
	var labeller label.Labeller
	return func(s *staged) (n int) {
		for _, v := range labeller.Text(label.Default, s.src, s.blocks) {
			if v.Main > 0.5 {
				n++
			}
		}
		return n
	}
}

func threads() func(*staged) int {
	var segmenter thread.Segmenter
	var verdicts []label.Verdict
	return func(s *staged) int {
		verdicts = append(verdicts[:0], s.scored...)
		return len(segmenter.Text(s.src, s.blocks, verdicts).Comments)
	}
}

func fields() func(*staged) int {
	var reader meta.Reader
	var verdicts []label.Verdict
	return func(s *staged) int {
		verdicts = append(verdicts[:0], s.threaded...)
		return int(reader.Text(s.src, s.blocks, verdicts, s.comments).Title.Start)
	}
}
