package engine

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// hostileHTML are pages that would take too long if one byte in n cost n steps, or too much memory
// if something were kept for each byte. Each is a repeated piece between a start and an end. They
// are long enough for a quadratic algorithm to be noticed: it would not finish within the time
// limit of the test.
var hostileHTML = []struct{ name, start, piece, end string }{
	{"nested divs", "", "<div>", "x"},
	{"nested divs, closed", "", "<div>", strings.Repeat("</div>", 1<<17) + "x"},
	{"nested inline elements", "", "<b><i>", "x"},
	{"nested spans with text", "", "<span>a ", "x"},
	{"nested links", "", "<a href=x>", "x"},
	{"nested links in divs", "", "<a href=x><div>a", "x"},
	{"nested lists", "", "<ul><li>a", "x"},
	{"nested tables", "", "<table><tr><td>a", "x"},
	{"tables without cells", "", "<table>", "x"},
	{"nested forms and buttons", "", "<form><button>", "x"},
	{"nested quotes", "", "<blockquote>a", "x"},
	{"nested svg", "", "<svg><g>", "x"},
	{"svg and HTML", "", "<svg><foreignObject><p>a", "x"},
	{"nested templates", "", "<template>", "x"},
	{"nested noscripts", "", "<noscript>a", "x"},
	{"noscripts with iframes", "", "<noscript><iframe></noscript>", "x"},
	{"nested custom elements", "", "<x-a><x-b>", "x"},
	{"end tags of nothing", strings.Repeat("<div><b>", 300), "</p></i></x-y></td></a>", "x"},
	{"end tags of headings", strings.Repeat("<b>", 500), "</h1>", "x"},
	{"blocks in inline elements", strings.Repeat("<b>", 500), "x<br>", "x"},
	{"mis-nested", "", "<b><p></b></p><i><div></i></div>", "x"},
	{"mis-nested links", "", "<a href=x><p></a></p>", "x"},
	{"items left open", "<ul>", "<li><b>a", "x"},
	{"cells left open", "<table>", "<td><i>a", "x"},
	{"options", "<select>", "<option>a", "</select>x"},
	{"selects left open", "", "<select><option>", "x"},
	{"textareas that close themselves", "", "<textarea/>", "x"},
	{"less-than signs", "", "<", "x"},
	{"less-than signs and slashes", "", "</", "x"},
	{"less-than signs and letters", "", "<a", "x"},
	{"less-than signs and marks", "", "<!", "x"},
	{"comments left open", "", "<!-- a", "x"},
	{"scripts left open", "", "<script><!--<script>", "x"},
	{"titles left open", "", "<title>", "x"},
	{"CDATA left open", "<svg>", "<![CDATA[ a", "x"},
	{"attributes", "<p ", "a=b ", ">x"},
	{"attributes left open", "", "<p a='", "x"},
	{"one long attribute", "<p class='", "abc ", "'>x"},
	{"one long style", "<p style='", "display ", ":none'>x"},
	{"styles", "", "<p style='display:display:'>a", "x"},
	{"one long name", "<", "abc", ">x"},
	{"one long custom name", "<x-", "abc", ">x</x-abc>"},
	{"many classes", "", "<p class='a b c d e f'>a", "x"},
	{"numbers", "<table>", "<tr><td colspan=9007199254740991 rowspan=-1>a" +
		"<ol start=99999999999999999999><li value=-1>b", "x"},
	{"references", "", "&amp;&lt;&CounterClockwiseContourIntegral;", "x"},
	{"references to two characters", "", "&nGt;", "x"},
	{"references left open", "", "&CounterClockwiseContourIntegra", "x"},
	{"numeric references", "", "&#x10FFFF;&#0;&#99999999999;", "x"},
	{"references in an attribute", "<p class='", "&amp;", "'>x"},
	{"ampersands", "", "&", "x"},
	{"NUL bytes", strings.Repeat("text ", 1000), "\x00", "x"},
	{"NUL bytes in plaintext", strings.Repeat("text ", 1000) + "<plaintext>", "\x00", "x"},
	{"control characters", "", "\x01\x02\x1b", "x"},
	{"bytes that are no UTF-8", "", "\xff\xc2\xe2\x80", "x"},
	{"joiners", "", "\u200d", "x"},
	{"soft hyphens", "a", "\u00ad", "x"},
	{"white space", "a", " \t\n", "x"},
	{"white space in pre", "<pre>", "<b> </b>\n ", "x"},
	{"br", "", "<br>", "x"},
	{"br in pre", "<pre>a", "<br>", "x"},
	{"rules", "", "<hr>", "x"},
	{"images", "", "<img src=x alt=y>", "x"},
	{"one long word", "", "abcdefgh", "x"},
	{"one long line of words", "", "word and ", "x"},
	{"many words", "", "<p>Word and word.", "x"},
	{"ideographs", "", "中文字。", "x"},
	{"times", "", "<time datetime=2024-01-02>1 hour ago</time><p>a", "x"},
	{"titles", "", "<title>a</title><h1>a</h1>", "x"},
	{"meta", "", "<meta name=author content=a><link rel=canonical href=x>", "x"},
	{"JSON-LD left open", "<script type=application/ld+json>", "{\"a\":[", "</script>x"},
	{"many JSON-LD", "", "<script type=application/ld+json>{\"@type\":\"Article\"}</script>", "x"},
	{"comment threads", "", "<li class=comment id=c><b class=author>A B</b> " +
		"<time>vor 1 Stunde</time><p>Some text of a comment.</p>Antworten", "x"},
	{"nested comments", "", "<ul><li class=comment><b>A B</b> <time>1 hour ago</time>" +
		"<p>Some text.</p>Reply", "x"},
	{"nested comments in divs", "", "<div class=comment id=c1 data-parent-id=c1>" +
		"<b class=author>A B</b> <time>1 May 2024, 10:00</time><p>Some text.", "x"},
	{"comments without classes", "<h2>Comments</h2>", "<div><b>A B</b> <i>1 May 2024, 10:00</i>" +
		"<p>Some text of a comment.</div>", "x"},
	{"comments in rows", "<table>", "<tr><td>A B<td>1 May 2024, 10:00<tr>" +
		"<td colspan=2>Some text of a comment.", "</table>x"},
	{"comments in rows without cells", "<table>",
		"<tr>A B 1 May 2024, 10:00 Some text of a comment.", "</table>x"},
	{"comments of a dl", "<dl>", "<dt>A B, 1 May 2024, 10:00<dd>Some text of a comment." +
		"<dd>More of it.", "</dl>x"},
	{"comments in one element", "<div>", "A B, 1 May 2024, 10:00<br>Some text of a comment.<br>" +
		"<br>", "</div>x"},
	{"comments in one line", "",
		"<x-c><b>A B</b> <i>1 May 2024, 10:00</i> Some text of a comment. </x-c>", "x"},
	{"comments of all depths", "<h2>Comments</h2>", "<ul><li class=comment><b>A B</b> " +
		"<time>1 May 2024</time><p>Some text.<li class=comment><b>C</b> <time>2 May 2024</time>" +
		"<p>More.</ul>", "x"},
	{"times in lines", "", "<p>1 May 2024, 10:00", "x"},
	{"times in one line", "", "<span>1 May 2024, 10:00</span> ", "x"},
	{"nested times", "", "<div>1 May 2024, 10:00", "x"},
	{"one record with all texts", "<h2>1 comment</h2><div class=comment><b>A B</b> " +
		"<time>1 May 2024, 10:00</time>", "<p>Some text of a comment.", "</div><form><textarea>"},
	{"counts of comments", "", "<p>12 comments", "x"},
	{"controls of comments", "", "<p>Some text of a comment.<p><a>Reply</a> <a>Report</a>", "x"},
	{"mentions", "", "<div class=post><b>A B</b> <time>1 May 2024, 10:00</time><p>@A B " +
		"<a href=#p>Some text</a> of a comment.</div>", "x"},
	{"one long class of comments", "<div class='", "comment-body comment-author ", "'>x"},
	{"one long id of comments", "<div id='", "comment-1_", "'>x"},
	{"attributes of comments", "<div ", "data-comment-id=1 data-parent-id=2 itemtype=Comment ",
		">x"},
	{"comments of JSON-LD", "<script type=application/ld+json>[",
		"{\"@type\":\"Comment\",\"text\":\"Some text of a comment.\"},",
		"]</script><div class=c><b>A B</b> <time>1 May 2024</time>" +
			"<p>Some text of a comment.</div>"},
}

