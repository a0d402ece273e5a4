package main

import (
	"bufio"
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"klartext/engine"
	"klartext/wasm/bridge"
)

var wcxb = flag.Int("pages", 0, "compare the reference corpus too, and this many pages of WCXB")

// TestParity holds the module under node to the same bytes as the bridge on this machine.
func TestParity(t *testing.T) {
	pages := testdata(t)
	if *wcxb > 0 {
		pages = append(pages, corpus(t, *wcxb)...)
	}
	var requests [][]byte
	for i, p := range pages {
		requests = append(requests, request(p, i))
	}
	dir := nodePackage(t)
	in, out := filepath.Join(dir, "requests"), filepath.Join(dir, "results")
	writeFrames(t, in, requests)
	output(t, exec.Command("node", filepath.Join(dir, "node", "parity.js"), in, out))

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
}

// difference shows where two results differ, by section.
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
		s.WriteString("section " + string(rune('0'+p.Section)) + "\n  wasm   …" + string(a[from:min(i+60, len(a))]) + "…\n  native …" + string(b[from:min(i+60, len(b))]) + "…\n")
	}
	return s.String()
}
