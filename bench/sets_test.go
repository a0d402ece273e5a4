package bench

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine/label/train/gold"
)

// page is a page of a set with what people annotated, as far as they did.
type page struct {
	src  []byte // HTML or plain text
	url  string
	kind string // type of page; "" if the set has only one

	main          *bag     // words of the main text; nil if the gold has no complete text
	with, without []string // what the main text must and must not contain
	thread        bool     // the comments are labelled
	comments      []goldComment
	ignored       []goldComment  // records that count neither as found nor as missed
	labels        map[int]string // by line of a plain-text page, from 1
}

// set is a list of pages of one form, HTML or plain text.
type set struct {
	name string
	load func() ([]*page, error)
}

// speedPages is how many pages of a corpus the benchmarks of single stages use.
const speedPages = 100

// textSets are plain text; htmlSets are HTML pages of all kinds, and pages with comments. Each set
// is loaded when the first benchmark needs it.
var textSets = []set{
	{"testdata", sync.OnceValues(testdataText)},
	{"threads", sync.OnceValues(func() ([]*page, error) { return threadPages("page.txt") })},
	{"reference", sync.OnceValues(reference)},
	{"wcxb", sync.OnceValues(func() ([]*page, error) { return first("wcxb", (*record).dumped) })},
	{"comments",
		sync.OnceValues(func() ([]*page, error) { return first("comments", (*record).text) })},
}

var htmlSets = []set{
	{"testdata", sync.OnceValues(testdataHTML)},
	{"wcxb", sync.OnceValues(func() ([]*page, error) { return first("wcxb", (*record).html) })},
	{"comments",
		sync.OnceValues(func() ([]*page, error) { return first("comments", (*record).html) })},
}

// pageSets are the sets for measuring whole HTML pages.
var pageSets = []set{
	htmlSets[0],
	{"wcxb", sync.OnceValues(func() ([]*page, error) { return whole("wcxb") })},
	{"news", sync.OnceValues(func() ([]*page, error) { return whole("news") })},
	{"evaldata", sync.OnceValues(func() ([]*page, error) { return whole("evaldata") })},
	{"comments", sync.OnceValues(func() ([]*page, error) { return whole("comments") })},
}

// pages returns the pages of a set, and skips the test if the set is missing. Sets of testdata are
// always there.
func (s *set) pages(tb testing.TB) []*page {
	tb.Helper()
	pages, err := s.load()
	switch {
	case err == nil && len(pages) > 0:
	case os.IsNotExist(err) || err == nil && s.name == "reference":
		tb.Skipf("the set %s is not in %s: set KLARTEXT_CORPUS", s.name, gold.Dir())
	default:
		tb.Fatalf("set %s: %d pages, %v", s.name, len(pages), err)
	}
	return pages
}

// TestMain reports what is not measured, because skipped benchmarks are not shown.
func TestMain(m *testing.M) {
	if _, err := os.Stat(gold.File("wcxb")); err != nil {
		fmt.Fprintln(os.Stderr, "bench: NO CORPORA in",
			gold.Dir()+": only testdata is measured; set KLARTEXT_CORPUS")
	}
	os.Exit(m.Run())
}

// each runs a benchmark over the bare pages of every set of plain text.
func each(b *testing.B, run func(b *testing.B, pages [][]byte)) {
	for i := range textSets {
		b.Run(textSets[i].name, func(b *testing.B) {
			pages := textSets[i].pages(b)
			b.SetBytes(size(pages))
			b.ReportAllocs()
			run(b, sources(pages))
		})
	}
}

func sources(pages []*page) (src [][]byte) {
	for _, p := range pages {
		src = append(src, p.src)
	}
	return src
}

func size(pages []*page) (n int64) {
	for _, p := range pages {
		n += int64(len(p.src))
	}
	return n
}

// archives calls f with the sections of every file in a folder of testdata.
func archives(folder string, f func(section map[string][]byte) error) error {
	files, err := filepath.Glob("../testdata/" + folder + "/*.txtar")
	if err != nil {
		return err
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			return err
		}
		section := map[string][]byte{}
		for _, s := range ar.Files {
			section[s.Name] = s.Data
		}
		if err := f(section); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

func testdataText() (pages []*page, err error) {
	err = archives("pages", func(section map[string][]byte) error {
		p := &page{src: section["input.txt"], labels: map[int]string{}}
		for line := range strings.Lines(string(section["labels.txt"])) {
			var n int
			number, name, _ := strings.Cut(strings.TrimSpace(line), " ")
			if _, err := fmt.Sscan(number, &n); err != nil {
				return err
			}
			p.labels[n] = name
		}
		pages = append(pages, p)
		return nil
	})
	return pages, err
}

// threadPages returns the pages of testdata that have comments, or could be mistaken for such
// pages: their page.html or page.txt.
func threadPages(form string) (pages []*page, err error) {
	err = archives("threads", func(section map[string][]byte) error {
		p := &page{src: section[form], thread: true}
		pages = append(pages, p)
		return p.readThread(section["thread.json"])
	})
	return pages, err
}

func testdataHTML() ([]*page, error) {
	pages, err := threadPages("page.html")
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob("../testdata/html/*.html")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		pages = append(pages, &page{src: src})
	}
	return pages, err
}

// reference returns the dumps of the reference corpus, whose lines are labelled in FILE.gold.json.
func reference() (pages []*page, err error) {
	files, err := filepath.Glob(filepath.Join(gold.Dir(), "reference", "*.txt"))
	for _, file := range files {
		p := &page{labels: map[int]string{}}
		if p.src, err = os.ReadFile(file); err != nil {
			return nil, err
		}
		data, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".gold.json")
		if err != nil {
			return nil, err
		}
		var g struct{ Labels [][2]any }
		if err := json.Unmarshal(data, &g); err != nil {
			return nil, err
		}
		for _, l := range g.Labels {
			p.labels[int(l[0].(float64))] = l[1].(string)
		}
		pages = append(pages, p)
	}
	return pages, err
}
