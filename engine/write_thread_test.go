package engine

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"klartext/engine/internal/markup"
	"klartext/engine/thread"
)

func TestThread(t *testing.T) {
	tests := []struct {
		parents []int
		want    string // index:depth in the order of reading
	}{
		{nil, ""},
		{[]int{-1, -1, -2}, "0:0 1:0 2:0 "},
		{[]int{-1, 0, 1, 0, -1, 4}, "0:0 1:1 2:2 3:1 4:0 5:1 "},
		{[]int{-1, -1, 0, 1, 2}, "0:0 2:1 4:2 1:0 3:1 "},       // replies far away
		{[]int{2, 2, -1, 4, -1}, "2:0 0:1 1:1 4:0 3:1 "},       // and above their parent
		{[]int{1, 0, 7, 3, -9}, "0:0 1:1 2:0 3:0 4:0 "},        // a circle, no such comment, itself
		{[]int{-1, 3, 1, 2, 2, 0}, "0:0 5:1 1:0 2:1 3:2 4:2 "}, // a circle with a reply to it
	}
	for _, tt := range tests {
		d := threadOf(tt.parents)
		var got strings.Builder
		for i, depth := range d.Thread() {
			fmt.Fprintf(&got, "%d:%d ", i, depth)
		}
		if got.String() != tt.want {
			t.Errorf("parents %v: got %q, want %q", tt.parents, got.String(), tt.want)
		}
	}
}

func threadOf(parents []int) *Document {
	d := &Document{Source: []byte("text"), plain: []byte("text")}
	for _, p := range parents {
		text := []thread.Line{{Span: thread.Span{Start: 0, End: 4}}}
		d.Comments = append(d.Comments, Comment{Parent: p, text: text})
	}
	linkReplies(d.Comments)
	return d
}

// TestThreadTwin compares Thread with its simple twin, on random parents.
func TestThreadTwin(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		parents := make([]int, 1+rnd.IntN(9))
		for i := range parents {
			parents[i] = rnd.IntN(len(parents)+3) - 2
		}
		d := threadOf(parents)
		var got, want []int
		for i, depth := range d.Thread() {
			got = append(got, i, depth)
			if i == 0 && rnd.IntN(100) == 0 {
				break // must not panic
			}
		}
		var replies func(to, depth int)
		up := upTwin(parents)
		replies = func(to, depth int) {
			for i := range parents {
				if up[i] == to {
					want = append(want, i, depth)
					replies(i, depth+1)
				}
			}
		}
		replies(-1, 0)
		if len(got) == len(want) && !slices.Equal(got, want) || len(want) != 2*len(parents) {
			t.Fatalf("parents %v: got %v, want %v", parents, got, want)
		}
	}
}

// upTwin returns the parents that comments are nested in: those that exist, except one in each
// circle.
func upTwin(parents []int) []int {
	up := slices.Clone(parents)
	for i, p := range up {
		if p < 0 || p >= len(up) {
			up[i] = -1
		}
	}
	for i := range up { // is i the first of a circle?
		least, k := i, up[i]
		for range up {
			if k < 0 || k == i {
				break
			}
			least, k = min(least, k), up[k]
		}
		if k == i && least == i {
			up[i] = -1
		}
	}
	return up
}

// A thread in which everyone replies to the one before must not take a stack, nor quadratic output.
func TestDeepThread(t *testing.T) {
	const n = 100_000
	for _, step := range []int{-1, 1} { // the first comment at the top, or the last
		parents := make([]int, n)
		for i := range parents {
			parents[i] = i + step
		}
		parents[(n+n*step)/2-(step+1)/2] = thread.TopLevel
		d := threadOf(parents)
		depths := 0
		for _, depth := range d.Thread() {
			depths = max(depths, depth)
		}
		if depths != n-1 {
			t.Errorf("got depth %d, want %d", depths, n-1)
		}
		o := WriteOptions{Comments: true}
		for name, out := range map[string][]byte{
			"text": d.AppendText(nil, o), "Markdown": d.AppendMarkdown(nil, o),
			"HTML": d.AppendHTML(nil, o), "JSON": d.AppendJSON(nil), "JSON-LD": d.AppendJSONLD(nil),
			"record": d.AppendRecord(nil),
		} {
			if got := bytes.Count(out, []byte("text")); got < n || len(out) > 300*n {
				t.Errorf("%s: got %d of %d comments in %d bytes", name, got, n, len(out))
			}
		}
		checkJSONLD(t, d)
	}
}

// Replies that are too deep to be nested have the name of their parent.
func TestTooDeep(t *testing.T) {
	parents := make([]int, markup.MaxDepth+4)
	for i := range parents {
		parents[i] = i - 1
	}
	parents[markup.MaxDepth+3] = markup.MaxDepth // on the level of the reply at markup.MaxDepth+1
	d := threadOf(parents)
	checkJSONLD(t, d)
	page := string(d.AppendHTML(nil, WriteOptions{Comments: true}))
	if got := strings.Count(page, "<ol>"); got != markup.MaxDepth+1 {
		t.Errorf("got %d lists in lists, want %d", got, markup.MaxDepth+1)
	}
	var got []string
	for _, m := range strings.Split(page, `comment-`)[1:] {
		got = append(got, m[:strings.IndexByte(m, '"')])
	}
	// The names of the last four comments and of their parents.
	if want := "32 33 32 33 32"; strings.Join(got, " ") != want {
		t.Errorf("got names %q, want %q", strings.Join(got, " "), want)
	}
}

