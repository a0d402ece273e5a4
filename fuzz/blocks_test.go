package fuzz

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/tag"
	"klartext/engine/token"
)

var blockSeeds = []string{
	"", "a", "<p>a<p>b", "<b><p>a</b>b</p>c", "<a href=x>a<a href=y>b</a>c",
	"<ul><li>a<li>b<ul><li>c</ul></ul>d",
	"<table><caption>a</caption><tr><th>b<td>c<table><tr><td>d</table>e</table>f",
	"<td>a<tr>b<table>c<td>d",
	"<dl><dt>a<dd>b<dt>c</dl><select><option>d<select>e",
	"<form>a<form>b</form></form><button>c<button>d",
	"<html><head><title>a</title><base href=x><noscript><style></style>x</noscript><body>b" +
		"<body c></html>d",
	"a<noscript><iframe></noscript><p>b<NOSCRIPT><!-- </noScript>c-->", "<head><noscript><p>a",
	"<noscript>a<noscript>b",
	"a<svg><g><p>b</svg>c",
	"<svg><foreignObject><div>a</div></foreignObject><text>b</text><title><b>c</title></svg>d",
	"<math><mi>a<b>c</mi><annotation-xml encoding=text/html><p>d</annotation-xml>" +
		"<ms><![CDATA[e]]></math>",
	"<svg><![CDATA[a]]><br><style><p>",
	"<pre>\n\n  <b>a</b>\n b<br> c</pre><pre>&nbsp;\x00</pre><pre><div> a</div><div> b</div>",
	"<xmp>a<b></xmp><plaintext>c<d>",
	"<textarea/>a<title/>b</title>c<iframe/>d",
	"a<template><table><tr><td>b</template>c<video>d<p>e</video>f",
	"so\u00adft\u200b&zwnj;a\u200d &nbsp;\u3000b&shy;c\xc2\xe2\x80d&#0;\x00\x01e\x1ff",
	"\xe2\x00\x80\x01\x8c", "a<img>b<x-y>c</x-y>d<svg/>.<wbr>e<input>f",
	"<p style=display:none>a<p hidden id=b class=c role=d id=e><time>f</time>" +
		"<script type=application/ld+json>{}</script><meta><link>",
	"</p></br></a></h1></li></td></table></form></template></svg></x>",
	"<h1>a<h2>b</h3>c<ruby>d<rt>e<rp>f</ruby>",
	strings.Repeat("<div><b>", 300) + "a" + strings.Repeat("</b>c</div>", 300),
	"<h1>a<a href=#b>#</a> c<span hidden>d e f</span></h1><a href=#><h2>g</h2></a>",
	"<noscript>&lt;p&gt;a&lt;/div&gt;&lt;table&gt;&lt;td&gt;b&lt;</noscript>c<p>&lt;i&gt;d&lt;/p&gt;",
	"<x-a><template shadowrootmode=open><p>a<slot>b</slot></template><p>c</x-a>",
	"<svg><symbol><title>a</svg>b<select><option>c<input>d",
	strings.Repeat("<p>", 9) + strings.Repeat("<p>a", 9),
}

// FuzzBlocks checks the tape and the blocks of any page: they are well formed, a Builder that has
// read another page before makes the same ones, a limit of blocks only cuts off, and the text is
// that of the tokens, with nothing lost or duplicated.
func FuzzBlocks(f *testing.F) {
	for i, s := range blockSeeds {
		f.Add([]byte(s), uint8(i))
	}
	var reused block.Builder
	f.Fuzz(func(t *testing.T, src []byte, limit uint8) {
		before := bytes.Clone(src)
		p := new(block.Builder).HTML(src, 0)
		if !bytes.Equal(src, before) {
			t.Error("the page was written to")
		}
		checkElements(t, p)
		checkPageBlocks(t, p)
		checkLimit(t, p, reused.HTML(src, int(limit)+1), int(limit)+1)
		if again := reused.HTML(src, 0); !samePage(p, again) {
			t.Errorf("%q: a reused builder makes a different page", src)
		}
		if escaped(p) {
			return
		}
		got, want := letters(nil, p.Text, utf8.Valid(src)), tokenText(p)
		if !bytes.Equal(got, want) && (!retracts(src) || !subsequence(got, want)) {
			t.Errorf("%q: text\n%q, want\n%q", src, got, want)
		}
	})
}

