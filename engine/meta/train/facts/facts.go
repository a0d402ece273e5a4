// Package facts reads the pages of the corpora with what is known about them, title, author and
// date, and compares it with what engine/meta reads. See Score for the rules.
package facts

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/zstd"

	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label/train/gold"
	"klartext/engine/meta"
	"klartext/engine/stages"
	"klartext/engine/thread"
)

// Page is a page of a corpus and its facts; those that the page does not have are empty.
type Page struct {
	ID, URL, HTML       string
	Type                string `json:"page_type"`
	Title, Author, Date string
}

// Each calls f for every page of a corpus: "wcxb", "news". The error is os.ErrNotExist if the
// corpora are missing.
func Each(set string, f func(p *Page) error) error {
	file, err := os.Open(gold.File(set))
	if err != nil {
		return err
	}
	defer file.Close()
	z, err := zstd.NewReader(file)
	if err != nil {
		return err
	}
	defer z.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(z, 1<<20))
	for {
		p := new(Page)
		if err := dec.Decode(p); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		if err := f(p); err != nil {
			return err
		}
	}
}

// Stages runs the stages of the engine up to meta.
type Stages struct {
	stages.Run
	Reader meta.Reader
}

// Blocks takes a page apart and labels its blocks, up to what the metadata is read from.
func (s *Stages) Blocks(html []byte) (*block.Page, *sheet.Sheet, *thread.Thread) {
	s.ReadHTML(html, 0)
	s.Estimate(nil)
	s.Phrases()
	s.Thread()
	s.Rules()
	return s.Tape, &s.Sheet, s.Comments
}

// Read reads the metadata of a page.
func (s *Stages) Read(p *Page) *Got {
	page, sheet, t := s.Blocks([]byte(p.HTML))
	f := s.Reader.HTML(page, sheet, t, []byte(p.URL))
	g := &Got{
		Title: string(f.Title.Of(page.Text)), TitleSource: f.Title.Source,
		DateSource: f.DateSource, Fields: f, Page: page,
	}
	for _, a := range f.Authors {
		g.Authors = append(g.Authors, string(a.Of(page.Text)))
		g.AuthorSource = a.Source
	}
	g.Date = string(f.Date.AppendISO(nil))
	g.Published = string(f.Published.AppendISO(nil))
	g.Modified = string(f.Modified.AppendISO(nil))
	return g
}

// Got is what was read from a page.
type Got struct {
	Title                                 string
	Authors                               []string
	Date, Published, Modified             string
	TitleSource, AuthorSource, DateSource meta.Source
	Fields                                *meta.Fields
	Page                                  *block.Page
}

// Names splits the authors of a corpus, which has them on one line, at semicolons, commas, "and"
// and "&".
func Names(s string) []string {
	for _, sep := range []string{" and ", " & ", ",", " und "} {
		s = strings.ReplaceAll(s, sep, ";")
	}
	var out []string
	for n := range strings.SplitSeq(s, ";") {
		n = strings.TrimPrefix(Plain(n), "and ")
		if n = strings.TrimSpace(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// Plain returns text with single spaces, in lower case.
func Plain(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
