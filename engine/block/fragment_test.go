package block

import (
	"fmt"
	"strings"
	"testing"
)

// blocksOf formats the blocks of a page: kind, text and source.
func blocksOf(p *Page) string {
	var got []string
	for i := range p.Blocks {
		b := &p.Blocks[i]
		got = append(got, fmt.Sprintf("%s %q %q", b.Kind, b.Text(p.Text), p.Source[b.From:b.To]))
	}
	return strings.Join(got, "\n")
}

func TestEscaped(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"paragraphs", "<noscript>&lt;p&gt;One &amp;amp; two&lt;/p&gt; &lt;ul&gt;&lt;li&gt;Three" +
			"&lt;/ul&gt;</noscript><p>x", `paragraph "One & two" "One &amp;amp; two"
list item "Three" "Three"
paragraph "x" "x"`},
		{"attributes and scripts", "<noscript>&lt;div class=\"a\"&gt;&lt;script&gt;var a = 1" +
			"&lt;/script&gt;&lt;h2&gt;One&lt;/h2&gt;&lt;img src=x&gt;&lt;/div&gt;</noscript>x",
			`heading 2 "One" "One"
paragraph "x" "</noscript>x"`},
		{"a whole page", "<noscript>&lt;!doctype html&gt;&lt;html&gt;&lt;head&gt;&lt;title&gt;T" +
			"&lt;/title&gt;&lt;/head&gt;&lt;body&gt;&lt;p&gt;One&lt;/body&gt;&lt;/html&gt;</noscript>",
			`paragraph "One" "One"`},
		{"end tags of what is outside", "<div><p>a<noscript>&lt;/p&gt;&lt;/div&gt;&lt;i&gt;b" +
			"&lt;/i&gt;</noscript>c</div>", `paragraph "a" "a<noscript>"
paragraph "bc" "&lt;i&gt;b&lt;/i&gt;</noscript>c"`},
		{"in a paragraph", "<p>&lt;p&gt;The mill stands where the brook&lt;br&gt;leaves the wood." +
			"&lt;/p&gt;</p>", `paragraph "The mill stands where the brook" "The mill stands where the brook"
paragraph "leaves the wood." "leaves the wood."`},
		{"a tag that a page is about", "<i>&lt;em&gt;One&lt;/em&gt;", `paragraph "<em>One</em>" ` +
			`"<i>&lt;em&gt;One&lt;/em&gt;"`},
		{"in code", "<code>&lt;p&gt;</code><pre>&lt;p&gt;</pre>", `paragraph "<p>" "<code>&lt;p&gt;</code>"
pre "<p>" "&lt;p&gt;"`},
		{"in a sentence", "Use &lt;p&gt; here", `paragraph "Use <p> here" "Use &lt;p&gt; here"`},
		{"of an unknown element", "&lt;name&gt;", `paragraph "<name>" "&lt;name&gt;"`},
	} {
		p := new(Builder).HTML([]byte(tt.in), 0)
		checkPage(t, p)
		if got := blocksOf(p); got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestHTMLWith(t *testing.T) {
	const raw = `One\n<two> & four`
	const page = "<head><script>{\"a\": \"" + raw + "\"}</script></head><p>three</p>"
	from := int32(strings.Index(page, raw))
	for _, tt := range []struct {
		lines bool
		want  string
	}{
		{true, "paragraph \"One\" \"One\"\nparagraph \"<two> & four\" \"<two> & four\""},
		{false, "paragraph \"One & four\" \"One\\\\n<two> & four\""},
	} {
		var f Fragment
		f.Reset(from, from+int32(len(raw)))
		f.Text = append(f.Text, "One\n"...)
		f.Mark(from + int32(len(`One\n`)))
		f.Text, f.Lines = append(f.Text, "<two> & four"...), tt.lines
		p := new(Builder).HTMLWith([]byte(page), 0, &f)
		checkPage(t, p)
		if got := blocksOf(p); got != tt.want+"\nparagraph \"three\" \"three\"" {
			t.Errorf("lines %v:\n%s\nwant\n%s", tt.lines, got, tt.want)
		}
		if p.Body == 0 || p.Elements[p.Body].Next < p.Body {
			t.Errorf("lines %v: body %d", tt.lines, p.Body)
		}
	}
}
