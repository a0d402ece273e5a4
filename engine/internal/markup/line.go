package markup

import (
	"klartext/engine/block"
	"klartext/engine/tag"
)

// spanKind says what an inline element is written as.
type spanKind uint8

const (
	noSpan spanKind = iota
	linkSpan
	strongSpan
	emSpan
	delSpan
	codeSpan
	quoteSpan
	otherSpan // HTML only
)

var spanOf = [256]spanKind{
	tag.A: linkSpan, tag.B: strongSpan, tag.Strong: strongSpan, tag.I: emSpan, tag.Em: emSpan,
	tag.S: delSpan, tag.Strike: delSpan, tag.Del: delSpan, tag.Code: codeSpan, tag.Kbd: codeSpan,
	tag.Samp: codeSpan, tag.Tt: codeSpan, tag.Q: quoteSpan, tag.Ins: otherSpan, tag.U: otherSpan,
	tag.Sub: otherSpan, tag.Sup: otherSpan, tag.Cite: otherSpan, tag.Abbr: otherSpan,
	tag.Dfn: otherSpan, tag.Mark: otherSpan, tag.Small: otherSpan, tag.Var: otherSpan,
	tag.Ruby: otherSpan,
}

// span is inline markup that is open. It is written with the first text inside, so that what is
// empty leaves no trace.
type span struct {
	next    int32 // the element after it
	end     int32 // of its text, in Page.Text
	el      int32 // 0 for what the dialect adds
	kind    spanKind
	tag     tag.Tag // as it is written in HTML
	written bool
	void    bool // it is left out, its text is not
	at      int  // where its start is, in dst
	note    uint16
}

// piece says what comes next on the way through the text of a block.
type piece uint8

const (
	noPiece piece = iota
	lineEnds
	spanEnds      // line.top
	spanIsOpen    // an element that is open where the block starts
	spanBegins    // an element
	imageStands   // img
	readingStands // rt: how the characters before it are read
	scriptStands  // script: a formula
	texStands     // an element that is a formula and has its TeX
	drawnStands   // what was drawn of the formula in the script after it
	noteStands    // a: the link to a footnote, line.note
	backStands    // a: the link back from a footnote
)

// line is the text being written and the inline markup that is open in it.
type line struct {
	spans  [maxSpans]span
	depth  int
	unseen int // spans from here on are not written yet
	linked int // open links
	codes  int // open code elements

	pos    int32 // what is written of Page.Text
	from   int32 // where the block starts there, and where it ends
	end    int32
	owed   bool   // a space comes before the next word
	cell   bool   // it is that of a table's cell
	lineAt int    // where the line's text starts, in dst
	note   uint16 // the number of a footnote, see noteStands

	at, stop int32           // the next element to consider; the block's end in the source
	openings [maxSpans]int32 // elements that are open where the block starts and are still to come
	ahead    int             // how many those are, the outermost last
	closed   bool            // the innermost span has ended with the last piece
}

// beginText starts a line of text that is written at dst[at:].
func (l *line) beginText(at int) {
	l.owed, l.lineAt = false, at
}

// clear closes all markup, before text from pos up to end.
func (l *line) clear(pos, end int32) {
	l.pos, l.from, l.end = pos, pos, end
	l.depth, l.unseen, l.linked, l.codes, l.closed = 0, 0, 0, 0, false
}

// top returns the innermost span.
func (l *line) top() *span { return &l.spans[l.depth-1] }

// drop closes the innermost span.
func (l *line) drop() {
	l.depth--
	l.unseen = min(l.unseen, l.depth)
	switch l.spans[l.depth].kind {
	case linkSpan:
		l.linked--
	case codeSpan:
		l.codes--
	}
}

// add opens a span, unless the text is in such markup already or too deep in other.
func (l *line) add(s span) {
	if s.kind == noSpan || l.depth == maxSpans || l.has(&s) {
		return
	}
	switch s.kind {
	case linkSpan:
		l.linked++
	case codeSpan:
		l.codes++
	}
	s.end = min(s.end, l.end)
	l.spans[l.depth] = s
	l.depth++
}

// has reports whether the text is in markup of the kind already.
func (l *line) has(s *span) bool {
	for n := range l.depth {
		o := &l.spans[n]
		if o.kind == s.kind && (o.tag == s.tag || s.kind != otherSpan && !o.void) {
			return true
		}
	}
	return false
}

// take moves pos on to an offset, at most to the end of the block, and returns what lies between.
func (l *line) take(to int32) (from, end int32) {
	from = l.pos
	l.pos = max(l.pos, min(to, l.end))
	return from, l.pos
}

