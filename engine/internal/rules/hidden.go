package rules

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/sheet"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// hidden labels the text of an HTML page that no reader sees: what an attribute or a style hides,
// and what noscript has for browsers without scripts. It stays open where a reader gets to see it
// after all: in a tab or an accordion, and where it is most of the page's text, which a script
// shows when it has loaded.
type hidden struct{ *page }

const (
	minMass     = 0.2  // estimate from which a block counts for what most of the text is
	minHidden   = 0.05 // estimate; below, a block is no main text anyway
	maxHidden   = 64   // elements whose ids are looked for
	minID       = 3    // bytes of an id that is looked for
	maxAside    = 4    // siblings after a hidden element that are looked at
	maxSiblings = 64   // siblings before it
)

// masses are the words of the main text by who sees it, each weighted by its estimate.
type masses struct{ seen, unseen, noscript float32 }

func (p hidden) weigh() (m masses) {
	for i := range p.blocks {
		estimate := p.sheet.Estimate[i]
		if estimate < minMass {
			continue
		}
		mass := estimate * float32(p.blocks[i].Words)
		switch flags := p.flags(i); {
		case flags&block.Unseen != 0:
			m.unseen += mass
		case flags&block.Noscript != 0:
			m.noscript += mass
		default:
			m.seen += mass
		}
	}
	return m
}

// flags returns the flags of a block's element, and whether all of the block is in a hidden inline
// element.
func (p hidden) flags(i int) block.ElementFlags {
	b := &p.blocks[i]
	flags := p.tape.Elements[b.Node].Flags
	if e := &p.tape.Elements[b.Inner]; e.Text <= b.Start && e.TextEnd >= b.End {
		flags |= e.Flags & block.Unseen
	}
	return flags
}

// unseen reports whether no reader sees block i.
func (p *page) unseen(i int) bool {
	return p.sheet.Rules[i].Label != label.None && p.sheet.Rules[i].Rule == sheet.ByHiding
}

// label labels the hidden blocks of a page.
func (p hidden) label() {
	if p.tape == nil {
		return
	}
	m := p.weigh()
	last, shown, n := int32(0), false, 0
	for i := range p.blocks {
		flags := p.flags(i)
		if flags&(block.Unseen|block.Noscript) == 0 || !p.open(i) ||
			p.sheet.Estimate[i] < minHidden {
			continue
		}
		if flags&block.Unseen == 0 {
			if m.noscript <= m.seen {
				p.set(i, label.Other, sheet.ByHiding, confident)
			}
			continue
		}
		if m.unseen > m.seen {
			continue
		}
		if root := p.root(p.blocks[i].Inner); root != last {
			n++
			// The last item of a list is like those before it.
			shown = shown && p.same(root, last) || p.panel(root) || n <= maxHidden && p.named(root)
			last = root
		}
		if !shown {
			p.set(i, label.Other, sheet.ByHiding, confident)
		}
	}
}

// root returns the outermost hidden element around element el.
func (p hidden) root(el int32) (root int32) {
	for root = el; el > 0; el = p.tape.Elements[el].Parent {
		if p.tape.Elements[el].Flags&block.Unseen == 0 {
			break
		}
		root = el
	}
	return root
}

// named reports whether the page names the id of an element elsewhere: in a link, an attribute of a
// control or a script.
func (p hidden) named(el int32) bool {
	e := &p.tape.Elements[el]
	id := e.ID.Of(p.tape.Source)
	return len(id) >= minID && (bytes.Contains(p.tape.Source[:e.Start], id) ||
		bytes.Contains(p.tape.Source[e.Open:], id))
}

// panel reports whether a hidden element is a tab or the body of an accordion: its attributes say
// so, one of its kind is shown, or a control or a heading of its own stands beside it.
func (p hidden) panel(el int32) bool {
	e := &p.tape.Elements[el]
	if string(e.Role.Of(p.tape.Source)) == "tabpanel" {
		return true
	}
	for _, word := range expanding {
		if bytes.Contains(p.tape.Source[e.Start:e.Open], word) {
			return true
		}
	}
	siblings := p.tape.Elements[e.Parent].Next
	for k, n := e.Next, 0; k < siblings && n < maxAside; k, n = p.tape.Elements[k].Next, n+1 {
		if p.control(k) || p.alike(el, k) {
			return true
		}
	}
	before := int32(-1)
	for k, n := e.Parent+1, 0; k < el && n < maxSiblings; k, n = p.tape.Elements[k].Next, n+1 {
		if p.alike(el, k) {
			return true
		}
		before = k
	}
	return before >= 0 && (p.control(before) || p.heads(before, e.Next, siblings) ||
		e.Next >= siblings && p.listed(el))
}

// listed reports whether a hidden element is the end of an item in a list of items that end so:
// the answer below each question.
func (p hidden) listed(el int32) bool {
	item := &p.tape.Elements[p.tape.Elements[el].Parent]
	if item.Parent < 0 || item.Next >= p.tape.Elements[item.Parent].Next {
		return false
	}
	next := &p.tape.Elements[item.Next]
	if next.Tag != item.Tag || next.Flags&block.Unseen != 0 {
		return false
	}
	last, n := int32(-1), 0
	for k := item.Next + 1; k < next.Next && n < maxSiblings; k, n = p.tape.Elements[k].Next, n+1 {
		last = k
	}
	return n > 1 && n < maxSiblings && p.same(el, last) &&
		p.tape.Elements[last].Flags&block.Unseen != 0
}

// same reports whether two elements have the same name and the same classes.
func (p hidden) same(el, k int32) bool {
	e, x := &p.tape.Elements[el], &p.tape.Elements[k]
	return x.Tag == e.Tag && bytes.Equal(x.Class.Of(p.tape.Source), e.Class.Of(p.tape.Source))
}

var expanding = [...][]byte{
	[]byte("expand"), []byte("labelledby"), []byte("collaps"), []byte("height:0"),
	[]byte("height: 0"),
}

// alike reports whether element k is shown and has the name and the classes of element el.
func (p hidden) alike(el, k int32) bool {
	return p.tape.Elements[k].Flags&block.Unseen == 0 && !p.tape.Elements[el].Class.Empty() &&
		p.same(el, k)
}

// control reports whether an element is a control, or has one and no more than a few words.
func (p hidden) control(el int32) bool {
	e := &p.tape.Elements[el]
	switch {
	case e.Flags&block.Unseen != 0:
		return false
	case e.Tag == tag.Button, e.Tag == tag.Summary:
		return true
	case e.Flags&block.HasAttrs == 0:
		return false
	}
	if href, _ := p.tape.Attr(el, "href"); len(href) > 0 && href[0] == '#' {
		return true
	}
	start := p.tape.Source[e.Start:e.Open]
	return bytes.Contains(start, []byte("aria-expanded")) ||
		bytes.Contains(start, []byte("onclick")) || string(e.Role.Of(p.tape.Source)) == "button"
}

// heads reports whether element k is the heading of what follows it up to the element after, and of
// nothing else: after is the next heading of its kind, or there is none.
func (p hidden) heads(k, after, siblings int32) bool {
	e := &p.tape.Elements[k]
	return (e.Tag == tag.Dt || e.Tag.Props()&tag.Heading != 0) &&
		(after >= siblings || p.tape.Elements[after].Tag == e.Tag)
}
