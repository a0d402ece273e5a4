package block

import (
	"bytes"
	"math"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// HTML pages are read in one forward pass:
//
//	html.go     tokens come in; each tag opens and closes elements and ends lines
//	tree.go     the stack of open elements: implied end tags, misnesting, the flat tape
//	foreign.go  svg and math, and the HTML inside them
//	breaks.go   which elements separate lines and words, and whose content is not text
//	flow.go     the text between two line breaks becomes a block, decoded and collapsed
//	page.go     the result

// Limits of HTML pages, none of them from a standard. Exceeding them is not an error. Every token
// takes at most MaxDepth steps on the stack, and its bytes are read a fixed number of times.
const (
	// MaxDepth is the maximum nesting depth of elements. A deeper element becomes a sibling of the
	// one at that depth, as in browsers.
	MaxDepth = 512
	// MaxElements is the maximum number of elements. The rest of the page is left out, and
	// Page.Truncated is set.
	MaxElements = 1 << 22
)

// HTML reads an HTML page in UTF-8 and makes at most limit blocks (0: no limit). The Page is valid
// until the next call. src must be shorter than 2 GB.
func (b *Builder) HTML(src []byte, limit int) *Page { return b.HTMLWith(src, limit, nil) }

// HTMLWith is HTML for a page of which one script holds the text, which is read as a part of the
// page. It becomes Page.Body.
func (b *Builder) HTMLWith(src []byte, limit int, body *Fragment) *Page {
	if limit <= 0 {
		limit = math.MaxInt
	}
	b.begin(src, limit)
	b.inScript = body
	b.tokens.Reset(src)
	for b.tokens.Next(&b.tok) && !b.page.Truncated {
		b.take()
	}
	b.end(int32(len(src)))
	return &b.page
}

// take adds a token to the page.
func (b *Builder) take() {
	switch b.tok.Kind {
	case token.Text:
		b.text()
	case token.StartTag:
		b.startTag()
	case token.EndTag:
		b.endTag()
	}
}

func (b *Builder) begin(src []byte, limit int) {
	p := &b.page
	*p = Page{
		Source: src, Text: p.Text[:0], Blocks: p.Blocks[:0], Elements: p.Elements[:0],
		Head: Head{Meta: p.Head.Meta[:0], Scripts: p.Head.Scripts[:0], Times: p.Head.Times[:0]},
	}
	b.stack = b.stack[:0]
	b.opened = [256]uint16{}
	b.flow = flow{limit: limit, start: -1}
	b.noscriptEnd, b.fragment, b.floor = 0, nil, 0
	clear(b.ends[:])
	b.bodySeen, b.indent = false, b.indent[:0]
	p.Elements = append(p.Elements, Element{Parent: -1})
	b.stack = append(b.stack, open{})
}

// end closes all open elements at the end of the page.
func (b *Builder) end(at int32) {
	b.breakLine(1, at, at)
	b.popTo(0, at)
	root := &b.page.Elements[0]
	root.TextEnd = int32(len(b.page.Text))
	root.Next, root.Close, root.Last = int32(len(b.page.Elements)), at, int32(len(b.page.Blocks))
	b.finish()
}

// startTag handles a start tag.
func (b *Builder) startTag() {
	t := &b.tok
	p := t.Tag.Props()
	foreign := b.foreignContent()
	if foreign && breaksOut[t.Tag] {
		b.leaveForeign(t.Start)
		foreign = b.foreignContent()
	}
	foreign = foreign || t.Tag == tag.Svg || t.Tag == tag.Math
	if !foreign && !b.imply(t.Tag, p, t.Start) {
		b.breakLine(breakOf[t.Tag], t.Start, t.End)
		return
	}
	switch br := breakOf[t.Tag]; {
	case b.top().flags&Skipped != 0:
	case foreign:
		b.flow.icon = b.flow.icon || t.Tag == tag.Svg
	case br > 0:
		b.breakLine(br, t.Start, t.End)
	default:
		b.inline(t.Tag)
	}
	if len(b.page.Elements) >= MaxElements {
		b.page.Truncated = true
		return
	}
	b.push(t, b.isVoid(t, p, foreign), foreign)
	b.tokens.SetForeign(b.foreignContent())
	if t.Tag == tag.Noscript && !foreign && b.fragment == nil {
		b.enterNoscript(t.End)
	}
}

// isVoid reports whether an element has no content and no end tag. In XHTML a textarea or title may
// be self-closing. Without an end tag it must not swallow the page.
func (b *Builder) isVoid(t *token.Token, p tag.Props, foreign bool) bool {
	closed := t.Flags&token.SelfClosing != 0
	switch {
	case foreign:
		return closed
	case closed && p&(tag.RCData|tag.RawText) != 0 && b.fragment == nil && b.nextEnd(t.Tag, t.End) < 0:
		b.tokens.SetModel(token.Data, tag.Unknown)
		return true
	}
	return p&tag.Void != 0
}

// inline separates the words on both sides of an inline element that a reader would not see as one
// word. Adjacent links are separated too.
func (b *Builder) inline(t tag.Tag) {
	if parts[t] || t == tag.A && b.flow.linkEnd == len(b.page.Text) {
		b.flow.space = true
	}
}

// endTag handles an end tag.
func (b *Builder) endTag() {
	t := &b.tok
	switch t.Tag {
	case tag.Br:
		b.breakLine(1, t.Start, t.End)
		return
	case tag.Body, tag.Html: // what follows still belongs to them
		b.breakLine(2, t.Start, t.End)
		return
	}
	n := b.ended(t, t.Tag.Props())
	flags := b.top().flags
	if n > 0 && t.Tag != tag.Unknown {
		flags &= b.stack[n].flags
	}
	br := breakOf[t.Tag]
	if n > 0 && br == 0 {
		br = b.breaksAbove(n)
	}
	switch {
	case flags&(Foreign|Skipped) != 0:
	case br > 0:
		b.breakLine(br, t.Start, t.End)
	case parts[t.Tag] && (n > 0 || t.Tag == tag.Unknown):
		b.flow.space = true
	}
	if n > 0 {
		b.popTo(n, t.Start)
		b.page.Elements[b.top().el].Flags |= Ended
		b.pop(t.Start)
	} else if t.Tag == tag.A {
		b.endLink(t.Start)
	}
	b.tokens.SetForeign(b.foreignContent())
}

// breaksAbove returns how the open elements above stack[n] separate the text that follows when they
// are closed.
func (b *Builder) breaksAbove(n int) (br uint8) {
	for _, o := range b.stack[n+1:] {
		br = max(br, breakOf[o.tag])
	}
	return br
}

// enterNoscript prevents a raw text element that is left open inside noscript, usually an empty
// iframe, from swallowing what follows the noscript.
func (b *Builder) enterNoscript(at int32) {
	if at < b.noscriptEnd {
		return
	}
	if i := b.nextEnd(tag.Noscript, at); i >= 0 {
		b.noscriptEnd = i
		b.tokens.SetEnd(i)
	}
}

// nextEnd returns the offset of the next end tag of an element at or after the offset at, or -1 if
// there is none. It remembers what it found, so that all calls together read the page only once.
func (b *Builder) nextEnd(t tag.Tag, at int32) int32 {
	src, name := b.page.Source, t.String()
	i := max(b.ends[t], at)
	for ; int(i) < len(src); i += 2 {
		n := bytes.Index(src[i:], endTagOpen)
		if n < 0 {
			i = int32(len(src))
			break
		}
		i += int32(n)
		if ascii.HasPrefixFold(src[i+2:], name) {
			break
		}
	}
	if b.ends[t] = i; int(i) >= len(src) {
		return -1
	}
	return i
}

var endTagOpen = []byte("</")
