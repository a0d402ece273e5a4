package bench

import (
	"math"
	"runtime"
	"testing"

	"klartext/engine"
)

// work is the work of a fresh engine on a page, in figures that are the same on every machine.
type work struct {
	allocated float64 // bytes, including those freed while slices grew
	allocs    float64
	blocks    float64
	written   float64 // bytes of text, Markdown and JSON
}

func workOf(t *testing.T, s *shape, n int) work {
	t.Helper()
	page := s.page(t, n)
	e := engine.New(engine.Options{})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d, err := s.take(e, page)
	runtime.ReadMemStats(&after)
	if err != nil || d.Truncated {
		t.Fatalf("the page of %d bytes is not read to its end: %v", n, err)
	}
	text := d.AppendText(nil, everything)
	text = d.AppendMarkdown(text, everything)
	text = d.AppendJSON(text)
	return work{
		allocated: float64(after.TotalAlloc - before.TotalAlloc),
		allocs:    float64(after.Mallocs - before.Mallocs),
		blocks:    float64(len(d.Blocks)),
		written:   float64(len(text)),
	}
}

// The pages of TestLinear, one eight times as long as the other, and the maximum ratio of work.
// Linear work gives 8, quadratic 64. Slices grow by up to a half more than needed, and the memory
// they had before counts too, so a limit of 8 would fail by chance.
const (
	shortPage = 64 << 10
	longPage  = 8 * shortPage
	maxTimes  = 16
)

// maxPerByte is the most bytes allocated per byte of the page. A page with a block in almost every
// byte would exceed it, but no shape is like that.
const maxPerByte = 128

// TestLinear checks that memory and output grow linearly with the page, for every shape of
// BenchmarkScale. Only the figures of the benchmark show whether the time is linear.
func TestLinear(t *testing.T) {
	for i := range shapes {
		s := &shapes[i]
		t.Run(s.name, func(t *testing.T) {
			short, long := workOf(t, s, shortPage), workOf(t, s, longPage)
			for _, c := range []struct {
				what        string
				short, long float64
				some        float64 // allowed in any case
			}{
				{"bytes allocated", short.allocated, long.allocated, 64 << 10},
				{"allocations", short.allocs, long.allocs, 100},
				{"blocks", short.blocks, long.blocks, 4},
				{"bytes written", short.written, long.written, 1 << 10},
			} {
				if times := c.long / math.Max(1, c.short); c.long > maxTimes*c.short+c.some {
					t.Errorf("%v %s, for a page eight times as long %v, %.1f times as many",
						c.short, c.what, c.long, times)
				}
			}
			per := long.allocated / longPage
			t.Logf("%.1f bytes allocated per byte, %.1f times those of the short page; "+
				"%v allocations", per, long.allocated/short.allocated, long.allocs)
			if per > maxPerByte {
				t.Errorf("%.0f bytes are allocated per byte of the page, want at most %d",
					per, maxPerByte)
			}
		})
	}
}
