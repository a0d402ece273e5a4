package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine"
)

// The sections of a page that the engine writes. -update rewrites them, but never what people
// wrote.
var sections = []struct {
	name  string
	write func(*engine.Document) []byte
}{
	{"blocks.txt", blocksText},
	{"text.txt", func(d *engine.Document) []byte {
		return d.AppendText(nil, engine.WriteOptions{})
	}},
	{"markdown.md", func(d *engine.Document) []byte {
		return d.AppendMarkdown(nil, engine.WriteOptions{Title: true, Comments: true})
	}},
	{"page.json", pageJSON},
}

func pageJSON(d *engine.Document) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, d.AppendJSON(nil), "", " "); err != nil {
		return []byte(err.Error() + "\n")
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// blocksText writes a line per block: label, score, reason and the start of the text.
func blocksText(d *engine.Document) []byte {
	var b bytes.Buffer
	for i := range d.Blocks {
		k := &d.Blocks[i]
		fmt.Fprintf(&b, "%-26s %.2f  %s | %s\n", k.Label, k.Score, k.AppendReason(nil),
			excerpt(d.Source[k.Start:k.End]))
	}
	return b.Bytes()
}

func compareSections(t *testing.T, file string, ar *txtar.Archive, doc *engine.Document) {
	t.Helper()
	changed := false
	for _, s := range sections {
		got, want := s.write(doc), section(ar, s.name)
		if bytes.Equal(got, want) && want != nil {
			continue
		}
		switch {
		case *update:
			setSection(ar, s.name, got)
			changed = true
		case !t.Failed(): // otherwise the differences follow from those already reported
			t.Errorf("%s differs; when it is right, run with -update\n%s", s.name,
				firstDifference(got, want))
		}
	}
	if !changed {
		return
	}
	data := txtar.Format(ar)
	if again := txtar.Parse(data); len(again.Files) != len(ar.Files) {
		t.Fatalf("a section of %s holds a line that txtar takes for a section", file)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func setSection(ar *txtar.Archive, name string, data []byte) {
	for i := range ar.Files {
		if ar.Files[i].Name == name {
			ar.Files[i].Data = data
			return
		}
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: data})
}

func firstDifference(got, want []byte) string {
	g, w := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i := 0; i < max(len(g), len(w)); i++ {
		var a, b []byte
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if !bytes.Equal(a, b) {
			return fmt.Sprintf("  line %d got  %s\n  line %d want %s", i+1, a, i+1, b)
		}
	}
	return ""
}
