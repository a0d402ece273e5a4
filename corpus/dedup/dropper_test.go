package dedup

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"klartext/engine"
	"klartext/engine/block"
	"klartext/engine/label"
)

// line is a block of a page made for a test, without the engine's judgement.
type line struct {
	text  string
	label label.Label
	kind  block.Kind
	main  bool
}

func text(s string) line    { return line{s, label.Text, block.Paragraph, true} }
func heading(s string) line { return line{s, label.Heading, block.Heading2, true} }
func nav(s string) line     { return line{s, label.Nav, block.Paragraph, false} }

// document makes a Document whose lines have the labels given. The engine's own labels do not
// matter here.
func document(t *testing.T, lines []line) *engine.Document {
	t.Helper()
	var src []byte
	for _, l := range lines {
		src = append(append(src, l.text...), "\n\n"...)
	}
	d, err := engine.New(engine.Options{}).Text(src)
	if err != nil || len(d.Blocks) != len(lines) {
		t.Fatalf("%d blocks for %d lines: %v", len(d.Blocks), len(lines), err)
	}
	d.Title, d.Description = nil, nil
	for i, l := range lines {
		d.Blocks[i].Label, d.Blocks[i].Kind, d.Blocks[i].Main = l.label, l.kind, l.main
	}
	return d
}

// own returns text that only page i has.
func own(i, k int) line {
	const format = "Absatz %d der Seite %d erzählt in ganz eigenen Worten von Nummer %d " +
		"und vielem, was sonst nirgends steht."
	return text(fmt.Sprintf(format, k, i, i*1000+k))
}

const (
	cookies = "Diese Seite verwendet Kekse, damit alles so schmeckt, wie es soll."
	author  = "Frieda Muster schreibt seit vielen Jahren über Schiffe und alles, was schwimmt."
)

// site makes the pages of a host with n pages.
func site(n int) (pages [][]line) {
	for i := range n {
		p := []line{{fmt.Sprintf("Titel der Seite %d", i), label.Title, block.Heading1, false},
			own(i, 1)}
		if i < 2 {
			p = append(p, heading("Was nun folgt"))
		}
		p = append(p, own(i, 2), heading("Zutaten"), own(i, 3), own(i, 4))
		if i%8 == 0 {
			p = append(p, text(author))
		}
		pages = append(pages,
			append(p, heading("Mehr zum Thema"), nav(fmt.Sprintf("Verweis %d", i)), text(cookies)))
	}
	return pages
}

func survey(t *testing.T, host string, pages [][]line) *Survey {
	t.Helper()
	s := NewSurvey(SurveyOptions{Width: 1 << 14, Hosts: 1 << 8})
	var h Hasher
	var p Prints
	for _, lines := range pages {
		h.Document(&p, host, document(t, lines))
		s.Add(&p)
	}
	return s
}

func mainText(d *engine.Document) string {
	var out []string
	for i := range d.Blocks {
		if d.Blocks[i].Main {
			out = append(out, string(d.BlockText(i)))
		}
	}
	return strings.Join(out, "\n")
}

func TestDrop(t *testing.T) {
	pages := site(64)
	d := NewDropper(survey(t, "www.example.org", pages), Rule{}, 10)
	for i, lines := range pages {
		doc := document(t, lines)
		was := len(mainText(doc))
		out := d.Drop(doc, "example.org:443")
		got := mainText(doc)
		for _, gone := range []string{cookies, author, "Mehr zum Thema"} {
			if strings.Contains(got, gone) {
				t.Fatalf("page %d still has %q", i, gone)
			}
		}
		if !strings.Contains(got, "Zutaten") || strings.Contains(got, "Was nun folgt") != (i < 2) ||
			strings.Count(got, "Absatz") != 4 {
			t.Fatalf("page %d lost what is its own:\n%s", i, got)
		}
		if out.Copy || out.Blocks < 2 || was-len(got) != out.Bytes+out.Blocks {
			t.Fatalf("page %d: %+v, but %d bytes are gone", i, out, was-len(got))
		}
		if again := d.Drop(doc, "example.org"); again.Blocks != 0 {
			t.Fatalf("page %d: more is dropped the second time: %+v", i, again)
		}
		if out := d.Drop(document(t, lines), ""); out.Blocks != 0 {
			t.Fatalf("dropped without a host: %+v", out)
		}
		if out := d.Drop(document(t, lines), "other.example"); out.Blocks != 0 {
			t.Fatalf("dropped on another host: %+v", out)
		}
	}
	var list []string
	for _, r := range d.Top().List() {
		list = append(list, fmt.Sprint(r.Host, r.Pages, r.Text))
	}
	if len(list) != 3 || list[2] != fmt.Sprint("example.org", 8, author) {
		t.Errorf("most repeated: %q", list)
	}
}

