package engine

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"klartext/engine/label"
)

// TestDrop drops each block of the main text of a page, and checks that its text is gone from the
// output of every writer, and that the rest stays.
func TestDrop(t *testing.T) {
	page, err := os.ReadFile("../testdata/html/regionalzeitung.html")
	if err != nil {
		t.Fatal(err)
	}
	e := New(Options{})
	doc, err := e.HTML(page)
	if err != nil {
		t.Fatal(err)
	}
	writers := map[string]func() []byte{
		"text":     func() []byte { return doc.AppendText(nil, WriteOptions{}) },
		"Markdown": func() []byte { return doc.AppendMarkdown(nil, WriteOptions{}) },
		"HTML":     func() []byte { return doc.AppendHTML(nil, WriteOptions{}) },
	}
	dropped := 0
	for i := range doc.Blocks {
		if !doc.Blocks[i].Main || doc.Blocks[i].Label != label.Text {
			continue
		}
		words := bytes.Fields(doc.BlockText(i))
		if len(words) < 4 {
			continue
		}
		first := append(append(words[0], ' '), words[1]...)
		counts := map[string]int{}
		for name, write := range writers {
			counts[name] = bytes.Count(write(), first)
		}
		doc.Drop(i)
		dropped++
		for name, write := range writers {
			if got := bytes.Count(write(), first); got != counts[name]-1 &&
				!(counts[name] == 0 && got == 0) {
				t.Errorf("%s: %q is there %d times, before %d", name, first, got, counts[name])
			}
		}
		b := &doc.Blocks[i]
		if reason := string(b.AppendReason(nil)); b.Label != label.Other ||
			!strings.HasSuffix(reason, "other pages") {
			t.Errorf("label %v, reason %q", b.Label, reason)
		}
	}
	if dropped < 3 {
		t.Fatalf("only %d blocks were dropped", dropped)
	}
	if text := doc.AppendText(nil, WriteOptions{}); len(text) == 0 {
		t.Error("headings and lead are gone too")
	}
}

// TestDropBoilerplate checks that Drop keeps a family that is already known.
func TestDropBoilerplate(t *testing.T) {
	page, err := os.ReadFile("../testdata/html/regionalzeitung.html")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := New(Options{}).HTML(page)
	if err != nil {
		t.Fatal(err)
	}
	before := doc.AppendText(nil, WriteOptions{})
	for i := range doc.Blocks {
		if was := doc.Blocks[i].Label; was.Boilerplate() {
			doc.Drop(i)
			if doc.Blocks[i].Label != was {
				t.Fatalf("block %d was %v, is %v", i, was, doc.Blocks[i].Label)
			}
		}
	}
	if after := doc.AppendText(nil, WriteOptions{}); !bytes.Equal(before, after) {
		t.Error("the main text changed")
	}
}
