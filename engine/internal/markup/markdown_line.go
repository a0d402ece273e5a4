package markup

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// inline writes the text of block i with the markup inside.
func (m *markdownTape) inline(i int32) {
	m.beginInline(i)
	m.add(m.marked(span{
		next: int32(len(m.Elements)), end: m.end, kind: m.whole(i),
	}))
	for {
		switch p, el := m.piece(); p {
		case lineEnds:
			m.textTo(m.end)
			m.flushCode()
			return
		case spanEnds:
			m.closeSpan()
		case spanIsOpen:
			m.openSpan(el)
		case spanBegins:
			if !m.rewrites(el) {
				m.openSpan(el)
			}
		case imageStands:
			m.textTo(m.Elements[el].Text)
			m.owed = true
			m.beforeText(-1)
			m.image(el)
			m.owed = true
		case readingStands:
			m.reading(el)
		case scriptStands:
			m.textTo(m.Elements[el].Text)
			m.script(el)
		case texStands:
			m.inPlaceOf(el)
			m.beforeText(-1)
			at := len(m.dst)
			m.dst, _ = m.appendFormula(m.dst, el)
			m.tex(at, m.isDisplay(el))
		case drawnStands:
			m.inPlaceOf(el)
		case backStands:
			m.inPlaceOf(el)
			m.over(el)
		case noteStands:
			m.noteRef(el)
		}
	}
}

// rewrites writes an element that Markdown has other signs for, and reports whether it did.
func (m *markdownTape) rewrites(el int32) bool {
	switch m.Elements[el].Tag {
	case tag.Sup, tag.Sub:
		return m.raised(el)
	case tag.A:
		return m.autolink(el)
	}
	return false
}

// openSpan opens an inline element. In code there are only links.
func (m *markdownTape) openSpan(el int32) {
	s, ok := m.spanAt(el)
	if !ok || s.kind == otherSpan || m.codes > 0 && s.kind != linkSpan {
		return
	}
	m.textTo(m.Elements[el].Text)
	m.add(m.marked(s))
}

// marked returns a span that starts here, void when it is emphasis that cannot be written.
func (m *markdownTape) marked(s span) span {
	if markOf[s.kind] != "" {
		s.void = !m.canMark(m.Text, m.pos, min(s.end, m.end))
	}
	return s
}

// closeSpan writes the end of the innermost span.
func (m *markdownTape) closeSpan() {
	s := m.top()
	m.textTo(s.end)
	if s.kind == codeSpan || !s.written || s.void {
		return
	}
	m.flushCode()
	switch s.kind {
	case linkSpan:
		m.unbox(s)
		m.put("](")
		m.destination(s.el)
		m.put(")")
	case quoteSpan:
		m.put(m.quotes[1])
	default:
		m.closeMark(s)
	}
}

// unbox writes the text of a link at the start of a line, when it is an x, by its number: readers
// take "[x]" for a box that is ticked.
func (m *markdownTape) unbox(s *span) {
	text := m.dst[s.at+1:]
	if s.at != m.lineAt || len(text) != 1 || ascii.Lower(text[0]) != 'x' {
		return
	}
	small := text[0] == 'x'
	m.cut(s.at + 1)
	if small {
		m.put("&#120;")
	} else {
		m.put("&#88;")
	}
}

// textTo writes the text up to an offset.
func (m *markdownTape) textTo(to int32) {
	from, to := m.take(to)
	if from == to {
		return
	}
	if m.codes > 0 && m.code.goesOn(from) && m.isSeen(m.Text[from]) {
		m.code.to = to
		return
	}
	m.flushCode()
	for from < to && m.Text[from] == ' ' {
		m.owed = true
		from++
	}
	if from == to {
		return
	}
	m.beforeText(from)
	if m.codes > 0 {
		m.code.from, m.code.to = from, to
		return
	}
	end := to
	for m.Text[end-1] == ' ' {
		end--
	}
	m.word(m.Text[from:end])
	m.owed = end < to
}

