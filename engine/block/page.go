package block

import (
	"slices"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// Page is an HTML page as a flat tape of elements and a list of blocks. It and all of its slices
// are valid until the Builder's next call, and as long as Source is unchanged.
type Page struct {
	Source []byte
	Text   []byte  // the blocks' text: decoded, collapsed, with a line feed after each block
	Blocks []Block // in page order; Start and End are offsets into Text, From and To into Source

	// Elements are the elements of the page in the order of their start tags. Elements[0] is the
	// root, which contains all others and is not in the source.
	Elements []Element

	Head      Head
	Body      int32 // the element with the text that a script holds, see HTMLWith; 0 for none
	Truncated bool  // a limit of the Builder was reached, and the rest of the page is left out
}

// Head lists the elements that describe the page as a whole, wherever they are on it. They are
// indices into Page.Elements, in page order.
type Head struct {
	Title   int32   // the first title element outside svg, or 0
	Base    int32   // the first base element with an href, or 0
	HTML    int32   // the html element, or 0 if the source has none
	Meta    []int32 // meta and link elements
	Scripts []int32 // script elements with type application/ld+json
	// Times are time elements with attributes, and elements other than meta with an itemprop or
	// property attribute.
	Times []int32
}

// Element is one element of a page. Unless stated otherwise, offsets are byte offsets into
// Page.Source.
type Element struct {
	Tag   tag.Tag
	Flags ElementFlags
	Depth uint16 // nesting depth; 0 for the root

	Parent int32 // index of the parent, -1 for the root
	Next   int32 // index following the last descendant: the subtree is Elements[i:Next]

	Start int32 // the '<' of the start tag
	Open  int32 // end of the start tag; the name and the attributes are between Start and Open
	Close int32 // end of the content: the '<' of the end tag, or of what else ended the element

	// Text and TextEnd are the lengths of Page.Text when the element was opened and closed.
	// Page.Text[Text:TextEnd] is the element's text, possibly with white space and line feeds at
	// its ends, including the line feed after a block that ends in the element.
	Text, TextEnd int32

	Class, ID, Role Span // raw values of these attributes

	// First and Last are the element's blocks: Blocks[First:Last] are those that start inside it.
	// For an inline element inside a block, First is that block.
	First, Last int32
}

// ElementFlags are properties of an element.
type ElementFlags uint16

// The flags of elements. Those from Hidden on apply to all descendants too.
const (
	SelfClosed ElementFlags = 1 << iota // void, or self-closing in foreign content
	Ended                               // the source has its end tag
	HasAttrs
	Hidden    // hidden by attribute, aria-hidden or style; scripts often show it
	Foreign   // in svg or math, or one of them
	Noscript  // inside noscript
	Skipped   // in an element whose content is not text: script, style, iframe, svg, select …
	InHead    // in head
	Unseen    // hidden by attribute or style, so that no browser shows it before a script does
	inherited = Hidden | Foreign | Noscript | Skipped | InHead | Unseen
)

// Attr returns the raw value of the first attribute with the given name of element i, and whether
// it has one. name must be in lower case. Decode the value with token.AppendDecoded. Attr reads the
// start tag again.
func (p *Page) Attr(i int32, name string) (value []byte, ok bool) {
	e := &p.Elements[i]
	if e.Flags&HasAttrs == 0 {
		return nil, false
	}
	for a := range token.AttrsOf(p.Source, e.Start, e.Open) {
		if ascii.EqualFold(p.Source[a.NameStart:a.NameEnd], name) {
			return p.Source[a.ValueStart:a.ValueEnd], true
		}
	}
	return nil, false
}

// Content returns the bytes between the start tag and the end tag of element i.
func (p *Page) Content(i int32) []byte {
	e := &p.Elements[i]
	return p.Source[e.Open:max(e.Open, e.Close)]
}

// Clone returns a copy of p that shares no memory with p. source and text must be copies of
// p.Source and p.Text.
func (p *Page) Clone(source, text []byte) *Page {
	c := *p
	c.Source, c.Text = source, text
	c.Blocks, c.Elements = slices.Clone(p.Blocks), slices.Clone(p.Elements)
	c.Head.Meta = slices.Clone(p.Head.Meta)
	c.Head.Scripts = slices.Clone(p.Head.Scripts)
	c.Head.Times = slices.Clone(p.Head.Times)
	return &c
}
