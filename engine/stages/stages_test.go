package stages

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine/internal/rules"
	"klartext/engine/internal/sheet"
)

// pages are all pages of testdata: HTML, and plain text.
func pages(t *testing.T) (html, text map[string][]byte) {
	t.Helper()
	html, text = map[string][]byte{}, map[string][]byte{}
	files, err := filepath.Glob("../../testdata/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		switch {
		case strings.HasSuffix(file, ".html") && err == nil:
			html[file] = data
		case strings.HasSuffix(file, ".txtar") && err == nil:
			for _, f := range txtar.Parse(data).Files {
				switch f.Name {
				case "page.html":
					html[file] = f.Data
				case "page.txt", "input.txt":
					text[file] = f.Data
				}
			}
		}
	}
	if len(html) < 40 || len(text) < 80 {
		t.Fatalf("%d HTML pages and %d plain-text pages in testdata", len(html), len(text))
	}
	return html, text
}

// TestColumns compares the sheet before and after each stage: it may have changed its own columns,
// and no other. Each column must change on some page.
func TestColumns(t *testing.T) {
	var r Run
	stages := []struct {
		name string
		run  func()
		own  []string
	}{
		{"estimate", func() { r.Estimate(nil) }, []string{"Estimate"}},
		{"phrases", r.Phrases, []string{"Phrase"}},
		{"thread", r.Thread, []string{"Thread"}},
		{"rules", r.Rules, []string{"Rules", "Void", "Rest"}},
		{"head", func() { r.Head(nil) }, []string{"Head"}},
		{"rest", func() { r.Rest(rules.Page{Tail: -1}) }, []string{"Rules", "Rest", "Free"}},
	}
	wrote := map[string]bool{}
	check := func(name string) {
		for _, stage := range stages {
			before := clone(&r.Sheet)
			stage.run()
			if stage.name == "estimate" {
				continue // it makes the sheet
			}
			was, is := reflect.ValueOf(*before), reflect.ValueOf(r.Sheet)
			for i := range is.NumField() {
				column := is.Type().Field(i).Name
				if reflect.DeepEqual(was.Field(i).Interface(), is.Field(i).Interface()) {
					continue
				}
				wrote[stage.name+" "+column] = true
				if !strings.Contains(" "+strings.Join(stage.own, " ")+" ", " "+column+" ") {
					t.Errorf("%s: the stage %s wrote the column %s", name, stage.name, column)
				}
			}
		}
	}
	html, text := pages(t)
	for name, page := range html {
		r.ReadHTML(page, 0)
		check(name)
	}
	for name, page := range text {
		r.ReadText(page, 0)
		check(name)
	}
	for _, w := range []string{
		"phrases Phrase", "thread Thread", "rules Rules", "rules Void", "head Head", "rest Rest", "rest Free",
	} {
		if !wrote[w] {
			t.Errorf("no page had the stage and the column %s change", w)
		}
	}
}

func clone(s *sheet.Sheet) *sheet.Sheet {
	c := new(sheet.Sheet)
	from, to := reflect.ValueOf(s).Elem(), reflect.ValueOf(c).Elem()
	for i := range from.NumField() {
		column := from.Field(i)
		to.Field(i).Set(reflect.AppendSlice(reflect.MakeSlice(column.Type(), 0, column.Len()),
			column))
	}
	return c
}

// TestAgain runs stages twice: what they write must not depend on what stood in their columns.
func TestAgain(t *testing.T) {
	html, _ := pages(t)
	for name, page := range html {
		var r Run
		r.ReadHTML(page, 0)
		r.Estimate(nil)
		r.Phrases()
		for _, stage := range []func(){r.Thread, r.Rules, func() { r.Head(nil) }} {
			stage()
			first := clone(&r.Sheet)
			stage()
			if !reflect.DeepEqual(first, &r.Sheet) {
				t.Errorf("%s: a stage that runs again writes something else", name)
			}
		}
	}
}
