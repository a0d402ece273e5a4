package bench

import (
	"testing"

	"klartext/engine"
)

type writer func(d *engine.Document, dst []byte, o engine.WriteOptions) []byte

// plainly adapts a writer without options.
func plainly(w func(*engine.Document, []byte) []byte) writer {
	return func(d *engine.Document, dst []byte, _ engine.WriteOptions) []byte { return w(d, dst) }
}

// everything selects all that can be written for a page.
var everything = engine.WriteOptions{
	Title: true, Bylines: true, Dates: true, Captions: true, Credits: true, Comments: true,
}

// write writes cleaned pages, with everything.
func write(w writer) func(testing.TB, []*page) func() int {
	return func(tb testing.TB, pages []*page) func() int {
		e := engine.New(engine.Options{})
		var docs []*engine.Document
		for _, p := range pages {
			d, err := e.HTML(p.src)
			if err != nil {
				tb.Fatal(err)
			}
			docs = append(docs, d.Clone())
		}
		var dst []byte
		return func() (n int) {
			for _, d := range docs {
				dst = w(d, dst[:0], everything)
				n += len(dst)
			}
			return n
		}
	}
}
