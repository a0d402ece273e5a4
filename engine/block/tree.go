package block

import (
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// open is an element whose end has not been reached.
type open struct {
	el    int32
	name  uint32 // hash of the name, for elements that are not in package tag
	tag   tag.Tag
	link  bool // its text is link text
	flags ElementFlags

	// What flow counted in the block before the element.
	linked, anchors int32
}

func (b *Builder) top() *open { return &b.stack[len(b.stack)-1] }

// push appends the element of a start tag to the tape, as a child of the innermost open element,
// and opens it.
func (b *Builder) push(t *token.Token, void, foreign bool) {
	if len(b.stack) >= MaxDepth && !void {
		b.pop(t.Start)
	}
	parent := b.top()
	p := &b.page
	i, blocks := int32(len(p.Elements)), int32(len(p.Blocks))
	p.Elements = append(p.Elements, Element{})
	e := &p.Elements[i]
	e.Tag, e.Flags, e.Depth = t.Tag, parent.flags|flagsOf[t.Tag], uint16(len(b.stack))
	e.Parent, e.Next = parent.el, i+1
	e.Start, e.Open, e.Close = t.Start, t.End, t.End
	e.First, e.Last = blocks, blocks
	e.Text, e.TextEnd = int32(len(p.Text)), int32(len(p.Text))
	if b.flow.start >= 0 {
		e.Last++
	}
	e.Flags &^= Foreign
	switch {
	case foreign:
		e.Flags |= Foreign
		if t.Tag == tag.ForeignObject {
			b.show(e)
		}
	case t.Tag == tag.Body:
		b.bodySeen = true
	}
	link := false
	if b.fragment != nil {
		link = t.Tag == tag.A
	} else {
		if attrs := b.tokens.Attrs(); len(attrs) > 0 {
			link = b.attrs(e, i, attrs)
		}
		b.list(e, i)
	}
	if void {
		e.Flags |= SelfClosed
		return
	}
	o := open{
		el: i, tag: t.Tag, link: link, flags: e.Flags & inherited,
		linked: b.flow.linked, anchors: b.flow.anchors,
	}
	if t.Tag == tag.Unknown {
		o.name = b.nameHash(t)
	}
	if link {
		b.flow.links++
		b.flow.anchors++
	}
	if preserves[t.Tag] {
		b.flow.pre++
	}
	b.stack = append(b.stack, o)
	b.opened[t.Tag]++
}

// attrs reads the attributes that the tape keeps or that the element's flags depend on, and reports
// whether the element is a link.
func (b *Builder) attrs(e *Element, i int32, attrs []token.Attr) (link bool) {
	e.Flags |= HasAttrs
	src := b.page.Source
	timed := e.Tag == tag.Time
	for k := range attrs {
		a := &attrs[k]
		name, value := src[a.NameStart:a.NameEnd], src[a.ValueStart:a.ValueEnd]
		switch len(name) {
		case 2:
			if isName(name, "id") && e.ID.End == 0 {
				e.ID = Span{a.ValueStart, a.ValueEnd}
			}
		case 4:
			if isName(name, "role") && e.Role.End == 0 {
				e.Role = Span{a.ValueStart, a.ValueEnd}
			} else if isName(name, "href") {
				link = b.href(e.Tag, i)
			} else if e.Tag == tag.Script && isName(name, "type") &&
				ascii.ContainsFold(value, "ld+json") {
				b.script(i)
			}
		case 5:
			if isName(name, "class") && e.Class.End == 0 {
				e.Class = Span{a.ValueStart, a.ValueEnd}
			} else if isName(name, "style") {
				e.Flags |= hides(e.Tag, value)
			}
		case 6:
			if isName(name, "hidden") {
				e.Flags |= Hidden
				if len(value) < len("until-found") { // which a search in the page shows
					e.Flags |= Unseen
				}
			}
		case 14:
			// A declarative shadow root is the text of its host; any other template is none.
			if e.Tag == tag.Template && ascii.EqualFold(name, "shadowrootmode") &&
				len(value) >= len("open") {
				e.Flags = e.Flags&^Skipped | b.top().flags&Skipped
			}
		case 8:
			timed = timed || isName(name, "itemprop") || isName(name, "property")
		case 11:
			if isName(name, "aria-hidden") && isName(value, "true") {
				e.Flags |= Hidden
			}
		}
	}
	if timed && e.Tag != tag.Meta {
		b.page.Head.Times = append(b.page.Head.Times, i)
	}
	return link
}

// href records an element with an address and reports whether it is a link.
func (b *Builder) href(t tag.Tag, i int32) (link bool) {
	if h := &b.page.Head; t == tag.Base && h.Base == 0 {
		h.Base = i
	}
	return t == tag.A
}

// script records an element with JSON-LD, once.
func (b *Builder) script(i int32) {
	h := &b.page.Head
	if n := len(h.Scripts); n == 0 || h.Scripts[n-1] != i {
		h.Scripts = append(h.Scripts, i)
	}
}

// list records the elements that describe the page.
func (b *Builder) list(e *Element, i int32) {
	h := &b.page.Head
	switch e.Tag {
	case tag.Meta, tag.Link:
		h.Meta = append(h.Meta, i)
	case tag.Title:
		if h.Title == 0 && e.Flags&Foreign == 0 {
			h.Title = i
		}
	case tag.Html:
		if h.HTML == 0 {
			h.HTML = i
		}
	}
}

// isName is ascii.EqualFold with a fast path for names in lower case, as nearly all are. Without it
// HTML takes 2 % longer.
func isName(name []byte, want string) bool {
	return string(name) == want || ascii.EqualFold(name, want)
}

// nameHash returns the hash of a tag's name in lower case.
func (b *Builder) nameHash(t *token.Token) uint32 {
	h := uint32(HashSeed)
	src := b.page.Source
	if b.fragment != nil {
		src = b.fragment.Text
	}
	for _, c := range src[t.DataStart:t.DataEnd] {
		h = (h ^ uint32(ascii.Lower(c))) * 16777619
	}
	return h
}

// pop closes the innermost open element at offset at.
func (b *Builder) pop(at int32) {
	o := b.top()
	if o.link && b.permalink(o.el) || o.flags&Unseen != 0 && b.remark(o.el) {
		b.retract(o)
	}
	e := &b.page.Elements[o.el]
	e.Next, e.Close, e.TextEnd = int32(len(b.page.Elements)), at, int32(len(b.page.Text))
	e.Last = int32(len(b.page.Blocks))
	if b.flow.start >= 0 {
		e.Last++
	}
	if o.link {
		b.flow.links--
		b.flow.linkEnd = len(b.page.Text)
	}
	b.opened[o.tag]--
	if preserves[o.tag] {
		b.flow.pre--
	}
	b.stack = b.stack[:len(b.stack)-1]
}

// popTo closes the open elements above stack[n], which stays open. The root is never closed.
func (b *Builder) popTo(n int, at int32) {
	for len(b.stack) > n+1 {
		b.pop(at)
	}
}

// find returns the index on the stack of the innermost open element with the given tag. It returns
// -1 if there is none, or if an element with one of the properties in barrier is above it.
func (b *Builder) find(t tag.Tag, name uint32, barrier tag.Props) int {
	if b.opened[t] == 0 {
		return -1
	}
	for n := len(b.stack) - 1; n > b.floor; n-- {
		o := &b.stack[n]
		if o.tag == t && o.name == name {
			return n
		}
		if o.tag.Props()&barrier != 0 {
			return -1
		}
	}
	return -1
}

// findAny is find for several tags.
func (b *Builder) findAny(barrier tag.Props, tags ...tag.Tag) int {
	for n := len(b.stack) - 1; n > b.floor; n-- {
		o := &b.stack[n]
		for _, t := range tags {
			if o.tag == t {
				return n
			}
		}
		if o.tag.Props()&barrier != 0 {
			return -1
		}
	}
	return -1
}

// within is findAny up to the innermost table.
func (b *Builder) within(tags ...tag.Tag) int {
	if b.opened[tag.Table] == 0 {
		return -1
	}
	for n := len(b.stack) - 1; n > b.floor; n-- {
		o := &b.stack[n]
		for _, t := range tags {
			if o.tag == t {
				return n
			}
		}
		if o.tag == tag.Table || o.tag == tag.Template {
			return -1
		}
	}
	return -1
}

// imply closes the elements that a start tag implicitly ends. It reports whether the new element is
// to be opened: a second body, a form within a form and a cell outside a table are not.
func (b *Builder) imply(t tag.Tag, p tag.Props, at int32) bool {
	if !b.implyHead(t, at) {
		return false
	}
	if p&tag.ClosesP != 0 && b.opened[tag.P] > 0 {
		n := b.find(tag.P, 0, tag.Scope)
		if n > 0 && (b.opened[tag.Button] == 0 || b.find(tag.Button, 0, tag.Scope) < n) {
			b.popTo(n-1, at)
		}
	}
	switch t {
	case tag.Li:
		b.closeItem(at, tag.Li, tag.Li)
	case tag.Dd, tag.Dt:
		b.closeItem(at, tag.Dd, tag.Dt)
	case tag.H1, tag.H2, tag.H3, tag.H4, tag.H5, tag.H6:
		if b.top().tag.Props()&tag.Heading != 0 {
			b.pop(at)
		}
	case tag.Rt, tag.Rp:
		if o := b.top().tag; o == tag.Rt || o == tag.Rp {
			b.pop(at)
		}
	case tag.Option, tag.Optgroup:
		if b.top().tag == tag.Option {
			b.pop(at)
		}
	case tag.Select:
		if n := b.find(tag.Select, 0, tag.Scope); n > 0 {
			b.popTo(n-1, at)
			return false
		}
	case tag.Input: // ends a select that was left open (13.2.6.4.7)
		if n := b.find(tag.Select, 0, tag.Scope); n > 0 {
			b.popTo(n-1, at)
		}
	case tag.Button:
		if n := b.find(tag.Button, 0, tag.Scope); n > 0 {
			b.popTo(n-1, at)
		}
	case tag.A:
		b.endLink(at)
	case tag.Form:
		return b.opened[tag.Form] == 0 || b.opened[tag.Template] > 0
	default:
		return b.implyTable(t, at)
	}
	return true
}

// implyHead opens and closes head and body.
func (b *Builder) implyHead(t tag.Tag, at int32) bool {
	switch t {
	case tag.Html:
		return len(b.stack) == 1 && b.page.Head.HTML == 0
	case tag.Head:
		return b.opened[tag.Head] == 0 && !b.bodySeen
	case tag.Body:
		b.endHead(at)
		return b.opened[tag.Body] == 0
	case tag.Title, tag.Meta, tag.Link, tag.Base, tag.Script, tag.Style, tag.Noscript,
		tag.Template, tag.Basefont, tag.Bgsound, tag.Noframes:
		return true
	}
	if o := b.top(); o.flags&InHead != 0 && o.flags&Skipped == 0 && !b.inNoscript(o.flags) {
		b.endHead(at)
	}
	return true
}

// inNoscript reports whether what follows is inside noscript. A noscript without an end tag
// contains nothing.
func (b *Builder) inNoscript(flags ElementFlags) bool {
	return flags&Noscript != 0 && int(b.ends[tag.Noscript]) < len(b.page.Source)
}

// endHead closes head.
func (b *Builder) endHead(at int32) {
	if b.opened[tag.Head] > 0 {
		if n := b.find(tag.Head, 0, 0); n > 0 {
			b.popTo(n-1, at)
		}
	}
}

// closeItem closes a list item before the next one.
func (b *Builder) closeItem(at int32, t, u tag.Tag) {
	if b.opened[t]+b.opened[u] == 0 {
		return
	}
	for n := len(b.stack) - 1; n > b.floor; n-- {
		switch o := b.stack[n].tag; {
		case o == t || o == u:
			b.popTo(n-1, at)
			return
		case o.Props()&tag.Special != 0 && o != tag.Address && o != tag.Div && o != tag.P:
			return
		}
	}
}

// endLink ends the open link, because links do not nest.
func (b *Builder) endLink(at int32) {
	n := b.find(tag.A, 0, tag.Scope)
	if n < 0 {
		return
	}
	for k := n + 1; k < len(b.stack); k++ {
		if level(b.stack[k].tag) {
			b.unlink(&b.stack[n])
			return
		}
	}
	b.popTo(n-1, at)
}

// unlink makes the rest of an open link's content ordinary text.
func (b *Builder) unlink(o *open) {
	if o.link {
		o.link = false
		b.flow.links--
	}
}

// implyTable closes cells, rows and row groups before the next one.
func (b *Builder) implyTable(t tag.Tag, at int32) bool {
	n := 0
	switch t {
	case tag.Td, tag.Th:
		n = b.within(tag.Tr, tag.Table)
	case tag.Tr:
		n = b.within(tag.Tbody, tag.Thead, tag.Tfoot, tag.Table)
	case tag.Tbody, tag.Thead, tag.Tfoot, tag.Caption, tag.Colgroup:
		n = b.within(tag.Table)
	default:
		return true
	}
	if n < 0 {
		return false
	}
	b.popTo(n, at)
	return true
}

// ended returns the index on the stack of the element that an end tag ends, together with the
// elements left open inside it, or -1 if the tag ends nothing.
func (b *Builder) ended(t *token.Token, p tag.Props) int {
	switch {
	case p&tag.Heading != 0:
		return b.findAny(tag.Scope, tag.H1, tag.H2, tag.H3, tag.H4, tag.H5, tag.H6)
	case b.opened[t.Tag] == 0:
		return -1
	case b.top().flags&Foreign != 0 && t.Tag != tag.Unknown, t.Tag == tag.Template:
		// In svg and math, </symbol> also ends a title that was left open (13.2.6.5).
		return b.find(t.Tag, 0, 0)
	case p&tag.TablePart != 0:
		return b.within(t.Tag)
	case t.Tag == tag.Unknown:
		return b.find(t.Tag, b.nameHash(t), tag.Scope)
	case p&tag.Special != 0 || level(t.Tag):
		return b.find(t.Tag, 0, tag.Scope)
	}
	return b.find(t.Tag, 0, tag.Special|tag.Scope)
}