// escaped reports whether a page may have markup as text, which is read as markup.
func escaped(p *block.Page) bool {
	return bytes.Contains(p.Source, []byte("&lt;"))
}

// retracts reports whether a page may have text that is taken out of a block: a hidden remark, or a
// link from a heading to itself.
func retracts(src []byte) bool {
	s := ascii(src)
	return strings.Contains(s, "hidden") || strings.Contains(s, "style") ||
		strings.Contains(s, "href") && strings.Contains(s, "#")
}

// subsequence reports whether the bytes of got are in want, in that order.
func subsequence(got, want []byte) bool {
	for _, c := range want {
		if len(got) > 0 && got[0] == c {
			got = got[1:]
		}
	}
	return len(got) == 0
}

func samePage(p, q *block.Page) bool {
	return bytes.Equal(p.Text, q.Text) && slices.Equal(p.Blocks, q.Blocks) &&
		slices.Equal(p.Elements, q.Elements) && p.Truncated == q.Truncated &&
		fmt.Sprint(p.Head) == fmt.Sprint(q.Head) && reflect.DeepEqual(p.Source, q.Source)
}

func checkElements(t *testing.T, p *block.Page) {
	open := []int32{0}
	for i := int32(1); int(i) < len(p.Elements); i++ {
		for p.Elements[open[len(open)-1]].Next <= i {
			open = open[:len(open)-1]
		}
		e, up := &p.Elements[i], &p.Elements[open[len(open)-1]]
		tree := e.Parent == open[len(open)-1] && e.Next > i && e.Next <= up.Next &&
			int(e.Depth) == len(open) && e.Depth <= block.MaxDepth
		ranges := e.Start >= up.Open && e.Open >= e.Start && e.Close >= e.Open &&
			e.Close <= up.Close && e.First >= up.First && e.Last <= up.Last && e.First <= e.Last
		if !tree || !ranges {
			t.Fatalf("%q: element %d %+v in %+v", p.Source, i, *e, *up)
		}
		open = append(open, i)
	}
}

func checkPageBlocks(t *testing.T, p *block.Page) {
	end, to := int32(0), int32(0)
	for i := range p.Blocks {
		k := &p.Blocks[i]
		if k.Start != end || k.End <= k.Start || p.Text[k.End] != '\n' || k.From < to ||
			k.To <= k.From || int(k.To) > len(p.Source) || k.Linked < 0 ||
			k.Linked > k.End-k.Start || k.Runes <= 0 {
			t.Fatalf("%q: block %d %+v %q", p.Source, i, *k, p.Text)
		}
		inside := false
		for at := k.Inner; at >= 0; at = p.Elements[at].Parent {
			e := &p.Elements[at]
			inside = inside || at == k.Node
			if e.First > int32(i) || e.Last <= int32(i) {
				t.Fatalf("%q: block %d is not one of %+v", p.Source, i, *e)
			}
		}
		if !inside {
			t.Fatalf("%q: block %d: element %d is not inside %d", p.Source, i, k.Inner, k.Node)
		}
		end, to = k.End+1, k.To
	}
	if int(end) != len(p.Text) {
		t.Fatalf("%q: text after the blocks: %q", p.Source, p.Text[end:])
	}
}