// skip leaves out the text up to an offset, in whose place something else is written; the space
// before it stays.
func (l *line) skip(text []byte, to int32) {
	if from, end := l.take(to); from < end {
		l.owed = l.owed || text[from] == ' '
	}
}

// beginInline starts with the text of block i.
func (w *walker) beginInline(i int32) {
	k := &w.Blocks[i]
	w.clear(k.Start, k.End)
	w.at, w.stop, w.ahead = w.elementAt(k.From), k.To, 0
	for el := w.at - 1; el > 0 && w.ahead < len(w.openings); el = w.Elements[el].Parent {
		e := &w.Elements[el]
		if e.Close > k.From && spanOf[e.Tag] != noSpan && e.Last-e.First <= maxAround {
			w.openings[w.ahead] = el
			w.ahead++
		}
	}
}

// piece continues by one piece, which belongs to element el.
func (w *walker) piece() (p piece, el int32) {
	if w.closed {
		w.drop()
		w.closed = false
	}
	if w.ahead > 0 {
		w.ahead--
		return spanIsOpen, w.openings[w.ahead]
	}
	for {
		end := int32(len(w.Elements))
		if w.at < end && w.Elements[w.at].Start >= w.stop {
			w.at = end
		}
		if w.depth > 0 && (w.at == end || w.top().next <= w.at) {
			w.closed = true
			return spanEnds, 0
		}
		if w.at == end {
			return lineEnds, 0
		}
		el = w.at
		p, w.at = w.pieceOf(el)
		if p != noPiece {
			return p, el
		}
	}
}

// pieceOf returns what an element is in a line of text, and the element to go on with.
func (w *walker) pieceOf(el int32) (p piece, next int32) {
	e := &w.Elements[el]
	switch {
	case e.Tag == tag.Rt:
		return readingStands, e.Next
	case e.Tag == tag.Script:
		if w.isTeX(el) {
			return scriptStands, e.Next
		}
		return noPiece, e.Next
	case e.Flags&block.Skipped != 0:
		return noPiece, max(e.Next, el+1)
	case e.Tag == tag.Img:
		if w.shows(el) {
			return imageStands, el + 1
		}
		return noPiece, el + 1
	case e.Tag == tag.Math || !e.Class.Empty() && (e.Tag == tag.Span || e.Tag == tag.Div):
		if p := w.formulaAt(el); p != noPiece {
			return p, e.Next
		}
	case e.Tag == tag.A && w.notes.found > 0:
		if p := w.noteAt(el); p != noPiece {
			return p, el + 1
		}
	}
	if spanOf[e.Tag] == noSpan {
		return noPiece, el + 1
	}
	return spanBegins, el + 1
}

// formulaAt says whether an element is a formula that is written as TeX, or a drawing of one.
func (w *walker) formulaAt(el int32) piece {
	if w.linked > 0 && w.cell {
		return noPiece
	}
	if w.isDrawn(el) {
		return drawnStands
	}
	if !w.holdsFormula(el) {
		return noPiece
	}
	at := len(w.dst)
	var ok bool
	w.dst, ok = w.appendFormula(w.dst, el)
	w.cut(at)
	if !ok {
		return noPiece
	}
	return texStands
}

// noteAt says whether a link leads to a footnote or, if its text is separate, back from one.
func (w *walker) noteAt(el int32) piece {
	id := w.fragment(el)
	if len(id) == 0 {
		return noPiece
	}
	e := &w.Elements[el]
	if w.apart && e.TextEnd-e.Text <= maxNoteRef && w.inNote() &&
		!hasWord(w.Text[e.Text:e.TextEnd]) {
		return backStands
	}
	r := w.notes.ref(id)
	if r.note == 0 || w.linked > 0 || !w.isNoteRef(el) {
		return noPiece
	}
	w.note = r.note
	return noteStands
}

// over continues after an element that has been written as a whole.
func (w *walker) over(el int32) { w.at = w.Elements[el].Next }

// spanAt returns an element as a span. ok is false if it must not be opened.
func (w *walker) spanAt(el int32) (s span, ok bool) {
	e := &w.Elements[el]
	s = span{next: e.Next, end: e.TextEnd, el: el, kind: spanOf[e.Tag], tag: e.Tag}
	switch {
	case w.depth == maxSpans || e.Flags&block.SelfClosed != 0:
		return s, false
	case s.kind == linkSpan:
		return s, w.linked == 0 && !w.o.NoLinks && w.isLink(el)
	}
	return s, true
}

// isLink reports whether an a element leads to an address that is written.
func (w *walker) isLink(el int32) bool {
	at := len(w.dst)
	var ok bool
	w.dst, ok = w.addresses.append(w.dst, w.attr(el, "href"))
	w.cut(at)
	return ok
}