// TestDropCopies checks that pages that are on a site twice, or nearly so, are left whole, and that
// blocks on most pages still go.
func TestDropCopies(t *testing.T) {
	pages := site(8)
	pages = append(pages, pages[3], pages[3], pages[3])
	nearly := append([]line(nil), pages[5]...)
	nearly[len(nearly)-2] = nav("Heute neu")
	pages = append(pages, nearly, append(append([]line(nil), nearly...), nav("Gestern neu")),
		append(append([]line(nil), nearly...), nav("Morgen neu")))
	d := NewDropper(survey(t, "example.org", pages), Rule{}, 0)
	for _, i := range []int{3, 5, 11} {
		doc := document(t, pages[i])
		out := d.Drop(doc, "example.org")
		if got := mainText(doc); strings.Count(got, "Absatz") != 4 ||
			strings.Contains(got, cookies) {
			t.Errorf("page %d: %+v, left:\n%s", i, out, got)
		}
		if out.Copy != (i != 3) {
			t.Errorf("page %d is a copy: %v", i, out.Copy)
		}
	}
}

func TestDropKeepsRuns(t *testing.T) {
	var pages [][]line
	for i := range 30 {
		cell := func(s string) line { return line{s, label.Table, block.Cell, true} }
		item := func(s string) line { return line{s, label.List, block.ListItem, true} }
		pages = append(pages,
			[]line{own(i, 1), cell("Gewicht:"), cell(fmt.Sprintf("%d Gramm ohne Kiste", i)),
				own(i, 2), item("Versand frei"), item("Rückgabe frei"), own(i, 3)})
	}
	d := NewDropper(survey(t, "example.org", pages), Rule{}, 0)
	doc := document(t, pages[7])
	d.Drop(doc, "example.org")
	if got := mainText(doc); !strings.Contains(got, "Gewicht") || strings.Contains(got, "frei") {
		t.Errorf("left:\n%s", got)
	}
}

func TestRule(t *testing.T) {
	var r Rule
	r.setDefaults()
	for _, c := range []struct{ pages, long, short int }{{1, 2, 2}, {2, 2, 2}, {4, 2, 2},
		{20, 5, 5}, {100, 10, 10}, {1000, 32, 100}, {10_000, 100, 255}, {100_000, 255, 255}} {
		if long, short := r.need(c.pages, 8), r.need(c.pages, 7); long != c.long ||
			short != c.short {
			t.Errorf("of %d pages %d and %d repeat a text, want %d and %d", c.pages, long,
				short, c.long, c.short)
		}
	}
}

// TestTop checks that the list does not depend on the order and parts in which blocks come, and
// compares it with a list of all blocks.
func TestTop(t *testing.T) {
	type seen struct {
		r    Repeat
		text string
	}
	var all []seen
	for i := range 200 {
		k := uint64(i*i*7%53 + 1)
		all = append(all, seen{Repeat{Host: "www.example.org", Pages: int(k % 9), print: k},
			fmt.Sprintf("Text %d, %c Fassung %s", k, 'A'+i%5, strings.Repeat("ü", 120))})
	}
	whole, a, b := NewTop(10), NewTop(10), NewTop(10)
	unlimited := NewTop(1000)
	for i, s := range all {
		whole.add(s.r, []byte(s.text))
		unlimited.add(s.r, []byte(s.text))
		part := a
		if i%3 == 0 {
			part = b
		}
		r := all[len(all)-1-i]
		part.add(r.r, []byte(r.text))
	}
	b.Merge(a)
	want := state(t, whole)
	if !bytes.Equal(state(t, b), want) {
		t.Error("parts in another order, merged, are not the whole")
	}
	for i, r := range whole.List() {
		if r != unlimited.List()[i] {
			t.Errorf("entry %d is %+v, of all %+v", i, r, unlimited.List()[i])
		}
	}
	if r := whole.List()[0]; len(whole.List()) != 10 || r.Host != "example.org" ||
		len(r.Text) > maxRepeatText || strings.ContainsRune(r.Text, '\uFFFD') {
		t.Errorf("first of %d: %+v", len(whole.List()), r)
	}
}
