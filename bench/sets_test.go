package bench

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/tools/txtar"

	"klartext/engine/label/train/dump"
)

// set is a list of pages as plain text.
type set struct {
	name string
	load func() ([][]byte, error)
}

// sets are loaded when the first benchmark needs them; one without pages is skipped.
var sets = []set{
	{"testdata", sync.OnceValues(testdata)},
	{"reference", sync.OnceValues(reference)},
	{"wcxb", sync.OnceValues(func() ([][]byte, error) { return records("wcxb-dev", 100, dumped) })},
	{"comments", sync.OnceValues(func() ([][]byte, error) { return records("comments-dev", 100, text) })},
}

// each runs a benchmark once per set. bytes is the length of all pages.
func each(b *testing.B, run func(b *testing.B, pages [][]byte)) {
	for _, s := range sets {
		b.Run(s.name, func(b *testing.B) {
			pages, err := s.load()
			if err != nil || len(pages) == 0 {
				b.Skipf("the set %s is not there (%v); see KLARTEXT_CORPUS", s.name, err)
			}
			total := 0
			for _, p := range pages {
				total += len(p)
			}
			b.SetBytes(int64(total))
			b.ReportAllocs()
			run(b, pages)
		})
	}
}

func testdata() (pages [][]byte, err error) {
	files, err := filepath.Glob("../testdata/pages/*.txtar")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			return nil, err
		}
		for _, f := range ar.Files {
			if f.Name == "input.txt" {
				pages = append(pages, f.Data)
			}
		}
	}
	return pages, err
}

func corpus(name string) string {
	dir := os.Getenv("KLARTEXT_CORPUS")
	if dir == "" {
		dir = "../../shared/corpus"
	}
	return filepath.Join(dir, name)
}

func reference() (pages [][]byte, err error) {
	files, err := filepath.Glob(corpus("reference/*.txt"))
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	return pages, err
}

type record struct{ HTML, Text string }

func dumped(r *record) ([]byte, error) { return dump.Text([]byte(r.HTML)) }

func text(r *record) ([]byte, error) { return []byte(r.Text), nil }

// records returns the first n pages of a corpus file.
func records(name string, n int, page func(*record) ([]byte, error)) (pages [][]byte, err error) {
	f, err := os.Open(corpus(name + ".jsonl.zst"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(z, 1<<20))
	for len(pages) < n && dec.More() {
		var r record
		if err := dec.Decode(&r); err != nil {
			return nil, err
		}
		p, err := page(&r)
		if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, nil
}