// checkLimit compares a page that was cut off after some blocks with the whole page.
func checkLimit(t *testing.T, whole, cut *block.Page, limit int) {
	n := min(limit, len(whole.Blocks))
	// A block that is over the limit may be one that would have been taken back.
	if len(cut.Blocks) != n || !cut.Truncated && n < len(whole.Blocks) ||
		!bytes.HasPrefix(whole.Text, cut.Text) {
		t.Fatalf("%q: %d blocks of %d, truncated %v", whole.Source, len(cut.Blocks),
			len(whole.Blocks), cut.Truncated)
	}
}

// tokenText is the naive twin of the text of a page: the characters of all text tokens that,
// according to the tape, are in no skipped element, without white space and invisible characters.
func tokenText(p *block.Page) (out []byte) {
	var h token.HTML
	var t token.Token
	h.Reset(p.Source)
	open, next, noscriptEnd := []int32{0}, int32(1), -1
	for h.Next(&t) {
		for len(open) > 1 && p.Elements[open[len(open)-1]].Close <= t.Start {
			open = open[:len(open)-1]
		}
		if t.Kind == token.StartTag && int(next) < len(p.Elements) &&
			p.Elements[next].Start == t.Start {
			e := &p.Elements[next]
			switch {
			case e.Flags&block.SelfClosed == 0:
				open = append(open, next)
			case e.Flags&block.Foreign == 0:
				h.SetModel(token.Data, tag.Unknown)
			}
			if t.Tag == tag.Noscript && e.Flags&block.Foreign == 0 && int(t.End) > noscriptEnd {
				if i := strings.Index(ascii(p.Source[t.End:]), "</noscript"); i >= 0 {
					noscriptEnd = int(t.End) + i
					h.SetEnd(int32(noscriptEnd))
				}
			}
			next++
		}
		top := open[len(open)-1]
		e := &p.Elements[top]
		if t.Kind == token.Text && e.Flags&block.Skipped == 0 && e.Flags&block.InHead == 0 {
			out = letters(out, token.AppendText(nil, p.Source, t), utf8.Valid(p.Source))
		}
		if t.Kind == token.StartTag || t.Kind == token.EndTag {
			h.SetForeign(e.Flags&block.Foreign != 0 && !integrates(p, top))
		}
	}
	return out
}

func ascii(b []byte) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, latin(b))
}

// latin turns each byte above 0x7F into a '?', so that offsets stay the same and every byte is a
// rune.
func latin(b []byte) string {
	b = bytes.Clone(b)
	for i, c := range b {
		if c >= utf8.RuneSelf {
			b[i] = '?'
		}
	}
	return string(b)
}

func integrates(p *block.Page, i int32) bool {
	switch p.Elements[i].Tag {
	case tag.ForeignObject, tag.Desc, tag.Title, tag.Mi, tag.Mo, tag.Mn, tag.Ms, tag.Mtext:
		return true
	case tag.AnnotationXML:
		v, _ := p.Attr(i, "encoding")
		return strings.EqualFold(latin(v), "text/html") ||
			strings.EqualFold(latin(v), "application/xhtml+xml")
	}
	return false
}

// letters appends text without white space, control characters and invisible characters. If the
// page is not valid UTF-8 it also leaves out everything but ASCII, because dropping bytes can join
// the bytes around them to characters.
func letters(dst, text []byte, valid bool) []byte {
	for len(text) > 0 {
		n := token.SpaceAt(text)
		if n == 0 {
			n = 1
			if text[0] >= ' ' && (valid || text[0] < utf8.RuneSelf) {
				dst = append(dst, text[0])
			}
		}
		text = text[n:]
	}
	return dst
}

// FuzzWords writes pages whose visible words are known. In any valid nesting of elements, the words
// of the page must be these words, in order, neither joined nor split.
func FuzzWords(f *testing.F) {
	f.Add([]byte{})
	for i := range 40 {
		seed := make([]byte, 60)
		for k := range seed {
			seed[k] = byte(i*k*7 + k*k + i)
		}
		f.Add(seed)
	}
	var b block.Builder
	f.Fuzz(func(t *testing.T, seed []byte) {
		w := pageOfWords{seed: seed}
		w.write()
		p := b.HTML([]byte(w.page.String()), 0)
		checkElements(t, p)
		checkPageBlocks(t, p)
		if got := strings.Fields(string(p.Text)); !slices.Equal(got, w.shown) {
			t.Errorf("%s\n%q, want\n%q", w.page.String(), got, w.shown)
		}
	})
}

