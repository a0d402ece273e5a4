package gold

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"klartext/corpus/jsonl"
	"klartext/engine/charset"
)

// Dir returns the folder of the corpora: KLARTEXT_CORPUS, or ../shared/corpus relative to the root
// of the repository.
func Dir() string {
	if d := os.Getenv("KLARTEXT_CORPUS"); d != "" {
		return d
	}
	for d := "."; ; d = filepath.Join(d, "..") {
		if _, err := os.Stat(filepath.Join(d, "go.mod")); err == nil {
			return filepath.Join(d, "..", "shared", "corpus")
		}
		if abs, err := filepath.Abs(d); err != nil || abs == "/" {
			return filepath.Join("..", "shared", "corpus")
		}
	}
}

// File returns the path of the file of a set.
func File(set string) string { return filepath.Join(Dir(), set+"-dev.jsonl.zst") }

// Read returns the pages of a set (wcxb, news, harvest, evaldata, fixtures or sitegold) in file
// order, dumped, cut into blocks and labelled.
func Read(set string) ([]*Page, error) { return read(set, false) }

// ReadHTML is Read for pages as HTML instead of dumps.
func ReadHTML(set string) ([]*Page, error) { return read(set, true) }

func read(set string, asHTML bool) ([]*Page, error) {
	records, err := readRecords(File(set))
	if err != nil {
		return nil, fmt.Errorf("corpus %s: %w", set, err)
	}
	pages := make([]*Page, len(records))
	errs := make([]error, len(records))
	var wg sync.WaitGroup
	slots := make(chan bool, min(2, runtime.NumCPU()))
	for i := range records {
		slots <- true
		wg.Go(func() {
			pages[i], errs[i] = records[i].page(set, asHTML)
			records[i] = record{}
			<-slots
		})
	}
	wg.Wait()
	return pages, errors.Join(errs...)
}

type record struct {
	ID, URL    string
	HTML       string
	HTMLBase64 string `json:"html_base64"`
	Text       string
	PageType   string `json:"page_type"`
	Lang       string
	Gaps       bool
	Title      string
	Posts      []struct{ Text string }
	Marked
}

func readRecords(name string) ([]record, error) {
	var out []record
	for line, err := range jsonl.Lines(name) {
		if err != nil {
			return nil, err
		}
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

func (r *record) page(set string, asHTML bool) (*Page, error) {
	p := &Page{
		Set: set, ID: r.ID, URL: r.URL, Title: r.Title, Type: r.PageType, Gaps: r.Gaps,
		Gold: []byte(strings.TrimSpace(r.Text)),
	}
	switch set {
	case "news":
		p.Type = r.Lang
	case "harvest":
		for _, post := range r.Posts {
			p.Gold = append(append(p.Gold, strings.TrimSpace(post.Text)...), '\n')
		}
	}
	html, err := r.html()
	if err == nil {
		err = p.prepare(html, asHTML)
	}
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", r.ID, err)
	}
	if set == "evaldata" {
		marked := r.Marked // the record is cleared
		p.Marked = &marked
		p.snippets()
	}
	return p, nil
}

// html returns the page of the record in UTF-8.
func (r *record) html() ([]byte, error) {
	if r.HTMLBase64 == "" {
		return []byte(r.HTML), nil
	}
	raw, err := base64.StdEncoding.DecodeString(r.HTMLBase64)
	page, _ := charset.UTF8(nil, raw, "")
	return page, err
}
