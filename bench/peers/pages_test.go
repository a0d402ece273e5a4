package peers

import (
	"bufio"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// page is a page with its gold text, "" when there is none.
type page struct {
	html []byte
	url  string
	gold string
}

// most is how many pages of the corpus are measured.
const most = 100

// load returns the pages of the corpus, or those of testdata, and whether they have gold texts.
func load(tb testing.TB) (pages []page, scored bool) {
	pages, err := corpus()
	if err == nil {
		return pages, true
	}
	tb.Logf("no corpus, set KLARTEXT_CORPUS (%v): the figures are of the few pages in testdata", err)
	pages, err = testdata()
	if err != nil || len(pages) == 0 {
		tb.Fatalf("no pages in testdata (%v)", err)
	}
	return pages, false
}

var corpus = sync.OnceValues(func() (pages []page, err error) {
	f, err := os.Open(filepath.Join(cmp.Or(os.Getenv("KLARTEXT_CORPUS"), "../../../shared/corpus"), "wcxb-dev.jsonl.zst"))
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
	for len(pages) < most && dec.More() {
		var r struct{ HTML, URL, Text string }
		if err := dec.Decode(&r); err != nil {
			return nil, err
		}
		pages = append(pages, page{[]byte(r.HTML), r.URL, r.Text})
	}
	return pages, nil
})

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

// private returns the pages with bytes of their own, and room for one more, which some lexers want.
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
