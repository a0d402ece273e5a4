package token

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"klartext/engine/tag"
)

// show writes the tokens of a page as a string: T text, S start tag, E end tag, C comment, D
// DOCTYPE.
func show(h *HTML, page []byte) string {
	var (
		t Token
		b strings.Builder
	)
	for h.Next(&t) {
		fmt.Fprintf(&b, "%c(%s", " TSECD"[t.Kind], page[t.DataStart:t.DataEnd])
		for _, a := range h.Attrs() {
			fmt.Fprintf(&b, " %s=%s", page[a.NameStart:a.NameEnd], page[a.ValueStart:a.ValueEnd])
		}
		if t.Flags&SelfClosing != 0 {
			b.WriteString("/")
		}
		b.WriteString(")")
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"nothing", "", ""},
		{"text", "a < b", "T(a < b)"},
		{"tags", "<P>a</p ><br/>", "S(P)T(a)E(p)S(br/)"},
		{"attributes", "<a b c=d e='f' g = \"h\" =i/j>", "S(a b= c=d e=f g=h =i= j=)"},
		{"long names", "<blockquote data-abcdefghijk-l='m' abcdefgh9=n>",
			"S(blockquote data-abcdefghijk-l=m abcdefgh9=n)"},
		{"a slash in a value", "<a b=c/><a b= /><a b=/>", "S(a b=c/)S(a b=/)S(a b=/)"},
		{"self-closing", "<a/><a b/><a b='c'/ ><a / d />", "S(a/)S(a b=/)S(a b=c)S(a d=/)"},
		{"unfinished tag", "a<b c='d", "T(a)"},
		{"unfinished end tag", "a</b", "T(a)"},
		{"nothing behind <", "a<", "T(a<)"},
		{"nothing behind </", "a</", "T(a</)"},
		{"no name", "a</>b", "T(a)T(b)"},
		{"comments", "<!--a--b--><!--><!--->x<!----!>--!>", "C(a--b)C()C()T(x)C()T(--!>)"},
		{"bogus comments", "<!a><?b?></1>", "C(a)C(?b?)C(1)"},
		{"document type", "<!DOCTYPE html>", "D( html)"},
		{"CDATA is a comment", "<![CDATA[a>b]]>", "C([CDATA[a)T(b]]>)"},
		{"title", "<title>a<b>&amp;</titles></TITLE >c",
			"S(title)T(a<b>&amp;</titles>)E(TITLE)T(c)"},
		{"style", "<style></style><style>a</b</style", "S(style)E(style)S(style)T(a</b</style)"},
		{"script", "<script><!--<script></script>--></script>a",
			"S(script)T(<!--<script></script>-->)E(script)T(a)"},
		{"noscript is no raw text", "<noscript><p>a</noscript>", "S(noscript)S(p)T(a)E(noscript)"},
		{"plaintext", "<plaintext>a</plaintext>", "S(plaintext)T(a</plaintext>)"},
	} {
		var h HTML
		h.Reset([]byte(tt.in))
		if got := show(&h, []byte(tt.in)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestSetForeign(t *testing.T) {
	page := []byte("<title><b></title><![CDATA[<c>&]]><![CDATA[]]></d><![CDATA[e")
	var h HTML
	h.Reset(page)
	h.SetForeign(true)
	if got, want := show(&h, page), "S(title)S(b)E(title)T(<c>&)E(d)T(e)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestSetEnd(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"<noscript><iframe></noscript><p>a</p>", "S(noscript)S(iframe)E(noscript)S(p)T(a)E(p)"},
		{"<noscript><script>b</noscript><p>", "S(noscript)S(script)T(b)E(noscript)S(p)"},
		{"<noscript><!--</noscript><p>", "S(noscript)C()E(noscript)S(p)"},
		{"<noscript><b c='</noscript><p>", "S(noscript)E(noscript)S(p)"},
	} {
		page := []byte(tt.in)
		var h HTML
		var tok Token
		h.Reset(page)
		h.Next(&tok)
		h.SetEnd(int32(bytes.Index(page, []byte("</noscript"))))
		if got := "S(noscript)" + show(&h, page); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestMaxAttrs(t *testing.T) {
	page := []byte("<a" + strings.Repeat(" b=c d='e' f", 100000) + " g>h")
	var h HTML
	var tok Token
	h.Reset(page)
	if !h.Next(&tok) || tok.Kind != StartTag || len(h.Attrs()) != MaxAttrs ||
		int(tok.End) != len(page)-1 {
		t.Errorf("%+v with %d attributes", tok, len(h.Attrs()))
	}
	all := slices.Collect(AttrsOf(page, tok.Start, tok.End))
	if len(all) != 300001 || !slices.Equal(all[:MaxAttrs], h.Attrs()) {
		t.Errorf("AttrsOf has %d attributes", len(all))
	}
}

// hostile are strings that make hostile pages when repeated.
var hostile = []string{
	"<", "</", "<!", "<?", "<a", "<a ", "<a b='", "<a b=\"c\"", "</a b='>", "<!--", "<!-->", "--!",
	"<!--<script>", "<script><!--", "<script><!--</script>",
	"<script><!--<script></script>", "<script>", "<script></script>", "<style></styl", "<title>&",
	"<![CDATA[", "]]>", "&", "&a", "&#1", "\r", "\x00", "a", "<a a a",
	"<a =", "<a/", "</>", "<!doctype \"", "<plaintext>", "<textarea></textarea x='",
	"<svg><![CDATA[]]", "x<", "\xff",
}

// TestHostile reads pages of 4 MB at once, and of 256 KB byte by byte. With a quadratic scan it
// would not finish.
func TestHostile(t *testing.T) {
	var h HTML
	var dst []byte
	for _, s := range hostile {
		page := []byte(strings.Repeat(s, 4<<20/len(s)))
		for _, foreign := range []bool{false, true} {
			var tok Token
			h.Reset(page)
			h.SetForeign(foreign)
			for h.Next(&tok) {
				if tok.Kind == Text {
					dst = AppendText(dst[:0], page, tok)
				}
			}
		}
		checkPieces(t, page[:256<<10])
	}
}

// checkPieces reads a page byte by byte and compares the tokens, and the memory used, with those of
// the page in one piece.
func checkPieces(t *testing.T, page []byte) {
	var (
		h         HTML
		s         Stream
		want, got Token
		longest   int
	)
	h.Reset(page)
	s.Reset()
	drain := func() {
		for s.Next(&got) {
			h.Next(&want)
			longest = max(longest, int(got.End-got.Start))
			if d := int32(s.Base()); got.Kind != want.Kind || got.Tag != want.Tag ||
				got.Flags != want.Flags || got.Start+d != want.Start || got.End+d != want.End {
				t.Fatalf("%.20q: token %+v at %d, want %+v", page, got, d, want)
			}
		}
	}
	most := 0
	for i := range page {
		s.Write(page[i : i+1])
		drain()
		most = max(most, len(s.Window()))
	}
	s.Close()
	drain()
	if h.Next(&want) {
		t.Fatalf("%.20q: no token %+v", page, want)
	}
	if unread := len(page) - int(s.Base()); most > max(4*longest+2, 2*unread) {
		t.Errorf("%.20q: the window was %d bytes, the longest token %d", page, most, longest)
	}
}

func TestHTMLAllocs(t *testing.T) {
	page := []byte(strings.Repeat("<!doctype html><p class='a b' id=c>Text &amp; text<br/>"+
		"<!-- c --></p><script>a<b</script><title>\r\n</title>", 50))
	var h HTML
	var s Stream
	var tok Token
	dst := make([]byte, 0, 1024)
	read := func() {
		h.Reset(page)
		for h.Next(&tok) {
			switch tok.Kind {
			case Text:
				dst = AppendText(dst[:0], page, tok)
			case Comment:
				dst = AppendComment(dst[:0], page, tok)
			case Doctype:
			default:
				dst = AppendName(dst[:0], page, tok)
				for _, a := range h.Attrs() {
					dst = AppendAttrValue(AppendAttrName(dst[:0], page, a), page, a)
				}
				for a := range AttrsOf(page, tok.Start, tok.End) {
					dst = AppendAttrName(dst[:0], page, a)
				}
			}
		}
	}
	pieces := func() {
		s.Reset()
		for rest := page; len(rest) > 0; rest = rest[min(len(rest), 100):] {
			s.Write(rest[:min(len(rest), 100)])
			for s.Next(&tok) {
			}
		}
		s.Close()
		for s.Next(&tok) {
		}
	}
	for _, tt := range []struct {
		name, reason string
		call         func()
	}{
		{"HTML", "a token is offsets into the page, attributes are kept in an array", read},
		{"Stream", "the window has grown to the longest token", pieces},
	} {
		tt.call()
		if n := testing.AllocsPerRun(10, tt.call); n != 0 {
			t.Errorf("%s allocates %v times a page: %s", tt.name, n, tt.reason)
		}
	}
}

func TestSetModel(t *testing.T) {
	page := []byte("a</title>b</p>")
	for _, tt := range []struct {
		model Model
		last  tag.Tag
		want  string
	}{
		{Data, tag.Unknown, "T(a)E(title)T(b)E(p)"},
		{RCData, tag.Title, "T(a)E(title)T(b)E(p)"},
		{RCData, tag.Unknown, "T(a</title>b</p>)"},
		{RawText, tag.P, "T(a</title>b)E(p)"},
		{PlainText, tag.P, "T(a</title>b</p>)"},
	} {
		var h HTML
		h.Reset(page)
		h.SetModel(tt.model, tt.last)
		if got := show(&h, page); got != tt.want {
			t.Errorf("%d, %s: %s, want %s", tt.model, tt.last, got, tt.want)
		}
	}
}
