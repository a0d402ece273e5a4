package markup

import (
	"klartext/engine/block"
	"klartext/engine/label"
)

// htmlTape writes an HTML page as HTML.
type htmlTape struct {
	walker
	tags [block.MaxDepth + 1]htmlTag // of each of containers.open
	bare bool                        // the leaf has no element of its own
}

// htmlTag is what has been written of a container.
type htmlTag struct {
	text   bool  // there is text in it
	inItem bool  // it is in a list without an item, and got one
	next   int32 // of a list: the number that would be shown before the next item
}

// appendHTMLTape appends the main text of an HTML page to what has been written.
func appendHTMLTape(b *buffer, p *Page, o Options) []byte {
	var h htmlTape
	h.begin(p, o, *b)
	h.write()
	return h.dst
}

// write writes the whole page.
func (h *htmlTape) write() {
	for {
		switch h.next() {
		case pageEnds:
			return
		case containerBegins:
			h.openContainer()
		case containerEnds:
			h.closeContainer()
		case leafBegins:
			h.beginLeaf()
			h.leafText()
		case leafGoesOn:
			h.breakLeaf()
			h.leafText()
		case leafEnds:
			h.endLeaf()
		case ruleStands:
			h.put("<hr>\n")
		case pictureStands:
			h.figure()
		case formulaStands:
			h.formula()
		case tableStands:
			h.writeTable()
		}
	}
}

// openContainer writes the start tag of the innermost container.
func (h *htmlTape) openContainer() {
	at := h.opened - 1
	c, t := &h.open[at], &h.tags[at]
	*t = htmlTag{}
	outer := h.outer(at)
	if outer >= 0 && h.open[outer].kind == listContainer && c.kind != itemContainer {
		t.inItem = true
		h.put("<li>")
	}
	switch c.kind {
	case quoteContainer:
		h.put("<blockquote>\n")
	case listContainer:
		h.openList(c, t)
	case itemContainer:
		h.openItem(c, outer)
	case termsContainer:
		h.put("<dl>\n")
	case termContainer:
		h.startTag("dt", c)
	case descContainer:
		h.startTag("dd", c)
	case figureContainer:
		h.put("<figure>\n")
	case captionContainer:
		h.put("<figcaption>")
	case noteContainer:
		h.startTag("div", c)
		h.put("\n")
	}
}

// startTag writes the start tag of an element that a footnote may lead to.
func (h *htmlTape) startTag(name string, c *container) {
	h.put("<")
	h.put(name)
	h.noteID(c.note)
	h.put(">")
}

// noteID writes the id that the link to a footnote leads to.
func (h *htmlTape) noteID(n uint16) {
	if n > 0 {
		h.intAttr(` id="fn-`, int(n))
	}
}

// intAttr writes an attribute whose value ends with a number.
func (h *htmlTape) intAttr(start string, n int) {
	h.put(start)
	h.int(n)
	h.put(`"`)
}

func (h *htmlTape) openList(c *container, t *htmlTag) {
	if !c.ordered {
		h.put("<ul>\n")
		return
	}
	h.put("<ol")
	t.next = c.number + 1
	if c.number != 0 {
		h.intAttr(` start="`, int(t.next))
	}
	if v := h.attr(c.el, "type"); len(v) == 1 && (v[0]|0x20 == 'a' || v[0]|0x20 == 'i') {
		h.put(` type="`)
		h.dst = append(h.dst, v[0])
		h.put(`"`)
	}
	h.put(">\n")
}

// openItem opens an item of a list; with its number where counting would give another, because
// items are left out.
func (h *htmlTape) openItem(c *container, list int) {
	h.put("<li")
	h.noteID(c.note)
	if t := &h.tags[list]; h.open[list].ordered {
		if c.number != t.next {
			h.intAttr(` value="`, int(c.number))
		}
		t.next = c.number + 1
	}
	h.put(">")
}

