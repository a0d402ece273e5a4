package main

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"klartext/engine"
	"klartext/wasm/bridge"
)

var wcxb = flag.Int("pages", 0, "compare the reference corpus too, and this many pages of WCXB")

// TestParity compares the results of the module in Node.js with those of the native bridge, byte
// for byte.
func TestParity(t *testing.T) {
	pages := testdata(t)
	if *wcxb > 0 {
		pages = append(pages, corpus(t, *wcxb)...)
	}
	parity(t, pages)
}

// collecting are settings of GODEBUG: the program waits until a collection is complete, and what it
// frees is overwritten.
const collecting = "gcstoptheworld=2,clobberfree=1"

// collections matches the lines that GODEBUG=gctrace=1 writes.
var collections = regexp.MustCompile(`(?m)^gc \d+ @`)

// TestCollector compares the results while the collector runs all the time. If a pointer on a stack
// were not found by it, memory in use would be overwritten. An engine that has warmed up allocates
// nothing, so that each page gets a new instance, which answers it twice. In steps there are about
// two collections in an instance: the second may still be running when the instance ends, so that
// only the first is counted on.
func TestCollector(t *testing.T) {
	var pages []page
	for _, p := range testdata(t) {
		pages = append(pages, p, p)
	}
	for _, run := range []struct {
		name, gogc, godebug string
	}{
		{"complete", "GOGC=10", collecting},
		{"in steps", "GOGC=1", "clobberfree=1"},
	} {
		t.Run(run.name, func(t *testing.T) {
			log := parity(t, pages, run.gogc, "GODEBUG=gctrace=1,"+run.godebug)
			n := len(collections.FindAllString(log, -1))
			t.Logf("%d collections", n)
			if instances := len(pages) / 2; n < instances {
				t.Errorf("%d collections in %d instances", n, instances)
			}
		})
	}
}

// parity compares the results of pages and returns the output of Node.js. The environment is that
// of the Go program in the module; if there is one, there is a new instance for every second
// page.
func parity(t *testing.T, pages []page, environment ...string) (log string) {
	t.Helper()
	var requests [][]byte
	for i, p := range pages {
		requests = append(requests, request(p, i))
	}
	dir := nodePackage(t)
	in, out := filepath.Join(dir, "requests"), filepath.Join(dir, "results")
	writeFrames(t, in, requests)
	args := append([]string{filepath.Join(dir, "node", "parity.js"), in, out}, environment...)
	log = output(t, exec.Command("node", args...))

	f, err := os.Open(out)
	check(t, err)
	defer f.Close()
	results := bufio.NewReaderSize(f, 1<<20)
	h := bridge.New(engine.Options{})
	total := 0
	for i, p := range pages {
		want, got := h.Run(requests[i]), readFrame(t, results)
		total += len(want)
		if !bytes.Equal(got, want) {
			t.Errorf("%s: %s", p.name, difference(got, want))
		}
	}
	if readFrame(t, results) != nil {
		t.Error("there are more results than requests")
	}
	t.Logf("%d pages, %d bytes of results", len(pages), total)
	return log
}

// difference says where two results differ, by section.
func difference(got, want []byte) string {
	var g, w bridge.Result
	if err := bridge.ReadResult(got, &g); err != nil {
		return "the result cannot be read: " + err.Error()
	}
	if err := bridge.ReadResult(want, &w); err != nil {
		return "the native result cannot be read: " + err.Error()
	}
	var s bytes.Buffer
	if g.Status != w.Status || g.Kind != w.Kind || g.Direction != w.Direction {
		s.WriteString("the heads differ; ")
	}
	for _, p := range w.Sections {
		a, b := g.Data(p.Section), p.Data
		if bytes.Equal(a, b) {
			continue
		}
		i := 0
		for i < min(len(a), len(b)) && a[i] == b[i] {
			i++
		}
		from := max(i-60, 0)
		fmt.Fprintf(&s, "section %d\n  wasm   …%s…\n  native …%s…\n", p.Section,
			a[from:min(i+60, len(a))], b[from:min(i+60, len(b))])
	}
	return s.String()
}
