package sniff

import (
	"bytes"
	"testing"
)

func FuzzSniff(f *testing.F) {
	f.Add([]byte("\uFEFF <!doctype html><p>x"))
	f.Add([]byte("%PDF-1.7"))
	f.Add([]byte("</a></a></a></a></a></a></a></a><"))
	f.Fuzz(func(t *testing.T, page []byte) {
		before := bytes.Clone(page)
		Binary(page)
		if !HTML(page, "text/html") {
			t.Error("Content-Type text/html was not believed")
		}
		if HTML(page, "") != HTML(page, "text/plain") {
			t.Error("text/plain proves nothing")
		}
		if !bytes.Equal(page, before) {
			t.Error("the page was changed")
		}
	})
}
