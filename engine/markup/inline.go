package markup

import (
	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/label"
	"klartext/engine/tag"
)

// maxSpans is how deep inline markup nests in what is written.
const maxSpans = 16

// maxAround is the number of blocks from which inline markup around them is none: an element that the page does not close,
// or one that the page is laid out with. It bounds what is written per element, too.
const maxAround = 16

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
	tag.A: linkSpan, tag.B: strongSpan, tag.Strong: strongSpan, tag.I: emSpan, tag.Em: emSpan, tag.S: delSpan, tag.Strike: delSpan,
	tag.Del: delSpan, tag.Code: codeSpan, tag.Kbd: codeSpan, tag.Samp: codeSpan, tag.Tt: codeSpan, tag.Q: quoteSpan,
	tag.Ins: otherSpan, tag.U: otherSpan, tag.Sub: otherSpan, tag.Sup: otherSpan, tag.Cite: otherSpan, tag.Abbr: otherSpan,
	tag.Dfn: otherSpan, tag.Mark: otherSpan, tag.Small: otherSpan, tag.Var: otherSpan, tag.Ruby: otherSpan,
}

// span is inline markup that is open. It is written with the first text inside, so that what is empty leaves no trace.
type span struct {
	next    int32 // the element behind it
	end     int32 // in Document.plain
	el      int32 // 0 of what the writer adds
	kind    spanKind
	tag     tag.Tag // as it is written in HTML
	written bool
	void    bool // it is left out, its text is not
	at      int  // where its start is, in dst
	note    uint16
}

// line is the state of the text being written.
type line struct {
	spans  [maxSpans]span
	depth  int
	unseen int   // spans from here on are not written yet
	pos    int32 // what is written of Document.plain
	from   int32 // where the block starts there, and where it ends
	end    int32
	lineAt int  // where the line's text starts, in dst
	owed   bool // a space comes before the next word
	begins bool // the line of Markdown starts with the text
	cell   bool // it is that of a table's cell
	linked int  // open links
	codes  int  // open code elements

	// Markdown: code that is not written yet, plain[codeFrom:codeTo]. What follows may go on with it.
	codeFrom, codeTo int32
	codedAt          int // where the last code ended, in dst

	closedAt   int // where the last emphasis ended, in dst
	closedKind spanKind
	closedFrom int // and where it started

	head [48]byte // for escaping the start of a line
}

// beginText starts a line of text. markup tells that its start may be taken for that of a list and the like.
func (w *pageWriter) beginText(markup bool) {
	w.owed, w.begins = false, markup
	w.closedAt = -1
	w.lineAt = len(w.dst)
}

// inline writes the text of block i with the markup inside.
func (w *pageWriter) inline(i int32) {
	k := &w.page.Blocks[i]
	w.pos, w.from, w.end = k.Start, k.Start, k.End
	w.depth, w.unseen, w.linked, w.codes = 0, 0, 0, 0
	w.codeFrom, w.codeTo = 0, 0
	w.addSpan(w.wholly(w.d.Blocks[i].Label))
	el := w.elementAt(k.From)
	w.enclosing(el-1, k)
	for el < int32(len(w.page.Elements)) && w.page.Elements[el].Start < k.To {
		w.closeSpans(el)
		el = w.element(el)
	}
	w.closeSpans(int32(len(w.page.Elements)) + 1)
	w.textTo(w.end)
	w.flushCode()
}

// wholly returns what the whole of a block with the label is written in, besides the markup of the page.
func (w *pageWriter) wholly(l label.Label) span {
	s := span{next: int32(len(w.page.Elements)), end: w.end}
	if w.html || w.cell {
		return s
	}
	outer := w.around()
	switch l {
	case label.Lead:
		s.kind = strongSpan
	case label.Caption, label.Credit, label.Date, label.Byline:
		s.kind = emSpan
	}
	if outer != nil && outer.kind == termContainer && w.leaf.kind == leafParagraph {
		s.kind = strongSpan
	}
	return s
}

// enclosing opens the inline markup that is open where the block starts: el is the last element that starts before it.
func (w *pageWriter) enclosing(el int32, k *block.Block) {
	var around [maxSpans]int32
	n := 0
	for ; el > 0 && n < len(around); el = w.page.Elements[el].Parent {
		e := &w.page.Elements[el]
		if e.Close > k.From && spanOf[e.Tag] != noSpan && e.Last-e.First <= maxAround {
			around[n] = el
			n++
		}
	}
	for n--; n >= 0; n-- {
		w.openSpan(around[n])
	}
}

