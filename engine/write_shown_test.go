package engine

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"klartext/engine/label"
)

// A document that is written as Markdown or HTML and read by a parser of that format must show the
// text of its blocks. This file says what is shown: the characters that remain without white space
// and everything invisible. A list item shows its number, but no mark.

// shown returns what d must show when written with o. It is the simple twin of the writers.
func shown(d *Document, o WriteOptions) string {
	var b strings.Builder
	if o.Title {
		b.WriteString(visible(d.Kicker) + visible(d.Title))
	}
	for i := range d.Blocks {
		k := &d.Blocks[i]
		switch {
		case !isWritten(k, o):
		case k.Label == label.List:
			b.WriteString(item(string(d.BlockText(i))))
		default:
			b.WriteString(visible(d.BlockText(i)))
		}
	}
	if !o.Comments {
		return b.String()
	}
	for i := range d.Thread() {
		c := &d.Comments[i]
		sep := ""
		for _, p := range [...][]byte{c.Author, c.Rank, c.Time, c.Votes} {
			if len(p) > 0 {
				b.WriteString(sep + visible(p))
				sep = "·"
			}
		}
		b.WriteString(visible(c.Title))
		for _, s := range c.text {
			b.WriteString(visible(s.Of(d.Source)))
		}
	}
	return b.String()
}

// isWritten reports whether a block is written as part of the main text.
func isWritten(b *Block, o WriteOptions) bool {
	if asked, ok := map[label.Label]bool{
		label.Byline: o.Bylines, label.Date: o.Dates,
		label.Caption: o.Captions, label.Credit: o.Credits,
	}[b.Label]; ok {
		return asked
	}
	return b.Main && !(o.Comments && b.Label.Comment())
}

var (
	numberMark = regexp.MustCompile(`^([0-9]{1,3})[.)] +`)
	bulletMark = regexp.MustCompile(`^([-*+•–▪·◦‣■] |● ?)`)
)

// item returns what a list item shows.
func item(text string) string {
	rest := numberMark.ReplaceAllString(text, "$1")
	if rest == text {
		rest = bulletMark.ReplaceAllString(text, "")
		numbered := numberMark.ReplaceAllString(strings.TrimSpace(rest), "$1")
		if rest != text && strings.TrimSpace(rest) != numbered {
			rest = numbered // "• 3. w": treeText cannot tell whose number it is
		}
	}
	bare := numberMark.ReplaceAllString(text, "")
	if strings.TrimSpace(bare) == "" || strings.TrimSpace(rest) == "" {
		rest = text
	}
	return visible([]byte(rest))
}

// visible removes white space, invisible characters, and those that are replaced: invalid UTF-8,
// controls.
func visible(s []byte) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.White_Space, unicode.Cc, unicode.Cf) || r == utf8.RuneError {
			return -1
		}
		return r
	}, string(s))
}

var github = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))

func markdownText(t *testing.T, md []byte) string {
	t.Helper()
	if !utf8.Valid(md) {
		t.Errorf("AppendMarkdown: invalid UTF-8 in %q", md)
	}
	var out bytes.Buffer
	if err := github.Convert(md, &out); err != nil {
		t.Fatal(err)
	}
	return treeText(parse(t, out.Bytes()))
}

// htmlText returns the text of what AppendHTML wrote, after checking that nothing in it could do
// harm.
func htmlText(t *testing.T, page []byte) string {
	t.Helper()
	if !utf8.Valid(page) {
		t.Errorf("AppendHTML: invalid UTF-8 in %q", page)
	}
	root := parse(t, page)
	for n := range root.Descendants() {
		if n.Type == html.CommentNode || n.Type == html.ElementNode && !safe(n) {
			t.Errorf("AppendHTML: got %v in %q", n, page)
		}
	}
	return treeText(root)
}

const (
	safeElements = " html head body article h1 h2 p ul ol li pre code blockquote section br b " +
		"span time div data link "
	safeAttributes = " class itemprop itemscope itemtype lang datetime value id href "
)

func safe(n *html.Node) bool {
	if !strings.Contains(safeElements, " "+n.Data+" ") {
		return false
	}
	for _, a := range n.Attr {
		if !strings.Contains(safeAttributes, " "+a.Key+" ") {
			return false
		}
	}
	return true
}

func parse(t *testing.T, page []byte) *html.Node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// treeText returns the visible text of a tree, with the numbers of list items.
func treeText(root *html.Node) string {
	var b strings.Builder
	next := map[*html.Node]int{}
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && startsItem(n):
			text := numberMark.ReplaceAllString(strings.TrimSpace(n.Data), "$1")
			b.WriteString(visible([]byte(text)))
		case n.Type == html.TextNode:
			b.WriteString(visible([]byte(n.Data)))
		case isItem(n) && n.Parent.Data == "ol":
			b.WriteString(strconv.Itoa(number(n, next)))
		}
	}
	return b.String()
}

// isItem tells list items from comments, which are also written as list items.
func isItem(n *html.Node) bool {
	return n.Type == html.ElementNode && n.Data == "li" && attr(n, "itemprop") == ""
}

// startsItem reports whether a text is the first one of the item of a list without numbers, or of
// the paragraph that the item starts with.
func startsItem(text *html.Node) bool {
	for n := text; n.Parent != nil; n = n.Parent {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if s.Type != html.TextNode || visible([]byte(s.Data)) != "" {
				return false
			}
		}
		if isItem(n.Parent) {
			return n.Parent.Parent.Data == "ul"
		}
	}
	return false
}

func number(li *html.Node, next map[*html.Node]int) int {
	n, ok := next[li.Parent]
	if !ok {
		n = 1
		if s, err := strconv.Atoi(attr(li.Parent, "start")); err == nil {
			n = s
		}
	}
	if v, err := strconv.Atoi(attr(li, "value")); err == nil {
		n = v
	}
	next[li.Parent] = n + 1
	return n
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
