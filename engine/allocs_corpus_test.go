package engine

import (
	"bufio"
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/tools/txtar"
)

// allocPages is how many pages of each set of the corpus TestAllocsOnCorpus uses, from the start of
// the set.
const allocPages = 100

// allocRuns is how often all pages are processed. testing.AllocsPerRun rounds the mean down, so up
// to two stray allocations of the runtime, in all runs together, are not mistaken for ones of the
// engine.
const allocRuns = 3

// TestAllocsOnPages checks that processing a page allocates nothing, on the pages of testdata, each
// of which is followed by another one.
func TestAllocsOnPages(t *testing.T) {
	files, err := filepath.Glob("../testdata/html/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages (%v)", err)
	}
	var pages [][]byte
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page)
	}
	checkAllocs(t, pages)
}

// TestAllocsOnThreads is TestAllocsOnPages for the pages with comments.
func TestAllocsOnThreads(t *testing.T) {
	files, err := filepath.Glob("../testdata/threads/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages (%v)", err)
	}
	var pages [][]byte
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range ar.Files {
			if f.Name == "page.html" {
				pages = append(pages, f.Data)
			}
		}
	}
	checkAllocs(t, pages)
}

// TestAllocsOnCorpus is TestAllocsOnPages for real pages, of all kinds and with comments.
func TestAllocsOnCorpus(t *testing.T) {
	for _, set := range []string{"wcxb", "comments"} {
		t.Run(set, func(t *testing.T) {
			if testing.Short() {
				t.Skip("slow")
			}
			checkAllocs(t, allocsCorpus(t, set))
		})
	}
}

// allocsCorpus returns the first pages of a set.
func allocsCorpus(t *testing.T, set string) (pages [][]byte) {
	t.Helper()
	f, err := os.Open(filepath.Join(cmp.Or(os.Getenv("KLARTEXT_CORPUS"), "../../shared/corpus"),
		set+"-dev.jsonl.zst"))
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for dec := json.NewDecoder(bufio.NewReaderSize(z, 1<<20)); len(pages) < allocPages; {
		var r struct{ HTML string }
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		pages = append(pages, []byte(r.HTML))
	}
	return pages
}

// way is everything that is done with a page: one engine, and one slice to write to, for all pages.
type way struct {
	e   *Engine
	d   *Document
	dst []byte
}

// steps are the calls for one page, in order.
var steps = []struct {
	name string
	call func(w *way, page []byte)
}{
	{"Engine.HTML", func(w *way, page []byte) { w.d, _ = w.e.HTML(page) }},
	{"AppendText", func(w *way, _ []byte) { w.dst = w.d.AppendText(w.dst[:0], allParts) }},
	{"AppendMarkdown", func(w *way, _ []byte) { w.dst = w.d.AppendMarkdown(w.dst[:0], allParts) }},
	{"AppendHTML", func(w *way, _ []byte) { w.dst = w.d.AppendHTML(w.dst[:0], allParts) }},
	{"AppendJSON", func(w *way, _ []byte) { w.dst = w.d.AppendJSON(w.dst[:0]) }},
	{"AppendJSONLD", func(w *way, _ []byte) { w.dst = w.d.AppendJSONLD(w.dst[:0]) }},
	{"AppendRecord", func(w *way, _ []byte) { w.dst = w.d.AppendRecord(w.dst[:0]) }},
	{"AppendBlocksJSON", func(w *way, _ []byte) { w.dst = w.d.AppendBlocksJSON(w.dst[:0]) }},
	{"AppendCommentText", func(w *way, _ []byte) {
		for i := range w.d.Thread() {
			w.dst = w.d.AppendCommentText(w.dst[:0], i)
		}
	}},
}

var allParts = WriteOptions{Title: true, Bylines: true, Dates: true, Captions: true, Credits: true,
	Comments: true}

func (w *way) run(page []byte) {
	for i := range steps {
		steps[i].call(w, page)
	}
}

// checkAllocs fails if processing the pages allocates after all of them have been processed once.
func checkAllocs(t *testing.T, pages [][]byte) {
	t.Helper()
	w := &way{e: New(Options{})}
	for i, page := range pages {
		if _, err := w.e.HTML(page); err != nil {
			t.Fatalf("page %d: %v", i, err)
		}
	}
	over := func() {
		for _, page := range pages {
			w.run(page)
		}
	}
	// AllocsPerRun calls it once more before it counts.
	if got := testing.AllocsPerRun(allocRuns, over); got > 0 {
		t.Errorf("%v allocations on %d pages, want none", got, len(pages))
		w.blame(t, pages)
	}
}

// blame logs which calls allocate on which pages.
func (w *way) blame(t *testing.T, pages [][]byte) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var before, after runtime.MemStats
	for i, page := range pages {
		for _, s := range steps {
			runtime.ReadMemStats(&before)
			s.call(w, page)
			runtime.ReadMemStats(&after)
			if n := after.Mallocs - before.Mallocs; n > 0 {
				t.Logf("page %d: %s: %d allocations, %d bytes", i, s.name, n,
					after.TotalAlloc-before.TotalAlloc)
			}
		}
	}
}