// element writes what an inline element is, or opens it, and returns the element to go on with.
func (w *pageWriter) element(el int32) int32 {
	e := &w.page.Elements[el]
	switch {
	case e.Tag == tag.Rt:
		w.annotation(el)
		return e.Next
	case e.Tag == tag.Script:
		w.tex(el)
		return e.Next
	case e.Flags&block.Skipped != 0:
		return max(e.Next, el+1)
	case e.Tag == tag.Img:
		w.inlineImage(el)
		return el + 1
	case e.Tag == tag.Math || !e.Class.Empty() && (e.Tag == tag.Span || e.Tag == tag.Div):
		if w.math(el) {
			return e.Next
		}
	case e.Tag == tag.Sup || e.Tag == tag.Sub:
		if !w.html && w.raised(el) {
			return e.Next
		}
	case e.Tag == tag.A:
		if w.noteLink(el) || w.autolink(el) {
			return e.Next
		}
	}
	if spanOf[e.Tag] != noSpan {
		w.openSpan(el)
	}
	return el + 1
}

// openSpan opens an inline element.
func (w *pageWriter) openSpan(el int32) {
	e := &w.page.Elements[el]
	s := span{next: e.Next, end: e.TextEnd, el: el, kind: spanOf[e.Tag], tag: e.Tag}
	switch {
	case w.depth == maxSpans || e.Flags&block.SelfClosed != 0:
		return
	case s.kind == linkSpan && (w.linked > 0 || w.o.NoLinks || !w.isLink(el)):
		return
	case !w.html && (s.kind == otherSpan || w.codes > 0 && s.kind != linkSpan):
		return
	case w.html && s.kind != linkSpan:
		s.tag = canonical(e.Tag)
		s.kind = otherSpan
	}
	w.textTo(e.Text)
	w.addSpan(s)
}

// canonical returns the element that means the same in HTML today.
func canonical(t tag.Tag) tag.Tag {
	switch t {
	case tag.Strike:
		return tag.S
	case tag.Tt:
		return tag.Code
	}
	return t
}

func (w *pageWriter) addSpan(s span) {
	if s.kind == noSpan || w.depth == maxSpans || w.hasSpan(&s) {
		return
	}
	s.end = min(s.end, w.end)
	switch s.kind {
	case linkSpan:
		w.linked++
	case codeSpan:
		w.codes++
	case emSpan, strongSpan, delSpan:
		s.void = !w.canMark(w.pos, s.end)
	}
	w.spans[w.depth] = s
	w.depth++
}

// hasSpan reports whether the text is in markup of the kind already.
func (w *pageWriter) hasSpan(s *span) bool {
	for n := range w.depth {
		if o := &w.spans[n]; o.kind == s.kind && o.tag == s.tag || !w.html && o.kind == s.kind && !o.void {
			return true
		}
	}
	return false
}

// closeSpans closes what ended before element el.
func (w *pageWriter) closeSpans(el int32) {
	for w.depth > 0 && w.spans[w.depth-1].next <= el {
		s := &w.spans[w.depth-1]
		w.textTo(s.end)
		w.closeSpan(s)
		w.depth--
		w.unseen = min(w.unseen, w.depth)
	}
}

func (w *pageWriter) closeSpan(s *span) {
	switch s.kind {
	case linkSpan:
		w.linked--
	case codeSpan:
		w.codes--
		return
	}
	if !s.written || s.void {
		return
	}
	w.flushCode()
	switch {
	case w.html && s.kind == linkSpan:
		w.put("</a>")
	case w.html:
		w.put("</")
		w.put(s.tag.String())
		w.put(">")
	case s.kind == linkSpan:
		w.unbox(s)
		w.put("](")
		w.destination(s.el)
		w.put(")")
	case s.kind == quoteSpan:
		w.put(w.quotes()[1])
	default:
		w.closeMark(s)
	}
}

// unbox writes the text of a link at the start of a line, when it is an x, by its number: readers take "[x]" for a box that
// is ticked.
func (w *pageWriter) unbox(s *span) {
	if text := w.dst[s.at+1:]; s.at == w.lineAt && len(text) == 1 && text[0]|0x20 == 'x' {
		w.dst = w.dst[:s.at+1]
		if text[0] == 'x' {
			w.put("&#120;")
		} else {
			w.put("&#88;")
		}
	}
}

// textTo writes the text up to an offset in Document.plain.
func (w *pageWriter) textTo(to int32) {
	to = min(to, w.end)
	if to <= w.pos {
		return
	}
	from := w.pos
	w.pos = to
	text := w.d.Text
	if w.codes > 0 && !w.html && w.codeTo == from && w.codeTo > w.codeFrom && w.seen(text[from]) {
		w.codeTo = to
		return
	}
	w.flushCode()
	for from < to && text[from] == ' ' {
		w.owed = true
		from++
	}
	if from == to {
		return
	}
	w.beforeText(from)
	if w.codes > 0 && !w.html {
		w.codeFrom, w.codeTo = from, to
		return
	}
	end := to
	for text[end-1] == ' ' {
		end--
	}
	w.word(text[from:end])
	w.owed = end < to
}