// hostileSize is the length of a hostile page: 512 KB, for which a quadratic algorithm takes 275
// billion steps. Pages with elements nested to the limit are shorter, because there each block
// costs the writers as many steps as there are elements around it.
const hostileSize = 1 << 19

// TestHostileHTML takes hostile pages apart and writes them. None may panic, be cut off without a
// limit, or give an error.
func TestHostileHTML(t *testing.T) {
	e := New(Options{})
	for _, tt := range hostileHTML {
		t.Run(tt.name, func(t *testing.T) {
			size := hostileSize
			if strings.HasPrefix(tt.name, "nested") {
				size /= 4
			}
			if testing.Short() {
				size /= 8
			}
			page := []byte(tt.start + strings.Repeat(tt.piece, size/len(tt.piece)) + tt.end)
			d, err := e.HTML(page)
			if err != nil {
				t.Fatal(err)
			}
			if d.Truncated {
				t.Error("truncated")
			}
			writeAll(t, d)
		})
	}
}

// TestHostileSizes tests pages of sizes that hostile input is known for.
func TestHostileSizes(t *testing.T) {
	if testing.Short() {
		t.Skip("pages of 10 MB")
	}
	e := New(Options{})
	for _, tt := range []struct{ name, page string }{
		{"100,000 nested elements", strings.Repeat("<div>", 100_000) + "x"},
		{"an attribute of 1 MB", "<p class='" + strings.Repeat("x ", 1<<19) + "' id=" +
			strings.Repeat("y", 1<<20) + ">x"},
		{"10 million less-than signs", strings.Repeat("<", 10_000_000)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := e.HTML([]byte(tt.page))
			if err != nil || d.Truncated {
				t.Fatalf("%v", err)
			}
			if len(d.Blocks) != 1 {
				t.Errorf("%d blocks", len(d.Blocks))
			}
			writeAll(t, d)
		})
	}
}

