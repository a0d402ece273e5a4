// Package dump makes the naive plain-text dump of a web page that the line model is trained on and
// measured with. It consists of all text nodes outside script, style and head, with white space
// collapsed and a line break at block elements. This is the format of the text field of the
// comments corpus. noscript is parsed as elements, because some forums keep their posts there.
//
// A boundary is a line break, or a blank line if one of the elements that meet there is a
// paragraph, heading, list, table or sectioning element. There are never two blank lines in a row.
package dump

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Text returns the plain-text dump of a page. The error is always nil: a page that html.Parse
// rejects is dumped from its tokens.
func Text(page []byte) ([]byte, error) {
	root, err := html.Parse(bytes.NewReader(page))
	// The page is more than 512 elements deep. There is no tree, but the tags show where lines end.
	if err != nil {
		return flat(page), nil
	}
	var w writer
	w.tree(root)
	return w.out, nil
}

// noscript writes the elements of a noscript element. They are parsed separately from the page, so
// that a raw text element left open in them, usually an empty iframe, ends with the noscript.
func (w *writer) noscript(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(n.FirstChild.Data), body)
	if err != nil {
		return
	}
	for _, n := range nodes {
		w.tree(n)
	}
}

// tree writes the text below root. It walks along the links of the nodes, without recursion.
func (w *writer) tree(root *html.Node) {
	for n := root; ; {
		if w.open(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			w.close(n)
			n = n.Parent
		}
		w.close(n)
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

func (w *writer) open(n *html.Node) (inside bool) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
	case html.ElementNode:
		if skipped[n.DataAtom] {
			return false
		}
		w.boundary(breaks[n.DataAtom])
		switch n.DataAtom {
		case atom.Pre:
			w.pre++
		case atom.Noscript:
			w.noscript(n)
			return false
		}
	case html.DocumentNode:
	default:
		return false
	}
	return true
}

func (w *writer) close(n *html.Node) {
	if n.Type == html.ElementNode && !skipped[n.DataAtom] && n.DataAtom != atom.Br {
		w.boundary(breaks[n.DataAtom])
		if n.DataAtom == atom.Pre {
			w.pre--
		}
	}
}

// flat is Text based on tokens instead of a tree.
func flat(page []byte) []byte {
	var w writer
	z := html.NewTokenizer(bytes.NewReader(page))
	var skip atom.Atom
	for {
		t := z.Next()
		switch t {
		case html.ErrorToken:
			return w.out
		case html.TextToken:
			if skip == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			switch {
			case skip != 0:
				if t == html.EndTagToken && a == skip || a == atom.Body {
					skip = 0
				}
			case skipped[a] && t == html.StartTagToken:
				skip = a
			default:
				w.boundary(breaks[a])
			}
		}
	}
}

// writer collapses white space and boundaries.
type writer struct {
	out   []byte
	space bool
	lines uint8 // line feeds due before the next text
	pre   int   // number of open pre elements, whose line feeds are kept
}

func (w *writer) boundary(b uint8) { w.lines = max(w.lines, b) }

func (w *writer) text(s string) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			w.space = true
			if r == '\n' && w.pre > 0 {
				w.boundary(1)
			}
			i += n
			continue
		}
		w.flush()
		w.out = append(w.out, s[i:i+n]...)
		i += n
	}
}

func (w *writer) flush() {
	switch {
	case len(w.out) == 0:
	case w.lines == 2:
		w.out = append(w.out, "\n\n"...)
	case w.lines == 1:
		w.out = append(w.out, '\n')
	case w.space:
		w.out = append(w.out, ' ')
	}
	w.space, w.lines = false, 0
}
