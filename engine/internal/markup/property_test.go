package markup

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"klartext/engine/tag"
)

// What must hold for every HTML page: the output can do no harm, and a parser of the format reads
// the text of the blocks from it.

// checkMarkup checks the writers on a page.
func checkMarkup(t testing.TB, p *Page, o Options) {
	t.Helper()
	md, page, text := markdownOf(p, o), htmlOf(p, o), textOf(p, o)
	for name, out := range map[string][]byte{"Markdown": md, "HTML": page, "text": text} {
		if !utf8.Valid(out) {
			t.Errorf("%s: invalid UTF-8 in %q", name, out)
		}
	}
	checkWalk(t, p, o, false)
	checkWalk(t, p, o, true)
	tree := parseTree(t, page)
	checkHarmless(t, "HTML", tree, page)
	rendered := render(t, md)
	mdTree := parseTree(t, rendered)
	checkHarmless(t, "Markdown", mdTree, md)
	if bytes.Contains(rendered, []byte("<!-- raw HTML omitted -->")) {
		t.Errorf("raw HTML in Markdown:\n%s", md)
	}
	if want := folded(string(text)); !retold(p, o) && utf8.Valid(p.Tape.Source) {
		sameText(t, "HTML", words(tree), want, page)
		sameText(t, "Markdown", words(mdTree), want, md)
	}
}

// retold reports whether there is something in the page that is written in another way than its
// text
// says: formulas, readings, quotation marks, footnotes.
func retold(p *Page, o Options) bool {
	tape := newTape(p, o)
	var n notes
	if tape.first >= 0 {
		n.find(&tape)
	}
	for i := range p.Tape.Elements {
		switch e := &p.Tape.Elements[i]; e.Tag {
		case tag.Math, tag.Rt, tag.Q:
			return true
		case tag.Script:
			if tape.isTeX(int32(i)) {
				return true
			}
		}
	}
	return n.found > 0
}

func sameText(t testing.TB, format, got, want string, out []byte) {
	t.Helper()
	if got == want {
		return
	}
	n := 0
	for n < min(len(got), len(want)) && got[n] == want[n] {
		n++
	}
	from := max(n-40, 0)
	t.Errorf("%s shows another text:\n  got  …%q\n  want …%q\nin\n%s",
		format, cut(got[from:]), cut(want[from:]), out)
}

// folded returns text as words separated by spaces, without invisible characters, and with
// compatible characters unified.
func folded(s string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(s, unicode.IsSpace) {
		for range 2 { // what is compatible may be visible or not
			word = norm.NFKC.String(visible([]byte(word)))
		}
		if word != "" {
			b.WriteString(word + " ")
		}
	}
	return b.String()
}

func words(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && slices.Contains(linesOrPictures, n.Data) {
			b.WriteString(" ")
		}
	}
	return folded(b.String())
}

var linesOrPictures = strings.Fields(`h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd pre blockquote
	br hr td th tr table caption figcaption img section`)

