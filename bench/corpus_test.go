package bench

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"

	"klartext/corpus/jsonl"
	"klartext/engine/charset"
	"klartext/engine/label/train/dump"
	"klartext/engine/label/train/gold"
)

// record is a record of a corpus file. Text is the main text, but in the comments corpus the page
// as plain text.
type record struct {
	URL           string
	HTML          string
	HTMLBase64    string `json:"html_base64"`
	Text          string
	PageType      string `json:"page_type"`
	Lang, System  string
	With, Without []string
	Comments      json.RawMessage // snippets in evaldata, records in comments
	Ignored       []goldComment
}

// step says that every nth page of a corpus is used for measuring whole pages: for wcxb, whose
// pages have 390 MB, every fourth.
var step = map[string]int{"wcxb": 4, "news": 1, "evaldata": 1, "comments": 1}

// files returns the records of each corpus, read once. A record is nil if neither whole nor first
// needs it.
var files = map[string]func() ([]*record, error){}

func init() {
	for name, n := range step {
		files[name] = sync.OnceValues(func() ([]*record, error) { return records(name, n) })
	}
}

// records returns the first records of a corpus file, and every nth.
func records(name string, n int) (out []*record, err error) {
	for line, err := range jsonl.Lines(gold.File(name)) {
		if err != nil {
			return nil, err
		}
		var r *record
		if at := len(out); at < speedPages || at%n == 0 {
			r = new(record)
			if err := json.Unmarshal(line, r); err != nil {
				return nil, err
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// whole returns the pages of a corpus on which whole pages are measured.
func whole(name string) (pages []*page, err error) {
	records, err := files[name]()
	for i := 0; i < len(records); i += step[name] {
		p, err := records[i].page(name, (*record).html)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, err
}

// first returns the pages on which single stages are measured, in the given form.
func first(name string, form func(*record) ([]byte, error)) (pages []*page, err error) {
	records, err := files[name]()
	for _, r := range records[:min(speedPages, len(records))] {
		p, err := r.page(name, form)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, err
}

// page returns the page in the given form, with the gold of its set.
func (r *record) page(set string, form func(*record) ([]byte, error)) (*page, error) {
	src, err := form(r)
	if err != nil {
		return nil, err
	}
	p := &page{src: src, url: r.URL}
	main := bagOf([]byte(r.Text))
	switch set {
	case "wcxb":
		p.kind, p.main = r.PageType, &main
	case "news":
		p.kind, p.main = "other", &main
		if r.Lang == "de" {
			p.kind = r.Lang
		}
	case "evaldata":
		p.with, p.without = r.With, r.Without
	case "comments":
		p.kind, p.thread, p.ignored = "threads", true, r.Ignored
		if strings.HasPrefix(r.System, "free-") {
			p.kind = "free"
		}
		if len(r.Comments) > 0 {
			return p, json.Unmarshal(r.Comments, &p.comments)
		}
	}
	return p, nil
}

// html returns the record's page in UTF-8.
func (r *record) html() ([]byte, error) {
	if r.HTMLBase64 == "" {
		return []byte(r.HTML), nil
	}
	raw, err := base64.StdEncoding.DecodeString(r.HTMLBase64)
	page, _ := charset.UTF8(nil, raw, "")
	return page, err
}

// dumped returns the page as another tool would dump it.
func (r *record) dumped() ([]byte, error) { return dump.Text([]byte(r.HTML)) }

func (r *record) text() ([]byte, error) { return []byte(r.Text), nil }
