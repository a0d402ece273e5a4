package markup

import (
	"klartext/engine/block"
	"klartext/engine/tag"
)

// maxNest is how deep containers nest in what is written. Every line of Markdown starts with a mark per container, so that
// without a limit n nested quotes would take n² bytes.
const maxNest = 16

// containerKind says what an element around blocks is.
type containerKind uint8

const (
	notContainer containerKind = iota
	quoteContainer
	listContainer
	itemContainer
	termsContainer // dl
	termContainer  // dt
	descContainer  // dd
	figureContainer
	captionContainer // figcaption
	noteContainer    // the text of a footnote
	tableContainer   // a table; those that are written as one are written at once
)

var containerOf = [256]containerKind{
	tag.Blockquote: quoteContainer, tag.Ul: listContainer, tag.Ol: listContainer, tag.Menu: listContainer, tag.Dir: listContainer,
	tag.Li: itemContainer, tag.Dl: termsContainer, tag.Dt: termContainer, tag.Dd: descContainer, tag.Figure: figureContainer,
	tag.Figcaption: captionContainer, tag.Table: tableContainer,
}

// container is an element around the block being written. Those that are not written as what they are, such as the lists
// that a page is laid out with, have the kind notContainer.
type container struct {
	el     int32
	kind   containerKind
	mark   byte   // of a list: '-' or '*', of a numbered one '.' or ')'
	width  uint8  // how far the lines of an item are indented, of a list those of its last item
	marked bool   // the mark of an item, or the label of a note, is written; HTML: there is text in it
	loose  bool   // of a list: there is a blank line in its last item
	inItem bool   // HTML: it stands in a list without an item, and got one
	number int32  // of an item: its number; of a list: that of the item before the next
	next   int32  // of a list: the number that HTML shows before the next item by itself
	child  int32  // of a list: its last item, 0 before the first
	note   uint16 // number of the footnote that it is the text of
}

// containers are the elements around the block being written, from the outside in.
type containers struct {
	open   [block.MaxDepth + 1]container
	opened int
	nested int   // how many of them are written
	shared int   // how many of them were open when the last line was written
	table  int32 // the table that has just been opened, when it is written as one
	path   [block.MaxDepth + 1]int32

	measured int32 // the table that was looked at last
	data     bool  // it is written as one

	closedDepth int  // how many containers are open around the list that was closed last
	closedMark  byte // its mark, 0 when something stands behind it
}

// enter closes the containers that the element is not in, and opens those that it is in.
func (w *pageWriter) enter(el int32) {
	n := w.findPath(el)
	k := 0
	for k < w.opened && k < n && w.open[k].el == w.path[n-1-k] {
		k++
	}
	w.closeTo(k)
	for ; k < n && w.table == 0; k++ {
		w.push(w.path[n-1-k])
	}
}

// findPath fills path with the element and those around it that may be containers, from the inside out.
func (w *pageWriter) findPath(el int32) int {
	n := 0
	for ; el > 0 && n < len(w.path); el = w.page.Elements[el].Parent {
		e := &w.page.Elements[el]
		if containerOf[e.Tag] != notContainer || w.noteOf(el) > 0 {
			w.path[n] = el
			n++
		}
	}
	return n
}

func (w *pageWriter) push(el int32) {
	c := container{el: el, kind: w.kindOf(el), width: 2, note: w.noteOf(el)}
	outer := w.around()
	if w.nested >= maxNest || c.kind == tableContainer {
		c.kind = notContainer
	}
	switch c.kind {
	case listContainer, termsContainer:
		c.mark = w.listMark(el)
		c.number = w.listStart(el) - 1
	case itemContainer:
		outer.count(w.page, el)
		c.number = outer.number
	}
	if c.kind != notContainer {
		w.nested++
		if w.html {
			w.openHTML(&c, outer)
		}
	}
	w.open[w.opened] = c
	w.opened++
}

// around returns the innermost container that is written, nil when there is none.
func (w *pageWriter) around() *container {
	for n := w.opened - 1; n >= 0; n-- {
		if w.open[n].kind != notContainer {
			return &w.open[n]
		}
	}
	return nil
}

// kindOf tells how an element about to be opened is written.
func (w *pageWriter) kindOf(el int32) containerKind {
	if !w.html && w.noteOf(el) > 0 {
		return noteContainer
	}
	kind := containerOf[w.page.Elements[el].Tag]
	outer := notContainer
	if w.opened > 0 {
		outer = w.open[w.opened-1].kind
	}
	switch kind {
	case notContainer:
		return noteContainer
	case listContainer:
		if !w.isList(el) {
			return notContainer
		}
	case itemContainer:
		if outer != listContainer {
			return notContainer
		}
	case termContainer, descContainer:
		if outer != termsContainer {
			return notContainer
		}
	case captionContainer:
		if outer != figureContainer {
			return notContainer
		}
	case tableContainer:
		if el != w.measured {
			w.measured, w.data = el, w.d.isTable(el)
		}
		if w.nested < maxNest && w.data {
			w.table = el
		}
	}
	return kind
}

// maxItem is the number of blocks of a list item from which it is a part of the page and not an item.
const maxItem = 16