// writeAll runs all writers.
func writeAll(t *testing.T, d *Document) (out []byte) {
	t.Helper()
	all := WriteOptions{Title: true, Bylines: true, Dates: true, Captions: true, Credits: true,
		Comments: true}
	for _, o := range []WriteOptions{{}, all} {
		out = d.AppendText(out, o)
		out = d.AppendMarkdown(out, o)
		out = d.AppendHTML(out, o)
	}
	js := d.AppendJSON(nil)
	if !json.Valid(js) {
		t.Errorf("JSON: %.200q", js)
	}
	return d.AppendRecord(d.AppendBlocksJSON(append(out, js...)))
}

// TestLinear checks that results grow linearly with the page: four times the page gives four times
// the blocks, text and output, and a little more, because offsets have more digits.
func TestLinear(t *testing.T) {
	e := New(Options{})
	for _, tt := range hostileHTML {
		made := func(n int) int {
			d, err := e.HTML([]byte(tt.start + strings.Repeat(tt.piece, n) + tt.end))
			if err != nil {
				t.Fatal(err)
			}
			return len(d.Blocks) + len(d.plain) + len(writeAll(t, d))
		}
		if one, four := made(512), made(2048); four > 5*one+1<<14 {
			t.Errorf("%s: %d, and of a page four times as long %d", tt.name, one, four)
		}
	}
}

// TestLimitErrors checks the errors for pages that exceed a stated limit.
func TestLimitErrors(t *testing.T) {
	for _, tt := range []struct {
		name, page string
		opts       Options
		want       error
		at         int
	}{
		{"too large", "<p>0123456789", Options{MaxBytes: 8}, ErrTooLarge, 8},
		{"as large as may be", "<p>0123456789", Options{MaxBytes: 13}, nil, 0},
		{"binary", "<p>" + strings.Repeat("\x00", 100), Options{}, ErrBinary, 3},
		{"a few NUL bytes", "<p>" + strings.Repeat("a", 100) + "\x00", Options{}, nil, 0},
	} {
		d, err := New(tt.opts).HTML([]byte(tt.page))
		var at *Error
		if !errors.Is(err, tt.want) || err != nil &&
			(!errors.As(err, &at) || at.Offset != tt.at || at.Stage != "token" || d != nil) {
			t.Errorf("%s: %v, want %v at %d", tt.name, err, tt.want, tt.at)
		}
	}
	d, err := New(Options{MaxBlocks: 2}).HTML([]byte("<p>a<p>b<p>c"))
	if err != nil || !d.Truncated || len(d.Blocks) != 2 {
		t.Errorf("%v, %d blocks", err, len(d.Blocks))
	}
}

// TestPrefixes takes apart pages that end anywhere: prefixes of pages of the corpus.
func TestPrefixes(t *testing.T) {
	count := 10
	cuts := 60
	if testing.Short() {
		count, cuts = 3, 20
	}
	e := New(Options{})
	for i, page := range corpusPages(t, "wcxb", count, 200<<10) {
		step := max(1, len(page)/cuts)
		for n := i % step; n <= len(page); n += step + i {
			checkPrefix(t, e, page[:n])
		}
		for n := range min(len(page), 10*cuts) { // where all of the head's markup gets cut
			checkPrefix(t, e, page[:n])
		}
	}
}

func checkPrefix(t *testing.T, e *Engine, page []byte) {
	t.Helper()
	d, err := e.HTML(page)
	if err != nil {
		t.Fatalf("%v, of %.100q", err, page)
	}
	for i := range d.Blocks {
		if b := &d.Blocks[i]; b.Start < 0 || b.End < b.Start || b.End > len(d.Source) {
			t.Fatalf("block %d %+v of %.100q", i, *b, page)
		}
	}
	writeAll(t, d)
}

// corpusPages returns the first pages of a set that are not longer than size.
func corpusPages(t *testing.T, set string, count, size int) (pages [][]byte) {
	dir := os.Getenv("KLARTEXT_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "corpus")
	}
	f, err := os.Open(filepath.Join(dir, set+"-dev.jsonl.zst"))
	if err != nil {
		t.Skipf("corpus not found, set KLARTEXT_CORPUS: %v", err)
	}
	defer f.Close()
	z, err := zstd.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for dec := json.NewDecoder(bufio.NewReader(z)); len(pages) < count && dec.More(); {
		var r struct{ HTML string }
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		if len(r.HTML) <= size {
			pages = append(pages, bytes.Clone([]byte(r.HTML)))
		}
	}
	return pages
}
