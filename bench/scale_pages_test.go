package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// shape is a kind of page of any length. Some are like real pages; others take a lot of time or
// memory if something costs more than a step per byte.
type shape struct {
	name  string
	start string
	piece func(i int) string // the ith part
	plain bool               // the page is plain text
}

// words is long enough that the limits on elements and, see scaled, on blocks cut no page of 100
// MB.
const words = "The ferry leaves at six, and whoever comes late has to wait " +
	"for the next one, which is seldom on time in autumn. "

func same(piece string) func(int) string { return func(int) string { return piece } }

var shapes = []shape{
	{name: "real"}, // the pages of testdata, one after another
	{name: "dump", plain: true},
	{"deep", "", same(strings.Repeat("<div class=level>", 12) + words), false},
	{"wide", "<main>", same("<p>" + words + "</p>\n"), false},
	{"attributes", "<p ", func(i int) string {
		return "data-n" + strconv.Itoa(i) + "='some value' class='a b c' "
	}, false},
	{"elements", "", func(i int) string {
		return "<section class='s" + strconv.Itoa(i) + "' id=e" + strconv.Itoa(i) +
			"><p class=text>" + words + "</section>"
	}, false},
	{"text", "<p>", same(words), false},
	{"references", "<p>", same("&amp;&Auml;&#8222;&notit; and &CounterClockwiseContourIntegral; "),
		false},
	{"table", "<table>", func(i int) string {
		return "<tr><td>" + strconv.Itoa(i) + " " + words + "<td colspan=2>" + words
	}, false},
	{"links", "<ul>", func(i int) string {
		return "<li><a href='/page/" + strconv.Itoa(i) + "'>" + words + "</a>"
	}, false},
	{"comments", "<h2>Comments</h2>", comment, false},
	{"comments-dump", "Comments\n\n", func(i int) string {
		return fmt.Sprintf("Reader %s\n%d May 2024, 1%d:%02d\n%sNumber %d.\nReply\n\n", letters(i),
			1+i%28, i%10, i%60, words, i)
	}, true},
	{"scripts", "", same("<script>if (a < b) { c('" + words + "') }</script>"), false},
	{"marks", "", same("<<<<<<<<<<<<<<<<"), false},
}

// comment returns the ith record of a thread in which every third comment replies to the previous
// one.
func comment(i int) string {
	parent := ""
	if i%3 == 1 {
		parent = " data-parent-id=c" + strconv.Itoa(i-1)
	}
	const format = "<div class=comment id=c%d%s><b class=author>Reader %s</b> " +
		"<time>%d May 2024, 1%d:%02d</time><p>%sNumber %d.</p><a>Reply</a></div>\n"
	return fmt.Sprintf(format, i, parent, letters(i), 1+i%28, i%10, i%60, words, i)
}

// letters writes a number in letters, giving each number a unique name.
func letters(i int) string {
	s := "x"
	for ; i > 0; i /= 26 {
		s += string(rune('a' + i%26))
	}
	return s
}

// page returns a page of the shape that is exactly n bytes long, cut off there.
func (s *shape) page(tb testing.TB, n int) []byte {
	tb.Helper()
	piece := s.piece
	if piece == nil {
		parts := s.parts(tb)
		piece = func(i int) string { return parts[i%len(parts)] }
	}
	page := append(make([]byte, 0, n+1<<16), s.start...)
	for i := 0; len(page) < n; i++ {
		page = append(page, piece(i)...)
	}
	return page[:n]
}

// parts returns the pages of testdata.
func (s *shape) parts(tb testing.TB) (parts []string) {
	tb.Helper()
	if s.plain {
		for _, p := range textSets[0].pages(tb) {
			parts = append(parts, string(p.src))
		}
		return parts
	}
	files, err := filepath.Glob("../testdata/html/*.html")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no pages (%v)", err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		parts = append(parts, string(src))
	}
	return parts
}
