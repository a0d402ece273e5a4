package bench

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"

	"klartext/engine/token"
)

// BenchmarkHTML compares the speed of tokenizing HTML pages. hop jumps from '<' to '<', an upper
// bound for the speed. tokens and attrs are ours, without and with reading each attribute. x-net is
// the tokenizer of golang.org/x/net/html with its attributes. Module peers compares other packages.
func BenchmarkHTML(b *testing.B) {
	for _, bb := range []struct {
		name string
		scan func(h *token.HTML, page []byte) int
	}{
		{"hop", func(_ *token.HTML, page []byte) int { return hopMarkup(page) }},
		{"tokens", tokens},
		{"attrs", attrs},
		{"x-net", func(_ *token.HTML, page []byte) int { return xnet(page) }},
	} {
		var h token.HTML
		onHTML(b, bb.name, func(pages [][]byte) (n int) {
			for _, p := range pages {
				n += bb.scan(&h, p)
			}
			return n
		})
	}
}

func hopMarkup(p []byte) (n int) {
	for {
		i := bytes.IndexByte(p, '<')
		if i < 0 {
			return n
		}
		n++
		p = p[i+1:]
	}
}

// tokens returns the number of start tags in a page.
func tokens(h *token.HTML, page []byte) (n int) {
	var t token.Token
	h.Reset(page)
	for h.Next(&t) {
		if t.Kind == token.StartTag {
			n++
		}
	}
	return n
}

// attrs returns the number of start tags in a page plus the length of their attributes' names and
// values, as written.
func attrs(h *token.HTML, page []byte) (n int) {
	var t token.Token
	h.Reset(page)
	for h.Next(&t) {
		if t.Kind == token.StartTag {
			n++
			for _, a := range h.Attrs() {
				n += int(a.NameEnd - a.NameStart + a.ValueEnd - a.ValueStart)
			}
		}
	}
	return n
}

// xnet is attrs with x/net/html. Values with references are shorter there, because it decodes them.
func xnet(page []byte) (n int) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return n
		case html.StartTagToken, html.SelfClosingTagToken:
			n++
			_, more := z.TagName()
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				n += len(k) + len(v)
			}
		}
	}
}
