package main

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/tools/txtar"

	"klartext/engine"
	"klartext/engine/label/train/gold"
	"klartext/wasm/bridge"
)

// page is a page that both sides clean.
type page struct {
	name string
	data []byte
}

// testdata returns the pages of the repository.
func testdata(t testing.TB) (pages []page) {
	for _, name := range glob(t, "../testdata/html/*.html") {
		b, err := os.ReadFile(name)
		check(t, err)
		pages = append(pages, page{name, b})
	}
	archives := glob(t, "../testdata/pages/*.txtar")
	archives = append(archives, glob(t, "../testdata/threads/*.txtar")...)
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		check(t, err)
		before := len(pages)
		for _, f := range archive.Files {
			switch f.Name {
			case "input.txt", "page.html", "page.txt":
				pages = append(pages, page{name + " " + f.Name, f.Data})
			}
		}
		if len(pages) == before {
			t.Errorf("%s: no page", name)
		}
	}
	return pages
}

// corpus returns the pages of the reference corpus and the first n of WCXB. They are not in the
// repository.
func corpus(t testing.TB, n int) (pages []page) {
	for _, name := range glob(t, filepath.Join(gold.Dir(), "reference", "*.txt")) {
		b, err := os.ReadFile(name)
		check(t, err)
		pages = append(pages, page{name, b})
	}
	f, err := os.Open(gold.File("wcxb"))
	check(t, err)
	defer f.Close()
	z, err := zstd.NewReader(f)
	check(t, err)
	defer z.Close()
	dec := json.NewDecoder(bufio.NewReaderSize(z, 1<<20))
	for range n {
		var r struct{ ID, HTML string }
		check(t, dec.Decode(&r))
		pages = append(pages, page{"wcxb " + r.ID, []byte(r.HTML)})
	}
	return pages
}

func glob(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s (%v); the corpora are where KLARTEXT_CORPUS says", pattern, err)
	}
	return names
}

// request asks for all sections; of every second page also with all write options.
func request(p page, i int) []byte {
	r := bridge.Request{Sections: bridge.All, Page: p.data}
	if i%2 == 0 {
		r.Write = engine.WriteOptions{
			Title: true, Bylines: true, Dates: true, Captions: true, Credits: true, Comments: true,
		}
		r.Address = []byte("https://example.org/a/page.html")
		r.FetchedAt = []byte("2024-05-06T12:00:00+02:00")
	}
	return bridge.AppendRequest(nil, &r)
}
