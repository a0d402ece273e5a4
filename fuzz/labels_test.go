package fuzz

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"klartext/engine"
	"klartext/engine/label"
)

// FuzzLabels cleans HTML pages and checks the labels: each block has one, with a score and a
// reason; whether it is main text agrees with the label; an engine that has seen other pages
// decides the same; and dropping a block removes it, and only it, from the main text.
func FuzzLabels(f *testing.F) {
	files, err := filepath.Glob(filepath.Join("..", "testdata", "html", "*.html"))
	if err != nil || len(files) == 0 {
		f.Fatalf("testdata/html: %d pages, %v", len(files), err)
	}
	for _, name := range files {
		page, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(page, uint16(0))
	}
	for i, s := range blockSeeds {
		f.Add([]byte(s), uint16(i))
	}
	reused := engine.New(engine.Options{})
	f.Fuzz(func(t *testing.T, page []byte, drop uint16) {
		doc, err := reused.HTML(page)
		if err != nil {
			return
		}
		for i := range doc.Blocks {
			checkLabel(t, doc, &doc.Blocks[i])
		}
		got := append(doc.AppendBlocksJSON(nil), doc.AppendJSON(nil)...)
		fresh, err := engine.New(engine.Options{}).HTML(page)
		if err != nil {
			t.Fatal("a fresh engine fails:", err)
		}
		want := append(fresh.AppendBlocksJSON(nil), fresh.AppendJSON(nil)...)
		if !bytes.Equal(got, want) {
			t.Fatalf("a reused engine returns\n%s\na fresh one\n%s", got, want)
		}
		if len(doc.Blocks) > 0 {
			checkDrop(t, doc, int(drop)%len(doc.Blocks))
		}
	})
}

func checkLabel(t *testing.T, doc *engine.Document, b *engine.Block) {
	t.Helper()
	switch {
	case b.Label == label.None || b.Label >= label.NumLabels:
		t.Fatalf("label %d", b.Label)
	case !(b.Score >= 0 && b.Score <= 1) || !(b.Estimate >= 0 && b.Estimate <= 1):
		t.Fatalf("score %v, estimate %v", b.Score, b.Estimate)
	case b.Main != b.Label.Main() && !(doc.ThreadPage && b.Label.Comment()):
		t.Fatalf("label %v, main %v", b.Label, b.Main)
	case len(b.AppendReason(nil)) < len("x: y"):
		t.Fatalf("no reason for label %v", b.Label)
	}
}

func checkDrop(t *testing.T, doc *engine.Document, i int) {
	before := mains(doc)
	doc.Drop(i)
	before[i] = false
	for k, main := range mains(doc) {
		if main != before[k] {
			t.Fatalf("block %d was dropped, block %d changed", i, k)
		}
	}
	for line := range bytes.Lines(doc.AppendBlocksJSON(nil)) {
		if !json.Valid(line) {
			t.Fatalf("invalid JSON: %s", line)
		}
	}
}

func mains(doc *engine.Document) (all []bool) {
	for i := range doc.Blocks {
		all = append(all, doc.Blocks[i].Main)
	}
	return all
}
