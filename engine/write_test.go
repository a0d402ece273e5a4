package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"klartext/engine/internal/markup"
	"klartext/engine/label"
	"klartext/engine/thread"
)

// hostile are texts that mean something in one of the formats that are written.
var hostile = []string{
	"",
	"# not a heading #\n\n## nor this ##\n#hashtag C# ###",
	"*stars* **more** _under_ __more__ snake_case_name _ * ***",
	"- minus\n\n+ plus\n\n* star\n\n-5 degrees\n---\n===\n***\n- - -",
	"1. one\n\n2) two\n\n14. November 2023\n\n1984. A novel\n\n123456789. many",
	"`code` ``more`` ```\n\n~~~\n\n~~gone~~ ~one~",
	"[text](http://example.org) ![image](x.png) [ref]: http://example.org [^1] [ ] [x]",
	"<b>bold</b> <script>alert(1)</script> <!-- comment --> <https://example.org> a " +
		"< b > c & d &amp; &copy; &#65; &copy=1",
	"> quote\n\n>no space",
	"a | b | c\n--- | --- | ---\n1 | 2 | 3\n:-: | :-",
	"back\\slash \\* end\\\n\\",
	"https://example.org/a_b_c*d?x=1&y=2, http://example.org/?a&copy;=1 www.example_x.org " +
		"ftp://x/~y. (http://a.b/c) me_too@example.org xhttp://a_b",
	"参见http://example.org/页面，再见 https://de.wikipedia.org/wiki/Köln_am_Rhein",
	"tab\there \u00A0nbsp\u00A0 \u3000wide\u3000 \u200bzero\u200b line\u2028separator \u0085 next",
	"invalid \xff\xfe bytes \xc3 here \xe2\x80\n\nand NUL \x00 or \x01 control \x1b[0m \x7f",
	"\"quotes\" 'single' `back` </article></pre> ]]> \\u0041 \u2028",
	"Setext\n======\n\nanother\n-------\n",
	"• one\n• two\n3. three\n4. four\n7) seven\n– dash\n●\n●x\n- \n1. \n12.",
	"   indented\n\tcode\n        deep\n",
	"a\r\nb\rc\fd\ve",
	"@ everyone · me\n\n**@**\n\n* \n\n_\n\n·",
}

// pages returns the input of every page of testdata.
func pages(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../testdata/pages/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages (%v)", err)
	}
	all := map[string][]byte{}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range ar.Files {
			if f.Name == "input.txt" {
				all[filepath.Base(file)] = f.Data
			}
		}
	}
	return all
}

// variants are the options under which the writers are checked.
var variants = []WriteOptions{
	{},
	{Title: true},
	{Title: true, Bylines: true, Dates: true, Captions: true, Credits: true, Comments: true},
	{Comments: true},
}

func TestWritersOnPages(t *testing.T) {
	e := New(Options{})
	for name, page := range pages(t) {
		t.Run(name, func(t *testing.T) { checkPage(t, e, page, 0, 1, 2) })
	}
}

func TestWritersOnHostileText(t *testing.T) {
	e := New(Options{})
	all := strings.Join(hostile, "\n\n")
	for _, page := range append(hostile, all, strings.ReplaceAll(all, "\n\n", "\n")) {
		checkPage(t, e, []byte(page), 0, 1, 2)
	}
}

// maxFuzzed keeps the pages short: the parsers we check with are slow.
const maxFuzzed = 4 << 10

func FuzzWriters(f *testing.F) {
	for _, page := range pages(f) {
		f.Add(page[max(0, len(page)-maxFuzzed):]) // the comments are at the end
	}
	for _, page := range hostile {
		f.Add([]byte(page))
	}
	e := New(Options{})
	f.Fuzz(func(t *testing.T, page []byte) {
		if len(page) <= maxFuzzed {
			checkPage(t, e, page, len(page))
		}
	})
}

// checkPage checks all writers on the page as the engine takes it apart, and on the same blocks
// with other labels: an engine that sees no list on a page would leave lists unchecked.
func checkPage(t *testing.T, e *Engine, page []byte, seeds ...int) {
	t.Helper()
	doc, err := e.Text(page)
	if err != nil {
		return
	}
	checkWriters(t, doc)
	checkFresh(t, doc)
	for _, seed := range seeds {
		relabel(doc, seed%3)
		checkWriters(t, doc)
	}
}

// checkFresh checks that an engine which has seen other pages says the same of a page as a new one.
func checkFresh(t *testing.T, d *Document) {
	t.Helper()
	fresh, err := New(Options{}).Text(d.Source)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.AppendBlocksJSON(nil), fresh.AppendBlocksJSON(nil); !bytes.Equal(got, want) {
		t.Errorf("a used engine has other blocks than a new one:\n%s\nnew:\n%s", got, want)
	}
	if got, want := d.AppendJSON(nil), fresh.AppendJSON(nil); !bytes.Equal(got, want) {
		t.Errorf("a used engine has another document than a new one:\n%s\nnew:\n%s", got, want)
	}
}

