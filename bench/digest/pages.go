package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"

	"klartext/corpus/jsonl"
	"klartext/engine/charset"
	"klartext/engine/label/train/dump"
	"klartext/engine/label/train/gold"
)

// page is a page in one form. Its name ends in "/html" or "/text". HTML has already been converted
// to UTF-8.
type page struct {
	name, url string
	src       []byte
}

// source is a page with a function that returns it in all its forms, decoded.
type source struct {
	name  string
	forms func() ([]page, error)
}

// corpora are the files of the corpora. The reference dumps precede them.
var corpora = [...]string{
	"comments", "dates", "evaldata", "fixtures", "harvest", "news", "sitegold", "wcxb",
}

// testdata yields the pages of the repository below root.
func testdata(root string) iter.Seq2[source, error] {
	return func(yield func(source, error) bool) {
		files, err := filepath.Glob(filepath.Join(root, "testdata", "*", "*"))
		if err == nil && len(files) == 0 {
			err = fmt.Errorf("no testdata in %q: run digest in the root of the repository", root)
		}
		if err != nil {
			yield(source{}, err)
			return
		}
		for _, file := range files {
			name := filepath.Base(filepath.Dir(file)) + "/" + filepath.Base(file)
			var forms func() ([]page, error)
			switch filepath.Ext(file) {
			case ".html":
				forms = func() ([]page, error) { return fromHTML(name, file) }
			case ".txtar":
				forms = func() ([]page, error) { return fromArchive(name, file) }
			default:
				continue
			}
			if !yield(source{name, forms}, nil) {
				return
			}
		}
	}
}

func fromHTML(name, file string) ([]page, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return bothForms(name, "", src, nil)
}

// archiveForms maps the sections of an archive of testdata that are pages to their forms.
var archiveForms = map[string]string{
	"input.txt": "text", "page.txt": "text", "page.html": "html",
}

func fromArchive(name, file string) (pages []page, err error) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		return nil, err
	}
	for _, f := range ar.Files {
		if form, ok := archiveForms[f.Name]; ok {
			pages = append(pages, page{name: name + "/" + form, src: f.Data})
		}
	}
	return pages, nil
}

// record is the part of a corpus record that is read.
type record struct {
	ID, URL    string
	System     string // in the comments corpus: Text is the dump of the page
	HTML       string
	HTMLBase64 string `json:"html_base64"`
	Text       string
}

// corpus yields the pages of the corpora, including the reference dumps.
func corpus() iter.Seq2[source, error] {
	return func(yield func(source, error) bool) {
		dumps, err := filepath.Glob(filepath.Join(gold.Dir(), "reference", "*.txt"))
		if err == nil && len(dumps) == 0 {
			err = fmt.Errorf("no corpora in %s: set KLARTEXT_CORPUS to their folder", gold.Dir())
		}
		if err != nil {
			yield(source{}, err)
			return
		}
		for _, file := range dumps {
			name := "reference/" + filepath.Base(file)
			forms := func() ([]page, error) {
				src, err := os.ReadFile(file)
				return []page{{name: name + "/text", src: src}}, err
			}
			if !yield(source{name, forms}, nil) {
				return
			}
		}
		for _, set := range corpora {
			for s, err := range lines(set) {
				if !yield(s, err) {
					return
				}
			}
		}
	}
}

// lines yields the pages of a corpus file.
func lines(set string) iter.Seq2[source, error] {
	return func(yield func(source, error) bool) {
		n := 0
		for line, err := range jsonl.Lines(gold.File(set)) {
			if err != nil {
				yield(source{}, err)
				return
			}
			line = append([]byte(nil), line...) // Lines reuses its buffer
			forms := func() ([]page, error) { return fromLine(set, line) }
			if n++; !yield(source{set, forms}, nil) {
				return
			}
		}
		if n == 0 {
			yield(source{}, fmt.Errorf("%s: no pages", gold.File(set)))
		}
	}
}

func fromLine(set string, line []byte) ([]page, error) {
	var r record
	err := json.Unmarshal(line, &r)
	if err != nil { // a missing date may be NaN, which Python writes and JSON does not have
		err = json.Unmarshal(bytes.ReplaceAll(line, []byte(`": NaN`), []byte(`": null`)), &r)
	}
	if err != nil {
		return nil, fmt.Errorf("corpus %s: %w", set, err)
	}
	if r.ID == "" {
		return nil, errors.New("corpus " + set + ": a page without an id")
	}
	src := []byte(r.HTML)
	if r.HTMLBase64 != "" {
		raw, err := base64.StdEncoding.DecodeString(r.HTMLBase64)
		if err != nil {
			return nil, fmt.Errorf("corpus %s, page %s: %w", set, r.ID, err)
		}
		src, _ = charset.UTF8(nil, raw, "")
	}
	var text []byte
	if r.System != "" {
		text = []byte(r.Text)
	}
	return bothForms(set+"/"+strings.ReplaceAll(r.ID, " ", "_"), r.URL, src, text)
}

// bothForms returns an HTML page and its dump. If text is nil, it makes the dump.
func bothForms(name, url string, src, text []byte) ([]page, error) {
	if text == nil {
		var err error
		if text, err = dump.Text(src); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return []page{{name + "/html", url, src}, {name + "/text", url, text}}, nil
}
