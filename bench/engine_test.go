package bench

import (
	"bytes"
	"testing"

	"klartext/engine"
)

// BenchmarkIndexByteHop jumps from line feed to line feed: an upper bound for the speed.
func BenchmarkIndexByteHop(b *testing.B) {
	each(b, func(b *testing.B, pages [][]byte) {
		want := 0
		for _, p := range pages {
			want += bytes.Count(p, []byte("\n"))
		}
		for b.Loop() {
			lines := 0
			for _, p := range pages {
				lines += hop(p)
			}
			check(b, "lines", lines, want)
		}
	})
}

func hop(p []byte) (lines int) {
	for {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			return lines
		}
		lines++
		p = p[i+1:]
	}
}

// BenchmarkEngineText cleans pages, all stages.
func BenchmarkEngineText(b *testing.B) {
	each(b, func(b *testing.B, pages [][]byte) {
		e := engine.New(engine.Options{})
		want := cleaned(b, e, pages)
		for b.Loop() {
			check(b, "bytes of main text and comments", cleaned(b, e, pages), want)
		}
	})
}

// cleaned returns the number of bytes of main text plus the number of comments in the pages.
func cleaned(b *testing.B, e *engine.Engine, pages [][]byte) (n int) {
	for _, p := range pages {
		d, err := e.Text(p)
		if err != nil {
			b.Fatal(err)
		}
		n += len(d.Comments)
		for i := range d.Blocks {
			if d.Blocks[i].Main {
				n += d.Blocks[i].End - d.Blocks[i].Start
			}
		}
	}
	return n
}
