package markup

import (
	"klartext/engine/block"
	"klartext/engine/tag"
)

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
	tag.Blockquote: quoteContainer, tag.Ul: listContainer, tag.Ol: listContainer,
	tag.Menu: listContainer, tag.Dir: listContainer, tag.Li: itemContainer,
	tag.Dl: termsContainer, tag.Dt: termContainer, tag.Dd: descContainer,
	tag.Figure: figureContainer, tag.Figcaption: captionContainer, tag.Table: tableContainer,
}

// container is an element around the block being written. Those that are not written as what they
// are, such as the lists that a page is laid out with, have the kind notContainer.
type container struct {
	el      int32
	kind    containerKind
	ordered bool   // a list with numbers
	note    uint16 // number of the footnote that it is the text of
	number  int32  // of an item: its number; of a list: that of the item before the next
	child   int32  // of a list: its last item, 0 before the first
}

// holdsText reports whether there is text directly in the element.
func (c *container) holdsText() bool {
	switch c.kind {
	case itemContainer, termContainer, descContainer, captionContainer:
		return true
	}
	return false
}

// count makes the number of a list that of its item li.
func (c *container) count(t *tape, li int32) {
	for k := c.nextChild(t); k <= li; k = t.Elements[k].Next {
		c.child = k
		if t.Elements[k].Tag != tag.Li {
			continue
		}
		c.number = min(c.number+1, maxNumber)
		if v, ok := t.number(k, "value"); ok {
			c.number = v
		}
	}
	if c.child != li { // it is deeper
		c.number = min(c.number+1, maxNumber)
	}
}

func (c *container) nextChild(t *tape) int32 {
	if c.child == 0 {
		return c.el + 1
	}
	return t.Elements[c.child].Next
}

// containers are the elements around the block being written, from the outside in, and the way to
// those around the block that comes next.
type containers struct {
	open   [block.MaxDepth + 1]container
	opened int
	nested int // how many of them are written
	shared int // how many of them were open when the last line of Markdown began

	path   [block.MaxDepth + 1]int32 // the elements around what comes next, from the inside out
	length int                       // of path
	stay   int                       // how many of those open are on it
}

// pop closes the innermost container and reports whether it was written. It stays in open until
// another takes its place.
func (s *containers) pop() bool {
	s.opened--
	s.shared = min(s.shared, s.opened)
	if s.open[s.opened].kind == notContainer {
		return false
	}
	s.nested--
	return true
}

// outer returns the index of the innermost container that is written among the outermost n, or -1
// if there is none.
func (s *containers) outer(n int) int {
	for n--; n >= 0 && s.open[n].kind == notContainer; n-- {
	}
	return n
}

// around returns the innermost container that is written, or nil if there is none.
func (s *containers) around() *container {
	if n := s.outer(s.opened); n >= 0 {
		return &s.open[n]
	}
	return nil
}

// isAround reports whether the innermost container that is written is of the kind.
func (s *containers) isAround(kind containerKind) bool {
	c := s.around()
	return c != nil && c.kind == kind
}

// inNote reports whether the text of a footnote is open.
func (s *containers) inNote() bool {
	for n := range s.opened {
		if s.open[n].kind == noteContainer {
			return true
		}
	}
	return false
}

// aim starts the way to the containers of an element: path is the element and those around it
// that may be containers.
func (w *walker) aim(el int32) {
	n := 0
	for ; el > 0 && n < len(w.path); el = w.Elements[el].Parent {
		if containerOf[w.Elements[el].Tag] != notContainer || w.notes.of(el) > 0 {
			w.path[n] = el
			n++
		}
	}
	k := 0
	for k < w.opened && k < n && w.open[k].el == w.path[n-1-k] {
		k++
	}
	w.length, w.stay = n, k
}

// push opens a container and reports whether it is written.
func (w *walker) push(el int32) bool {
	c := container{el: el, kind: w.kindOf(el), note: w.notes.of(el)}
	if w.nested >= maxNest || c.kind == tableContainer {
		c.kind = notContainer
	}
	switch c.kind {
	case listContainer, termsContainer:
		c.ordered = w.Elements[el].Tag == tag.Ol
		c.number = w.listStart(el) - 1
	case itemContainer:
		list := w.around()
		list.count(&w.tape, el)
		c.number = list.number
	}
	w.open[w.opened] = c
	w.opened++
	w.stay = w.opened
	if c.kind == notContainer {
		return false
	}
	w.nested++
	return true
}

// kindOf says how an element that is about to be opened is written.
func (w *walker) kindOf(el int32) containerKind {
	if w.apart && w.notes.of(el) > 0 {
		return noteContainer
	}
	kind := containerOf[w.Elements[el].Tag]
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
			w.measured, w.data = el, w.isTable(el)
		}
		if w.nested < maxNest && w.data {
			w.table = el
		}
	}
	return kind
}

// isList reports whether a list is really one, and not the layout of a page: no item contains a
// heading or many blocks.
func (w *walker) isList(el int32) bool {
	l := &w.Elements[el]
	for k := el + 1; k < l.Next; k = w.Elements[k].Next {
		e := &w.Elements[k]
		if e.Tag != tag.Li {
			continue
		}
		if w.apart && w.notes.of(k) > 0 {
			return false
		}
		ofLists := k+1 < e.Next && w.Elements[k+1].Tag.Is(tag.List)
		if e.Last-e.First > maxItem && !ofLists {
			return false
		}
		for b := e.First; b < min(e.Last, e.First+maxItem); b++ {
			if w.Blocks[b].Kind.Heading() {
				return false
			}
		}
	}
	return true
}

// listStart returns the number of the first item of a list.
func (w *walker) listStart(el int32) int32 {
	if w.Elements[el].Tag == tag.Ol {
		if n, ok := w.number(el, "start"); ok {
			return n
		}
	}
	return 1
}