func parseTree(t testing.TB, page []byte) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func render(t testing.TB, md []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := github.Convert(md, &out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

var (
	harmlessElements = strings.Fields(`html head body article h1 h2 h3 h4 h5 h6 p ul ol li
		dl dt dd pre code blockquote section br hr b i em strong s del ins u sub sup cite abbr dfn
		mark small var kbd samp q ruby rt rp a img span time data link div table caption thead tbody
		tr th td figure figcaption input`)
	harmlessAttributes = map[string]string{
		"itemprop": "", "itemscope": "", "itemtype": "", "lang": "", "datetime": "",
		"value": "li data", "start": "ol", "type": "ol input",
		"href": "a link", "src": "img", "alt": "img", "width": "img", "height": "img",
		"title": "abbr", "colspan": "td th", "rowspan": "td th",
		"id": "", "class": "", "align": "td th", "role": "a div", "checked": "input",
		"disabled": "input",
	}
	ownClasses = strings.Fields(`kicker lead caption credit date byline comments rank time votes
		footnotes footnote-ref footnote-backref`)
)

// checkHarmless checks that a tree has nothing that could run, load or style anything.
func checkHarmless(t testing.TB, format string, root *html.Node, out []byte) {
	t.Helper()
	for n := range root.Descendants() {
		if n.Type == html.CommentNode ||
			n.Type == html.ElementNode && !slices.Contains(harmlessElements, n.Data) {
			t.Errorf("%s: element %q in\n%s", format, n.Data, out)
		}
		for _, a := range n.Attr {
			of, ok := harmlessAttributes[a.Key]
			if !ok || of != "" && !slices.Contains(strings.Fields(of), n.Data) {
				t.Errorf("%s: attribute %s of %s in\n%s", format, a.Key, n.Data, out)
			}
			if !harmlessValue(a) {
				t.Errorf("%s: %s=%q in\n%s", format, a.Key, a.Val, out)
			}
		}
	}
}

func harmlessValue(a html.Attribute) bool {
	switch a.Key {
	case "href", "src":
		at := strings.IndexAny(a.Val, ":/?#")
		schemes := strings.Fields("http https mailto tel ftp")
		return at < 0 || a.Val[at] != ':' || slices.Contains(schemes, strings.ToLower(a.Val[:at]))
	case "id":
		return strings.HasPrefix(a.Val, "fn") || strings.HasPrefix(a.Val, "comment-")
	case "class":
		return strings.HasPrefix(a.Val, "language-") || slices.Contains(ownClasses, a.Val)
	}
	return true
}

// markupSeeds are pages with what is hard to write.
var markupSeeds = []string{
	"<p>a <b>bold </b>word, <b>Note:</b>text, <i>x</i><b>y</b><b>z</b> <i><b>both</b></i> <b>a<i>b</i></b>c <b><a href=/x>l</a></b>r",
	"<p><code>a`b</code> <code>``</code> <code>a</code><code>b</code> <code><a href=x>T</a>.f|</code> <kbd>Ctrl</kbd>",
	"<ul><li>a<ul><li>b<li>c</ul><li><p>d<p>e<pre>f\n  g</pre></ul><ol start=7><li>x<li value=99>y<ol><li>z</ol></ol><ol><li>q</ol>",
	"<ul><ul><li>a</ul>b<li>c</ul><dl><dt>t<dd>d<p>e<dt>u<dd>v</dl><blockquote>q<blockquote>r<ul><li>s</ul></blockquote></blockquote>",
	"<table><caption>C|</caption><tr><th>a|b<th>c<tr><td colspan=9007199254740991>d<td rowspan=3>e<br>f<tr><td>g</table>",
	"<table><tr><td>one</table><table><tr><td><table><tr><td>x<td>y<tr><td>z</table><td>w</table><table>stray<tr><td>a<td>b<tr><td>c",
	"<p><a href='java\tscript:alert(1)'>a</a> <a href=' &#106;avascript:x'>b</a> <a href='VBScript:x'>c</a> <a href=data:,x>d</a> <a href='/a (b)'>e</a>",
	"<p>x<a href=http://a.b/?a=1&copy;=2>http://c.d/</a>! <a href=u>[x](y)</a> !<a href=v>w</a> <a href=w>![i]</a>",
	"<p>1<b>.</b> a<br>2<i>)</i> b<br>- c<br><b>-</b> d<br>#<b># e</b><br>&<span>amp;</span> &<b>lt;</b>",
	"<p>a<img src=x.png alt='a ] ! [b](c) <b>'>b<p><img src=data:x data-src=/late.jpg><p>c<p><img src=t.gif width=1><p>d<hr><p>e",
	"<pre><code class='hljs language-go'>```\nx\n````</code></pre><pre><div>a</div><div>b</div></pre><p>x<pre>\n\n  y\n",
	"<h1>A # </h1><h3><a href=x>B</a><br>C #</h3><h2><b>D</b></h2>",
	"<p>10<sup>6</sup> H<sub>2</sub>O 1<sup>st</sup> <del>x</del>~ <s> y </s>z <ins>i</ins> <abbr title='\"<x>'>t</abbr>",
	"<p><b>open <i>mis</b>nested</i> <a href=q>un<p>closed <a href=r>two<div>three</a>four",
	"<p>a<p>*<p>_b_ **c** `d` <script>alert(1)</script><style>x</style><!-- y --><svg><text>s</text></svg><math><mi>x</mi></math>",
	"<p>*a<b>*b*</b>c* <b>«d»</b>e <b>f.</b>g <i>(h)</i>i j<i>k</i>l \\<b>m\\</b>\\ <b>\u00a0n</b> <b>\u2014o</b>p",
}

func TestMarkupSeeds(t *testing.T) {
	for _, page := range markupSeeds {
		p, o := markupPage(t, []byte(page), "")
		checkMarkup(t, p, o)
		o.Captions, o.NoLinks = true, true
		checkMarkup(t, p, o)
	}
}

// A page of the same thing many times must be written in linear time.
func TestMarkupLimits(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 10_000
	}
	tests := []struct {
		name, page string
		factor     int // bytes written per byte read
	}{
		{"lists", strings.Repeat("<ul><li>a", n), 20},
		{"quotes", strings.Repeat("<blockquote>a", n), 20},
		{"cells in a row", "<table><tr>" + strings.Repeat("<td>a", n), 4},
		{"rows", "<table>" + strings.Repeat("<tr><td>a<td>b", n), 4},
		{"wide spans", "<table><tr><th>a<th>b" + strings.Repeat("<tr><td colspan=64>a", n/10), 16},
		{"long link", "<p><a href=" + strings.Repeat("x", 1<<20) + ">" + strings.Repeat("a<p>", n), 4},
		{"links", "<p>" + strings.Repeat("<a href=x>a</a>", n), 4},
		{"open links", strings.Repeat("<a href=x><div>a", n), 4},
		{"bold", strings.Repeat("<b>a", n), 4},
		{"bold and not", strings.Repeat("<b>a</b><i>b</i>", n), 4},
		{"code", "<p>" + strings.Repeat("<code>a</code>", n), 4},
		{"pictures", "<p>a" + strings.Repeat("<img src=x>", n) + "<p>b" + strings.Repeat("<div><img src=x></div>", n) + "<p>c", 4},
		{"pictures in a cell", "<p>a<table><tr><td>" + strings.Repeat("<img src=x>", n/10) + "<td>b" + strings.Repeat("<tr><td>c<td>d", n/10) + "</table>e", 8},
		{"sources", "<p>a<picture>" + strings.Repeat("<img>", n) + "</picture><p>b", 4},
		{"tables in a table", "<table>" + strings.Repeat("<tr><td>a<td>b", n/10) + strings.Repeat("<tr><td>c<table><tr><td>d<td>e<tr><td>f</table><td>g", n/10), 8},
		{"notes", strings.Repeat("<p>a<sup><a href=#n>1</a></sup>", n) + strings.Repeat("<p id=n>x", n), 8},
		{"items", "<ol>" + strings.Repeat("<li>a", n), 8},
		{"breaks", "<p>" + strings.Repeat("a<br>", n), 8},
		{"classes", "<div class='" + strings.Repeat("language ", n) + "'>" + strings.Repeat("<pre>a</pre>", n/10), 8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, o := markupPage(t, []byte(tt.page), "")
			for name, out := range map[string][]byte{
				"Markdown": markdownOf(p, o), "HTML": htmlOf(p, o), "text": textOf(p, o),
			} {
				if len(out) > tt.factor*len(tt.page) {
					t.Errorf("%s: %d bytes of %d", name, len(out), len(tt.page))
				}
			}
		})
	}
}

func FuzzMarkup(f *testing.F) {
	for _, page := range markupSeeds {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		if len(page) > maxFuzzed {
			return
		}
		p := pageOf(page)
		checkMarkup(t, p, Options{Captions: len(page)%2 == 0, NoLinks: len(page)%5 == 0})
		for i := range p.Blocks { // leave some out
			p.Blocks[i].Main = i%3 != len(page)%3
		}
		checkMarkup(t, p, Options{})
	})
}

// maxFuzzed keeps the pages short: the parsers we check with are slow.
const maxFuzzed = 4 << 10

var github = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))

// visible takes out white space, characters that are not seen, and those that are replaced: invalid
// UTF-8, controls.
func visible(s []byte) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.White_Space, unicode.Cc, unicode.Cf) || r == utf8.RuneError {
			return -1
		}
		return r
	}, string(s))
}

func cut(s string) string { return s[:min(len(s), 100)] }