// decide gives block i a label and says whether it is main text.
func (d *Document) decide(i int, l label.Label, main bool) {
	d.Blocks[i].Label, d.Blocks[i].Main = l, main
	d.blocks[i].Label, d.blocks[i].Main = l, main
}

// relabel gives the blocks other labels, and makes comments of some.
func relabel(d *Document, seed int) {
	labels := []label.Label{
		label.Text, label.List, label.Quote, label.Heading, label.Code, label.List, label.Table,
		label.Lead, label.Caption, label.Byline, label.List, label.Nav, label.Date, label.Credit,
	}
	d.Comments = d.Comments[:0]
	for i := range d.Blocks {
		b := &d.Blocks[i]
		switch k := i * (seed + 1) / 2; {
		case (i+seed)%4 == 0:
			d.decide(i, label.CommentText, false)
			span := thread.Span{Start: int32(b.Start), End: int32(b.End)}
			c := Comment{
				Author: d.BlockText(i), Rank: d.BlockText(i / 2), Time: d.Title,
				Votes: d.BlockText(i / 3), Parent: max(len(d.Comments)-1-k%5, -1),
				Start: b.Start, End: b.End,
				text: []thread.Line{{Span: span, Quote: uint8(k / 2 % 3)}},
			}
			if k%7 == 0 {
				c.Parent, c.Title = len(d.Comments)+1, d.BlockText(i/4)
			}
			d.Comments = append(d.Comments, c)
		default:
			l := labels[k%len(labels)]
			d.decide(i, l, l.Main())
		}
	}
	for i := 1; i < len(d.Comments); i += 3 { // text of two blocks
		a, b := d.Comments[i-1].text[0], d.Comments[i].text[0]
		d.Comments[i].text = []thread.Line{a, b}
	}
	if len(d.Blocks) > 0 {
		d.Title, d.Kicker = d.BlockText(0), d.BlockText(len(d.Blocks)/2)
	}
	linkReplies(d.Comments)
}

func checkWriters(t *testing.T, d *Document) {
	t.Helper()
	for _, o := range variants {
		want := shown(d, o)
		checkText(t, d, o)
		checkSame(t, "Markdown", markdownText(t, d.AppendMarkdown(nil, o)), want)
		checkSame(t, "HTML", htmlText(t, d.AppendHTML(nil, o)), want)
	}
	checkJSON(t, d)
	checkJSONLD(t, d)
	checkRecord(t, d)
	checkBlocksJSON(t, d)
}

func checkSame(t *testing.T, format, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	n := 0
	for n < min(len(got), len(want)) && got[n] == want[n] {
		n++
	}
	from := max(n-40, 0)
	t.Errorf("%s shows another text:\n  got  …%q\n  want …%q",
		format, cut(got[from:]), cut(want[from:]))
}

func cut(s string) string { return s[:min(len(s), 100)] }

// checkText checks that plain text is valid, and that without options its lines are lines of the
// page, in their order.
func checkText(t *testing.T, d *Document, o WriteOptions) {
	t.Helper()
	out := d.AppendText([]byte("before\n"), o)
	out, ok := bytes.CutPrefix(out, []byte("before\n"))
	if !ok || !utf8.Valid(out) {
		t.Errorf("AppendText: invalid output %q", out)
	}
	if o != (WriteOptions{}) || !utf8.Valid(d.Source) {
		return
	}
	rest := d.Source
	for line := range bytes.Lines(out) {
		line = bytes.TrimSuffix(line, []byte("\n"))
		at := bytes.Index(rest, line)
		if at < 0 {
			t.Fatalf("AppendText: %q is not a line of the page, or not in its order", line)
		}
		rest = rest[at+len(line):]
	}
}

// mainText is what AppendText writes, without the line feed at its end.
func mainText(d *Document) string {
	return strings.TrimSuffix(string(d.AppendText(nil, WriteOptions{})), "\n")
}

func checkJSON(t *testing.T, d *Document) {
	t.Helper()
	var got struct {
		Title    *string `json:"title"`
		Text     string  `json:"text"`
		Comments []struct {
			Author *string         `json:"author"`
			Text   string          `json:"text"`
			Parent json.RawMessage `json:"parent"`
			Start  int             `json:"start"`
			End    int             `json:"end"`
			Score  float64         `json:"score"`
		} `json:"comments"`
		Section struct {
			State     string `json:"state"`
			Announced *int   `json:"announced"`
		} `json:"comment_section"`
	}
	decode(t, "AppendJSON", d.AppendJSON(nil), &got)
	if want := mainText(d); got.Text != want {
		t.Errorf("AppendJSON: got text %q, want %q", got.Text, want)
	}
	state := got.Section.State
	if len(got.Comments) != len(d.Comments) || state != d.CommentSection.State.String() {
		t.Fatalf("AppendJSON: got %d comments in a section %q", len(got.Comments), state)
	}
	for i, c := range got.Comments {
		want := valid(d.AppendCommentText(nil, i))
		if c.Text != want || c.Start != d.Comments[i].Start {
			t.Errorf("AppendJSON: got comment %+v, want text %q", c, want)
		}
		if got, want := string(c.Parent), jsonParent(d.Comments[i].Parent); got != want {
			t.Errorf("AppendJSON: got parent %q, want %q", got, want)
		}
	}
}

