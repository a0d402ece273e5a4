package fuzz

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"klartext/engine"
	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/stages"
	"klartext/engine/thread"
)

// threadSeeds are pages of comments in the forms that threads have, with little else.
var threadSeeds = []string{
	"<h2>2 comments</h2><ul><li class=comment id=c1><b>Ada</b> " +
		"<time datetime=2024-01-02T10:00>2 Jan 2024</time><p>The bridge is closed.<ul>" +
		"<li class=comment id=c2 data-parent-id=c1><b>Ben</b> " +
		"<time datetime=2024-01-03T10:00>3 Jan 2024</time><p>It has been for years.</ul></ul>",
	"<h3>Kommentare</h3><div><p><b>Eva</b> schrieb am 1. Mai 2023 um 10:00<p>Das stimmt so nicht." +
		"<hr><p><b>Tom</b> schrieb am 2. Mai 2023 um 11:30<p>Doch, das stimmt.<hr></div>",
	"<table><tr><td>Ada<br>Member<td>#1<br>1 May 2023, 10:00<p>Where is the key?" +
		"<tr><td>Ben<br>Guest<td>#2<br>2 May 2023, 11:00" +
		"<blockquote>Where is the key?</blockquote>" +
		"Under the mat.<tr><td>Ada<br>Member<td>#3<br>3 May 2023, 12:00<p>Found it.</table>",
	"<dl><dt><cite>Ada</cite> says: <span>3 hours ago</span><dd>One.<dd>Two." +
		"<dt><cite>Ben</cite> says: <span>2 hours ago</span><dd>Three.</dl>" +
		"<form><textarea></textarea></form>",
	"<div>Ada, 1.5.2023, 10:00<br>Gut so.<br><br>Ben, 2.5.2023, 11:00<br>Nicht gut.<br><br>" +
		"Ada, 3.5.2023, 12:00<br>@Ben Doch.</div>",
	"<x-thread><x-comment depth=0><x-author>u/ada</x-author><time>1d ago</time>" +
		"<x-body><p>One</x-body><span>12</span><a>Reply</a></x-comment>" +
		"<x-comment depth=1><x-author>u/ben</x-author><time>1h ago</time>" +
		"<x-body><p>Two</x-body><span>3</span><a>Reply</a></x-comment></x-thread>",
	"<script type=application/ld+json>{\"@type\":\"DiscussionForumPosting\"," +
		"\"comment\":[{\"@type\":\"Comment\",\"text\":\"The bridge is closed again\"," +
		"\"author\":\"Ada\"}]}</script>" +
		"<div class=post><i>Ada</i><time>1 May 2023</time>" +
		"<div>The bridge is closed again</div></div>" +
		"<div class=post><i>Ben</i><time>2 May 2023</time><div>So it is</div></div>",
	"<div class=answer><p>Tar the planks.<div>answered 1 May 2023<div>Ada</div></div>" +
		"<ul><li><span>Not tar!</span> - <a>Ben</a> <span>2 May 2023</span>" +
		"<li><span>Why?</span> - <a>Cy</a> <span>3 May 2023</span></ul></div>" +
		"<div class=answer><p>Build of stone.<div>answered 4 May 2023<div>Dee</div></div></div>",
	"Kommentare (2)\n\nEva sagt:\n1. Mai 2023 um 10:00\n\nJa.\n\nAntworten\n\n" +
		"Tom sagt:\n2. Mai 2023 um 11:00\n\n@Eva Nein.\n\nAntworten\n\nSchreibe einen Kommentar\n",
	"Ada\nMember\n1 May 2023\n> Where?\nHere.\n#1\nBen\nGuest\n2 May 2023\nThere.\n#2\n",
}

