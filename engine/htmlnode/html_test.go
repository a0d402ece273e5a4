package htmlnode

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// appendSimple is the naive twin of AppendHTML.
func appendSimple(dst []byte, n *html.Node) []byte {
	dst = appendStart(dst, n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		dst = appendSimple(dst, c)
	}
	return appendEnd(dst, n)
}

func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	n, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func element(name string, children ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name))}
	for _, c := range children {
		n.AppendChild(c)
	}
	return n
}

func text(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

func TestAppendHTML(t *testing.T) {
	attrs := element("a")
	attrs.Attr = []html.Attribute{
		{Key: "href", Val: `x?a=1&b="2"<>`}, {Namespace: "xlink", Key: "href", Val: "y"},
		{Key: ""}, {Key: "on click", Val: "1"}, {Key: "a=b"}, {Key: "x>y"}, {Key: `q"`, Val: "odd"},
	}
	svgStyle := element("style", text("a < b"))
	svgStyle.Namespace = "svg"
	tests := []struct {
		name string
		node *html.Node
		want string
	}{
		{"nil", nil, ""},
		{"text", text("1 < 2 & 3\r\x00"), "1 &lt; 2 &amp; 3&#13;\uFFFD"},
		{"attributes", attrs,
			`<a href="x?a=1&amp;b=&#34;2&#34;&lt;&gt;" xlink:href="y" q"="odd"></a>`},
		{"void", element("br"), "<br>"},
		{"void with children", element("p", element("br", element("b", text("x")))),
			"<p><br><b>x</b></p>"},
		{"no name", element("", text("x")), "x"},
		{"no name that a tag can have", element("a b", text("x")), "x"},
		{"name of an attribute", element(`p onclick="alert(1)"`, text("x")), "x"},
		{"pre", element("pre", text("\nx")), "<pre>\n\nx</pre>"},
		{"script", element("script", text("a < b && '</p>'")), "<script>a < b && '</p>'</script>"},
		{"script that ends itself", element("script", text("1</Script><p>x")),
			"<script>1</script>"},
		{"script with a node", element("script", element("b", text("a < b"))),
			"<script><b>a &lt; b</b></script>"},
		{"style of SVG", svgStyle, "<style>a &lt; b</style>"},
		{"plaintext", element("div", element("plaintext", text("<p>")), text("x")),
			"<div><pre>&lt;p&gt;</pre>x</div>"},
		{"comment", element("p", &html.Node{Type: html.CommentNode, Data: "--><b>x"}), "<p></p>"},
		{"doctype", &html.Node{Type: html.DoctypeNode, Data: "html"}, "<!DOCTYPE html>"},
		{"raw", &html.Node{Type: html.RawNode, Data: "<b>&"}, "<b>&"},
		{"error", &html.Node{Type: html.ErrorNode, Data: "<b>&"}, ""},
	}
	for _, tt := range tests {
		if got := AppendHTML([]byte("→"), tt.node); string(got) != "→"+tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// The content of noscript is written as markup, whether it was parsed as text or not.
func TestNoscript(t *testing.T) {
	const page = `<noscript><p>Ein <b>Beitrag</b> &amp; mehr</p></noscript>`
	for _, scripting := range []bool{true, false} {
		n, err := html.ParseWithOptions(strings.NewReader(page+"<p>Ende</p>"),
			html.ParseOptionEnableScripting(scripting))
		if err != nil {
			t.Fatal(err)
		}
		got := AppendHTML(nil, n)
		if !bytes.Contains(got, []byte("<p>Ein <b>Beitrag</b> &amp; mehr</p>")) {
			t.Errorf("scripting %v: got %s", scripting, got)
		}
	}
}

// A part of a page is written without its siblings.
func TestPart(t *testing.T) {
	n := parse(t, "<div><p>a</p><p>b</p><p>c</p></div>")
	var middle *html.Node
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Data == "b" {
			middle = d.Parent
		}
	}
	if got := AppendHTML(nil, middle); string(got) != "<p>b</p>" {
		t.Errorf("got %s", got)
	}
}

// html.Render recurses and needs 256 MB of stack for this tree; a tree ten times as deep would
// crash it.
func TestDeep(t *testing.T) {
	const depth = 1_000_000
	root := element("div")
	deepest := root
	for range depth - 1 {
		n := element("div")
		deepest.AppendChild(n)
		deepest = n
	}
	deepest.AppendChild(text("x"))
	want := strings.Repeat("<div>", depth) + "x" + strings.Repeat("</div>", depth)
	if got := AppendHTML(nil, root); string(got) != want {
		t.Errorf("got %d bytes, want %d", len(got), len(want))
	}
}

// canon returns, as text, the tree that a parser builds from a page. It omits what AppendHTML
// changes on purpose: comments, and with them the places where text is split; the elements that
// become pre; and what the head does with noscript.
func canon(t testing.TB, page []byte) string {
	t.Helper()
	n, err := html.ParseWithOptions(bytes.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Skip(err)
	}
	var b strings.Builder
	for d := range n.Descendants() {
		switch d.Type {
		case html.ElementNode:
			b.WriteString("\n" + d.Namespace + ":" + d.Data)
			for _, a := range d.Attr {
				b.WriteString(" " + a.Key + "=" + a.Val)
			}
			b.WriteString("\n")
		case html.TextNode:
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// FuzzAppendHTML parses any page and checks that AppendHTML writes its tree as the naive twin does,
// and, where the two can be compared, that a parser reads it like the output of html.Render.
func FuzzAppendHTML(f *testing.F) {
	f.Add("<!DOCTYPE html><title>x</title><p class=a>1 &lt; 2<br><img src=x><pre>\n\nx</pre>")
	f.Add("<table><tr><td>x<noscript><p>y</noscript><script>a</b></script>" +
		"<svg><style>a<b</style></svg>")
	f.Add("<textarea>\n\n<p></textarea><iframe><b></iframe><plaintext>x")
	f.Add("<math><mi xlink:href=a><select><option>x<template><p>y</template>")
	f.Fuzz(func(t *testing.T, page string) {
		n, err := html.Parse(strings.NewReader(page))
		if err != nil {
			return // too deep for x/net/html
		}
		got := AppendHTML(nil, n)
		if want := appendSimple(nil, n); !bytes.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		for _, differs := range []string{
			"<!", "<?", "</", "noscript", "plaintext", "xmp", "listing", "\x00", "\r",
		} {
			if strings.Contains(strings.ToLower(strings.TrimPrefix(page, "<!DOCTYPE html>")),
				differs) {
				return
			}
		}
		var rendered bytes.Buffer
		if html.Render(&rendered, n) == nil {
			if a, b := canon(t, got), canon(t, rendered.Bytes()); a != b {
				t.Errorf("%q is read as\n%s\nbut %q as\n%s", got, a, rendered.Bytes(), b)
			}
		}
	})
}

func BenchmarkAppendHTML(b *testing.B) {
	const block = `<div class="a b">` +
		`<p>Ein Absatz mit <a href="/x?a=1">einem Link</a> und mehr.</p></div>`
	page := "<!DOCTYPE html><html><body>" + strings.Repeat(block+"\n", 500)
	n := parse(b, page)
	buf := AppendHTML(nil, n)
	b.SetBytes(int64(len(buf)))
	b.ReportAllocs()
	for b.Loop() {
		if buf = AppendHTML(buf[:0], n); len(buf) < len(page) {
			b.Fatal("something is missing")
		}
	}
}
