package fuzz

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"klartext/engine/token"
)

var tokenizerSeeds = []string{
	"", "<", "</", "<!", "<!-", "a<", "<a", "<a b", "<a b=", "<a b='", "</a b", "</>", "<>", "< a>",
	"</ a>", "<?xml?>", "<!x>",
	"<p class=x id='y' title=\"z &amp; &copy=1\" hidden/>Text &lt; &#x41;&#150;&notit;&amp<br/>" +
		"</p >",
	"<a b=/><a b=c/ ><a b='c'd=\"e\"f g = h=i ==j /k/ l/><A B B=1 b=2 x=1 x=/>",
	"<!DOCTYPE html><!doctype HTML PUBLIC \"-//W3C//DTD\" 'x'><!doctype><!DOCTYPE x SYSTEM>y",
	"<!--a--><!--><!---><!----><!--a--!>b--!x--><!-- a - b -- c --- d ----><!--x--!",
	"<title>a<b>&amp;</titlex></title a='>'>b<textarea>\n&lt;</TEXTAREA><style>a</b></style/>" +
		"<xmp>&amp;</xmp ><iframe></iframe>",
	"<script>if (a<b) '</scrip'</script>c<script><!-- <script> </script> --></script>" +
		"<script><!-- <script></script></script></script>",
	"<script><!--><script></script>--><script>--></script>x", "<script><!--<script --></script>x",
	"<noscript><p>a</noscript>b",
	"<plaintext>a</plaintext><b>",
	"\r\n<a\r\nb='\r\n\r'>\r\n\x00</a>\x00<b\x00c \x00d=\x00><!--\x00\r-->",
	"<svg><![CDATA[a]]]>b</svg>",
	"<![CDATA[a>b]]>", "&", "&#", "&#x", "&#;",
	"&#0;&#x110000;&#xD800;&#128;&#13;&#99999999999999;&nbsp &nbspx&NotEqualTilde;&fjlig;",
	"<a href='?a=1&copy=2&copyx&amp;b&lt'>", "<ä><a ä=ö>\xff\xfe</a\xff>",
	strings.Repeat("<b a>", 20), "<b" + strings.Repeat(" a=1", 20) + ">",
}

// FuzzTokenizer compares our tokens of a page with those of golang.org/x/net/html, and with those
// of the same page in pieces.
func FuzzTokenizer(f *testing.F) {
	for i, s := range tokenizerSeeds {
		f.Add([]byte(s), uint64(i))
	}
	f.Fuzz(func(t *testing.T, page []byte, seed uint64) {
		before := bytes.Clone(page)
		got := cut(t, page)
		if want := cutXNet(page); !oddScript.Match(page) && !slices.EqualFunc(got, want, same) {
			t.Errorf("%q:\ngot  %q\nwant %q", page, got, want)
		}
		for _, foreign := range []bool{false, true} {
			got, want := pieces(page, seed, foreign), pieces(page, 0, foreign)
			if !slices.Equal(got, want) {
				t.Errorf("%q in pieces (%d, %v):\ngot  %q\nwant %q", page, seed, foreign, got, want)
			}
		}
		if !bytes.Equal(page, before) {
			t.Error("the page was written to")
		}
	})
}

// The differences between x/net/html and the standard, and how the comparison deals with them. The
// html5lib suite checks against the standard itself.
//
//   - It reads noscript as RAWTEXT, like a browser with scripts. We never do; it is told not to
//     after each start tag.
//   - It returns an empty comment for "</>", which is not a token.
//   - It decodes character references in comments and in the DOCTYPE: ours are decoded to match.
//   - It drops repeated attributes, and then takes <a x=1 x=/> for self-closing: for such a tag
//     this is not compared.
//   - It splits text before a "</" at the end of the page: adjacent texts are compared as one.
//   - It returns all attributes; we stop at token.MaxAttrs.
//   - In the script data escaped state, a '<' that does not begin a tag takes it back to script
//     data, where "<!-- <" no longer hides "<script>": pages with such a script are not compared.
var oddScript = regexp.MustCompile(`(?is)<script.*<!--.*<[^/a-z]`)

// canon writes a token as a string for comparison. attrs are names and values in turn.
func canon(kind, data string, selfClosing bool, attrs []string) string {
	seen := map[string]bool{}
	for i := 0; i+1 < len(attrs); i += 2 {
		if name := attrs[i]; !seen[name] {
			seen[name] = true
			data += fmt.Sprintf(" %q=%q", name, attrs[i+1])
		}
	}
	switch {
	case len(seen) < len(attrs)/2:
		data += " /?"
	case selfClosing:
		data += " /"
	}
	return kind + " " + data
}

func appendText(out []string, text []byte) []string {
	if n := len(out) - 1; n >= 0 && strings.HasPrefix(out[n], "text ") {
		out[n] += string(text)
		return out
	}
	return append(out, canon("text", string(text), false, nil))
}

// same compares one of our tokens with one of x/net/html.
func same(a, b string) bool {
	if tag, unsure := strings.CutSuffix(a, " /?"); unsure && (tag == b || tag+" /" == b) {
		return true
	}
	return a == b
}