// FuzzThread cleans pages with comments, as HTML if markup is true and as plain text otherwise, and
// checks what must hold for every thread. The page is first changed according to edits; see edit.
func FuzzThread(f *testing.F) {
	for _, p := range threadPages(f) {
		f.Add(p, []byte{}, true)
		f.Add(p, []byte{0, 40, 9, 2, 60, 50, 1, 70, 30}, true)
	}
	for _, p := range append(pages(f), threadDumps(f)...) {
		f.Add(p, []byte{}, false)
		f.Add(p, []byte{0, 40, 9, 2, 60, 50}, false)
	}
	for _, s := range threadSeeds {
		f.Add([]byte(s), []byte{}, strings.HasPrefix(s, "<"))
		f.Add([]byte(s), []byte{0, 9, 9, 0, 3, 200, 1, 20, 90}, true)
	}
	w := newThreadWay()
	f.Fuzz(func(t *testing.T, page, edits []byte, markup bool) {
		page = edit(page, edits, markup)
		got := w.run(page, markup)
		checkThread(t, got)
		if want := newThreadWay().run(page, markup); !got.equal(want) {
			t.Fatalf("a reused segmenter returns\n%+v\na fresh one\n%+v", *got.thread, *want.thread)
		}
		checkThreadDocument(t, w, page, markup)
	})
}

