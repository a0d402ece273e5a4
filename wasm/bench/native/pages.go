package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/txtar"

	"klartext/corpus/jsonl"
	"klartext/engine/label/train/gold"
)

// page is a page of the comparison.
type page struct {
	Name  string  `json:"name"`
	URL   string  `json:"url"`
	Bytes int     `json:"bytes"`
	Class string  `json:"class"` // of size
	Gold  *string `json:"gold"`  // the right main text; nil if unknown

	html []byte
}

// set is what is measured.
type set struct {
	Source string  `json:"source"` // where the pages come from, as text
	Pages  []*page `json:"pages"`
}

// classes are the classes of size. Each gets the same number of pages, since few pages are
// shorter than 32 KB or longer than 1 MB.
var classes = []struct {
	below int
	name  string
}{
	{32 << 10, "< 32 KB"}, {128 << 10, "32–128 KB"}, {512 << 10, "128–512 KB"},
	{1 << 20, "512 KB–1 MB"}, {1 << 62, "> 1 MB"},
}

func class(size int) int {
	for i, c := range classes {
		if size < c.below {
			return i
		}
	}
	return len(classes) - 1
}

// pick returns the first pages of each class in the corpus, or the pages of testdata if there is no
// corpus.
func pick(per int) (*set, error) {
	pages, err := corpus(per)
	source := fmt.Sprintf("wcxb-dev, the first %d pages of each class of size", per)
	if errors.Is(err, fs.ErrNotExist) {
		source = "testdata, only as a trial: there is no corpus in " + gold.Dir() +
			" (KLARTEXT_CORPUS)"
		pages, err = testdata()
	}
	if err != nil {
		return nil, err
	}
	for _, p := range pages {
		p.Bytes, p.Class = len(p.html), classes[class(len(p.html))].name
	}
	slices.SortStableFunc(pages, func(a, b *page) int { return a.Bytes - b.Bytes })
	return &set{source, pages}, nil
}

func corpus(per int) (pages []*page, err error) {
	missing := slices.Repeat([]int{per}, len(classes))
	for line, err := range jsonl.Lines(gold.File("wcxb")) {
		if err != nil {
			return nil, err
		}
		if len(pages) >= per*len(classes) {
			break
		}
		var r struct{ ID, URL, HTML, Text string }
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, err
		}
		if n := &missing[class(len(r.HTML))]; *n > 0 {
			*n--
			pages = append(pages, &page{
				Name: "wcxb " + r.ID, URL: r.URL, Gold: &r.Text, html: []byte(r.HTML),
			})
		}
	}
	return pages, nil
}

func testdata() (pages []*page, err error) {
	for _, pattern := range []string{
		"testdata/html/*.html", "testdata/browser/*.html", "testdata/threads/*.txtar",
	} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			if filepath.Ext(name) == ".txtar" {
				b = file(txtar.Parse(b), "page.html")
			}
			if b != nil {
				url := "https://example.org/" + filepath.Base(name)
				pages = append(pages, &page{Name: name, URL: url, html: b})
			}
		}
	}
	if len(pages) == 0 {
		return nil, errors.New("no pages in testdata: to be run in the repository's top folder")
	}
	return pages, nil
}

// file returns a file of an archive, or nil.
func file(archive *txtar.Archive, name string) []byte {
	for _, f := range archive.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}
