package markup

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine/block"
	"klartext/engine/label"
)

// TestWriteMarkup writes the HTML pages of testdata/write. A page is a section input.html, a
// section options with a word per line (captions, no-links, address=URL …), and the output; -update
// rewrites the latter. Labels do not depend on the models: a block is main text unless an element
// around it has a data-label.
func TestWriteMarkup(t *testing.T) {
	files, _ := filepath.Glob("../../../testdata/write/*.txtar")
	if len(files) == 0 {
		t.Fatal("no pages")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, o := markupPage(t, ar.Files[0].Data, string(ar.Files[1].Data))
			checkMarkup(t, p, o)
			got := []txtar.File{
				{Name: "markdown", Data: markdownOf(p, o)},
				{Name: "html", Data: htmlOf(p, o)},
				{Name: "text", Data: textOf(p, o)},
			}
			if *update {
				ar.Files = append(ar.Files[:2], got...)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for i, want := range ar.Files[2:] {
				if !bytes.Equal(got[i].Data, want.Data) {
					t.Errorf("%s:\n--- got\n%s--- want\n%s", want.Name, got[i].Data, want.Data)
				}
			}
		})
	}
}

var update = flag.Bool("update", false, "write what is written of the pages of testdata/write")

func markdownOf(p *Page, o Options) []byte {
	w := BeginMarkdown(nil, p, o)
	return w.End()
}

func htmlOf(p *Page, o Options) []byte {
	w := BeginHTML(nil, p, o)
	return w.End()
}

func textOf(p *Page, o Options) []byte {
	w := BeginText(nil, p, o)
	return w.End()
}

// markupPage takes a page apart and labels its blocks.
func markupPage(t testing.TB, page []byte, options string) (*Page, Options) {
	t.Helper()
	var o Options
	p := pageOf(page)
	for _, word := range strings.Fields(options) {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "title":
			o.Title = true
		case "captions":
			o.Captions = true
		case "no-links":
			o.NoLinks = true
		case "no-images":
			o.NoImages = true
		case "address":
			p.Address = []byte(value)
		default:
			t.Fatalf("unknown option %q", word)
		}
	}
	return p, o
}

// pageOf makes every block of a page main text, except those within an element with data-label.
func pageOf(page []byte) *Page {
	tape := new(block.Builder).HTML(page, 1<<20)
	p := &Page{Tape: tape, Text: tape.Text, Language: "en"}
	for i := range tape.Blocks {
		k := &tape.Blocks[i]
		b := Block{Start: k.Start, End: k.End, Label: labelOf(k.Kind)}
		for el := k.Node; el > 0; el = tape.Elements[el].Parent {
			if v, ok := tape.Attr(el, "data-label"); ok {
				b.Label, _ = label.Parse(string(v))
				break
			}
		}
		b.Main = b.Label.Main()
		p.Blocks = append(p.Blocks, b)
	}
	return p
}

func labelOf(k block.Kind) label.Label {
	switch {
	case k.Heading():
		return label.Heading
	case k == block.Pre:
		return label.Code
	case k == block.Caption:
		return label.Caption
	}
	return label.Text
}
