package bench

import (
	"math"
	"runtime"
	"testing"

	"klartext/engine"
)

// work is what an engine that has seen nothing yet does with a page, in figures that are the same on every machine.
type work struct {
	allocated float64 // bytes, those that were given up while slices grew included
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

// The pages of TestLinear, one eight times as long as the other, and how many times as much work it may be. Linear is 8, quadratic 64;
// slices grow by up to a half more than they need, and what they held before is counted too, so that 8 alone would fail by chance.
const (
	shortPage = 64 << 10
	longPage  = 8 * shortPage
	maxTimes  = 16
)

// maxPerByte is how many bytes are allocated for a byte of the page, at most. A page of which nearly every byte is a
// block of its own would be beyond it; no shape is one.
const maxPerByte = 128

// TestLinear holds memory and output of every shape of BenchmarkScale to the length of the page. That the time is linear can only
// be seen in the benchmark's figures.
func TestLinear(t *testing.T) {
	for i := range shapes {
		s := &shapes[i]
		t.Run(s.name, func(t *testing.T) {
			short, long := workOf(t, s, shortPage), workOf(t, s, longPage)
			for _, c := range []struct {
				what        string
				short, long float64
				some        float64 // which there may be anyway
			}{
				{"bytes allocated", short.allocated, long.allocated, 64 << 10},
				{"allocations", short.allocs, long.allocs, 100},
				{"blocks", short.blocks, long.blocks, 4},
				{"bytes written", short.written, long.written, 1 << 10},
			} {
				if times := c.long / math.Max(1, c.short); c.long > maxTimes*c.short+c.some {
					t.Errorf("%v %s, of a page eight times as long %v, %.1f times as many", c.short, c.what, c.long, times)
				}
			}
			per := long.allocated / longPage
			t.Logf("%.1f bytes allocated for a byte, %.1f times those of the short page; %v allocations", per, long.allocated/short.allocated, long.allocs)
			if per > maxPerByte {
				t.Errorf("%.0f bytes are allocated for a byte of the page, want at most %d", per, maxPerByte)
			}
		})
	}
}
