package markup

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// A footnote is a short link, raised or said to be one, to an element further down the page. When both are written they
// become [^1] and [^1]: in Markdown, a link and its target in HTML; otherwise the link is as any other.

// maxNotes is how many footnotes of a page are written as such.
const maxNotes = 512

// notes are the footnotes of the page.
type notes struct {
	refs    [2 * maxNotes]noteRef // by the hash of their target's id, open addressing
	wanted  int
	targets [maxNotes]int32 // the elements that hold the notes, in page order: number n is targets[n-1]
	numNote int
}

// noteRef is the link to a footnote.
type noteRef struct {
	hash uint32 // of the id, 0 of a free slot
	el   int32  // the first link
	note uint16 // its number, 0 when the note was not found
}

// findNotes finds the footnotes of the page.
func (w *pageWriter) findNotes() {
	for el := w.elementAt(w.page.Blocks[w.first].From); el < int32(len(w.page.Elements)); el++ {
		if w.page.Elements[el].Tag == tag.A && w.isNoteRef(el) {
			w.wantNote(el)
		}
	}
	if w.wanted == 0 {
		return
	}
	for el := int32(1); el < int32(len(w.page.Elements)); el++ {
		if e := &w.page.Elements[el]; !e.ID.Empty() {
			w.foundNote(el)
		}
	}
}

// maxNoteRef is the length of the longest text of the link to a footnote: "[note 12]".
const maxNoteRef = 12

func (w *pageWriter) isNoteRef(el int32) bool {
	e := &w.page.Elements[el]
	if e.TextEnd-e.Text > maxNoteRef || e.Flags&(block.HasAttrs|block.Skipped) != block.HasAttrs {
		return false
	}
	raised := w.page.Elements[e.Parent].Tag == tag.Sup || el+1 < e.Next && w.page.Elements[el+1].Tag == tag.Sup
	class := e.Class.Of(w.page.Source)
	class = class[:min(len(class), maxClass)]
	return (raised || ascii.EqualFold(e.Role.Of(w.page.Source), "doc-noteref") || bytes.Contains(class, []byte("footnote"))) &&
		len(w.fragment(el)) > 0 && e.First < e.Last && w.o.writes(&w.d.Blocks[e.First])
}

// fragment returns the id that a link within the page leads to.
func (w *pageWriter) fragment(el int32) []byte {
	href := attrOf(w.page, el, "href")
	if len(href) < 2 || len(href) > 256 || href[0] != '#' {
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

// refOf returns the slot of an id: a free one when no link leads there.
func (n *notes) refOf(id []byte) *noteRef {
	h := hashID(id)
	at := h % uint32(len(n.refs))
	for n.refs[at].hash != 0 && n.refs[at].hash != h {
		at = (at + 1) % uint32(len(n.refs))
	}
	return &n.refs[at]
}

func (w *pageWriter) wantNote(el int32) {
	id := w.fragment(el)
	r := w.refOf(id)
	if r.hash == 0 && w.wanted < maxNotes {
		*r = noteRef{hash: hashID(id), el: el}
		w.wanted++
	}
}

// foundNote makes the element with an id, or the one that starts with it, a footnote when a link above leads to it.
func (w *pageWriter) foundNote(el int32) {
	id := w.page.Elements[el].ID.Of(w.page.Source)
	if len(id) > 256 {
		return
	}
	r := w.refOf(id)
	if r.hash == 0 || r.note != 0 || el < r.el || w.numNote == maxNotes {
		return
	}
	target := el
	for n := 0; n < 4 && !noteElement[w.page.Elements[target].Tag]; n++ {
		p := w.page.Elements[target].Parent
		if p <= 0 || w.page.Elements[p].Text != w.page.Elements[el].Text {
			return
		}
		target = p
	}
	e := &w.page.Elements[target]
	if !noteElement[e.Tag] || e.Last-e.First > maxItem || e.Start < w.page.Elements[r.el].Start || !w.writesAny(e.First, e.Last) {
		return
	}
	if w.numNote > 0 && w.targets[w.numNote-1] >= target || w.numNote > 0 && w.page.Elements[w.targets[w.numNote-1]].Next > target {
		return
	}
	if w.page.Elements[r.el].First >= e.First { // the link stands in what it leads to
		return
	}
	w.targets[w.numNote] = target
	w.numNote++
	r.note = uint16(w.numNote)
}

// noteElement tells the elements that can be the text of a footnote.
var noteElement = [256]bool{tag.Li: true, tag.P: true, tag.Div: true, tag.Dd: true, tag.Aside: true, tag.Section: true}

// noteOf returns the number of the footnote that an element is the text of, 0 when it is none.
func (n *notes) noteOf(el int32) uint16 {
	lo, hi := 0, n.numNote
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if n.targets[mid] < el {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < n.numNote && n.targets[lo] == el {
		return uint16(lo + 1)
	}
	return 0
}

// noteLink writes the link to a footnote, and leaves out the one back. It reports whether the element was written.
func (w *pageWriter) noteLink(el int32) bool {
	if w.numNote == 0 {
		return false
	}
	id := w.fragment(el)
	if len(id) == 0 {
		return false
	}
	e := &w.page.Elements[el]
	if !w.html && w.inNote() && e.TextEnd-e.Text <= maxNoteRef && !hasWord(w.d.Text[e.Text:e.TextEnd]) {
		w.skipText(e)
		return true
	}
	r := w.refOf(id)
	if r.note == 0 || w.linked > 0 || !w.isNoteRef(el) {
		return false
	}
	if w.html {
		w.textTo(e.Text)
		w.addSpan(span{next: e.Next, end: e.TextEnd, el: el, kind: linkSpan, tag: tag.A, note: r.note})
		return false
	}
	w.skipText(e)
	w.beforeText(-1)
	w.guard(len(w.dst), '[')
	w.put("[^")
	w.dst = appendInt(w.dst, int(r.note))
	w.put("]")
	return true
}

func (w *pageWriter) inNote() bool {
	for n := range w.opened {
		if w.open[n].kind == noteContainer {
			return true
		}
	}
	return false
}

// hasWord reports whether there is a letter or digit in s.
func hasWord(s []byte) bool {
	for _, r := range string(s) {
		if plainRune(r) {
			return true
		}
	}
	return false
}

// notePrefix writes the label of a footnote, or the spaces that its other lines start with.
func (w *pageWriter) notePrefix(c *container, mark bool) {
	if c.marked || !mark || c.note == 0 {
		if c.note > 0 {
			w.spaces(4)
		}
		return
	}
	c.marked = true
	w.put("[^")
	w.dst = appendInt(w.dst, int(c.note))
	w.put("]: ")
}

// noteID writes the id that the link to a footnote leads to.
func (w *pageWriter) noteID(n uint16) {
	if n == 0 {
		return
	}
	w.put(` id="fn-`)
	w.dst = appendInt(w.dst, int(n))
	w.put(`"`)
}

// noteHref writes the address of a footnote.
func (w *pageWriter) noteHref(n uint16) {
	w.put(` href="#fn-`)
	w.dst = appendInt(w.dst, int(n))
	w.put(`"`)
}