// closeContainer writes the end tag of the container that was the innermost.
func (h *htmlTape) closeContainer() {
	switch c := &h.open[h.opened]; c.kind {
	case quoteContainer:
		h.put("</blockquote>\n")
	case listContainer:
		if c.ordered {
			h.put("</ol>\n")
		} else {
			h.put("</ul>\n")
		}
	case itemContainer:
		h.put("</li>\n")
	case termsContainer:
		h.put("</dl>\n")
	case termContainer:
		h.put("</dt>\n")
	case descContainer:
		h.put("</dd>\n")
	case figureContainer:
		h.put("</figure>\n")
	case captionContainer:
		h.put("</figcaption>\n")
	case noteContainer:
		h.put("</div>\n")
	}
	if h.tags[h.opened].inItem {
		h.put("</li>\n")
	}
}

// beginLeaf writes the start tag of the leaf. The first text right in an item or a caption has no
// element of its own.
func (h *htmlTape) beginLeaf() {
	h.bare = false
	if at := h.outer(h.opened); at >= 0 {
		outer, t := &h.open[at], &h.tags[at]
		h.bare = h.leaf.kind == leafParagraph && !t.text && outer.holdsText() &&
			outer.el == h.leaf.node
		t.text = true
	}
	if !h.bare {
		h.openInList()
		switch h.leaf.kind {
		case leafHeading:
			h.put(headingStart[h.leaf.level])
		case leafPre:
			h.put("<pre><code")
			h.languageClass()
			h.put(">")
		case leafParagraph:
			h.put(paragraphStart(h.leaf.mark))
		}
	}
	h.beginText(len(h.dst))
}

// openInList opens an item for what is in a list without one, closeInList closes it.
func (h *htmlTape) openInList() {
	if h.isAround(listContainer) {
		h.put("<li>")
	}
}

func (h *htmlTape) closeInList() {
	if h.isAround(listContainer) {
		h.put("</li>\n")
	}
}

var (
	headingStart = [7]string{"", "<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>"}
	headingEnd   = [7]string{
		"", "</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n",
	}
)

// paragraphStart returns the start tag of a paragraph with the label.
func paragraphStart(l label.Label) string {
	switch l {
	case label.Lead:
		return `<p class="lead">`
	case label.Caption:
		return `<p class="caption">`
	case label.Credit:
		return `<p class="credit">`
	case label.Date:
		return `<p class="date">`
	case label.Byline:
		return `<p class="byline">`
	}
	return "<p>"
}

// languageClass writes the class attribute of a code element.
func (h *htmlTape) languageClass() {
	if name := h.language(h.leaf.node); len(name) > 0 {
		h.put(` class="language-`)
		h.dst = append(h.dst, name...)
		h.put(`"`)
	}
}

// leafText writes the text of the block.
func (h *htmlTape) leafText() {
	if h.leaf.kind == leafPre {
		h.dst = appendEscapedHTML(h.dst, h.textOf(h.block))
	} else {
		h.inline(h.block)
	}
}

// breakLeaf continues the leaf on another line.
func (h *htmlTape) breakLeaf() {
	if h.leaf.kind == leafPre {
		h.put("\n")
		return
	}
	h.put("<br>\n")
	h.beginText(len(h.dst))
}

// endLeaf writes the end tag of the leaf.
func (h *htmlTape) endLeaf() {
	if h.bare {
		return
	}
	switch h.leaf.kind {
	case leafHeading:
		h.put(headingEnd[h.leaf.level])
	case leafPre:
		h.put("</code></pre>\n")
	case leafParagraph:
		h.put("</p>\n")
	}
	h.closeInList()
}

// figure writes a picture between blocks.
func (h *htmlTape) figure() {
	if h.isAround(figureContainer) || h.isAround(captionContainer) {
		h.image(h.el)
		h.put("\n")
		return
	}
	h.put("<p>")
	h.image(h.el)
	h.put("</p>\n")
}

// formula writes a formula between blocks.
func (h *htmlTape) formula() {
	h.openInList()
	h.put("<p>")
	h.beginText(len(h.dst))
	h.clear(0, 0)
	h.script(h.el)
	h.put("</p>\n")
	h.closeInList()
}
