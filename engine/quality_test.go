package engine_test

import (
	"errors"
	"io/fs"
	"testing"

	"klartext/engine"
	corpora "klartext/engine/label/train/gold"
)

// TestHTMLQuality checks that the main text of HTML pages stays as good as it is. The built-in
// model has seen these pages, so the figures are higher than those in the README. They show that
// blocks, features, rules and model fit together.
func TestHTMLQuality(t *testing.T) {
	e := engine.New(engine.Options{})
	for _, tt := range []struct {
		set  string
		nth  int // only every nth page
		want float64
	}{{"wcxb", 4, 0.90}, {"news", 1, 0.955}} {
		pages, err := corpora.ReadHTML(tt.set)
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip("corpus not found, set KLARTEXT_CORPUS: ", err)
		}
		if err != nil {
			t.Fatal(err)
		}
		sum, n := 0.0, 0
		for i := 0; i < len(pages); i += tt.nth {
			doc, err := e.HTML(pages[i].HTML.Source)
			if err != nil {
				t.Fatal(err)
			}
			sum += corpora.F1(corpora.Bag(doc.AppendText(nil, engine.WriteOptions{})),
				corpora.Bag(pages[i].Gold))
			n++
		}
		t.Logf("%s: word-F1 %.4f over %d pages", tt.set, sum/float64(n), n)
		if sum/float64(n) < tt.want {
			t.Errorf("%s: word-F1 %.4f, want %.3f", tt.set, sum/float64(n), tt.want)
		}
	}
	s, err := corpora.EvaluateSnippets(func(page []byte, url string) (text, comments, all []byte) {
		e.SetAddress([]byte(url))
		doc, err := e.HTML(page)
		if err != nil {
			t.Fatal(err)
		}
		return doc.AppendText(nil, engine.WriteOptions{}), nil, nil
	}, func(id, kind, snippet string) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("evaldata: snippet F1 %.4f, %d of %d comment snippets in the main text", s.F1(),
		s.InMain, s.Comments)
	// Three snippets are empty and found everywhere, two are in the article too.
	if s.F1() < 0.945 || s.InMain > 9 {
		t.Errorf("evaldata: snippet F1 %.4f, want 0.945; %d comment snippets in the main text, "+
			"want 9 at most", s.F1(), s.InMain)
	}
}
