package block

import (
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// The tape holds the elements of svg and math (13.2.6.5). The text of math is text of the page.
// That of svg is not, because it labels drawings, except for HTML inside foreignObject.

// breaksOut has the elements that end svg and math because they cannot be inside them.
var breaksOut = func() (t [256]bool) {
	for _, k := range [...]tag.Tag{
		tag.B, tag.Big, tag.Blockquote, tag.Body, tag.Br, tag.Center, tag.Code, tag.Dd, tag.Div,
		tag.Dl, tag.Dt, tag.Em, tag.Embed, tag.H1, tag.H2, tag.H3, tag.H4, tag.H5, tag.H6, tag.Head,
		tag.Hr, tag.I, tag.Img, tag.Li, tag.Listing, tag.Menu, tag.Meta, tag.Nobr, tag.Ol, tag.P,
		tag.Pre, tag.Ruby, tag.S, tag.Small, tag.Span, tag.Strong, tag.Strike, tag.Sub, tag.Sup,
		tag.Table, tag.Tt, tag.U, tag.Ul, tag.Var,
	} {
		t[k] = true
	}
	return t
}()

// foreignContent reports whether the next tag is in svg or math, rather than in HTML.
func (b *Builder) foreignContent() bool {
	o := b.top()
	return o.flags&Foreign != 0 && !b.integrates(o)
}

// integrates reports whether the content of an svg or math element is HTML, that is, whether the
// element is an integration point.
func (b *Builder) integrates(o *open) bool {
	switch o.tag {
	case tag.ForeignObject, tag.Desc, tag.Title, tag.Mi, tag.Mo, tag.Mn, tag.Ms, tag.Mtext:
		return true
	case tag.AnnotationXML:
		v, _ := b.page.Attr(o.el, "encoding")
		return ascii.EqualFold(v, "text/html") || ascii.EqualFold(v, "application/xhtml+xml")
	}
	return false
}

// leaveForeign closes svg and math elements up to the HTML around them.
func (b *Builder) leaveForeign(at int32) {
	for len(b.stack) > b.floor+1 && b.foreignContent() {
		b.pop(at)
	}
}

// show makes the content of an element text of the page, although that of the svg around it is not.
func (b *Builder) show(e *Element) {
	if n := b.find(tag.Svg, 0, 0); n > 0 {
		e.Flags = e.Flags&^Skipped | b.stack[n-1].flags&Skipped
		b.flow.space = true
	}
}
