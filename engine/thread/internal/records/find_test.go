package records

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"klartext/engine/block"
	"klartext/engine/internal/lexicon"
	"klartext/engine/thread/internal/comment"
	"klartext/engine/thread/internal/elements"
	"klartext/engine/thread/internal/lines"
	"klartext/engine/thread/internal/names"
	"klartext/engine/thread/internal/structured"
)

// bench is a Finder with all that it needs.
type bench struct {
	builder  block.Builder
	phrases  lexicon.Phrases
	page     *block.Page
	elements elements.Reader
	lines    lines.Page
	names    names.Reader
	data     structured.Data
	thread   comment.Thread
	finder   Finder
}

func (b *bench) read(html string) {
	b.page = b.builder.HTML([]byte(html), 0)
	b.phrases.Read(b.page.Text, b.page.Blocks)
}

func (b *bench) find() bool {
	b.elements.Read(b.page)
	b.lines.Read(b.page.Text, b.page.Blocks, &b.phrases)
	b.names.Reset(&b.lines)
	b.data.Read(b.page)
	b.thread.Reset()
	b.finder.Reset(b.page, &b.elements, &b.lines, &b.names, &b.data)
	return b.finder.Find(&b.thread)
}

// comments are the comments that are found, one a line: author | time | votes | rank | text.
func (b *bench) comments(html string) string {
	b.read(html)
	b.find()
	var out strings.Builder
	for i := range b.thread.Comments {
		c := &b.thread.Comments[i]
		of := func(x comment.Span) []byte { return x.Of(b.page.Text) }
		fmt.Fprintf(&out, "%s | %s | %s | %s |", of(c.Author), of(c.Time), of(c.Votes), of(c.Rank))
		for _, l := range b.thread.Text[c.Text : c.Text+c.TextLen] {
			fmt.Fprintf(&out, " %s%s", strings.Repeat("> ", int(l.Quote)), l.Of(b.page.Text))
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// posts writes a record for each of four people, of a format with author, number and text.
func posts(format string) string {
	var out strings.Builder
	for i, p := range [...][2]string{
		{"Ada", "You put a roof on it, as they did in the old days."},
		{"Ben", "Tar the planks twice a year, says my father."},
		{"Cem", "Ours has stood for a hundred years without a nail."},
		{"Ada", "Your father has no bridge, as far as I remember."},
	} {
		fmt.Fprintf(&out, format, p[0], i+1, p[1])
	}
	return out.String()
}

// want is what comments writes for posts, with a date and one word for each of the other fields.
func want(votes, rank string) string {
	format := "%[1]s | 1%[2]d May 2023, 10:05 | " + votes + " | " + rank + " | %[3]s\n"
	return posts(format)
}

// TestFind has a page for every way in which records are built.
func TestFind(t *testing.T) {
	const head = "<h1>The bridge</h1><p>It is wet again.</p><h2>4 Comments</h2>"
	const foot = "<footer>About</footer>"
	for _, c := range []struct{ name, html, want string }{
		{"a list", "<ul>" + posts(`<li class=m><b>%s</b> <i>1%d May 2023, 10:05</i>
			<p class=t>%s</p><a href=#>Reply</a></li>`) + "</ul>", want("", "")},
		{"elements without classes", posts(`<div><div><b>%s</b> <i>1%d May 2023, 10:05</i></div>
			<div>%s</div><div>Reply</div></div>`), want("", "")},
		{"names of elements", posts(`<div class=comment><b class=comment-author>%s</b>
			<time>1%d May 2023, 10:05</time><div class=comment-text>%s</div></div>`), want("", "")},
		{"rows of a table", "<table>" + posts(`<tr><td>%s<td>1%d May 2023, 10:05
			<tr><td colspan=2>%s`) + "</table>", want("", "")},
		{"terms and their descriptions", "<dl>" + posts(`<dt><b>%s</b> 1%d May 2023, 10:05</dt>
			<dd>%s</dd><dd><a href=#>Reply</a></dd>`) + "</dl>", want("", "")},
		{"votes", posts(`<div class=m><b>%[1]s</b> <i>1%[2]d May 2023, 10:05</i><p>%[3]s</p>
			<span class=votes>%[2]d</span> <a href=#>Reply</a></div>`), want("%[2]d", "")},
		{"quotes", posts(`<div class=m><b>%[1]s</b> <i>1%[2]d May 2023, 10:05</i><div>
			<blockquote>So %[1]s is dry.</blockquote><p>%[3]s</p></div><a href=#>Reply</a></div>`),
			posts("%[1]s | 1%[2]d May 2023, 10:05 |  |  | > So %[1]s is dry. %[3]s\n")},
		{"teasers", posts(`<div class=teaser><a href="/s"><b>%s</b></a> <i>1%d May 2023, 10:05</i>
			<p><a href="/s">%s</a></p></div>`), ""},
		{"nothing", "", ""},
	} {
		var b bench
		got := b.comments(head + c.html + foot)
		if got != c.want {
			t.Errorf("%s:\n%swant\n%s", c.name, got, c.want)
		}
		if again := b.comments(head + c.html + foot); again != got {
			t.Errorf("%s: the second time\n%s", c.name, again)
		}
	}
}

// TestEach compares what is visited of a unit with all elements that are in no unit inside it.
func TestEach(t *testing.T) {
	var b bench
	b.comments("<h2>3 Comments</h2>" + posts(`<div class=comment><b class=author>%s</b>
		<time>1%d May 2023, 10:05</time><p>%s</p><i>a</i>`))
	us := &b.finder.units
	for i := range us.list {
		var got, want []int32
		us.each(i, func(e int32) { got = append(got, e) })
		for e := us.list[i].element; e < us.list[i].end; e++ {
			own := true
			for k := range us.list {
				u := &us.list[k]
				own = own && (k <= i || e < u.element || e >= u.end)
			}
			if own {
				want = append(want, e)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("unit %d: %v, want %v", i, got, want)
		}
	}
	if len(us.list) < 2 || us.list[1].element >= us.list[0].end {
		t.Errorf("units %v, want some that stand inside others", us.list)
	}
}

// TestMaxSets tries few sets, however many a page has.
func TestMaxSets(t *testing.T) {
	var html strings.Builder
	for i := range 300 {
		fmt.Fprintf(&html, "<div class=k%c%c><b class=comment>%d May 2023</b><p>words</div>",
			'a'+i%20, 'a'+i/20, 1+i%28)
	}
	var b bench
	b.comments(html.String() + html.String())
	if n := len(b.finder.sets.list); n > maxSets {
		t.Errorf("%d sets, want at most %d", n, maxSets)
	}
}

func TestAllocs(t *testing.T) {
	var b bench
	b.read("<h2>4 Comments</h2>" + posts(`<div class=comment><b class=author>%s</b>
		<time>1%d May 2023, 10:05</time><p>%s</p><a href=#>Reply</a></div>`))
	b.find()
	if n := testing.AllocsPerRun(20, func() { b.find() }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
