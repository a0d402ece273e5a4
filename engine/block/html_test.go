package block

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// shortKinds are the names of kinds in these tests. A paragraph has none.
var shortKinds = map[Kind]string{
	ListItem: "li", Heading1: "h1", Heading2: "h2", Heading3: "h3", Heading4: "h4",
	Heading5: "h5", Heading6: "h6", Cell: "td", HeaderCell: "th", Pre: "pre", Quote: "quote",
	Caption: "caption", Term: "dt", Description: "dd", Control: "control",
}

// written formats the blocks of a page, one per line. A blank line is a gap. "/" marks a block that
// only a br separates from the previous one. The kind comes before a colon. The bytes in links and
// the number of links follow the text.
func written(p *Page) string {
	var sb strings.Builder
	for i := range p.Blocks {
		k := &p.Blocks[i]
		if i > 0 {
			sb.WriteByte('\n')
			if k.Gap > 0 {
				sb.WriteByte('\n')
			}
		}
		if k.Broken {
			sb.WriteString("/ ")
		}
		if k.Kind != Paragraph {
			sb.WriteString(shortKinds[k.Kind] + ": ")
		}
		sb.WriteString(strings.ReplaceAll(string(k.Text(p.Text)), "\n", "⏎"))
		if k.Linked > 0 || k.Anchors > 0 {
			fmt.Fprintf(&sb, " [%d/%d]", k.Linked, k.Anchors)
		}
	}
	if p.Truncated {
		sb.WriteString(" …")
	}
	return sb.String()
}

