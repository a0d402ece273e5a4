package fuzz

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"klartext/engine"
	"klartext/engine/label"
	"klartext/engine/token"
)

// FuzzText cleans plain-text pages and checks what must hold for every page.
func FuzzText(f *testing.F) {
	for _, p := range pages(f) {
		f.Add(p)
	}
	for _, s := range []string{
		"", "\n", "\x00", "a", "\uFEFF",
		"Kommentare\n\nEva sagt:\n1. Mai 2023 um 10:00\n\nJa.\n\nAntworten\n",
	} {
		f.Add([]byte(s))
	}
	reused := engine.New(engine.Options{})
	f.Fuzz(func(t *testing.T, page []byte) {
		before := bytes.Clone(page)
		doc, err := reused.Text(page)
		if err != nil {
			return
		}
		if !bytes.Equal(page, before) {
			t.Fatal("the page was written to")
		}
		checkBlocks(t, doc)
		checkComments(t, doc)
		got := doc.AppendJSON(nil)
		if !json.Valid(got) || !utf8.Valid(got) {
			t.Fatalf("invalid JSON: %q", got)
		}
		kept := doc.Clone()
		fresh, err := engine.New(engine.Options{}).Text(page)
		if err != nil {
			t.Fatal("a fresh engine fails:", err)
		}
		if want := fresh.AppendJSON(nil); !bytes.Equal(got, want) {
			t.Fatalf("a reused engine returns\n%s\na fresh one\n%s", got, want)
		}
		other := []byte("Etwas anderes, das länger ist.\n\nUnd noch etwas.\n")
		if _, err := reused.Text(other); err != nil {
			t.Fatal(err)
		}
		if again := kept.AppendJSON(nil); !bytes.Equal(got, again) {
			t.Fatalf("the clone changed from\n%s\nto\n%s", got, again)
		}
	})
}

// pages returns the inputs of the golden pages.
func pages(tb testing.TB) (out [][]byte) {
	files, err := filepath.Glob(filepath.Join("..", "testdata", "pages", "*.txtar"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("testdata/pages: %d pages, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		for _, s := range txtar.Parse(data).Files {
			if s.Name == "input.txt" {
				out = append(out, s.Data)
			}
		}
	}
	return out
}

// checkBlocks compares the blocks with a simple walk over the lines: every line that is not blank
// is in exactly one block, and the blocks are in page order.
func checkBlocks(t *testing.T, doc *engine.Document) {
	var lines token.Lines
	lines.Reset(doc.Source)
	i := 0
	for l, ok := lines.Next(); ok; l, ok = lines.Next() {
		if l.Blank() {
			continue
		}
		for i < len(doc.Blocks) && doc.Blocks[i].End <= l.Start {
			i++
		}
		if i == len(doc.Blocks) || l.Start < doc.Blocks[i].Start || l.End > doc.Blocks[i].End {
			t.Fatalf("line %d:%d %q is in no block", l.Start, l.End, doc.Source[l.Start:l.End])
		}
	}
	last := 0
	for i, b := range doc.Blocks {
		if b.Start < last || b.End <= b.Start || b.End > len(doc.Source) {
			t.Fatalf("block %d is %d:%d after %d", i, b.Start, b.End, last)
		}
		last = b.End
		if b.Label == label.None || b.Label >= label.NumLabels || b.Score < 0 || b.Score > 1 {
			t.Fatalf("block %d has label %v with score %v", i, b.Label, b.Score)
		}
	}
}

// checkComments checks that records do not overlap, that their parts are inside them, and that
// parents are comments.
func checkComments(t *testing.T, doc *engine.Document) {
	last := 0
	for i := range doc.Comments {
		c := &doc.Comments[i]
		if c.Start < last || c.End <= c.Start || c.End > len(doc.Source) {
			t.Fatalf("comment %d is %d:%d after %d", i, c.Start, c.End, last)
		}
		last = c.End
		if c.Parent >= len(doc.Comments) || c.Parent == i {
			t.Fatalf("comment %d has parent %d of %d", i, c.Parent, len(doc.Comments))
		}
		record := doc.Source[c.Start:c.End]
		for _, part := range [][]byte{c.Author, c.Rank, c.Time, c.Votes, c.MemberSince, c.Title} {
			if !bytes.Contains(record, part) {
				t.Fatalf("comment %d, %q, does not contain its part %q", i, record, part)
			}
		}
		if text := doc.AppendCommentText(nil, i); len(text) > len(record) {
			t.Fatalf("comment %d has %d bytes of text in a record of %d", i, len(text), len(record))
		}
	}
	if s := doc.CommentSection; s.Start > s.End || s.End > len(doc.Source) || s.Announced < -1 {
		t.Fatalf("section %+v", s)
	}
}