// threadPages returns the HTML pages of testdata/threads and testdata/html.
func threadPages(tb testing.TB) [][]byte {
	out := archived(tb, "page.html")
	files, err := filepath.Glob(filepath.Join("..", "testdata", "html", "*.html"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("testdata/html: %d pages, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, data)
	}
	return out
}

// threadDumps returns the pages of testdata/threads as plain text.
func threadDumps(tb testing.TB) [][]byte { return archived(tb, "page.txt") }

func archived(tb testing.TB, section string) (out [][]byte) {
	files, err := filepath.Glob(filepath.Join("..", "testdata", "threads", "*.txtar"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("testdata/threads: %d pages, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		for _, s := range txtar.Parse(data).Files {
			if s.Name == section {
				out = append(out, s.Data)
			}
		}
	}
	return out
}

const (
	maxEdits = 12
	maxPage  = 1 << 16
)

// edit changes a page as edits say, three bytes each: what to do with which piece and which other
// one. The pieces are the elements of an HTML page, or the lines of a plain-text page. This way
// records are repeated, lost, moved and nested.
func edit(page, edits []byte, markup bool) []byte {
	for n := 0; n < maxEdits && len(edits) >= 3 && len(page) < maxPage; n++ {
		how, at, to := edits[0], edits[1], edits[2]
		edits = edits[3:]
		var pieces [][2]int
		if markup {
			pieces = elementsOf(page)
		} else {
			pieces = linesOf(page)
		}
		if len(pieces) < 2 {
			return page
		}
		a := pieces[(int(at)*len(pieces)/256+int(how>>4)*7)%len(pieces)]
		b := pieces[(int(to)*len(pieces)/256+int(how>>4)*3)%len(pieces)]
		piece := slices.Clone(page[a[0]:a[1]])
		switch how & 7 {
		case 0: // repeat it
			page = slices.Insert(slices.Clone(page), a[1], bytes.Repeat(piece, 1+int(to)%4)...)
		case 1: // put it into another
			page = slices.Insert(slices.Clone(page), middle(page, b), piece...)
		case 2: // move it before another
			page = moved(page, a, b)
		case 3: // drop it
			page = slices.Delete(slices.Clone(page), a[0], a[1])
		case 4: // drop its first tag
			tagEnd := a[0] + 1 + max(0, bytes.IndexByte(piece, '>'))
			page = slices.Delete(slices.Clone(page), a[0], min(a[1], tagEnd))
		case 5: // cut the page in its middle
			page = slices.Clone(page[:middle(page, a)])
		case 6: // put it into copies of another
			copied := append(slices.Clone(page[b[0]:middle(page, b)]), piece...)
			page = slices.Insert(slices.Clone(page), b[0], bytes.Repeat(copied, 1+int(to)%3)...)
		case 7: // remove the classes
			rest := append(bytes.ReplaceAll(piece, []byte("class="), []byte("x=")), page[a[1]:]...)
			page = append(slices.Clone(page[:a[0]]), rest...)
		}
	}
	return page[:min(len(page), 2*maxPage)]
}

// moved returns the page with the piece a moved before b.
func moved(page []byte, a, b [2]int) []byte {
	if b[0] >= a[0] && b[0] < a[1] {
		return page
	}
	rest := append(slices.Clone(page[:a[0]]), page[a[1]:]...)
	at := b[0]
	if at >= a[1] {
		at -= a[1] - a[0]
	}
	return slices.Insert(rest, at, page[a[0]:a[1]]...)
}

// middle returns a place inside a piece: after its first tag, or halfway if it has none.
func middle(page []byte, piece [2]int) int {
	if i := bytes.IndexByte(page[piece[0]:piece[1]], '>'); i >= 0 {
		return piece[0] + i + 1
	}
	return (piece[0] + piece[1]) / 2
}

// elementsOf returns the ranges of the elements of a page, including their tags.
func elementsOf(page []byte) (out [][2]int) {
	var b block.Builder
	for _, e := range b.HTML(page, 0).Elements[1:] {
		end := int(max(e.Close, e.Open))
		if e.Flags&block.Ended != 0 {
			end += max(0, bytes.IndexByte(page[end:], '>')+1)
		}
		out = append(out, [2]int{int(e.Start), end})
	}
	return out
}

func linesOf(page []byte) (out [][2]int) {
	for from := 0; from < len(page); {
		to := from + bytes.IndexByte(page[from:], '\n') + 1
		if to == from {
			to = len(page)
		}
		out = append(out, [2]int{from, to})
		from = to
	}
	return out
}

// threadWay runs the stages from a page to its thread. It is reused.
type threadWay struct {
	stages stages.Run
	engine *engine.Engine
}

func newThreadWay() *threadWay { return &threadWay{engine: engine.New(engine.Options{})} }

// threaded is a page with its thread.
type threaded struct {
	page   *block.Page // nil for plain text
	text   []byte
	blocks []block.Block
	stages *stages.Run // its sheet has the thread's column
	thread *thread.Thread
}

func (w *threadWay) run(page []byte, markup bool) threaded {
	r := &w.stages
	if markup {
		r.ReadHTML(page, 0)
	} else {
		r.ReadText(page, 0)
	}
	r.Estimate(nil)
	r.Phrases()
	r.Thread()
	return threaded{r.Tape, r.Text, r.Blocks, r, r.Comments}
}

// glued reports whether comment i starts inside the block that the previous comment ends with,
// because their elements are inline ones. Each of the two then has a part of that block.
func (p threaded) glued(i int) bool {
	if i == 0 || i == len(p.thread.Comments) || p.page == nil || p.thread.Comments[i].Node < 0 {
		return false
	}
	c, before := &p.thread.Comments[i], &p.thread.Comments[i-1]
	return c.First == before.Last && p.page.Elements[c.Node].Text > p.blocks[c.First].Start
}

// extent returns where the text of comment i starts and ends.
func (p threaded) extent(i int) (from, to int32) {
	c := &p.thread.Comments[i]
	from, to = p.blocks[c.First].Start, p.blocks[c.Last].End
	if p.glued(i) {
		from = p.page.Elements[c.Node].Text
	}
	if p.glued(i + 1) {
		to = p.page.Elements[p.thread.Comments[i+1].Node].Text
	}
	return from, to
}

func (a threaded) equal(b threaded) bool {
	x, y := *a.thread, *b.thread
	comments, text := slices.Equal(x.Comments, y.Comments), slices.Equal(x.Text, y.Text)
	x.Comments, y.Comments, x.Text, y.Text = nil, nil, nil, nil
	same := x.State == y.State && x.Alone() == y.Alone() && x.Announced == y.Announced &&
		bytes.Equal(x.Provider, y.Provider) && x.First == y.First &&
		x.Last == y.Last && x.Score == y.Score && x.Forum == y.Forum && x.Remarks == y.Remarks &&
		x.Opened == y.Opened && x.Topic == y.Topic
	return comments && text && same && slices.Equal(a.stages.Sheet.Thread, b.stages.Sheet.Thread)
}

// checkThread checks that the records follow each other inside the section, each with its own
// fields and text and nothing of another; that all blocks of the section have a label; and that
// parents come before their replies and have evidence.
func checkThread(t *testing.T, p threaded) {
	t.Helper()
	th := p.thread
	if th.First < 0 {
		empty := th.First == -1 && th.Last == -1 && len(th.Comments) == 0
		if !empty || th.State != thread.NoSection && th.State != thread.External {
			t.Fatalf("section %d to %d, %v, with %d comments", th.First, th.Last, th.State,
				len(th.Comments))
		}
		return
	}
	if th.Last < th.First || int(th.Last) >= len(p.blocks) || th.State == thread.NoSection {
		t.Fatalf("section %d to %d of %d blocks, %v", th.First, th.Last, len(p.blocks), th.State)
	}
	last, line := th.First-1, int32(0)
	for i := range th.Comments {
		c := &th.Comments[i]
		if c.First <= last && !p.glued(i) || c.Last < c.First || c.Last > th.Last {
			t.Fatalf("comment %d has blocks %d to %d after %d; the section ends with %d", i,
				c.First, c.Last, last, th.Last)
		}
		last = c.Last
		checkFields(t, p, i)
		line = checkLines(t, p, i, line)
		checkParent(t, th, i)
	}
	for i := th.First; i <= th.Last; i++ {
		v := &p.stages.Sheet.Thread[i]
		switch {
		case v.Label == label.None || v.Score < 0 || v.Score > 1:
			t.Fatalf("block %d of the section %d to %d, %q: %+v", i, th.First, th.Last,
				p.blocks[i].Text(p.text), *v)
		case v.Label == label.CommentText &&
			!slices.ContainsFunc(th.Text, func(l thread.Line) bool {
				return l.Start >= p.blocks[i].Start && l.End <= p.blocks[i].End
			}):
			t.Fatalf("block %d, %q, is labelled as text of a comment", i, p.blocks[i].Text(p.text))
		}
	}
}

// checkFields checks that the fields of comment i are inside its blocks, and that fields have an
// origin if and only if they exist.
func checkFields(t *testing.T, p threaded, i int) {
	t.Helper()
	c := &p.thread.Comments[i]
	from, to := p.extent(i)
	o := &c.Origins
	for _, f := range []struct {
		name   string
		span   thread.Span
		origin thread.Origin
	}{
		{"author", c.Author, o.Author}, {"rank", c.Rank, o.Rank}, {"time", c.Time, o.Time},
		{"votes", c.Votes, o.Votes},
		{"member since", c.MemberSince, o.MemberSince}, {"title", c.Title, o.Title},
	} {
		switch {
		case f.origin.Score < 0 || f.origin.Score > 1 ||
			f.origin.Source == thread.NoSource && f.origin.Score > 0:
			t.Fatalf("comment %d: %s has the origin %+v", i, f.name, f.origin)
		case f.span.Empty():
			if f.span.Start != f.span.End ||
				f.origin.Source != thread.NoSource && f.name != "time" {
				t.Fatalf("comment %d has no %s, %+v, but the origin %+v", i, f.name, f.span,
					f.origin)
			}
			continue
		case f.span.Start < from || f.span.End > to:
			t.Fatalf("comment %d at %d:%d, %q, has its %s at %d:%d, %q", i, from, to,
				p.text[from:to], f.name, f.span.Start, f.span.End, f.span.Of(p.text))
		case p.page != nil && f.origin.Source == thread.NoSource && c.Node >= 0:
			t.Fatalf("comment %d: %s %q has no origin", i, f.name, f.span.Of(p.text))
		}
	}
	if c.Score < 0 || c.Score > 1 || c.Node < -1 {
		t.Fatalf("comment %d: %+v", i, *c)
	}
}

// checkLines checks that the lines of comment i are parts of its blocks and of no earlier line, and
// that their blocks are labelled as text, or as what else they contain. next is the index of the
// first line in Thread.Text after those of earlier comments; the result is that of the next
// comment.
func checkLines(t *testing.T, p threaded, i int, next int32) int32 {
	t.Helper()
	c := &p.thread.Comments[i]
	if c.TextLen <= 0 || c.Text < 0 || int(c.Text+c.TextLen) > len(p.thread.Text) {
		t.Fatalf("comment %d has lines %d to %d of %d", i, c.Text, c.Text+c.TextLen,
			len(p.thread.Text))
	}
	last, end := p.extent(i)
	b := c.First
	for _, l := range p.thread.Text[c.Text : c.Text+c.TextLen] {
		for b <= c.Last && p.blocks[b].End <= l.Start {
			b++
		}
		if l.Empty() || l.Start < last || l.End > end || b > c.Last ||
			l.Start < p.blocks[b].Start || l.End > p.blocks[b].End {
			t.Fatalf("comment %d: line %d:%d after %d is not part of block %d of %d to %d: %+v",
				i, l.Start, l.End, last, b, c.First, c.Last, *c)
		}
		split := b == c.First && p.glued(i) || b == c.Last && p.glued(i+1)
		if l := p.stages.Sheet.Thread[b].Label; l != label.CommentText && !(l.Comment() && split) {
			t.Fatalf("comment %d: block %d with line %q is labelled %v", i, b,
				p.blocks[b].Text(p.text), p.stages.Sheet.Thread[b].Label)
		}
		last = l.End
	}
	return max(next, c.Text+c.TextLen)
}

func checkParent(t *testing.T, th *thread.Thread, i int) {
	t.Helper()
	c := &th.Comments[i]
	if c.Parent >= int32(i) || c.Parent < thread.Unknown {
		t.Fatalf("comment %d replies to %d", i, c.Parent)
	}
	known := c.Parent != thread.Unknown
	if known != (c.Evidence != thread.NoEvidence) ||
		!known && c.Origins.Parent != (thread.Origin{}) {
		t.Fatalf("comment %d replies to %d by %v, %+v", i, c.Parent, c.Evidence, c.Origins.Parent)
	}
}

// checkThreadDocument checks that an engine returns the same for a page as it did before, whatever
// it has seen in between, and that no block is both main text and part of a comment unless the
// thread is the page.
func checkThreadDocument(t *testing.T, w *threadWay, page []byte, markup bool) {
	t.Helper()
	do := func(e *engine.Engine) *engine.Document {
		take := e.Text
		if markup {
			take = e.HTML
		}
		d, err := take(page)
		if err != nil {
			t.Skip(err)
		}
		return d
	}
	d := do(w.engine)
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Main && b.Label.Comment() && !d.ThreadPage {
			t.Fatalf("block %d, %q, is main text and %v", i, d.BlockText(i), b.Label)
		}
	}
	last := 0
	for i := range d.Comments {
		c := &d.Comments[i]
		inSection := c.Start >= d.CommentSection.Start && c.End <= d.CommentSection.End
		if c.Start < last && !shared(d, c.Start, last) || c.End < c.Start || !inSection {
			t.Fatalf("comment %d at %d:%d after %d, section %+v", i, c.Start, c.End, last,
				d.CommentSection)
		}
		last = c.End
	}
	got := d.AppendJSON(nil)
	if want := do(engine.New(engine.Options{})).AppendJSON(nil); !bytes.Equal(got, want) {
		t.Fatalf("a reused engine returns\n%s\na fresh one\n%s", got, want)
	}
}

// shared reports whether a block of an HTML page has exactly this range, so that two records may
// share it.
func shared(d *engine.Document, start, end int) bool {
	return slices.ContainsFunc(d.Blocks, func(b engine.Block) bool {
		return b.Start == start && b.End == end
	})
}