// isList reports whether a list is one and not what a page is laid out with: no item holds a heading or many blocks.
func (w *pageWriter) isList(el int32) bool {
	l := &w.page.Elements[el]
	for k := el + 1; k < l.Next; k = w.page.Elements[k].Next {
		e := &w.page.Elements[k]
		if e.Tag != tag.Li {
			continue
		}
		if !w.html && w.noteOf(k) > 0 {
			return false
		}
		if e.Last-e.First > maxItem && !(k+1 < e.Next && w.page.Elements[k+1].Tag.Is(tag.List)) {
			return false
		}
		for b := e.First; b < min(e.Last, e.First+maxItem); b++ {
			if w.page.Blocks[b].Kind.Heading() {
				return false
			}
		}
	}
	return true
}

// maxNumber keeps the numbers of list items to nine digits, as Markdown wants them.
const maxNumber = 999_999_999

// listStart returns the number of the first item of a list.
func (w *pageWriter) listStart(el int32) int32 {
	if w.page.Elements[el].Tag == tag.Ol {
		if n, ok := w.intAttr(el, "start"); ok {
			return n
		}
	}
	return 1
}

// count makes the number of a list that of its item li.
func (c *container) count(page *block.Page, li int32) {
	for k := c.nextChild(page); k <= li; k = page.Elements[k].Next {
		c.child = k
		if page.Elements[k].Tag != tag.Li {
			continue
		}
		c.number = min(c.number+1, maxNumber)
		if v, ok := smallInt(attrOf(page, k, "value")); ok {
			c.number = v
		}
	}
	if c.child != li { // it stands deeper
		c.number = min(c.number+1, maxNumber)
	}
}

func (c *container) nextChild(page *block.Page) int32 {
	if c.child == 0 {
		return c.el + 1
	}
	return page.Elements[c.child].Next
}

// closeTo closes all but the outermost n containers.
func (w *pageWriter) closeTo(n int) {
	for w.opened > n {
		w.opened--
		c := &w.open[w.opened]
		if c.kind == notContainer {
			continue
		}
		w.nested--
		w.closedMark = 0
		if c.kind == listContainer {
			w.closedDepth, w.closedMark = w.nested, c.mark
		}
		if w.html {
			w.closeHTML(c)
		}
	}
	w.shared = min(w.shared, n)
}

// openHTML writes the start tag of a container.
func (w *pageWriter) openHTML(c, outer *container) {
	if outer != nil && outer.kind == listContainer && c.kind != itemContainer {
		c.inItem = true
		w.put("<li>")
	}
	switch c.kind {
	case quoteContainer:
		w.put("<blockquote>\n")
	case listContainer:
		w.openListHTML(c)
	case itemContainer:
		w.openItemHTML(c, outer)
	case termsContainer:
		w.put("<dl>\n")
	case termContainer:
		w.startTag("dt", c)
	case descContainer:
		w.startTag("dd", c)
	case figureContainer:
		w.put("<figure>\n")
	case captionContainer:
		w.put("<figcaption>")
	case noteContainer:
		w.startTag("div", c)
		w.put("\n")
	}
}

// startTag writes the start tag of an element that a footnote may lead to.
func (w *pageWriter) startTag(name string, c *container) {
	w.put("<")
	w.put(name)
	w.noteID(c.note)
	w.put(">")
}

func (w *pageWriter) openListHTML(c *container) {
	if !c.numbered() {
		w.put("<ul>\n")
		return
	}
	w.put("<ol")
	c.next = c.number + 1
	if c.number != 0 {
		w.put(` start="`)
		w.dst = appendInt(w.dst, int(c.number)+1)
		w.put(`"`)
	}
	if t := attrOf(w.page, c.el, "type"); len(t) == 1 && (t[0]|0x20 == 'a' || t[0]|0x20 == 'i') {
		w.put(` type="`)
		w.dst = append(w.dst, t[0])
		w.put(`"`)
	}
	w.put(">\n")
}

// openItemHTML opens a list item; with its number where counting would give another, because items are left out.
func (w *pageWriter) openItemHTML(c, list *container) {
	w.put("<li")
	w.noteID(c.note)
	if list.numbered() && c.number != list.next {
		w.put(` value="`)
		w.dst = appendInt(w.dst, int(c.number))
		w.put(`"`)
	}
	list.next = c.number + 1
	w.put(">")
}

func (w *pageWriter) closeHTML(c *container) {
	switch c.kind {
	case quoteContainer:
		w.put("</blockquote>\n")
	case listContainer:
		if c.numbered() {
			w.put("</ol>\n")
		} else {
			w.put("</ul>\n")
		}
	case itemContainer:
		w.put("</li>\n")
	case termsContainer:
		w.put("</dl>\n")
	case termContainer:
		w.put("</dt>\n")
	case descContainer:
		w.put("</dd>\n")
	case figureContainer:
		w.put("</figure>\n")
	case captionContainer:
		w.put("</figcaption>\n")
	case noteContainer:
		w.put("</div>\n")
	}
	if c.inItem {
		w.put("</li>\n")
	}
}

func (c *container) numbered() bool { return c.mark == '.' || c.mark == ')' }
