package markup

import (
	"bytes"

	"klartext/engine/block"
)

// A line of Markdown starts with what the containers around it want: "> " for a quote, the mark of
// an item on its first line and as many spaces on the others.

// margin is what the lines of Markdown start with.
type margin struct {
	items [block.MaxDepth + 1]item // of each of containers.open

	closedDepth int  // how many containers are open around the list that was closed last
	closedMark  byte // its mark, 0 if something follows it
}

// item is what lines start with for a container.
type item struct {
	mark   byte  // of a list: '-' or '*', of one with numbers '.' or ')'
	width  uint8 // how far the lines of an item are indented, of a list those of its last item
	marked bool  // the mark of an item, or the label of a note, is written
	loose  bool  // of a list: there is a blank line in its last item
}

// opened notes that the innermost container has been opened. A list gets another mark than that of
// the list just above, which would go on else.
func (g *margin) opened(s *containers) {
	at := s.opened - 1
	it := item{width: 2}
	switch c := &s.open[at]; {
	case c.kind != listContainer && c.kind != termsContainer:
	case c.ordered:
		it.mark = g.otherThan('.', ')', s.nested-1)
	default:
		it.mark = g.otherThan('-', '*', s.nested-1)
	}
	g.items[at] = it
}

// otherThan returns the first mark, or the second when the list just above has the first.
func (g *margin) otherThan(mark, other byte, depth int) byte {
	if g.closedMark == mark && g.closedDepth == depth {
		return other
	}
	return mark
}

// closed notes that the container that was the innermost has been closed.
func (g *margin) closed(s *containers) {
	g.closedMark = 0
	if s.open[s.opened].kind == listContainer {
		g.closedDepth, g.closedMark = s.nested, g.items[s.opened].mark
	}
}

// begin starts the first line of a block, below a blank line unless it is the next item of a list.
func (g *margin) begin(w *walker) {
	if len(w.dst) > w.start && !g.tight(&w.containers) {
		at := len(w.dst)
		g.prefix(w, w.shared, false)
		w.cut(at + len(bytes.TrimRight(w.dst[at:], " ")))
		w.put("\n")
	}
	g.prefix(w, w.opened, true)
	w.shared = w.opened
	g.closedMark = 0
	w.lineAt = len(w.dst)
}

// goOn starts another line of the block.
func (g *margin) goOn(w *walker) {
	g.prefix(w, w.opened, false)
	w.lineAt = len(w.dst)
}

// tight reports whether the block follows the last one without a blank line: it starts an item of
// the same list, or a list in the item.
func (g *margin) tight(s *containers) bool {
	above := s.outer(s.shared)
	if above < 0 {
		return false
	}
	below := s.shared
	for below < s.opened && s.open[below].kind == notContainer {
		below++
	}
	if below == s.opened {
		g.loosen(s)
		return false
	}
	over, list := s.open[above].kind, &g.items[above]
	isList := over == listContainer || over == termsContainer
	switch s.open[below].kind {
	case itemContainer, termContainer:
		return isList && list.marked && !list.loose
	case listContainer:
		return (isList || over == itemContainer) && interrupts(s)
	}
	g.loosen(s)
	return false
}

// interrupts reports whether the list that starts here may do so on the line below a paragraph: it
// has no numbers, or starts with 1.
func interrupts(s *containers) bool {
	var list *container
	for n := s.shared; n < s.opened; n++ {
		switch c := &s.open[n]; c.kind {
		case notContainer:
		case listContainer:
			list = c
		case itemContainer:
			return list != nil && (!list.ordered || c.number == 1)
		default:
			return false
		}
	}
	return false
}

// loosen notes that there is a blank line in the item being written.
func (g *margin) loosen(s *containers) {
	for n := s.shared - 1; n >= 0; n-- {
		if k := s.open[n].kind; k == listContainer || k == termsContainer {
			g.items[n].loose = true
			return
		}
	}
}

// prefix writes what a line starts with in the outermost n containers. mark allows the marks of
// items.
func (g *margin) prefix(w *walker, n int, mark bool) {
	list := -1 // the list that the next container is in
	for i := range n {
		c := &w.open[i]
		switch c.kind {
		case notContainer, figureContainer, captionContainer:
			continue
		case itemContainer, termContainer, descContainer:
			g.itemPrefix(w, i, list, mark)
			list = -1
			continue
		}
		w.repeat(' ', g.indent(list))
		list = -1
		switch c.kind {
		case quoteContainer:
			w.put("> ")
		case listContainer, termsContainer:
			list = i
		case noteContainer:
			g.notePrefix(w, i, mark)
		}
	}
	w.repeat(' ', g.indent(list))
}

// indent is how far something is indented that is in a list but not in one of its items: it
// continues the last item.
func (g *margin) indent(list int) int {
	if list < 0 || !g.items[list].marked {
		return 0
	}
	return int(g.items[list].width)
}

// itemPrefix writes the mark of an item, or spaces. A description continues the item of its term.
func (g *margin) itemPrefix(w *walker, i, list int, mark bool) {
	c, it := &w.open[i], &g.items[i]
	if it.marked || !mark || list < 0 || c.kind == descContainer && g.items[list].marked {
		w.repeat(' ', int(it.width))
		return
	}
	at := len(w.dst)
	if w.open[list].ordered {
		w.int(int(c.number))
	}
	w.dst = append(w.dst, g.items[list].mark, ' ')
	it.marked, it.width = true, uint8(len(w.dst)-at)
	l := &g.items[list]
	l.marked, l.loose, l.width = true, false, it.width
}

// notePrefix writes the label of a footnote, or the spaces that its other lines start with.
func (g *margin) notePrefix(w *walker, i int, mark bool) {
	c, it := &w.open[i], &g.items[i]
	switch {
	case c.note == 0:
	case it.marked || !mark:
		w.repeat(' ', 4)
	default:
		it.marked = true
		w.put("[^")
		w.int(int(c.note))
		w.put("]: ")
	}
}
