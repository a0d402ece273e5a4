package markup

import (
	"bytes"

	"klartext/engine/tag"
)

// A line of Markdown starts with what the containers around it want: "> " of a quote, the mark of an item on its first
// line and as many spaces on the others.

// listMark returns the mark of a list: another than that of the list just above, which would go on else.
func (w *pageWriter) listMark(el int32) byte {
	mark, other := byte('-'), byte('*')
	if w.page.Elements[el].Tag == tag.Ol {
		mark, other = '.', ')'
	}
	if w.closedMark == mark && w.closedDepth == w.nested {
		return other
	}
	return mark
}

// beginLine starts the first line of a block, below a blank line unless it is the next item of a list.
func (w *pageWriter) beginLine() {
	if len(w.dst) > w.start && !w.tight() {
		at := len(w.dst)
		w.prefix(w.shared, false)
		w.dst = w.dst[:at+len(bytes.TrimRight(w.dst[at:], " "))]
		w.put("\n")
	}
	w.prefix(w.opened, true)
	w.shared = w.opened
	w.closedMark = 0
	w.lineAt = len(w.dst)
}

// nextLine starts another line of the block.
func (w *pageWriter) nextLine() {
	w.prefix(w.opened, false)
	w.lineAt = len(w.dst)
}

// tight reports whether the block stands below the last one without a blank line: it starts an item of the same list, or
// a list in the item.
func (w *pageWriter) tight() bool {
	above, below := w.meeting()
	if above == nil {
		return false
	}
	list := above.kind == listContainer || above.kind == termsContainer
	if below == nil {
		w.loosen()
		return false
	}
	switch below.kind {
	case itemContainer, termContainer:
		return list && above.marked && !above.loose
	case listContainer:
		if above.kind != itemContainer && !list {
			return false
		}
		return w.interrupts()
	}
	w.loosen()
	return false
}

// interrupts reports whether the list that starts here may do so on the line below a paragraph: it has no numbers, or
// starts with 1.
func (w *pageWriter) interrupts() bool {
	var list *container
	for n := w.shared; n < w.opened; n++ {
		switch c := &w.open[n]; c.kind {
		case notContainer:
		case listContainer:
			list = c
		case itemContainer:
			return list != nil && (!list.numbered() || c.number == 1)
		default:
			return false
		}
	}
	return false
}

// loosen notes that there is a blank line in the item being written.
func (w *pageWriter) loosen() {
	for n := w.shared - 1; n >= 0; n-- {
		if k := w.open[n].kind; k == listContainer || k == termsContainer {
			w.open[n].loose = true
			return
		}
	}
}

// meeting returns the innermost container that the last line is in as well, and the outermost that it is not in.
func (w *pageWriter) meeting() (above, below *container) {
	for n := w.shared - 1; n >= 0 && above == nil; n-- {
		if w.open[n].kind != notContainer {
			above = &w.open[n]
		}
	}
	for n := w.shared; n < w.opened && below == nil; n++ {
		if w.open[n].kind != notContainer {
			below = &w.open[n]
		}
	}
	return above, below
}

// prefix writes what a line starts with in the outermost n containers. mark allows the marks of items.
func (w *pageWriter) prefix(n int, mark bool) {
	var list *container // the list that the next container stands in
	for i := range n {
		c := &w.open[i]
		switch c.kind {
		case notContainer, figureContainer, captionContainer:
			continue
		case itemContainer, termContainer, descContainer:
			w.itemPrefix(c, list, mark)
			list = nil
			continue
		}
		w.spaces(list.indent())
		list = nil
		switch c.kind {
		case quoteContainer:
			w.put("> ")
		case listContainer, termsContainer:
			list = c
		case noteContainer:
			w.notePrefix(c, mark)
		}
	}
	w.spaces(list.indent())
}

// indent is how far that is indented which stands in a list but not in an item of it: it goes on with the last item.
func (c *container) indent() int {
	if c == nil || !c.marked {
		return 0
	}
	return int(c.width)
}

func (w *pageWriter) spaces(n int) {
	for range n {
		w.dst = append(w.dst, ' ')
	}
}

// itemPrefix writes the mark of an item, or spaces. A description goes on with the item of its term.
func (w *pageWriter) itemPrefix(c, list *container, mark bool) {
	if c.marked || !mark || list == nil || c.kind == descContainer && list.marked {
		w.spaces(int(c.width))
		return
	}
	at := len(w.dst)
	if list.numbered() {
		w.dst = append(appendInt(w.dst, int(c.number)), list.mark, ' ')
	} else {
		w.dst = append(w.dst, list.mark, ' ')
	}
	c.width = uint8(len(w.dst) - at)
	c.marked, list.marked, list.loose, list.width = true, true, false, c.width
}