// pageOfWords makes a page from a seed: each byte opens an element, closes one or writes a word.
type pageOfWords struct {
	seed  []byte
	page  strings.Builder
	open  []string
	shown []string
	hide  int // number of open elements that hide their text
	words int
	glued bool // nothing separates the next word from the last one
}

var (
	outerTags = strings.Fields("div section article p h2 ul ol table blockquote figure pre form " +
		"details main x-card object dl noscript")
	innerTags  = strings.Fields("b i span a em code label font mark ins")
	hiddenTags = strings.Fields("template video canvas svg select textarea script style iframe " +
		"rt title datalist")
	inside = map[string]string{
		"ul": "li", "ol": "li", "table": "tr", "tr": "td", "figure": "figcaption", "dl": "dd",
		"details": "summary",
	}
	// holdsText are the outer tags that may only contain text; another outer tag would end them.
	holdsText = map[string]bool{"p": true, "h2": true}
)

func (w *pageOfWords) write() {
	for _, c := range w.seed {
		k := int(c >> 2)
		switch {
		case c&3 == 0:
			w.word()
		case c&3 == 1:
			w.close()
		case w.hide > 0 || len(w.open) > 100:
			w.word()
		case k < 40:
			w.start(k)
		case k == 46 && slices.Contains(w.open, "pre"): // in pre a soft hyphen is kept
		case k < 48:
			w.page.WriteString([]string{
				" ", "\n\t", "&nbsp;", "<br>", "<img>", "<!-- x -->", "&shy;", "<wbr>",
			}[k-40])
			w.glued = w.glued && k > 44
		default:
			w.begin(hiddenTags[k%len(hiddenTags)])
			w.hide++
		}
	}
	for len(w.open) > 0 {
		w.close()
	}
}

func (w *pageOfWords) top() string {
	if len(w.open) == 0 {
		return ""
	}
	return w.open[len(w.open)-1]
}

// start opens an element that is allowed here.
func (w *pageOfWords) start(k int) {
	if in := inside[w.top()]; in != "" {
		w.begin(in)
		return
	}
	name := innerTags[k%len(innerTags)]
	holds := func(s string) bool { return holdsText[s] || slices.Contains(innerTags, s) }
	if !slices.ContainsFunc(w.open, holds) && k >= 15 {
		name = outerTags[k%len(outerTags)]
	}
	if slices.Contains(w.open, name) && (name == "a" || name == "form" || name == "noscript") {
		name = "i"
	}
	w.begin(name)
}

func (w *pageOfWords) begin(name string) {
	w.open = append(w.open, name)
	w.page.WriteString("<" + name + ">")
	w.glued = w.glued && !w.parts(name)
}

func (w *pageOfWords) close() {
	if len(w.open) == 0 {
		return
	}
	name := w.top()
	w.open = w.open[:len(w.open)-1]
	w.page.WriteString("</" + name + ">")
	if slices.Contains(hiddenTags, name) {
		w.hide--
	}
	w.glued = w.glued && !w.parts(name)
}

func (w *pageOfWords) parts(name string) bool {
	joins := strings.Fields("template script style rt title datalist noscript")
	return !slices.Contains(innerTags, name) && !slices.Contains(joins, name)
}

func (w *pageOfWords) word() {
	if inside[w.top()] != "" && w.hide == 0 {
		return
	}
	word := fmt.Sprintf("w%d.", w.words)
	w.words++
	w.page.WriteString(word)
	switch {
	case w.hide > 0:
	case w.glued:
		w.shown[len(w.shown)-1] += word
	default:
		w.shown = append(w.shown, word)
		w.glued = true
	}
}
