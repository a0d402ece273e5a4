package block

import (
	"slices"

	"klartext/engine/tag"
	"klartext/engine/token"
)

// Page is an HTML page as a flat tape of elements and a list of blocks. It, and all slices of it, are valid until the
// Builder's next call and as long as Source is unchanged.
type Page struct {
	Source []byte
	Text   []byte  // the blocks' text, decoded and with white space collapsed, each block's ended by a line feed
	Blocks []Block // in page order; their Start and End are offsets into Text, From and To into Source

	// Elements are the elements of the page in the order of their start tags. Elements[0] is the root, which the page does
	// not write: it holds all others.
	Elements []Element

	Head      Head
	Truncated bool // a limit of the Builder was reached: what follows in the page is not in it
}

// Head lists the elements that say something about the page as a whole, by their index in Page.Elements and in page order,
// wherever on the page they stand.
type Head struct {
	Title   int32   // the first title element outside of svg, 0 when there is none
	Base    int32   // the first base element with an address, 0 when there is none
	HTML    int32   // the html element, 0 when the page does not write it
	Meta    []int32 // meta and link elements
	Scripts []int32 // script elements with type application/ld+json
	Times   []int32 // time elements with attributes, and elements but meta with an itemprop or property attribute
}

// Element is one element of a page. All offsets are into Page.Source.
type Element struct {
	Tag   tag.Tag
	Flags ElementFlags
	Depth uint16 // of the root 0

	Parent int32 // index of the parent, -1 for the root
	Next   int32 // index behind the last descendant: the element's subtree is Elements[i:Next]

	Start int32 // the '<' of the start tag
	Open  int32 // end of the start tag; the name and the attributes lie between Start and Open
	Close int32 // where the content ends: the '<' of the end tag, or where something else ended the element

	// Text and TextEnd are the length of Page.Text when the element was opened and closed: Page.Text[Text:TextEnd] is what
	// it says, with white space and line feeds at the edges, and one more where TextEnd lies behind the end of a block.
	Text, TextEnd int32

	Class, ID, Role Span // values of the attributes, raw

	// First and Last are the blocks of the element: Blocks[First:Last] are those that start inside it. Of an inline element
	// inside a block, First is that block.
	First, Last int32
}

// ElementFlags say more of an element.
type ElementFlags uint16

// Flags of elements. Those from Hidden on hold for all descendants too.
const (
	SelfClosed ElementFlags = 1 << iota // void, or closed by itself in foreign content
	Ended                               // the page writes its end tag
	HasAttrs
	Hidden    // by attribute, aria-hidden or style; scripts often show it
	Foreign   // svg or math, or inside
	Noscript  // inside noscript
	Skipped   // inside an element whose content is no text: script, style, template, iframe, svg, select …
	InHead    // inside head
	inherited = Hidden | Foreign | Noscript | Skipped | InHead
)

// Attr returns the raw value of the first attribute of element i with the name, in small letters, and whether there is one.
// The value is to be decoded with token.AppendDecoded. It reads the start tag anew.
func (p *Page) Attr(i int32, name string) (value []byte, ok bool) {
	e := &p.Elements[i]
	if e.Flags&HasAttrs == 0 {
		return nil, false
	}
	for a := range token.AttrsOf(p.Source, e.Start, e.Open) {
		if isName(p.Source[a.NameStart:a.NameEnd], name) {
			return p.Source[a.ValueStart:a.ValueEnd], true
		}
	}
	return nil, false
}

// Content returns the bytes between the start and the end tag of element i.
func (p *Page) Content(i int32) []byte {
	e := &p.Elements[i]
	return p.Source[e.Open:max(e.Open, e.Close)]
}

// Clone returns a copy that shares no memory with p, of the given source and text, which are copies of p's.
func (p *Page) Clone(source, text []byte) *Page {
	c := *p
	c.Source, c.Text = source, text
	c.Blocks, c.Elements = slices.Clone(p.Blocks), slices.Clone(p.Elements)
	c.Head.Meta, c.Head.Scripts, c.Head.Times = slices.Clone(p.Head.Meta), slices.Clone(p.Head.Scripts), slices.Clone(p.Head.Times)
	return &c
}
