package engine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine/block"
	"klartext/engine/label"
)

// TestWriteMarkup writes the HTML pages of testdata/write. A page is a section input.html, a section options with a word per
// line (captions, no-links, address=URL …), and what is written of it; -update rewrites the latter. What a block is taken for
// does not depend on the models: it is main text unless an element around it has a data-label.
func TestWriteMarkup(t *testing.T) {
	files, _ := filepath.Glob("../testdata/write/*.txtar")
	if len(files) == 0 {
		t.Fatal("no pages")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d, o := markupPage(t, ar.Files[0].Data, string(ar.Files[1].Data))
			checkMarkup(t, d, o)
			got := []txtar.File{
				{Name: "markdown", Data: d.AppendMarkdown(nil, o)},
				{Name: "html", Data: d.AppendHTML(nil, o)},
				{Name: "text", Data: d.AppendText(nil, o)},
			}
			if updateWrites() {
				ar.Files = append(ar.Files[:2], got...)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			compareWritten(t, ar.Files[2:], got)
		})
	}
}

// markupPage takes a page apart and labels its blocks.
func markupPage(t testing.TB, page []byte, options string) (*Document, WriteOptions) {
	t.Helper()
	var o WriteOptions
	e := New(Options{})
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
			e.SetAddress([]byte(value))
		default:
			t.Fatalf("unknown option %q", word)
		}
	}
	d, err := e.HTML(page)
	if err != nil {
		t.Fatal(err)
	}
	d.Language = "en"
	takeAll(d)
	return d, o
}

// takeAll makes every block main text, those within an element with data-label apart.
func takeAll(d *Document) {
	for i := range d.Blocks {
		b := &d.Blocks[i]
		b.Label = labelOf(b.Kind)
		for el := d.page.Blocks[i].Node; el > 0; el = d.page.Elements[el].Parent {
			if v, ok := d.page.Attr(el, "data-label"); ok {
				b.Label, _ = label.Parse(string(v))
				break
			}
		}
		b.Main = b.Label.Main()
	}
	d.Comments = nil
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
