package peers

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"klartext/corpus/jsonl"
	"klartext/engine/charset"
	"klartext/engine/label/train/dump"
)

// page is a page with its gold.
type page struct {
	set, url string
	html     []byte
	gold     string // of wcxb: the main text

	// of evaldata: snippets of main text, of other text, and of comments that the page shows
	with, without, comments []string
}

// wanted reports whether the page has something to find.
func (p *page) wanted() bool { return p.gold != "" || len(p.with) > 0 }

// load returns n pages of each corpus, or those of testdata. It reports missing corpora on standard
// error, which even a passing test shows.
func load(tb testing.TB, n int) (pages []page) {
	dir := cmp.Or(os.Getenv("KLARTEXT_CORPUS"), "../../../shared/corpus")
	for _, set := range []string{"wcxb", "evaldata"} {
		some, err := spread(filepath.Join(dir, set+"-dev.jsonl.zst"), set, n)
		if err != nil {
			fmt.Fprintf(os.Stderr, "NO CORPUS %s, set KLARTEXT_CORPUS: %v\n", set, err)
			continue
		}
		pages = append(pages, some...)
	}
	if len(pages) > 0 {
		return pages
	}
	pages, err := testdata()
	if err != nil || len(pages) == 0 {
		tb.Fatalf("no pages in testdata (%v)", err)
	}
	fmt.Fprintln(os.Stderr, "only the few pages of testdata are measured, and only for speed")
	return pages
}

// spread returns n pages from all over a file, because the file is sorted by type of page.
func spread(file, set string, n int) (pages []page, err error) {
	total := 0
	if err := lines(file, func([]byte) error { total++; return nil }); err != nil {
		return nil, err
	}
	i := 0
	err = lines(file, func(line []byte) error {
		i++
		if len(pages)*total/n != i-1 || len(pages) >= n {
			return nil
		}
		p, err := decode(line, set)
		pages = append(pages, p)
		return err
	})
	return pages, err
}

func decode(line []byte, set string) (page, error) {
	var r struct {
		HTML, URL, Text         string
		HTMLBase64              string `json:"html_base64"`
		With, Without, Comments []string
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return page{}, err
	}
	p := page{set: set, url: r.URL, html: []byte(r.HTML)}
	if set == "wcxb" {
		p.gold = r.Text
	} else {
		p.with, p.without, p.comments = r.With, r.Without, r.Comments
	}
	if r.HTMLBase64 != "" {
		raw, err := base64.StdEncoding.DecodeString(r.HTMLBase64)
		if err != nil {
			return page{}, err
		}
		p.html, _ = charset.UTF8(nil, raw, "")
	}
	all, err := dump.Text(p.html)
	text := plain(string(all))
	p.comments = slices.DeleteFunc(p.comments, func(s string) bool {
		return plain(s) == "" || !strings.Contains(text, plain(s))
	})
	return p, err
}

// lines calls f for each line of a packed file.
func lines(file string, f func(line []byte) error) error {
	for line, err := range jsonl.Lines(file) {
		if err != nil {
			return err
		}
		if err := f(line); err != nil {
			return err
		}
	}
	return nil
}

func testdata() (pages []page, err error) {
	files, err := filepath.Glob("../../testdata/html/*.html")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		pages = append(pages, page{html: src, url: "https://example.org/" + filepath.Base(file)})
	}
	return pages, err
}

// private returns the pages with their own copies of the bytes, and room for one more byte, which
// some lexers need.
func private(pages []page) []page {
	own := make([]page, len(pages))
	for i, p := range pages {
		own[i] = p
		own[i].html = append(make([]byte, 0, len(p.html)+1), p.html...)
	}
	return own
}

func size(pages []page) (n int) {
	for _, p := range pages {
		n += len(p.html)
	}
	return n
}