// commentPage is an HTML page whose body is the text of one comment.
func commentPage(t *testing.T, page string) *Document {
	t.Helper()
	d, err := New(Options{}).HTML([]byte(page))
	if err != nil {
		t.Fatal(err)
	}
	c := Comment{Author: []byte("Ada"), Parent: thread.Unknown}
	for i := range d.page.Blocks {
		k := &d.page.Blocks[i]
		l := thread.Line{Span: thread.Span{Start: k.Start, End: k.End}}
		for el := k.Node; el > 0; el = d.page.Elements[el].Parent {
			if d.page.Elements[el].Tag.String() == "blockquote" {
				l.Quote++
			}
		}
		c.text = append(c.text, l)
	}
	d.Comments = append(d.Comments[:0], c)
	for i := range d.Blocks {
		d.decide(i, d.Blocks[i].Label, false)
	}
	linkReplies(d.Comments)
	return d
}

// TestCommentText writes what can occur in a comment on an HTML page.
func TestCommentText(t *testing.T) {
	tests := []struct{ name, page, text, markdown, html string }{
		{"paragraphs", "<p>One<p>two<br>three<br><br>four<div>five</div>",
			"One|  |two|three|  |four|  |five",
			"> One|>|> two\\|> three|>|> four|>|> five",
			"<p>One</p>|<p>two<br>|three</p>|<p>four</p>|<p>five</p>"},
		{"quotes", "<blockquote>One<br>two<blockquote><p>three" +
			"<p>four</blockquote>five</blockquote>six",
			"> One|> two|  |> > three|  |> > four|  |> five|  |six",
			"> > One\\|> > two|> >|> > > three|> > >|> > > four|> >|> > five|>|> six",
			"<blockquote><p>One<br>|two</p><blockquote><p>three</p>|<p>four</p></blockquote>|" +
				"<p>five</p></blockquote>|<p>six</p>"},
		{"ends with a quote", "<p>a<blockquote>b</blockquote>", "a|  |> b", "> a|>|> > b",
			"<p>a</p><blockquote><p>b</p></blockquote>"},
		{"list", "<p>a<ul><li>b<li>c</ul><p>d", "a|  |b|c|  |d", "> a|>|> - b|> - c|>|> d",
			"<p>a</p>|<ul>|<li>b</li>|<li>c</li>|</ul>|<p>d</p>"},
		{"lists", "<ul><li>a<p>b<li>1. c<br>d<pre>e</pre></ul>f", "a|  |b|  |1. c|d|  |e|  |f",
			"> - a|>|> b|>|> - 1\\. c|>|> d|>|> ```|> e|> ```|>|> f",
			"<ul>|<li>a</li>|</ul>|<p>b</p>|<ul>|<li>1. c</li>|</ul>|<p>d</p>|<pre>" +
				"<code>e</code></pre>|<p>f</p>"},
		{"code", "<p>a<pre>if b {|  `c`|}</pre>d<br>e", "a|  |if b {|  `c`|}|  |d|e",
			"> a|>|> ```|> if b {|>   `c`|> }|> ```|>|> d\\|> e",
			"<p>a</p>|<pre><code>if b {|  `c`|}</code></pre>|<p>d<br>|e</p>"},
		{"marks", "<p>&gt; a<p>- b", "> a|  |- b", `> \> a|>|> \- b`, "<p>&gt; a</p>|<p>- b</p>"},
	}
	for _, tt := range tests {
		d := commentPage(t, strings.ReplaceAll(tt.page, "|", "\n"))
		lines := strings.NewReplacer("  |", "\n", "|", "\n").Replace
		if got, want := string(d.AppendCommentText(nil, 0)), lines(tt.text); got != want {
			t.Errorf("%s: text\n%s\nwant\n%s", tt.name, got, want)
		}
		o := WriteOptions{Comments: true}
		want := lines(tt.text)
		_, body, _ := strings.Cut(string(d.AppendText(nil, o)), "\n") // without the head line
		for _, line := range strings.Split(body, "\n") {
			if got, rest, _ := strings.Cut(want, "\n"); line != got {
				t.Errorf("%s: text with comments: line %q, want %q", tt.name, line, got)
			} else {
				want = rest
			}
		}
		md := strings.TrimSpace(string(d.AppendMarkdown(nil, o)))
		if got, want := md, "> **Ada**\n>\n"+lines(tt.markdown); got != want {
			t.Errorf("%s: Markdown\n%s\nwant\n%s", tt.name, got, want)
		}
		_, got, _ := strings.Cut(string(d.AppendHTML(nil, o)), `<div itemprop="text">`)
		if got, _, _ = strings.Cut(got, "</div>"); got != lines(tt.html) {
			t.Errorf("%s: HTML\n%s\nwant\n%s", tt.name, got, lines(tt.html))
		}
		htmlText(t, d.AppendHTML(nil, o)) // checks that nothing in it could do harm
		checkJSONLD(t, d)
		dst := make([]byte, 0, 1<<12)
		for name, write := range map[string]func(){
			"text":     func() { d.AppendText(dst, o) },
			"Markdown": func() { d.AppendMarkdown(dst, o) },
			"HTML":     func() { d.AppendHTML(dst, o) }, "JSON": func() { d.AppendJSON(dst) },
			"JSON-LD": func() { d.AppendJSONLD(dst) },
			"comment": func() { d.AppendCommentText(dst, 0) },
		} {
			if got := testing.AllocsPerRun(5, write); got != 0 {
				t.Errorf("%s: %s: %v allocations, want 0: what is written is looked up",
					tt.name, name, got)
			}
		}
		if c := d.Clone(); !bytes.Equal(c.AppendHTML(nil, o), d.AppendHTML(nil, o)) {
			t.Errorf("%s: the clone is written differently", tt.name)
		}
	}
}