// skipText writes the text up to an element and leaves out that of the element, in whose place something else is written;
// the space before it stays.
func (w *pageWriter) skipText(e *block.Element) {
	w.textTo(e.Text)
	if end := min(e.TextEnd, w.end); end > w.pos {
		w.owed = w.owed || w.d.Text[w.pos] == ' '
		w.pos = end
	}
}

// seen reports whether no mark is owed before the next text, which starts with c, but that of code side by side with code.
func (w *pageWriter) seen(c byte) bool {
	for n := w.unseen; n < w.depth; n++ {
		if s := &w.spans[n]; s.kind != codeSpan && !s.void || c == ' ' {
			return false
		}
	}
	return true
}

// beforeText writes the space that is owed and the markup that starts here; from is where the text follows, -1 when
// something else does.
func (w *pageWriter) beforeText(from int32) {
	w.flushCode()
	if w.owed && len(w.dst) > w.lineAt {
		w.put(" ")
	}
	w.owed = false
	for ; w.unseen < w.depth; w.unseen++ {
		s := &w.spans[w.unseen]
		if s.void {
			continue
		}
		s.written, s.at = true, len(w.dst)
		switch {
		case s.kind == codeSpan:
		case w.html:
			w.openTag(s)
		case s.kind == linkSpan:
			w.guard(len(w.dst), '[')
			s.at = len(w.dst)
			w.put("[")
		case s.kind == quoteSpan:
			w.put(w.quotes()[0])
		default:
			w.openMark(s, from)
		}
	}
}

func (w *pageWriter) openTag(s *span) {
	w.put("<")
	w.put(s.tag.String())
	if s.kind == linkSpan {
		w.hrefAttr(s)
	} else if s.tag == tag.Abbr {
		w.titleAttr(s.el)
	}
	w.put(">")
}

// word writes text without white space at its edges.
func (w *pageWriter) word(text []byte) {
	if w.html {
		w.dst = appendEscapedHTML(w.dst, text)
		return
	}
	begins := w.begins && len(w.dst) == w.lineAt
	if w.begins && !begins && (text[0] == '.' || text[0] == ')') && onlyDigits(w.dst[w.lineAt:]) {
		w.put(`\`)
	}
	w.guard(len(w.dst), text[0])
	w.dst = appendEscapedInline(w.dst, text, begins, w.linked > 0)
}

// guard escapes the character before dst[at:] when it is markup together with what is there: the start of a picture or of a
// reference.
func (w *pageWriter) guard(at int, next byte) {
	if at <= w.lineAt {
		return
	}
	switch c := w.dst[at-1]; {
	case c == '!' && next == '[', c == '&' && (next == '#' || ascii.IsAlphanumeric(next)):
		w.dst = append(w.dst, 0)
		copy(w.dst[at:], w.dst[at-1:])
		w.dst[at-1] = '\\'
	}
}

func onlyDigits(s []byte) bool {
	for _, c := range s {
		if c-'0' > 9 {
			return false
		}
	}
	return len(s) > 0
}

// flushCode writes the code that is owed, in more backticks than it holds in a row.
func (w *pageWriter) flushCode() {
	from, to := w.codeFrom, w.codeTo
	if from == to {
		return
	}
	w.codeFrom, w.codeTo = 0, 0
	text := w.d.Text[from:to]
	for len(text) > 0 && text[len(text)-1] == ' ' {
		text = text[:len(text)-1]
		w.owed = true
	}
	if n := len(w.dst); n > w.lineAt && n == w.codedAt { // two spans side by side would be read as one
		w.put(" ")
	}
	w.dst = appendCode(w.dst, text, w.cell)
	w.codedAt = len(w.dst)
}

// appendCode appends text as Markdown's code.
func appendCode(dst, text []byte, cell bool) []byte {
	most, run := 0, 0
	for _, c := range text {
		if c != '`' {
			run = 0
			continue
		}
		run++
		most = max(most, run)
	}
	for range most + 1 {
		dst = append(dst, '`')
	}
	padded := text[0] == '`' || text[len(text)-1] == '`'
	if padded {
		dst = append(dst, ' ')
	}
	for from, i := 0, 0; i <= len(text); i++ {
		if i == len(text) || cell && text[i] == '|' || text[i] == '\n' || text[i] == 0 {
			dst = appendValid(dst, text[from:i])
			from = i + 1
			switch {
			case i == len(text):
			case text[i] == '|':
				dst = append(dst, '\\', '|')
			case text[i] == 0:
				dst = append(dst, "\uFFFD"...)
			default:
				dst = append(dst, ' ')
			}
		}
	}
	if padded {
		dst = append(dst, ' ')
	}
	for range most + 1 {
		dst = append(dst, '`')
	}
	return dst
}
