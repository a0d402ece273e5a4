package meta_test

import (
	"errors"
	"os"
	"testing"

	"klartext/engine/meta/train/facts"
)

// TestQuality checks that what is read from the corpora is at least as good as the figures here,
// which are a point below those that engine/meta/train -check prints.
func TestQuality(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 1,400 pages")
	}
	for _, tt := range []struct {
		set                  string
		title, author, date  float64 // at least, in percent
		dateless, authorless float64 // at most: pages without the thing for which one is given
	}{
		{"wcxb", 76.5, 79, 87.5, 9.5, 10},
		{"news", 78.5, 85, 95.5, 100, 100},
	} {
		var s facts.Stages
		var all facts.Score
		err := facts.Each(tt.set, func(p *facts.Page) error {
			all.Add(p, s.Read(p))
			return nil
		})
		if errors.Is(err, os.ErrNotExist) {
			t.Skipf("the corpora are missing (see KLARTEXT_CORPUS): %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			what      string
			got, want float64
			atMost    bool
		}{
			{"titles right", all.Title(), tt.title, false},
			{"authors right", all.Author(), tt.author, false},
			{"dates right", all.Date(), tt.date, false},
			{"dates invented", all.Invented(), tt.dateless, true},
			{"authors invented", all.InventedAuthor(), tt.authorless, true},
		} {
			if c.got != c.want && c.got > c.want == c.atMost {
				t.Errorf("%s: %.1f %% %s, the limit is %v", tt.set, c.got, c.what, c.want)
			}
		}
	}
}
