package markup

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// leafKind says what a run of text is written as.
type leafKind uint8

const (
	noLeaf leafKind = iota
	leafParagraph
	leafHeading
	leafPre
	leafBare // HTML: the text of an item, a cell or a caption, without an element of its own
)

// leaf is the paragraph, heading or program that is being written, of one or more blocks.
type leaf struct {
	kind  leafKind
	level int         // of a heading
	node  int32       // the element whose text it is
	mark  label.Label // what the text is, where that shows: lead, caption, credit, date, byline
	fence int         // how many backticks fence the program
}

// continues reports whether block i goes on with what is being written: a br element parts it from the last block, or it
// is in the same pre element.
func (w *pageWriter) continues(i int32) bool {
	if w.leaf.kind == noLeaf || w.last != i-1 || w.ruled {
		return false
	}
	k := &w.page.Blocks[i]
	if w.leaf.kind == leafPre {
		return k.Kind == block.Pre && w.preOf(k.Node) == w.leaf.node
	}
	return k.Broken && k.Node == w.leaf.node && k.Kind != block.Pre && marked(w.d.Blocks[i].Label) == w.leaf.mark
}

// marked returns the label when what it means shows in the output, the label of text otherwise.
func marked(l label.Label) label.Label {
	switch l {
	case label.Lead, label.Caption, label.Credit, label.Date, label.Byline:
		return l
	}
	return label.Text
}

// preOf returns the pre element that an element is in, or the element itself.
func (w *pageWriter) preOf(el int32) int32 {
	for at := el; at > 0; at = w.page.Elements[at].Parent {
		if t := w.page.Elements[at].Tag; t.Is(tag.Preformatted) {
			return at
		}
	}
	return el
}

// beginLeaf starts what block i is written as.
func (w *pageWriter) beginLeaf(i int32) {
	k := &w.page.Blocks[i]
	w.leaf = leaf{kind: leafParagraph, node: k.Node, mark: marked(w.d.Blocks[i].Label)}
	switch outer := w.around(); {
	case k.Kind == block.Pre:
		w.leaf.kind, w.leaf.node = leafPre, w.preOf(k.Node)
	case k.Kind.Heading():
		w.leaf.kind, w.leaf.level = leafHeading, int(k.Kind-block.Heading1)+1
	case outer != nil && w.html && outer.holdsText() && outer.el == k.Node && !outer.marked:
		w.leaf.kind = leafBare
	}
	if w.html {
		w.beginLeafHTML(w.around())
		return
	}
	w.beginLine()
	switch w.leaf.kind {
	case leafHeading:
		for range w.leaf.level {
			w.put("#")
		}
		w.put(" ")
		w.beginText(false)
	case leafPre:
		w.openFence(i)
	default:
		w.beginText(true)
	}
}

// holdsText reports whether text stands right in the element.
func (c *container) holdsText() bool {
	return c.kind == itemContainer || c.kind == termContainer || c.kind == descContainer || c.kind == captionContainer
}

func (w *pageWriter) beginLeafHTML(outer *container) {
	if w.leaf.kind != leafBare && outer != nil && outer.kind == listContainer {
		w.put("<li>")
	}
	if outer != nil {
		outer.marked = true
	}
	switch w.leaf.kind {
	case leafHeading:
		w.put(headingStart[w.leaf.level])
	case leafPre:
		w.put("<pre><code")
		w.languageClass()
		w.put(">")
	case leafParagraph:
		w.put(paragraphStart(w.leaf.mark))
	}
	w.lineAt = len(w.dst)
	w.beginText(false)
}

var (
	headingStart = [7]string{"", "<h1>", "<h2>", "<h3>", "<h4>", "<h5>", "<h6>"}
	headingEnd   = [7]string{"", "</h1>\n", "</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"}
)

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

// breakLeaf goes on with the leaf on another line.
func (w *pageWriter) breakLeaf() {
	switch {
	case w.leaf.kind == leafPre:
		if w.html {
			w.put("\n")
		}
	case w.html:
		w.put("<br>\n")
		w.lineAt = len(w.dst)
		w.beginText(false)
	case w.leaf.kind == leafHeading:
		w.owed = true
	default:
		// A backslash breaks the line; behind one, where parsers miscount, two spaces do.
		if bytes.HasSuffix(w.dst, []byte(`\`)) {
			w.put("  \n")
		} else {
			w.put("\\\n")
		}
		w.nextLine()
		w.beginText(true)
	}
}

// endLeaf ends what is being written.
func (w *pageWriter) endLeaf() {
	if w.leaf.kind == noLeaf {
		return
	}
	if w.html {
		w.endLeafHTML()
	} else if w.leaf.kind == leafPre {
		w.nextLine()
		w.ticks(w.leaf.fence)
		w.put("\n")
	} else {
		w.put("\n")
	}
	w.leaf = leaf{}
}

func (w *pageWriter) endLeafHTML() {
	switch w.leaf.kind {
	case leafHeading:
		w.put(headingEnd[w.leaf.level])
	case leafPre:
		w.put("</code></pre>\n")
	case leafParagraph:
		w.put("</p>\n")
	}
	if outer := w.around(); w.leaf.kind != leafBare && outer != nil && outer.kind == listContainer {
		w.put("</li>\n")
	}
}

// openFence writes the line above a program: a fence longer than any run of backticks in it, and the language.
func (w *pageWriter) openFence(i int32) {
	fence, run := 3, 0
	for ; i < int32(len(w.page.Blocks)); i++ {
		if k := &w.page.Blocks[i]; k.Kind != block.Pre || w.preOf(k.Node) != w.leaf.node {
			break
		}
		for _, c := range w.d.text(&w.d.Blocks[i]) {
			if c != '`' {
				run = 0
				continue
			}
			run++
			fence = max(fence, run+1)
		}
	}
	w.leaf.fence = fence
	w.ticks(fence)
	w.dst = w.appendLanguage(w.dst)
	w.put("\n")
}

func (w *pageWriter) ticks(n int) {
	for range n {
		w.dst = append(w.dst, '`')
	}
}

// verbatim writes the lines of a program.
func (w *pageWriter) verbatim(i int32) {
	text := w.d.text(&w.d.Blocks[i])
	if w.html {
		w.dst = appendEscapedHTML(w.dst, text)
		return
	}
	for line := range bytes.Lines(text) {
		w.nextLine()
		w.dst = append(appendValid(w.dst, bytes.TrimRight(line, "\r\n")), '\n')
	}
}
