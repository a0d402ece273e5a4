package engine

import (
	"errors"
	"strings"
	"testing"

	"klartext/engine/internal/model"
)

// A page on which the engine panics gives an error, and the next page is cleaned as if nothing had
// happened.
func TestGuarded(t *testing.T) {
	g := Guarded{}
	page := Page{Content: []byte("<title>A page</title><p>With a paragraph."), HTML: true}
	if _, err := g.Clean(page); err != nil {
		t.Fatal(err)
	}
	words := map[uint32]model.Word{}
	model.EachKey([]byte("paragraph"), func(_ model.KeyRole, key uint32) {
		words[key] = model.Word{}
	})
	broken := &model.Model{Words: model.NewWordTable(words)}
	broken.Words.Weights = nil
	g.engine.opts.HTMLModel = broken
	doc, err := g.Clean(page)
	var p *PanicError
	if !errors.As(err, &p) || doc != nil {
		t.Fatalf("got %v and a document %v, want a *PanicError and none", err, doc != nil)
	}
	if !strings.Contains(err.Error(), "please report the page: runtime error") ||
		len(p.Stack) == 0 {
		t.Errorf("the error says %q, with a stack of %d bytes", err, len(p.Stack))
	}
	doc, err = g.Clean(page)
	if err != nil || string(doc.Title) != "A page" {
		t.Errorf("after the panic: %v", err)
	}
}

func TestGuard(t *testing.T) {
	want := errors.New("ordinary")
	if err := Guard(func() error { return want }); err != want {
		t.Errorf("got %v, want %v", err, want)
	}
	for value, said := range map[any]string{"words": "words", 7: "not said"} {
		err := Guard(func() error { panic(value) })
		if p, ok := err.(*PanicError); !ok || p.Value != value ||
			!strings.HasSuffix(err.Error(), said) {
			t.Errorf("panic(%v) gives %v", value, err)
		}
	}
	n := testing.AllocsPerRun(10, func() { Guard(func() error { return nil }) })
	if n != 0 {
		t.Errorf("%v allocations without a panic, want 0", n)
	}
}