// word writes text without white space at its edges.
func (m *markdownTape) word(text []byte) {
	begins := m.begins && len(m.dst) == m.lineAt
	if m.begins && !begins && (text[0] == '.' || text[0] == ')') &&
		ascii.AllDigits(m.dst[m.lineAt:]) {
		m.put(`\`)
	}
	m.guard(len(m.dst), text[0])
	m.dst = appendEscapedInline(m.dst, text, begins, m.linked > 0)
}

// inPlaceOf writes the text up to an element and leaves out that of the element.
func (m *markdownTape) inPlaceOf(el int32) {
	e := &m.Elements[el]
	m.textTo(e.Text)
	m.skip(m.Text, e.TextEnd)
}

// beforeText writes the space that is due and the marks of what begins here; from is where the text
// follows, or -1 if something else does.
func (m *markdownTape) beforeText(from int32) {
	m.flushCode()
	if m.owed && len(m.dst) > m.lineAt {
		m.put(" ")
	}
	m.owed = false
	for ; m.unseen < m.depth; m.unseen++ {
		s := &m.spans[m.unseen]
		if s.void {
			continue
		}
		s.written, s.at = true, len(m.dst)
		switch s.kind {
		case codeSpan:
		case linkSpan:
			m.guard(len(m.dst), '[')
			s.at = len(m.dst)
			m.put("[")
		case quoteSpan:
			m.put(m.quotes[0])
		default:
			m.openMark(s, from)
		}
	}
}

// guard escapes the character before dst[at:] when it is markup together with what is there: the
// start of a picture or of a reference.
func (m *markdownTape) guard(at int, next byte) {
	if at <= m.lineAt {
		return
	}
	c := m.dst[at-1]
	if c == '!' && next == '[' || c == '&' && startsReference(next) {
		m.insert(at-1, '\\')
	}
}

// autolink writes a link whose text is its address as <https://…>. It reports whether it did.
func (m *markdownTape) autolink(el int32) bool {
	e := &m.Elements[el]
	from, to := max(e.Text, m.pos), e.TextEnd
	if m.o.NoLinks || m.linked > 0 || m.codes > 0 || e.Next > el+1 || to > m.end ||
		to-from > maxURL {
		return false
	}
	text := bytes.Trim(m.Text[from:max(from, to)], " ")
	if !onWeb(text) || urlAt(text, 0) != len(text) || bytes.IndexByte(text, '&') >= 0 {
		return false
	}
	at := len(m.dst)
	var ok bool
	m.dst, ok = m.addresses.append(m.dst, m.attr(el, "href"))
	ok = ok && bytes.Equal(m.dst[at:], text)
	m.cut(at)
	if !ok {
		return false
	}
	m.inPlaceOf(el)
	m.beforeText(-1)
	m.put("<")
	m.dst = append(m.dst, text...)
	m.put(">")
	m.over(el)
	return true
}

// noteRef writes the link to a footnote.
func (m *markdownTape) noteRef(el int32) {
	m.inPlaceOf(el)
	m.beforeText(-1)
	m.guard(len(m.dst), '[')
	m.put("[^")
	m.int(int(m.note))
	m.put("]")
	m.over(el)
}

// destination writes the address of a link.
func (m *markdownTape) destination(el int32) {
	at := len(m.dst)
	m.dst, _ = m.addresses.append(m.dst, m.attr(el, "href"))
	m.escapeDestination(at)
}

// escapeDestination makes dst[at:] the destination of a link.
func (m *markdownTape) escapeDestination(at int) {
	mid := len(m.dst)
	m.dst = appendDestination(m.dst, m.dst[at:mid])
	m.replace(at, mid)
}

// image writes a picture.
func (m *markdownTape) image(el int32) {
	m.pictures.last = el
	m.put("![")
	at := len(m.dst)
	m.dst = m.appendAlt(m.dst, el)
	if mid := len(m.dst); mid > at {
		m.dst = appendEscapedInline(m.dst, m.dst[at:mid], false, true)
		m.replace(at, mid)
	}
	m.put("](")
	at = len(m.dst)
	m.dst, _ = m.addresses.appendFile(m.dst, &m.tape, el)
	m.escapeDestination(at)
	m.put(")")
}

// reading writes how the characters before it are read, in parentheses.
func (m *markdownTape) reading(el int32) {
	m.textTo(m.Elements[el].Text)
	m.flushCode()
	at := len(m.dst)
	m.dst = m.appendContent(m.dst, el)
	mid := len(m.dst)
	if mid == at || m.unseen < m.depth { // there is nothing to read, or to be read
		m.cut(at)
		return
	}
	m.put("(")
	m.dst = appendEscapedInline(m.dst, m.dst[at:mid], false, true)
	m.put(")")
	m.replace(at, mid)
}

// raised writes a sup or sub element of figures in characters that are raised or lowered
// themselves: 10⁶ is not 106. It reports whether it did.
func (m *markdownTape) raised(el int32) bool {
	e := &m.Elements[el]
	from, to := max(e.Text, m.pos), min(e.TextEnd, m.end)
	if from >= to || e.Next > el+1 || m.codes > 0 {
		return false
	}
	text := m.Text[from:to]
	forms := formsOf(e.Tag, text)
	if forms == nil {
		return false
	}
	m.textTo(from)
	m.beforeText(-1)
	for _, c := range text {
		m.dst = utf8.AppendRune(m.dst, forms.of(c))
	}
	m.pos = to
	m.over(el)
	return true
}

// script writes the formula in a script.
func (m *markdownTape) script(el int32) {
	tex := m.scriptOf(el)
	if len(tex) == 0 {
		return
	}
	m.beforeText(-1)
	at := len(m.dst)
	m.dst = append(m.dst, tex...)
	m.tex(at, m.isDisplayScript(el))
}

// tex makes dst[at:] a formula, between dollars; TeX that has some itself is written as text.
func (m *markdownTape) tex(at int, display bool) {
	mid := len(m.dst)
	switch tex := m.dst[at:mid]; {
	case bytes.IndexByte(tex, '$') >= 0 || !utf8.Valid(tex):
		m.dst = appendEscapedInline(m.dst, tex, false, m.linked > 0)
	default:
		dollars := "$"
		if display {
			dollars = "$$"
		}
		m.put(dollars)
		m.dst = appendSafeTeX(m.dst, tex)
		m.put(dollars)
	}
	m.replace(at, mid)
}

// flushCode writes the code that is owed.
func (m *markdownTape) flushCode() {
	from, to := m.code.from, m.code.to
	if from == to {
		return
	}
	m.code.from, m.code.to = 0, 0
	for to > from && m.Text[to-1] == ' ' {
		to--
		m.owed = true
	}
	if n := len(m.dst); n > m.lineAt && n == m.code.ended { // two side by side would be read as one
		m.put(" ")
	}
	m.dst = appendCode(m.dst, m.Text[from:to], m.cell)
	m.code.ended = len(m.dst)
}
