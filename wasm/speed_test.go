package main

import (
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"klartext/engine"
	"klartext/wasm/bridge"
)

// BenchmarkSpeed measures 50 pages of WCXB natively and in Node.js. It logs the milliseconds for
// all pages, each in its best round, and the ratio to the native engine. Every iteration is a
// round: -benchtime 20x.
func BenchmarkSpeed(b *testing.B) {
	pages := corpus(b, 50)
	pages = pages[len(pages)-50:]
	var requests [][]byte
	for _, p := range pages {
		r := bridge.Request{Sections: bridge.All, Page: p.data}
		requests = append(requests, bridge.AppendRequest(nil, &r))
	}
	h := bridge.New(engine.Options{})
	best := slices.Repeat([]time.Duration{time.Hour}, len(pages))
	rounds := 0
	for b.Loop() {
		for i, r := range requests {
			start := time.Now()
			h.Run(r)
			best[i] = min(best[i], time.Since(start))
		}
		rounds++
	}
	native := 0.0
	for _, d := range best {
		native += d.Seconds() * 1000
	}
	dir := nodePackage(b)
	in := filepath.Join(dir, "requests")
	writeFrames(b, in, requests)
	var ms map[string]float64
	node := exec.Command("node", filepath.Join(dir, "node", "speed.js"), in, strconv.Itoa(rounds))
	check(b, json.Unmarshal([]byte(output(b, node)), &ms))
	b.Logf("%d pages, %d rounds", len(pages), rounds)
	b.Logf("%-16s %8.1f ms", "native", native)
	for _, name := range []string{
		"run", "encode", "decode", "parse", "clean all", "clean article", "clean text",
	} {
		b.Logf("%-16s %8.1f ms %6.2f", name, ms[name], ms[name]/native)
	}
	b.Logf("%-16s %8.1f ms", "the first page", ms["cold"])
}