func TestHTML(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		// lines
		{"nothing", "", ""},
		{"text alone", " a  b\n c ", "a b c"},
		{"paragraphs", "<p>a</p><p>b</p>c", "a\n\nb\n\nc"},
		{"divs", "<div>a<div>b</div>c</div>d", "a\nb\nc\nd"},
		{"sections", "<section>a</section><article>b</article>c", "a\n\nb\n\nc"},
		{"headings", "<h1>a</h1><h2>b</h2><h6>c", "h1: a\n\nh2: b\n\nh6: c"},
		{"a heading around a div", "<h2><div>a</div></h2>", "h2: a"},
		{"rule", "a<hr>b", "a\n\nb"},
		{"inline elements", "<p>a<b>b</b> <i>c</i><span> d</span>e</p>", "ab c de"},
		{"controls", "<button>a</button><label>b</label><fieldset><legend>c</legend>d</fieldset>",
			"control: a\nb\n\ncontrol: c\nd"},
		{"details", "<details><summary>a</summary>b</details>", "control: a\nb"},
		{"a mark of a list", "<p>• a<p>- b<p>1. c<p>-d", "li: • a\n\nli: - b\n\nli: 1. c\n\n-d"},

		// line breaks
		{"br", "<p>a<br>b<br/>c</p>d", "a\n/ b\n/ c\n\nd"},
		{"two br", "a<br> <br>b", "a\n\n/ b"},
		{"br and p", "<p>a<br></p><p>b", "a\n\nb"},
		{"br before p", "a<br><p>b", "a\n\nb"},
		{"end tag of br", "a</br>b", "a\n/ b"},
		{"end tag of p without p", "a</p>b", "a\n\nb"},
		{"wbr", "long<wbr>word", "longword"},

		// lists
		{"list", "<ul><li>a<li>b</ul>c", "li: a\nli: b\n\nc"},
		{"items with paragraphs", "<ol><li><p>a</p><p>b</p><li><div>c</div></ol>",
			"li: a\n\nli: b\n\nli: c"},
		{"list in a list", "<ul><li>a<ul><li>b</ul>c<li>d</ul>", "li: a\n\nli: b\n\nli: c\nli: d"},
		{"definitions", "<dl><dt>a<dd>b<dt>c<dd><p>d</dl>", "dt: a\ndd: b\ndt: c\n\ndd: d"},

		// tables
		{"table", "<table><caption>a</caption><tr><th>b<td>c<tr><td>d</table>e",
			"caption: a\nth: b\ntd: c\ntd: d\n\ne"},
		{"groups", "<table><thead><tr><th>a<tbody><tr><td>b<tfoot><tr><td>c</table>",
			"th: a\ntd: b\ntd: c"},
		{"table in a table", "<table><tr><td>a<table><tr><td>b</table>c<td>d</table>",
			"td: a\n\ntd: b\n\ntd: c\ntd: d"},
		{"cells outside of tables", "<td>a</td><tr><td>b", "a\nb"},
		{"table in p", "<p>a<table><tr><td>b</table>c", "a\n\ntd: b\n\nc"},
		{"text in a table", "<table>a<tr>b<td>c</table>", "a\nb\ntd: c"},

		// figures and quotes
		{"figure", "<figure><img alt=x><figcaption>a</figcaption></figure>b", "caption: a\n\nb"},
		{"quote", "<blockquote>a<p>b</blockquote>c", "quote: a\n\nquote: b\n\nc"},

		// links
		{"link", "a <a href=x>bc</a> d", "a bc d [2/1]"},
		{"anchor without an address", "a <a name=x>bc</a> d", "a bc d"},
		{"links side by side", "<a href=x>a</a><a href=y>b</a>", "a b [2/2]"},
		{"anchor behind a link", "<a href=x>a</a>b<a>c</a>", "abc [1/1]"},
		{"link over blocks", "<a href=x><h3>a</h3><p>b</p></a>c", "h3: a [1/1]\n\nb [1/1]\n\nc"},
		{"link in a link", "<a href=x>a<a href=y>b</a>c</a>d", "a bcd [2/2]"},
		{"link in a link and a div", "<a href=x>a<div><a href=y>b</a>c</div>d</a>",
			"a [1/1]\nbc [1/1]\nd"},
		{"link left open", "<p><a href=x>a<p>b<p>c", "a [1/1]\n\nb\n\nc"},

		// white space
		{"over elements", "a <b> b</b> c<i> </i>d", "a b c d"},
		{"between elements", "<b>a</b>\n<b>b</b><b>c</b>", "a bc"},
		{"nbsp", "a&nbsp;b\u00a0 c", "a b c"},
		{"wide spaces", "a\u2003b\u3000c\u2028d\u202fe\u205ff\u1680g", "a b c d e f g"},
		{"soft hyphen", "soft\u00adhy&shy;phen", "softhyphen"},
		{"zero width", "a\u200bb\u2060c\ufeffd&#8203;e\u200e.\u202a", "abcde."},
		{"joiners", "\u200d<p>\u0646\u200c\u0647 \u200da\u200d b</p>\u200c",
			"\u0646\u200c\u0647 a\u200d b"},
		{"other characters that begin like spaces", "a\u00a9b\u1780c\u2014d\u3001e\ufefef",
			"a\u00a9b\u1780c\u2014d\u3001e\ufefef"},
		{"cut characters", "a\xc2<b>\xe2\x80</b>\xe3", "a\xc2\xe2\x80\xe3"},
		{"NUL", "a\x00b<p>\x00", "ab"},
		{"control characters", "a\x01b<p>\x02\x1b</p>c\x08", "ab\n\nc"},
		{"comment in a word", "a<!-- x -->b", "ab"},
		{"references", "a&amp;b&lt;p&gt;&#x41;&Ouml;&hellip;", "a&b<p>A\u00d6\u2026"},
		{"a reference to white space", "a&#10;&Tab;b&emsp;c", "a b c"},
		{"line ends", "a\r\nb\rc", "a b c"},
		{"long text", "word  word \u00e4\u00f6 words and more words of text\u00a0",
			"word word \u00e4\u00f6 words and more words of text"},

		// elements between words
		{"image", "a<img src=x>b", "a b"},
		{"controls between", "a<input>b<select><option>x</select>c<textarea>y</textarea>d",
			"a b c d"},
		{"custom elements", "a<x-icon></x-icon>b<my-p>c</my-p>d<x-y>.", "a b c d ."},
		{"object with text", "a<object>b</object>c", "a b c"},
		{"svg", "a<svg><path/></svg>b", "a b"},
		{"svg before a full stop", "<a href=x>a<svg><path/></svg></a>, b<svg/> c", "a, b c [1/1]"},
		{"image before a full stop", "a<img>.", "a ."},

		// left out
		{"scripts", "a<script>if (a<b) '<p>'</script>b<style>p {}</style>c" +
			"<template><p>d</template>e", "abce"},
		{"template with a table left open", "a<template><table><tr><td>b</template>c", "ac"},
		{"embedded", "a<iframe><p>x</iframe><video>y</video><audio>z</audio><canvas>w</canvas>b",
			"a b"},
		{"head", "<html><head><title>t</title><meta name=x><style>y</style></head><body>a", "a"},
		{"title in body", "<body>a<title>b</title>c", "ac"},
		{"textarea", "a<textarea><p>b</textarea>c", "a c"},
		{"select", "<select><option>a<optgroup label=x><option>b</select>c", "c"},
		{"select in a select", "<select><option>a<select>b", "b"},
		{"datalist", "a<datalist><option>b</datalist>c", "ac"},
		{"annotation", "<math><mi>x</mi><annotation>y</annotation></math>z", "xz"},
		{"frameset", "<frameset><frame src=x><noframes><p>a</noframes></frameset>", ""},
		{"comments and declarations", "<!doctype html><!-- a --><?php b ?>c<![CDATA[d]]>", "c"},
		{"ruby", "<ruby>\u6f22<rp>(</rp><rt>kan</rt><rp>)</rp>\u5b57<rt>ji</ruby>x",
			"\u6f22\u5b57x"},
		{"hidden", "<p hidden>a</p><p style='display: none'>b</p>c", "a\n\nb\n\nc"},

		// raw text
		{"title in capitals", "<TITLE>a</p></TITLE>b", "b"},
		{"xmp", "<xmp>a <b>\n c</xmp>d", "pre: a <b>⏎ c\n\nd"},
		{"plaintext", "a<plaintext>b <p>\nc</plaintext>", "a\n\npre: b <p>⏎c</plaintext>"},
		{"textarea that closes itself", "a<textarea name=x /><p>b<textarea>c", "a\n\nb"},
		{"textarea that is closed later", "a<textarea /><p>b</textarea>c", "a c"},
		{"title that closes itself", "<head><title/></head><body>a", "a"},

		// pre
		{"pre", "a<pre>\n  b  c\n\n   d </pre>e", "a\n\npre:   b  c⏎⏎   d\n\ne"},
		{"pre with br", "<pre>a<br>b<br><br> c</pre>", "pre: a⏎b⏎⏎ c"},
		{"pre with divs", "<pre><div>a</div><div>  <b>b</b></div>\n <i>c</i></pre>",
			"pre: a\npre:   b\npre:  c"},
		{"pre and elements", "<pre>\n\n  <b>a</b>\n <i>b</i></pre>", "pre:   a⏎ b"},
		{"pre with CRLF", "<pre>\r\na\r\nb</pre>", "pre: a⏎b"},
		{"blank pre", "a<pre> \n\u00a0&nbsp;\n</pre>b", "a\n\nb"},
		{"NUL in pre", "<pre>a\x00b</pre>", "pre: ab"},
		{"elements at the end of pre", "<pre>a<b> <i> </i></b>\n</pre><b>b</b>", "pre: a\n\nb"},
		{"svg in pre", "<pre>a<svg></svg>b<svg></svg>.<svg></svg> c</pre>", "pre: a b. c"},
		{"pre with a link", "<pre><a href=x>a  \n</a></pre>", "pre: a [1/1]"},

		// mis-nesting
		{"b around p", "<b><p>a</b>b</p>c", "ab\n\nc"},
		{"i in b", "a<b>b<i>c</b>d</i>e", "abcde"},
		{"unclosed everything", "<ul><li><b>a<li><i>b</ul><p>c<div>d<table><tr><td>e",
			"li: a\nli: b\n\nc\nd\n\ntd: e"},
		{"p in p", "<p>a<p>b</p></p>c", "a\n\nb\n\nc"},
		{"heading in a heading", "<h1>a<h2>b</h1>c", "h1: a\n\nh2: b\n\nc"},
		{"options", "<option>a<option>b", "control: a\ncontrol: b"},
		{"form in a form", "<form>a<form>b</form>c", "a\n\nb\n\nc"},
		{"second body", "<body>a<body>b</body>c</html>d", "a\n\nb\n\nc\n\nd"},
		{"button in a button", "<button>a<button>b</button>c", "control: a\ncontrol: b\nc"},
		{"end tags that end nothing", "a</b></div></li></table></x-y></svg>b", "a\n\nb"},
		{"canvas left open", "<div>a<canvas></div>b", "a\nb"},
		{"video left open", "<p>a<video>b<p>c</video>d", "a\n\ncd"},

		{"blocks left open in an inline element", "<x-y>a<div>b</x-y>c<span>d<dialog>e</span>f",
			"a\nb\ncd\n\ne\n\nf"},
		{"pre left open in a cell", "<table><tr><td><pre><i><div><div>a\nb<td>c",
			"pre: a⏎b\ntd: c"},
		{"pre left open in a custom element", "<x-y><pre>a \n</x-y> b", "pre: a\n\nb"},

		// svg and math
		{"svg left open", "<div>a<svg><path></div>b", "a\nb"},
		{"svg left by HTML", "a<svg><g><p>b</p>c", "a\n\nb\n\nc"},
		{"svg left by br, before a script", "<svg><br><script>'<p>a</p>'</script>b", "b"},
		{"svg with text", "a<svg><title>b</title><text>c</text><style><p></style></svg>d",
			"a\n\nd"},
		{"HTML in the title of an svg",
			"a<svg><title><p>b</p></title><desc><div>c</div></desc></svg>d", "a d"},
		{"foreignObject", "a<svg><foreignObject><div>b</div></foreignObject><text>c</text></svg>d",
			"a\nb\nd"},
		{"foreignObject in a template", "<template><svg><foreignObject>a</template>b", "b"},
		{"svg in foreignObject",
			"<svg><foreignObject>a<svg><text>b</text></svg>c</foreignObject></svg>", "a c"},
		{"svg in head", "<head><svg><path/></svg>a", "a"},
		{"math", "a<math><mi>b</mi><mo>+</mo></math>c", "ab+c"},
		{"HTML in math", "<math><mtext><b>a</b></mtext><mi>b</mi></math>", "ab"},
		{"annotation in HTML",
			"<math><annotation-xml encoding=text/html><p>a</p></annotation-xml></math>b", "b"},
		{"CDATA in math", "<math><mi><![CDATA[a]]></mi><ms>b</ms></math>", "b"},

		// noscript
		{"noscript", "a<noscript><p>b</p></noscript>c", "a\n\nb\n\nc"},
		{"noscript in head",
			"<head><noscript><style></style><img></noscript><title>t</title></head>a", "a"},
		{"noscript in head left open", "<head><noscript><link><title>t</title><p>a", "a"},
		{"iframe left open in noscript", "a<noscript><iframe src=x></noscript><p>b", "a\n\nb"},
		{"iframe left open in NOSCRIPT", "a<noscript><iframe src=x></NOSCRIPT ><p>b", "a\n\nb"},
		{"comment left open in noscript", "a<noscript><!-- </noscript>b-->c", "ab-->c"},
		{"noscript in noscript", "a<noscript>b<noscript>c</noscript>d</noscript>e", "abcde"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := new(Builder).HTML([]byte(tt.in), 0)
			checkPage(t, p)
			if got := written(p); got != tt.want {
				t.Errorf("%q:\n%s\nwant\n%s", tt.in, got, tt.want)
			}
		})
	}
}

