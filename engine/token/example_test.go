package token_test

import (
	"fmt"
	"strings"

	"klartext/engine/tag"
	"klartext/engine/token"
)

// Print the links of a page. Nothing else is copied.
func ExampleHTML() {
	page := []byte(`<ul><li><a href="/a?b=1&amp;c=2" class=x>One &amp; two</a>` +
		`<li><A HREF='#'>Three</A></ul>`)
	var h token.HTML
	var t token.Token
	var buf []byte
	for h.Reset(page); h.Next(&t); {
		switch {
		case t.Kind == token.StartTag && t.Tag == tag.A:
			for _, a := range h.Attrs() {
				name := string(token.AppendAttrName(buf[:0], page, a))
				fmt.Printf("%s=%s ", name, token.AppendAttrValue(buf[:0], page, a))
			}
		case t.Kind == token.Text:
			fmt.Printf("%s\n", token.AppendText(buf[:0], page, t))
		}
	}
	// Output:
	// href=/a?b=1&c=2 class=x One & two
	// href=# Three
}

// A page that arrives in pieces yields the same tokens, wherever it is cut.
func ExampleStream() {
	var s token.Stream
	var t token.Token
	next := func() {
		for s.Next(&t) {
			if t.Kind == token.StartTag {
				fmt.Printf("%d %s\n", s.Base()+int64(t.Start), token.AppendName(nil, s.Window(), t))
			}
		}
	}
	page := strings.NewReader("<p>A <b>bold</b> word<hr>")
	chunk := make([]byte, 4)
	for {
		n, err := page.Read(chunk)
		s.Write(chunk[:n])
		if err != nil {
			s.Close()
		}
		next()
		if err != nil {
			break
		}
	}
	// Output:
	// 0 p
	// 5 b
	// 21 hr
}

func ExampleLines() {
	text := []byte("\ufeffTitle\r\n\n  A paragraph.  \u2028")
	var l token.Lines
	for l.Reset(text); ; {
		line, ok := l.Next()
		if !ok {
			break
		}
		fmt.Printf("%q blank %v\n", text[line.Start:line.End], line.Blank())
	}
	// Output:
	// "Title" blank false
	// "" blank true
	// "A paragraph." blank false
}