// cut returns our tokens of a page and checks their offsets.
func cut(t *testing.T, page []byte) (out []string) {
	var (
		h    token.HTML
		tok  token.Token
		last int32
	)
	h.Reset(page)
	for h.Next(&tok) {
		if tok.Start < last || tok.DataStart < tok.Start || tok.DataEnd < tok.DataStart ||
			tok.End < tok.DataEnd || tok.End <= tok.Start || int(tok.End) > len(page) {
			t.Fatalf("%q: token %+v after %d", page, tok, last)
		}
		last = tok.End
		switch tok.Kind {
		case token.Text:
			out = appendText(out, token.AppendText(nil, page, tok))
		case token.StartTag:
			checkAttrs(t, page, tok, h.Attrs())
			out = append(out, canon("start", string(token.AppendName(nil, page, tok)),
				tok.Flags&token.SelfClosing != 0, attributes(page, h.Attrs())))
		case token.EndTag:
			name := string(token.AppendName(nil, page, tok))
			out = append(out, canon("end", name, false, nil))
		case token.Comment:
			text := html.UnescapeString(string(token.AppendComment(nil, page, tok)))
			out = append(out, canon("comment", text, false, nil))
		case token.Doctype:
			text := bytes.TrimLeft(page[tok.DataStart:tok.DataEnd], " \t\r\n\f")
			text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
			text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
			out = append(out, canon("doctype", html.UnescapeString(string(text)), false, nil))
		}
	}
	return out
}

func attributes(page []byte, attrs []token.Attr) (out []string) {
	for _, a := range attrs {
		out = append(out, string(token.AppendAttrName(nil, page, a)),
			string(token.AppendAttrValue(nil, page, a)))
	}
	return out
}

// checkAttrs checks that attributes are inside their tag and in order, and that AttrsOf finds the
// same ones.
func checkAttrs(t *testing.T, page []byte, tok token.Token, attrs []token.Attr) {
	last := tok.DataEnd
	for _, a := range attrs {
		if a.NameStart < last || a.NameEnd <= a.NameStart || a.ValueStart < a.NameEnd ||
			a.ValueEnd < a.ValueStart || a.ValueEnd >= tok.End {
			t.Fatalf("%q: attribute %+v after %d in %+v", page, a, last, tok)
		}
		last = a.ValueEnd
	}
	again := slices.Collect(token.AttrsOf(page, tok.Start, tok.End))
	if !slices.Equal(again[:min(len(again), token.MaxAttrs)], attrs) {
		t.Fatalf("%q: attributes %v, AttrsOf %v", page, attrs, again)
	}
}

// cutXNet returns the tokens of x/net/html.
func cutXNet(page []byte) (out []string) {
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		switch kind {
		case html.ErrorToken:
			return out
		case html.TextToken:
			out = appendText(out, z.Text())
		case html.CommentToken:
			if raw != "</>" {
				out = append(out, canon("comment", string(z.Text()), false, nil))
			}
		case html.DoctypeToken:
			out = append(out, canon("doctype", string(z.Text()), false, nil))
		case html.EndTagToken:
			name, _ := z.TagName()
			out = append(out, canon("end", string(name), false, nil))
		default:
			out = append(out, startXNet(z, kind == html.SelfClosingTagToken))
		}
	}
}

func startXNet(z *html.Tokenizer, selfClosing bool) string {
	name, more := z.TagName()
	if string(name) == "noscript" {
		z.NextIsNotRawText()
	}
	var attrs []string
	data := string(name)
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		if len(attrs) < 2*token.MaxAttrs {
			attrs = append(attrs, string(k), string(v))
		}
	}
	return canon("start", data, selfClosing, attrs)
}

// pieces returns our tokens of a page that arrives in pieces, whose lengths depend on seed; for 0
// there is one piece. foreign says whether the whole page is foreign content.
func pieces(page []byte, seed uint64, foreign bool) (out []string) {
	var (
		s   token.Stream
		tok token.Token
	)
	s.Reset()
	s.SetForeign(foreign)
	drain := func() {
		for s.Next(&tok) {
			line := fmt.Sprint(tok.Kind, tok.Flags, tok.Tag, s.Base()+int64(tok.Start),
				tok.End-tok.Start, tok.DataStart-tok.Start, tok.DataEnd-tok.Start)
			line += string(s.Window()[tok.Start:tok.End])
			for _, a := range s.Attrs() {
				line += fmt.Sprint(a.NameStart-tok.Start, a.NameEnd-tok.Start,
					a.ValueStart-tok.Start, a.ValueEnd-tok.Start)
			}
			out = append(out, line)
		}
	}
	for rest := page; len(rest) > 0; {
		n := len(rest)
		if seed != 0 {
			seed = seed*6364136223846793005 + 1442695040888963407
			n = min(n, 1+int(seed>>60))
		}
		s.Write(rest[:n])
		drain()
		rest = rest[n:]
	}
	s.Close()
	drain()
	return out
}
