package block

import (
	"bytes"

	"klartext/engine/tag"
)

// Headings of documentation and encyclopedias link to themselves by a sign: "Install ¶", "# Usage".
// The link is interface, and its text is taken out of the heading.

const (
	maxPermalink = 40 // bytes of the text of such a link
	maxWithin    = 4  // elements between it and its heading
	minRemark    = 3  // words of a hidden remark
	maxRemark    = 25 // a long one is shown by "Read more"
)

// permalink reports whether the open link el, in a heading or a term, leads to that heading: its
// text has no word, or it names the heading and follows its words.
func (b *Builder) permalink(el int32) bool {
	p := &b.page
	e := &p.Elements[el]
	if n := int32(len(p.Text)) - e.Text; b.flow.start < 0 || int(e.Text) < b.flow.start || n == 0 ||
		n > maxPermalink {
		return false
	}
	at := e.Parent
	for n := 0; !heads[p.Elements[at].Tag]; n++ {
		if p.Elements[at].Tag == tag.Sup || n >= maxWithin || p.Elements[at].Parent < 0 {
			return false
		}
		at = p.Elements[at].Parent
	}
	href, _ := p.Attr(el, "href")
	i := bytes.IndexByte(href, '#')
	if i < 0 {
		return false
	}
	if s := Measure(p.Text[e.Text:]); s.Words == 0 && s.FirstRune != '*' && s.FirstRune != '†' {
		return true // an asterisk or a dagger leads to a note
	}
	id := p.Elements[at].ID.Of(p.Source)
	before := Measure(p.Text[b.flow.start:e.Text])
	return i == 0 && len(id) > 0 && bytes.Equal(href[1:], id) && before.Words > 0
}

// remark reports whether the open element el is hidden within a line that readers see. A script may
// show one that has an id, a word or two are a time or a count for programs, and a long one is the
// rest of a text that opens.
func (b *Builder) remark(el int32) bool {
	p := &b.page
	e := &p.Elements[el]
	if breakOf[e.Tag] > 0 || e.ID.End > 0 || p.Elements[e.Parent].Flags&Unseen != 0 ||
		b.flow.start < 0 || int(e.Text) <= b.flow.start || len(p.Text) == int(e.Text) {
		return false
	}
	words := Measure(p.Text[e.Text:]).Words
	return minRemark <= words && words <= maxRemark
}

// heads has the elements that such links are in.
var heads = func() (t [256]bool) {
	for k := range t {
		t[k] = tag.Tag(k).Is(tag.Heading)
	}
	t[tag.Dt], t[tag.Figcaption], t[tag.Caption] = true, true, true
	return t
}()

// retract takes the text of the open element o, and of those in it, out of the block. All of that
// text must be in the block.
func (b *Builder) retract(o *open) {
	f, p := &b.flow, &b.page
	e := &p.Elements[o.el]
	text := p.Text[e.Text:]
	f.linked, f.anchors = o.linked, o.anchors
	f.space, f.icon = f.space || text[0] == ' ', false
	p.Text = p.Text[:e.Text]
	blocks := int32(len(p.Blocks))
	if int(e.Text) == f.start {
		f.start = -1
	} else {
		blocks++
	}
	for k := int(o.el); k < len(p.Elements); k++ {
		x := &p.Elements[k]
		x.Text, x.TextEnd = min(x.Text, e.Text), min(x.TextEnd, e.Text)
		x.Last = min(x.Last, blocks)
	}
}
