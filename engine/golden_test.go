package engine_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"klartext/engine"
)

// The golden tests compare the engine with pages whose lines, metadata and comments people have
// labelled:
//
//	golden_test.go           runs the pages, keeps the score
//	golden_gold_test.go      what people wrote: the gold of a page, and how it is read
//	golden_check_test.go     engine against gold
//	golden_known_test.go     the known mistakes, a ratchet
//	golden_sections_test.go  what the engine writes, as documents for people to read
//
// See testdata/README.md for the format of the pages.

var update = flag.Bool("update", false, "rewrite the sections that the engine writes, and lower "+
	"the known mistakes")

const pagesDir = "../testdata/pages"

// TestPages runs the pages of testdata. A page must be exactly as bad as known.txt says.
func TestPages(t *testing.T) {
	files, err := filepath.Glob(pagesDir + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in %s (%v)", pagesDir, err)
	}
	known := readKnown(t, pagesDir+"/known.txt")
	var table summary
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			ar := readArchive(t, file)
			p := parseGold(t, name, ar)
			doc := run(t, p.input)
			r := check(doc, p)
			table.add(name, r)
			known.compare(t, name, r)
			compareSections(t, file, ar, doc)
		})
	}
	known.finish(t, files)
	t.Log(table.String())
}

// maxFamilies is how many lines of the reference pages may be in another family of boilerplate than
// the one that people chose.
const maxFamilies = 5

// TestReference runs the pages of the reference corpus, which the engine must get right.
func TestReference(t *testing.T) {
	dir := filepath.Join(corpus(), "reference")
	files, _ := filepath.Glob(dir + "/*.gold.json")
	if len(files) == 0 {
		t.Skipf("no reference corpus in %s (set KLARTEXT_CORPUS)", dir)
	}
	var table summary
	families := 0
	for _, file := range files {
		name, _, _ := strings.Cut(filepath.Base(file), ".")
		t.Run(name, func(t *testing.T) {
			p := readReference(t, name, file)
			r := check(run(t, p.input), p)
			table.add(name, r)
			families += len(r.families)
			if r.labels != nil || r.fields != nil || r.comments != nil {
				t.Errorf("mistakes:\n%s", r)
			} else if r.families != nil {
				t.Logf("other families:\n%s", r)
			}
		})
	}
	if families > maxFamilies {
		t.Errorf("%d lines are in another boilerplate family, at most %d may be", families,
			maxFamilies)
	}
	t.Log(table.String())
}

// corpus returns the directory of the corpora, which are not part of the repository.
func corpus() string {
	if dir := os.Getenv("KLARTEXT_CORPUS"); dir != "" {
		return dir
	}
	return "../../shared/corpus"
}

// run takes the page apart with an engine that has seen this page and another one before, and
// overwrites the memory of the first run, so that a result that still points into it is noticed.
func run(t *testing.T, page []byte) *engine.Document {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			t.Fatalf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	e := engine.New(engine.Options{})
	for _, warm := range [][]byte{bytes.Clone(page),
		[]byte("Another page\n\nIts only sentence.\n")} {
		if _, err := e.Text(warm); err != nil {
			t.Fatal(err)
		}
		for i := range warm {
			warm[i] = '#'
		}
	}
	doc, err := e.Text(page)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// summary is the table of all pages, shown by go test -v and if a page fails.
type summary struct{ rows []row }

type row struct {
	name string
	report
}

func (s *summary) add(name string, r report) { s.rows = append(s.rows, row{name, r}) }

func (s *summary) String() string {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "\npage\tlabels\tfamilies\tfields\tcomments\t\n")
	var all report
	for _, r := range s.rows {
		writeRow(w, r.name, &r.report)
		all.join(&r.report)
	}
	writeRow(w, "all", &all)
	w.Flush()
	return b.String()
}

func writeRow(w *tabwriter.Writer, name string, r *report) {
	fmt.Fprintf(w, "%s\t%d/%d\t%d wrong\t%d wrong\t%d/%d\t\n", name,
		r.numLines-len(r.labels), r.numLines, len(r.families), len(r.fields),
		r.numComments-r.missed, r.numComments)
}

// join adds the counts of o.
func (r *report) join(o *report) {
	r.labels = slices.Concat(r.labels, o.labels)
	r.families = slices.Concat(r.families, o.families)
	r.fields = slices.Concat(r.fields, o.fields)
	r.comments = slices.Concat(r.comments, o.comments)
	r.numLines += o.numLines
	r.numComments += o.numComments
	r.missed += o.missed
}
