package bench

import (
	"flag"
	"fmt"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"klartext/engine"
)

var scale = flag.Int("scale", 1, "length of the longest page of BenchmarkScale in MB, up to 100")

// BenchmarkScale measures time and memory by the length of the page. held-B is what an engine keeps
// after it has seen only that page; peak-B is the most memory in use on the way, including garbage.
// Neither includes the page. ns/op at two sizes gives the slope: ten times the page must take ten
// times as long, so MB/s stays the same.
func BenchmarkScale(b *testing.B) {
	for i := range shapes {
		s := &shapes[i]
		b.Run(s.name, func(b *testing.B) {
			for _, size := range scales {
				if size.bytes <= *scale<<20 {
					b.Run(size.name, func(b *testing.B) { scaled(b, s, size.bytes) })
				}
			}
		})
	}
	for _, n := range []int{1, 2, 4, 8} {
		b.Run(fmt.Sprintf("goroutines=%d", n), func(b *testing.B) { parallel(b, n) })
	}
}

var scales = []struct {
	name  string
	bytes int
}{
	{"1KB", 1 << 10}, {"10KB", 10 << 10}, {"100KB", 100 << 10},
	{"1MB", 1 << 20}, {"10MB", 10 << 20}, {"100MB", 100 << 20},
}

// manyBlocks is more than the lines of 100 MB, which exceed engine.DefaultMaxBlocks. A page that is
// cut there would look linear whatever its cost.
const manyBlocks = 8 * engine.DefaultMaxBlocks

func (s *shape) take(e *engine.Engine, page []byte) (*engine.Document, error) {
	if s.plain {
		return e.Text(page)
	}
	return e.HTML(page)
}

func scaled(b *testing.B, s *shape, n int) {
	page := s.page(b, n)
	e := engine.New(engine.Options{MaxBlocks: manyBlocks})
	var d *engine.Document
	var err error
	held, peak := memory(func() { d, err = s.take(e, page) })
	if err != nil || d.Truncated {
		b.Fatalf("the page is not read to its end: %v", err)
	}
	var text []byte
	round := func() int {
		d, _ := s.take(e, page)
		text = d.AppendText(text[:0], everything)
		return len(text) + len(d.Blocks)
	}
	want := round()
	b.SetBytes(int64(n))
	b.ReportAllocs()
	for b.Loop() {
		check(b, "bytes and blocks", round(), want)
	}
	b.ReportMetric(float64(held), "held-B")
	b.ReportMetric(float64(peak), "peak-B")
	b.ReportMetric(float64(held)/float64(n), "held-B/B")
}

const inUse = "/memory/classes/heap/objects:bytes"

// memory returns how many more bytes are in use after f, and how many more at the peak. The peak is
// sampled twice per millisecond.
func memory(f func()) (held, peak uint64) {
	use := func() uint64 {
		s := []metrics.Sample{{Name: inUse}}
		metrics.Read(s)
		return s[0].Value.Uint64()
	}
	runtime.GC()
	before := use()
	done, highest := make(chan bool), make(chan uint64)
	go func() {
		var top uint64
		for tick := time.NewTicker(time.Second / 2000); ; {
			top = max(top, use())
			select {
			case <-done:
				tick.Stop()
				highest <- max(top, use())
				return
			case <-tick.C:
			}
		}
	}()
	f()
	done <- true
	peak = <-highest
	runtime.GC()
	held = less(use(), before)
	// The peak of a short run lacks memory that a processor has not reported yet.
	return held, max(held, less(peak, before))
}

// less returns a-b, or 0 if something else was freed in the meantime.
func less(a, b uint64) uint64 {
	if a < b {
		return 0
	}
	return a - b
}

// parallel measures n engines side by side, each with all pages of testdata. More engines than
// cores gain nothing.
func parallel(b *testing.B, n int) {
	pages := htmlSets[0].pages(b)
	start, done := make(chan bool), make(chan int)
	for range n {
		round := cleanAll((*engine.Engine).HTML)(b, pages)
		round()
		go func() {
			for range start {
				done <- round()
			}
		}()
	}
	defer close(start)
	round := func() (sum int) {
		for range n {
			start <- true
		}
		for range n {
			sum += <-done
		}
		return sum
	}
	want := round()
	b.SetBytes(int64(n) * size(pages))
	b.ReportAllocs()
	for b.Loop() {
		check(b, "results", round(), want)
	}
}
