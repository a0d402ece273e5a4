package bench

import (
	"bytes"
	"testing"

	"klartext/engine"
)

// BenchmarkIndexByteHop goes from line feed to line feed: the bound of what can be reached.
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

// BenchmarkEngineText takes pages apart, all stages.
func BenchmarkEngineText(b *testing.B) {
	each(b, func(b *testing.B, pages [][]byte) {
		e := engine.New(engine.Options{})
		want := takeApart(b, e, pages)
		for b.Loop() {
			check(b, "bytes of main text and comments", takeApart(b, e, pages), want)
		}
	})
}

// takeApart returns how many bytes of main text and how many comments the pages have.
func takeApart(b *testing.B, e *engine.Engine, pages [][]byte) (n int) {
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

// BenchmarkWriters writes pages that have been taken apart.
func BenchmarkWriters(b *testing.B) {
	all := engine.WriteOptions{Title: true, Bylines: true, Dates: true, Captions: true, Credits: true, Comments: true}
	writers := []struct {
		name  string
		write func(d *engine.Document, dst []byte) []byte
	}{
		{"text", func(d *engine.Document, dst []byte) []byte { return d.AppendText(dst, engine.WriteOptions{}) }},
		{"text-all", func(d *engine.Document, dst []byte) []byte { return d.AppendText(dst, all) }},
		{"markdown-all", func(d *engine.Document, dst []byte) []byte { return d.AppendMarkdown(dst, all) }},
		{"html-all", func(d *engine.Document, dst []byte) []byte { return d.AppendHTML(dst, all) }},
		{"json", func(d *engine.Document, dst []byte) []byte { return d.AppendJSON(dst) }},
		{"blocks", func(d *engine.Document, dst []byte) []byte { return d.AppendBlocksJSON(dst) }},
	}
	for _, w := range writers {
		b.Run(w.name, func(b *testing.B) {
			each(b, func(b *testing.B, pages [][]byte) {
				docs := documents(b, pages)
				var dst []byte
				want := writeAll(docs, &dst, w.write)
				for b.Loop() {
					check(b, "bytes written", writeAll(docs, &dst, w.write), want)
				}
			})
		})
	}
}

func documents(b *testing.B, pages [][]byte) (docs []*engine.Document) {
	e := engine.New(engine.Options{})
	for _, p := range pages {
		d, err := e.Text(p)
		if err != nil {
			b.Fatal(err)
		}
		docs = append(docs, d.Clone())
	}
	return docs
}

func writeAll(docs []*engine.Document, dst *[]byte, write func(*engine.Document, []byte) []byte) (n int) {
	for _, d := range docs {
		*dst = write(d, (*dst)[:0])
		n += len(*dst)
	}
	return n
}

// check fails the benchmark when the answer changed: what is fast because it is wrong does not count.
func check(b *testing.B, what string, got, want int) {
	if got != want {
		b.Fatalf("got %d %s, want %d", got, what, want)
	}
}
