package htmlnode

import (
	"bytes"
	"errors"
	"testing"

	"golang.org/x/net/html"

	"klartext/engine"
)

const article = `<!DOCTYPE html><html lang="de">
<head><title>Die Schleuse öffnet wieder</title></head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/orte">Orte</a></li></ul></nav>
<main><h1>Die Schleuse öffnet wieder</h1>
<p>Nach elf Monaten Bauzeit fahren ab Montag wieder Schiffe durch die Schleuse am Unterlauf,
teilte das Amt am Freitag mit.</p>
<noscript><p>Die Arbeiten an den Toren haben länger gedauert als geplant, weil ein Zulieferer
ausgefallen war und Ersatz fehlte. Die neuen Tore sind aus Stahl, wiegen je vierzig Tonnen und sollen
achtzig Jahre halten. Die alten aus Eiche stehen nun im Hafen, wo sie jeder ansehen kann.</p>
<p>Für die Schifffahrt bedeutet das: keine Umwege mehr über den alten Kanal, der nur kleine Boote
trägt und oft gesperrt ist, und im Sommer auch keine Wartezeiten mehr von bis zu drei Stunden.</p>
</noscript></main><footer><a href="/impressum">Impressum</a></footer></body></html>`

// A page gives the same text whether it is given as bytes or as nodes.
func TestClean(t *testing.T) {
	e := engine.New(engine.Options{})
	doc, err := e.HTML([]byte(article))
	if err != nil {
		t.Fatal(err)
	}
	want := doc.AppendText(nil, engine.WriteOptions{Title: true})
	if !bytes.Contains(want, []byte("Arbeiten an den Toren")) {
		t.Fatalf("the text is not the article's: %s", want)
	}
	c := NewCleaner(e)
	for range 3 {
		doc, err := c.Clean(parse(t, article))
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.AppendText(nil, engine.WriteOptions{Title: true}); !bytes.Equal(got, want) {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// The ranges are those of the page that was written.
func TestRanges(t *testing.T) {
	doc, err := Clean(engine.New(engine.Options{}), parse(t, article))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, b := range doc.Blocks {
		found = found || bytes.Contains(doc.Source[b.Start:b.End], []byte("keine Umwege mehr"))
	}
	if !found {
		t.Errorf("no block refers to a paragraph in %s", doc.Source)
	}
}

func TestParts(t *testing.T) {
	page := parse(t, article)
	var parts []*html.Node
	for n := range page.Descendants() {
		if n.Data == "h1" || n.Data == "p" {
			parts = append(parts, n)
		}
	}
	doc, err := NewCleaner(engine.New(engine.Options{})).Clean(parts...)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(doc.Source, []byte("<h1>Die Schleuse")) ||
		bytes.Contains(doc.Source, []byte("Impressum")) {
		t.Errorf("got %s", doc.Source)
	}
}

func TestErrors(t *testing.T) {
	c := NewCleaner(engine.New(engine.Options{MaxBytes: 100}))
	if _, err := c.Clean(parse(t, article)); !errors.Is(err, engine.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	for _, nodes := range [][]*html.Node{nil, {nil}, {parse(t, "")}} {
		doc, err := c.Clean(nodes...)
		if err != nil || len(doc.AppendText(nil, engine.WriteOptions{})) != 0 {
			t.Errorf("%d nodes: got %v", len(nodes), err)
		}
	}
}

// Once it has seen a page, a Cleaner allocates nothing of its own.
func TestAllocs(t *testing.T) {
	c := NewCleaner(engine.New(engine.Options{}))
	n := parse(t, article)
	if _, err := c.Clean(n); err != nil {
		t.Fatal(err)
	}
	if got := testing.AllocsPerRun(20, func() { c.page = AppendHTML(c.page[:0], n) }); got != 0 {
		t.Errorf("%v allocations", got)
	}
}
