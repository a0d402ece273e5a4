package engine_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"text/tabwriter"

	"klartext/engine"
)

// The golden threads compare the engine with pages with reader comments, each as HTML and as a
// plain-text dump:
//
//	thread_golden_test.go        runs the pages in both modes, keeps the score
//	thread_golden_gold_test.go   what people wrote: the gold of a page, and how it is read
//	thread_golden_check_test.go  engine against gold
//	thread_golden_known_test.go  the known mistakes, a ratchet
//
// See testdata/README.md for the format of the pages.

const threadsDir = "../testdata/threads"

// TestThreads runs the pages of testdata/threads. A page must be exactly as bad as known.txt says.
func TestThreads(t *testing.T) {
	files, err := filepath.Glob(threadsDir + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages in %s (%v)", threadsDir, err)
	}
	known := readThreadKnown(t, threadsDir+"/known.txt")
	var table threadSummary
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		ar := readArchive(t, file)
		g := parseThreadGold(t, name, ar)
		for _, mode := range threadModes {
			t.Run(name+"/"+mode.name, func(t *testing.T) {
				page := section(ar, mode.section)
				doc := mode.run(t, page)
				s := checkThread(doc, g, mode.text)
				table.add(name, mode.name, s)
				known.compare(t, name+"/"+mode.name, s)
			})
		}
	}
	known.finish(t, files)
	t.Log(table.String())
}

// threadMode is one of the two ways in which the engine reads a page.
type threadMode struct {
	name, section string
	text          bool
	run           func(t *testing.T, page []byte) *engine.Document
}

var threadModes = []threadMode{{"html", "page.html", false, runThreadHTML},
	{"text", "page.txt", true, run}}

// runThreadHTML does for HTML what run does for text: the engine has seen the page before, in
// memory that is then overwritten.
func runThreadHTML(t *testing.T, page []byte) *engine.Document {
	t.Helper()
	e := engine.New(engine.Options{})
	for _, warm := range [][]byte{bytes.Clone(page),
		[]byte("<h1>Another page</h1><p>Its only sentence.</p>")} {
		if _, err := e.HTML(warm); err != nil {
			t.Fatal(err)
		}
		for i := range warm {
			warm[i] = '#'
		}
	}
	doc, err := e.HTML(page)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// threadSummary is the table of all pages, shown by go test -v and if a page fails.
type threadSummary struct{ rows []threadRow }

type threadRow struct {
	name, mode string
	threadScore
}

func (s *threadSummary) add(name, mode string, score threadScore) {
	s.rows = append(s.rows, threadRow{name, mode, score})
}

func (s *threadSummary) String() string {
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "\npage\tmode\tgold\tgot\tP\tR\tF\tauthor\ttime\tpublished\tvotes\tedges\t"+
		"state\tcount\tarticle\tmistakes\t\n")
	for _, mode := range threadModes {
		var all threadScore
		sum, pages := 0.0, 0
		for _, r := range s.rows {
			if r.mode != mode.name {
				continue
			}
			writeThreadRow(w, r.name, mode.name, &r.threadScore)
			all.join(&r.threadScore)
			if _, _, f, ok := r.prf(); ok {
				sum += f
				pages++
			}
		}
		writeThreadRow(w, "all", mode.name, &all)
		fmt.Fprintf(w, "mean F1 of %d pages\t%s\t\t\t\t\t%.3f\t\t\t\t\t\t\t\t\t\t\n", pages,
			mode.name, sum/float64(max(pages, 1)))
	}
	w.Flush()
	return b.String()
}

func writeThreadRow(w *tabwriter.Writer, name, mode string, s *threadScore) {
	p, r, f, ok := s.prf()
	fmt.Fprintf(w, "%s\t%s\t%d\t%d\t", name, mode, s.gold, s.got)
	if ok {
		fmt.Fprintf(w, "%.2f\t%.2f\t%.2f\t", p, r, f)
	} else {
		fmt.Fprint(w, "-\t-\t-\t")
	}
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t\n",
		s.author, s.time, s.published, s.votes, s.edgeF1(), s.state, s.count, s.article,
		len(s.mistakes))
}