// schemaComment is a comment in JSON-LD.
type schemaComment struct {
	Type    string `json:"@type"`
	ID      string `json:"@id"`
	Text    string `json:"text"`
	Upvotes *int   `json:"upvoteCount"`
	Parent  struct {
		ID string `json:"@id"`
	} `json:"parentItem"`
	Replies []schemaComment `json:"comment"`
}

// checkJSONLD checks that the comments are in JSON-LD in the order, and under the parents, that
// Thread gives.
func checkJSONLD(t *testing.T, d *Document) {
	t.Helper()
	var got struct {
		Context any             `json:"@context"`
		Text    string          `json:"text"`
		Comment []schemaComment `json:"comment"`
	}
	decode(t, "AppendJSONLD", d.AppendJSONLD(nil), &got)
	if want := mainText(d); got.Text != want || got.Context == nil {
		t.Errorf("AppendJSONLD: got text %q, want %q", got.Text, want)
	}
	type at struct{ index, depth int }
	var order []at
	for i, depth := range d.Thread() {
		order = append(order, at{i, depth})
	}
	n := 0
	var check func(list []schemaComment, parent, depth int)
	check = func(list []schemaComment, parent, depth int) {
		for _, c := range list {
			if n == len(order) {
				t.Fatalf("AppendJSONLD: more than %d comments", n)
			}
			i := order[n].index
			k := &d.Comments[i]
			n++
			if min(order[n-1].depth, markup.MaxDepth) != depth || c.Type != "Comment" ||
				c.Text != valid(d.AppendCommentText(nil, i)) {
				t.Errorf("AppendJSONLD: comment %d at depth %d: %+v", i, depth, c)
			}
			if order[n-1].depth > markup.MaxDepth {
				if want := fmt.Sprint("#comment-", k.up-1); c.Parent.ID != want {
					t.Errorf("AppendJSONLD: comment %d in %q, want %q", i, c.Parent.ID, want)
				}
			} else if int(k.up)-1 != parent {
				t.Errorf("AppendJSONLD: comment %d in %d, want in %d", i, parent, k.up-1)
			}
			check(c.Replies, i, depth+1)
		}
	}
	check(got.Comment, -1, 0)
	if n != len(d.Comments) {
		t.Errorf("AppendJSONLD: %d of %d comments", n, len(d.Comments))
	}
}

// jsonParent is what a reader of the JSON has for a parent; json.RawMessage is "" where the key is
// absent.
func jsonParent(p int) string {
	switch p {
	case thread.TopLevel:
		return "null"
	case thread.Unknown:
		return ""
	}
	return string(appendInt(nil, p))
}

func checkRecord(t *testing.T, d *Document) {
	t.Helper()
	var got struct {
		ID       string            `json:"id"`
		Text     string            `json:"text"`
		Comments []json.RawMessage `json:"comments"`
	}
	line := AppendJSONString([]byte(`{"id":`), "x")
	line = append(d.AppendRecord(append(line, ',')), '}')
	decode(t, "AppendRecord", line, &got)
	if want := mainText(d); got.Text != want || got.ID != "x" {
		t.Errorf("AppendRecord: got text %q, want %q", got.Text, want)
	}
}

func checkBlocksJSON(t *testing.T, d *Document) {
	t.Helper()
	i := 0
	for line := range bytes.Lines(d.AppendBlocksJSON(nil)) {
		var got struct {
			Start  int    `json:"start"`
			Label  string `json:"label"`
			Reason string `json:"reason"`
			Text   string `json:"text"`
		}
		decode(t, "AppendBlocksJSON", line, &got)
		b := &d.Blocks[i]
		reason := string(b.AppendReason(nil))
		if got.Start != b.Start || got.Label != b.Label.String() || got.Reason != reason ||
			got.Text != valid(d.BlockText(i)) {
			t.Errorf("AppendBlocksJSON: got %+v for block %d", got, i)
		}
		i++
	}
	if i != len(d.Blocks) {
		t.Errorf("AppendBlocksJSON: got %d lines for %d blocks", i, len(d.Blocks))
	}
}

func decode(t *testing.T, writer string, data []byte, v any) {
	t.Helper()
	lines := bytes.Count(bytes.TrimSuffix(data, []byte("\n")), []byte("\n"))
	if err := json.Unmarshal(data, v); err != nil || !utf8.Valid(data) || lines > 0 {
		t.Fatalf("%s: %v\n%q", writer, err, data)
	}
}

func valid(s []byte) string { return string([]rune(string(s))) }
