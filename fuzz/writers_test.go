package fuzz

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"klartext/engine"
)

// FuzzWriters cleans HTML pages and checks what must hold for every output: it is valid, does no
// harm, does not depend on what dst contains, and stays the same when the document is cloned and
// the page overwritten. Package engine checks that Markdown and HTML have the text of the page.
func FuzzWriters(f *testing.F) {
	for _, s := range []string{
		"<title>t</title><article><h1>t</h1><p>Ein langer Satz, der zum Text der Seite " +
			"<a href='javascript:x'>gehört</a>, und noch einer dazu.<p>b<img src=x onerror=y>",
		"<ul><li>a<ol start=3><li>b</ol></ul>" +
			"<table><tr><th>a<th>b<tr><td colspan=99999999999>c</table>" +
			"<pre class=language-go>x</pre>",
		"<base href='http://a.b/'><p>x<sup><a href=#n>1</a></sup>" +
			"<p><math alttext=x^2><mi>x</mi></math><p id=n>note",
	} {
		f.Add([]byte(s))
	}
	reused := engine.New(engine.Options{Address: []byte("https://example.org/a/b")})
	f.Fuzz(func(t *testing.T, page []byte) {
		page = bytes.Clone(page)
		doc, err := reused.HTML(page)
		if err != nil {
			return
		}
		for _, o := range []engine.WriteOptions{
			{},
			{
				Title: true, Bylines: true, Dates: true, Captions: true, Credits: true,
				Comments: true,
			},
			{NoLinks: true, NoImages: true},
		} {
			checkOutput(t, doc, o)
		}
		if got := doc.AppendJSON(nil); !json.Valid(got) || !utf8.Valid(got) {
			t.Fatalf("invalid JSON: %q", got)
		}
		clone := doc.Clone()
		want := outputs(doc, engine.WriteOptions{}, nil)
		clear(page)
		if _, err := reused.HTML([]byte("<p>another page")); err != nil {
			t.Fatal(err)
		}
		got := outputs(clone, engine.WriteOptions{}, nil)
		if !slices.EqualFunc(got, want, bytes.Equal) {
			t.Fatalf("a clone writes\n%s\nwant\n%s", got, want)
		}
	})
}

// outputs returns what the writers append to dst.
func outputs(doc *engine.Document, o engine.WriteOptions, dst []byte) [][]byte {
	return [][]byte{
		doc.AppendText(bytes.Clone(dst), o),
		doc.AppendMarkdown(bytes.Clone(dst), o),
		doc.AppendHTML(bytes.Clone(dst), o),
	}
}

func checkOutput(t *testing.T, doc *engine.Document, o engine.WriteOptions) {
	t.Helper()
	before := []byte("# before *\n\n- ")
	all := outputs(doc, o, nil)
	for i, out := range outputs(doc, o, before) {
		if !bytes.HasPrefix(out, before) || !bytes.Equal(out[len(before):], all[i]) {
			t.Fatalf("output depends on dst:\n%q\nand without:\n%q", out, all[i])
		}
		if !utf8.Valid(all[i]) {
			t.Fatalf("invalid UTF-8: %q", all[i])
		}
	}
	root, err := html.Parse(bytes.NewReader(all[2]))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		checkNode(t, n, all[2])
	}
}

// checkNode checks that an element of the output can neither run nor load anything except pictures
// from the web.
func checkNode(t *testing.T, n *html.Node, out []byte) {
	t.Helper()
	switch n.Data {
	case "script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "link",
		"meta", "base", "template":
		if n.Type == html.ElementNode {
			t.Fatalf("element %s in %q", n.Data, out)
		}
	}
	for _, a := range n.Attr {
		if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcset" {
			t.Fatalf("attribute %s in %q", a.Key, out)
		}
		if a.Key != "href" && a.Key != "src" {
			continue
		}
		scheme := ""
		if at := strings.IndexAny(a.Val, ":/?#"); at >= 0 && a.Val[at] == ':' {
			scheme = strings.ToLower(a.Val[:at])
		}
		known := slices.Contains([]string{"", "http", "https", "mailto", "tel"}, scheme)
		if !known || strings.ContainsAny(a.Val, "\t\n\r\x00") {
			t.Fatalf("%s=%q in %q", a.Key, a.Val, out)
		}
	}
}
