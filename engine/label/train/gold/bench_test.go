package gold

import (
	"os"
	"testing"

	"klartext/engine/internal/cut"
	"klartext/engine/internal/model"
)

// BenchmarkScore scores the blocks of the pages of a corpus. Cutting the blocks is not included.
func BenchmarkScore(b *testing.B) {
	if _, err := os.Stat(File("news")); err != nil {
		b.Skip("corpus not found, set KLARTEXT_CORPUS: ", err)
	}
	pages, err := Read("news")
	if err != nil {
		b.Fatal(err)
	}
	bytes, most := 0, 0
	for _, p := range pages {
		bytes += len(p.Src)
		most = max(most, len(p.Blocks))
	}
	var s model.Scorer
	prob, words, order := make([]float32, most), make([]int32, most), make([]int32, most)
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, p := range pages {
			n := len(p.Blocks)
			s.Score(model.Default, p.Src, p.Blocks, prob[:n])
			for i := range p.Blocks {
				words[i] = p.Blocks[i].Words
			}
			cut.Threshold(prob[:n], words[:n], order, cut.NoneBelow)
		}
	}
}
