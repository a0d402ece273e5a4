package htmlnode

import (
	"strings"

	"golang.org/x/net/html"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// AppendHTML appends a node and its descendants as HTML for the engine to read. It differs from
// html.Render:
//
//   - It does not recurse, so a tree may have any depth.
//   - It accepts what Render refuses. Children of an element that cannot have any (br, img) follow
//     it. An element whose name is not valid in a tag, which only a program can make, is left out,
//     but its content is written.
//   - The content of noscript is written as markup, no matter how it was parsed. html.Parse reads
//     it as text, as a browser does.
//   - Text that a parser would not read back unchanged cannot break out of its element: an end tag
//     of script within the content of a script ends that content.
//   - Comments are left out.
//
// See https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments
func AppendHTML(dst []byte, root *html.Node) []byte {
	if root == nil {
		return dst
	}
	for n := root; ; {
		dst = appendStart(dst, n)
		if n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for dst = appendEnd(dst, n); n != root && n.NextSibling == nil; dst = appendEnd(dst, n) {
			n = n.Parent
		}
		if n == root {
			return dst
		}
		n = n.NextSibling
	}
}

// appendStart appends what comes before the children of a node.
func appendStart(dst []byte, n *html.Node) []byte {
	switch n.Type {
	case html.DoctypeNode:
		return append(append(append(dst, "<!DOCTYPE "...), nameOf(n)...), '>')
	case html.RawNode:
		return append(dst, n.Data...)
	case html.TextNode:
		return appendText(dst, n)
	case html.ElementNode:
		return appendTag(dst, n)
	}
	return dst
}

// appendEnd appends what comes after the children of a node.
func appendEnd(dst []byte, n *html.Node) []byte {
	name := nameOf(n)
	if n.Type != html.ElementNode || name == "" || isVoid(n) {
		return dst
	}
	return append(append(append(dst, "</"...), name...), '>')
}

// nameOf returns the name that a node is written with, or "" if it cannot be written. Elements
// whose content is text up to the end of the page, or up to an end tag that the text may contain,
// are written as pre.
func nameOf(n *html.Node) string {
	switch n.Data {
	case "plaintext", "xmp", "listing":
		return "pre"
	case "":
		return ""
	}
	if !ascii.IsLetter(n.Data[0]) || !inTag(n.Data) {
		return ""
	}
	return n.Data
}

// inTag reports whether name is read as one name within a tag.
func inTag(name string) bool {
	for i := 0; i < len(name); i++ {
		switch name[i] {
		case ' ', '\t', '\r', '\n', '\f', '/', '>', 0:
			return false
		}
	}
	return true
}

func isVoid(n *html.Node) bool {
	return n.Namespace == "" && tag.Lookup([]byte(n.Data)).Is(tag.Void)
}

func appendTag(dst []byte, n *html.Node) []byte {
	name := nameOf(n)
	if name == "" {
		return dst
	}
	dst = append(append(dst, '<'), name...)
	for i := range n.Attr {
		dst = appendAttr(dst, &n.Attr[i])
	}
	dst = append(dst, '>')
	if name == "pre" || name == "textarea" {
		if text := n.FirstChild; text != nil && text.Type == html.TextNode &&
			strings.HasPrefix(text.Data, "\n") {
			dst = append(dst, '\n') // a parser drops the first line feed
		}
	}
	return dst
}

func appendAttr(dst []byte, a *html.Attribute) []byte {
	if a.Key == "" || !inTag(a.Key) || strings.IndexByte(a.Key[1:], '=') >= 0 {
		return dst
	}
	dst = append(dst, ' ')
	if a.Namespace != "" {
		dst = append(append(dst, a.Namespace...), ':')
	}
	dst = append(append(dst, a.Key...), `="`...)
	return append(appendEscaped(dst, a.Val), '"')
}

func appendText(dst []byte, n *html.Node) []byte {
	parent := n.Parent
	if parent == nil || parent.Type != html.ElementNode || parent.Namespace != "" {
		return appendEscaped(dst, n.Data)
	}
	switch parent.Data {
	case "noscript":
		return append(dst, n.Data...)
	case "script", "style", "iframe", "noembed", "noframes":
		return append(dst, beforeEndTag(n.Data, parent.Data)...)
	}
	return appendEscaped(dst, n.Data)
}

// beforeEndTag returns the part of text before the first end tag of the element name.
func beforeEndTag(text, name string) string {
	for i := 0; ; i += 2 {
		next := strings.Index(text[i:], "</")
		if next < 0 {
			return text
		}
		i += next
		if rest := text[i+2:]; len(rest) >= len(name) && strings.EqualFold(rest[:len(name)], name) {
			return text[:i]
		}
	}
}

// appendEscaped appends text, or the value of an attribute, with the necessary character
// references. A bare carriage return would be read back as a line feed. A NUL, which no parser
// produces, becomes U+FFFD.
func appendEscaped(dst []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= '>' && references[c] != "" {
			dst = append(append(dst, s[done:i]...), references[c]...)
			done = i + 1
		}
	}
	return append(dst, s[done:]...)
}

var references = [...]string{
	'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\r': "&#13;", 0: "\uFFFD",
}