// TestWordsOfScripts counts words in scripts without spaces.
func TestWordsOfScripts(t *testing.T) {
	p := new(Builder).HTML([]byte("<p>中文 字<p>ひらがな<p>ภาษาไทย<p>two words"), 0)
	var words []int32
	for i := range p.Blocks {
		words = append(words, p.Blocks[i].Words)
	}
	if want := []int32{3, 4, 7, 2}; !slices.Equal(words, want) {
		t.Errorf("%v, want %v", words, want)
	}
}

// TestEvenGapsOfHTML checks that the gap before every block is subtracted.
func TestEvenGapsOfHTML(t *testing.T) {
	p := new(Builder).HTML([]byte(strings.Repeat("<p>a", 8)), 0)
	q := new(Builder).HTML([]byte(strings.Repeat("<p>a", 8)+"<div>b"), 0)
	if p.Blocks[7].Gap != 0 || p.Blocks[7].Line != 7 || q.Blocks[7].Gap != 1 ||
		q.Blocks[7].Line != 15 {
		t.Errorf("gap %d line %d, and %d %d", p.Blocks[7].Gap, p.Blocks[7].Line, q.Blocks[7].Gap,
			q.Blocks[7].Line)
	}
}

// TestRetract gives the lines of pages with text that is taken out of them.
func TestRetract(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"<h2>One<a href=#a>¶</a></h2>x", "One|x"},
		{"<h2><a href=/p#a><b>#</b></a> One</h2>x", "One|x"},
		{"<h2>One <a href=#a>§</a> two</h2>", "One two"},
		{"<h2>One<a href=#a> §</a>two</h2>", "One two"},
		{"<h2 id=a>One <a href=#a>Permalink</a></h2>", "One"},
		{"<h2 id=a><a href=#a>One</a></h2>", "One"},
		{"<h2 id=a>One <a href=#b>two</a></h2>", "One two"},
		{"<h2>One<sup><a href=#n>†</a></sup></h2>", "One†"},
		{"<dl><dt>f(x)<a href=#f>¶</a><dd>y", "f(x)|y"},
		{"<p>One <a href=#a>¶</a>", "One ¶"},
		{"<h2><a href=#a>¶</a></h2><p>x", "x"},
		{"<p>One <span hidden>not for the eyes</span> two", "One two"},
		{"<p>One<span hidden>not for the eyes</span>two", "Onetwo"},
		{"<p>One <span hidden id=more>not for the eyes</span>", "One not for the eyes"},
		{"<p>One <span hidden>12</span> two", "One 12 two"},
		{"<p><span hidden>Not for the eyes</span> one", "Not for the eyes one"},
	} {
		p := new(Builder).HTML([]byte(tt.in), 0)
		checkPage(t, p)
		var got []string
		for i := range p.Blocks {
			got = append(got, string(p.Blocks[i].Text(p.Text)))
		}
		if got := strings.Join(got, "|"); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.in, got, tt.want)
		}
	}
}
