package meta_test

import (
	"errors"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/meta"
	"klartext/engine/meta/train/facts"
	"klartext/engine/thread"
)

var errEnough = errors.New("enough pages")

// BenchmarkReader measures Reader.HTML alone over the first pages of the corpus, a page each time.
func BenchmarkReader(b *testing.B) {
	type stage struct {
		page    *block.Page
		sheet   *sheet.Sheet
		thread  *thread.Thread
		address []byte
	}
	var all []stage
	size := int64(0)
	err := facts.Each("wcxb", func(p *facts.Page) error {
		var s facts.Stages
		page, v, t := s.Blocks([]byte(p.HTML))
		all = append(all, stage{page, v, t, []byte(p.URL)})
		size += int64(len(p.HTML))
		if len(all) == 100 {
			return errEnough
		}
		return nil
	})
	if len(all) == 0 {
		b.Skipf("the corpora are missing (see KLARTEXT_CORPUS): %v", err)
	}
	var r meta.Reader
	titles, n := 0, 0
	b.SetBytes(size / int64(len(all)))
	b.ReportAllocs()
	for b.Loop() {
		s := &all[n%len(all)]
		end := len(s.page.Text)
		if f := r.HTML(s.page, s.sheet, s.thread, s.address); !f.Title.Empty() {
			titles++
		}
		s.page.Text = s.page.Text[:end]
		n++
	}
	if titles*10 < n*9 {
		b.Fatalf("%d titles on %d pages", titles, n)
	}
}
