package engine

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine/internal/markup"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/thread"
	"klartext/engine/when"
)

// TestWriteGolden writes the documents of testdata/write in every format. A document is a section
// of such lines (each on one line):
//
//	label: text of the block
//	comment PARENT: author | rank | time | votes | text | text below | | text after a blank line |
//	                › quoted | › › twice
//
// Every other section is what the writer of that name writes; -update rewrites them.
// PARENT is an index, "top" or "unknown"; "\" stands for a line feed in text. A text that starts
// with "title: " is the comment's title.
func TestWriteGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/write/*.txtar")
	if len(files) == 0 {
		t.Fatal("no documents")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := parseDocument(t, string(ar.Files[0].Data))
			checkWriters(t, d)
			if updateWrites() {
				ar.Files = append(ar.Files[:1], written(d)...)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			compareWritten(t, ar.Files[1:], written(d))
		})
	}
}

func updateWrites() bool { return flag.Lookup("update").Value.String() == "true" }

func compareWritten(t *testing.T, want, got []txtar.File) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("got %d sections, want %d", len(got), len(want))
	}
	for i := range got {
		if !bytes.Equal(got[i].Data, want[i].Data) {
			t.Errorf("%s:\n--- got\n%s--- want\n%s", got[i].Name, got[i].Data, want[i].Data)
		}
	}
}

// written returns the output of all writers, in one section each.
func written(d *Document) []txtar.File {
	all := WriteOptions{Title: true, Bylines: true, Dates: true, Captions: true, Credits: true,
		Comments: true}
	return []txtar.File{
		{Name: "text", Data: d.AppendText(nil, WriteOptions{})},
		{Name: "text, all", Data: d.AppendText(nil, all)},
		{Name: "markdown, all", Data: d.AppendMarkdown(nil, all)},
		{Name: "html, all", Data: d.AppendHTML(nil, all)},
		{Name: "json", Data: append(d.AppendJSON(nil), '\n')},
		{Name: "json-ld", Data: append(d.AppendJSONLD(nil), '\n')},
		{Name: "record", Data: append(d.AppendRecord(nil), '\n')},
		{Name: "blocks", Data: d.AppendBlocksJSON(nil)},
	}
}

func parseDocument(t *testing.T, spec string) *Document {
	t.Helper()
	d := &Document{Language: "de", CommentSection: CommentSection{Announced: -1}, Confidence: 0.875}
	for line := range strings.Lines(spec) {
		kind, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if parent, isComment := strings.CutPrefix(kind, "comment "); isComment {
			d.addComment(parent, strings.Split(text, "|"))
		} else if l, known := label.Parse(kind); ok && known {
			d.addBlock(l, strings.ReplaceAll(text, `\`, "\n"))
		} else {
			t.Fatalf("cannot read %q", line)
		}
	}
	for i := range d.Blocks {
		d.setField(i)
	}
	linkReplies(d.Comments)
	return d
}

// add appends text to the page and returns where it is.
func (d *Document) add(text, sep string) (start, end int) {
	start = len(d.Source)
	d.Source = append(d.Source, text...)
	end = len(d.Source)
	d.Source = append(d.Source, sep...)
	d.plain = d.Source
	return start, end
}

func (d *Document) addBlock(l label.Label, text string) {
	start, end := d.add(text, "\n")
	d.Blocks = append(d.Blocks, Block{
		Start: start, End: end, Label: l, Score: 0.75, Main: l.Main(), rule: sheet.ByPosition,
	})
	d.blocks = append(d.blocks, markup.Block{Start: int32(start), End: int32(end), Label: l,
		Main: l.Main()})
}

func (d *Document) setField(i int) {
	switch text := d.BlockText(i); d.Blocks[i].Label {
	case label.Title:
		d.Title = text
	case label.Kicker:
		d.Kicker = text
	case label.Lead:
		d.Lead = text
	case label.Byline:
		d.Byline = text
		d.Authors = append(d.Authors, bytes.TrimPrefix(text, []byte("Von ")))
	case label.Date:
		d.Published, _ = when.ParseISO(text)
	}
}

func (d *Document) addComment(parent string, fields []string) {
	c := Comment{Score: 1, Parent: map[string]int{"top": thread.TopLevel,
		"unknown": thread.Unknown}[parent]}
	if p, err := strconv.Atoi(parent); err == nil {
		c.Parent, c.Evidence = p, thread.ByContainment
		c.Origins.Parent = thread.Origin{Source: thread.BySlot, Score: 0.75}
	}
	for i, f := range fields {
		f, title := strings.CutPrefix(strings.TrimSpace(f), "title: ")
		quote := 0
		for ; strings.HasPrefix(f, "› "); f = f[len("› "):] {
			quote++
		}
		start, end := d.add(f, "\n")
		part := bytes.Clone(d.Source[start:end])
		switch {
		case title:
			c.Title = part
		case i == 0:
			c.Author, c.Start = part, start
		case i == 1:
			c.Rank = part
		case i == 2:
			c.Time = part
			c.When, _ = when.ParseISO(part)
			c.Published = c.When
		case i == 3:
			c.Votes = part
		default:
			if end > start {
				c.text = append(c.text,
					thread.Line{Span: thread.Span{Start: int32(start), End: int32(end)},
						Quote: uint8(quote)})
			}
			c.End = end
		}
	}
	d.Comments = append(d.Comments, c)
	d.CommentSection.State = thread.Open
}
