package markup

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// A footnote is a short link, raised or marked as one, to an element further down the page. If both
// are written they become [^1] and [^1]: in Markdown, a link and its target in HTML; otherwise the
// link is like any other.

// notes are the footnotes of the page.
type notes struct {
	refs    [2 * maxNotes]noteRef // by the hash of their target's id, open addressing
	wanted  int
	targets [maxNotes]int32 // the elements with the notes, in page order; note 1 is the first
	found   int
}

// noteRef is the link to a footnote.
type noteRef struct {
	hash uint32 // of the id, 0 of a free slot
	el   int32  // the first link
	note uint16 // its number, 0 if the note was not found
}

// find finds the footnotes of a page of which something is written.
func (n *notes) find(t *tape) {
	end := int32(len(t.Elements))
	for el := t.elementAt(t.Blocks[t.first].From); el < end; el++ {
		if t.Elements[el].Tag == tag.A && t.isNoteRef(el) {
			n.want(t.fragment(el), el)
		}
	}
	if n.wanted == 0 {
		return
	}
	for el := int32(1); el < end; el++ {
		if e := &t.Elements[el]; !e.ID.Empty() {
			n.meet(t, el)
		}
	}
}

// isNoteRef reports whether a link may lead to a footnote.
func (t *tape) isNoteRef(el int32) bool {
	e := &t.Elements[el]
	if e.TextEnd-e.Text > maxNoteRef || e.Flags&(block.HasAttrs|block.Skipped) != block.HasAttrs {
		return false
	}
	raised := t.Elements[e.Parent].Tag == tag.Sup ||
		el+1 < e.Next && t.Elements[el+1].Tag == tag.Sup
	if !raised && !ascii.EqualFold(e.Role.Of(t.Source), "doc-noteref") &&
		!bytes.Contains(t.class(el), []byte("footnote")) {
		return false
	}
	return len(t.fragment(el)) > 0 && e.First < e.Last && t.writes(e.First)
}

// fragment returns the id that a link within the page leads to.
func (t *tape) fragment(el int32) []byte {
	href := t.attr(el, "href")
	if len(href) < 2 || len(href) > maxID || href[0] != '#' {
		return nil
	}
	return href[1:]
}

func hashID(id []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range id {
		h = (h ^ uint32(c)) * 16777619
	}
	return max(h, 1)
}

// ref returns the slot of an id: a free one when no link leads there.
func (n *notes) ref(id []byte) *noteRef {
	h := hashID(id)
	at := h % uint32(len(n.refs))
	for n.refs[at].hash != 0 && n.refs[at].hash != h {
		at = (at + 1) % uint32(len(n.refs))
	}
	return &n.refs[at]
}

// want notes that a link leads to an id.
func (n *notes) want(id []byte, el int32) {
	if r := n.ref(id); r.hash == 0 && n.wanted < maxNotes {
		*r = noteRef{hash: hashID(id), el: el}
		n.wanted++
	}
}

// meet makes the element with an id, or the one that starts with it, a footnote when a link above
// leads to it.
func (n *notes) meet(t *tape, el int32) {
	id := t.Elements[el].ID.Of(t.Source)
	if len(id) > maxID {
		return
	}
	r := n.ref(id)
	if r.hash == 0 || r.note != 0 || el < r.el || n.found == maxNotes {
		return
	}
	target := t.noteAround(el)
	if target == 0 {
		return
	}
	e := &t.Elements[target]
	if e.Last-e.First > maxItem || e.Start < t.Elements[r.el].Start ||
		!t.writesAny(e.First, e.Last) {
		return
	}
	if n.found > 0 {
		last := n.targets[n.found-1]
		if last >= target || t.Elements[last].Next > target {
			return
		}
	}
	if t.Elements[r.el].First >= e.First { // the link is inside its own target
		return
	}
	n.targets[n.found] = target
	n.found++
	r.note = uint16(n.found)
}

// noteAround returns the element that can be the text of a footnote and starts with an element, or
// is that element; 0 if there is none.
func (t *tape) noteAround(el int32) int32 {
	target := el
	for n := 0; n < maxInNote && !noteElement[t.Elements[target].Tag]; n++ {
		p := t.Elements[target].Parent
		if p <= 0 || t.Elements[p].Text != t.Elements[el].Text {
			return 0
		}
		target = p
	}
	if !noteElement[t.Elements[target].Tag] {
		return 0
	}
	return target
}

// noteElement is the set of elements that can be the text of a footnote.
var noteElement = [256]bool{
	tag.Li: true, tag.P: true, tag.Div: true, tag.Dd: true, tag.Aside: true, tag.Section: true,
}

// of returns the number of the footnote whose text is an element, or 0 if it is not a footnote.
func (n *notes) of(el int32) uint16 {
	lo, hi := 0, n.found
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if n.targets[mid] < el {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < n.found && n.targets[lo] == el {
		return uint16(lo + 1)
	}
	return 0
}
