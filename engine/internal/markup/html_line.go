package markup

import (
	"klartext/engine/tag"
	"klartext/engine/token"
)

// inline writes the text of block i with the markup inside.
func (h *htmlTape) inline(i int32) {
	h.beginInline(i)
	for {
		switch p, el := h.piece(); p {
		case lineEnds:
			h.textTo(h.end)
			return
		case spanEnds:
			h.closeSpan()
		case spanIsOpen, spanBegins:
			h.openSpan(el)
		case imageStands:
			h.textTo(h.Elements[el].Text)
			h.owed = true
			h.beforeText()
			h.image(el)
			h.owed = true
		case readingStands:
			h.reading(el)
		case scriptStands:
			h.textTo(h.Elements[el].Text)
			h.script(el)
		case texStands:
			h.inPlaceOf(el)
			h.beforeText()
			at := len(h.dst)
			h.dst, _ = h.appendFormula(h.dst, el)
			h.tex(at)
		case drawnStands:
			h.inPlaceOf(el)
		case noteStands:
			e := &h.Elements[el]
			h.textTo(e.Text)
			h.add(span{
				next: e.Next, end: e.TextEnd, el: el, kind: linkSpan, tag: tag.A, note: h.note,
			})
		}
	}
}

// openSpan opens an inline element.
func (h *htmlTape) openSpan(el int32) {
	s, ok := h.spanAt(el)
	if !ok {
		return
	}
	if s.kind != linkSpan {
		s.kind, s.tag = otherSpan, canonical(s.tag)
	}
	h.textTo(h.Elements[el].Text)
	h.add(s)
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

// closeSpan writes the end tag of the innermost span.
func (h *htmlTape) closeSpan() {
	s := h.top()
	h.textTo(s.end)
	if s.written {
		h.put("</")
		h.put(s.tag.String())
		h.put(">")
	}
}

// textTo writes the text up to an offset.
func (h *htmlTape) textTo(to int32) {
	from, to := h.take(to)
	for from < to && h.Text[from] == ' ' {
		h.owed = true
		from++
	}
	if from >= to {
		return
	}
	h.beforeText()
	end := to
	for h.Text[end-1] == ' ' {
		end--
	}
	h.dst = appendEscapedHTML(h.dst, h.Text[from:end])
	h.owed = end < to
}

// inPlaceOf writes the text up to an element and leaves out that of the element.
func (h *htmlTape) inPlaceOf(el int32) {
	e := &h.Elements[el]
	h.textTo(e.Text)
	h.skip(h.Text, e.TextEnd)
}

// beforeText writes the space that is owed and the start tags of what begins here.
func (h *htmlTape) beforeText() {
	if h.owed && len(h.dst) > h.lineAt {
		h.put(" ")
	}
	h.owed = false
	for ; h.unseen < h.depth; h.unseen++ {
		s := &h.spans[h.unseen]
		s.written = true
		h.put("<")
		h.put(s.tag.String())
		switch {
		case s.note > 0:
			h.intAttr(` href="#fn-`, int(s.note))
		case s.kind == linkSpan:
			h.href(s.el)
		case s.tag == tag.Abbr:
			h.title(s.el)
		}
		h.put(">")
	}
}

// href writes the address of a link.
func (h *htmlTape) href(el int32) {
	h.put(` href="`)
	at := len(h.dst)
	h.dst, _ = h.addresses.append(h.dst, h.attr(el, "href"))
	h.escape(at)
	h.put(`"`)
}

// title writes what an abbreviation stands for.
func (h *htmlTape) title(el int32) {
	raw := h.attr(el, "title")
	if len(raw) == 0 || len(raw) > maxURL {
		return
	}
	h.put(` title="`)
	at := len(h.dst)
	h.dst = token.AppendDecoded(h.dst, raw, true)
	h.escape(at)
	h.put(`"`)
}

// escape escapes dst[at:].
func (h *htmlTape) escape(at int) {
	mid := len(h.dst)
	h.dst = appendEscapedHTML(h.dst, h.dst[at:mid])
	h.replace(at, mid)
}

// image writes a picture.
func (h *htmlTape) image(el int32) {
	h.pictures.last = el
	h.put(`<img src="`)
	at := len(h.dst)
	h.dst, _ = h.addresses.appendFile(h.dst, &h.tape, el)
	h.escape(at)
	h.put(`" alt="`)
	at = len(h.dst)
	h.dst = h.appendAlt(h.dst, el)
	h.escape(at)
	h.put(`"`)
	if n := h.size(el, "width"); n > 0 {
		h.intAttr(` width="`, n)
	}
	if n := h.size(el, "height"); n > 0 {
		h.intAttr(` height="`, n)
	}
	h.put(">")
}

// reading writes how the characters before it are read, in parentheses for those who do not know
// ruby.
func (h *htmlTape) reading(el int32) {
	h.textTo(h.Elements[el].Text)
	at := len(h.dst)
	h.dst = h.appendContent(h.dst, el)
	mid := len(h.dst)
	if mid == at || h.unseen < h.depth { // there is nothing to read, or to be read
		h.cut(at)
		return
	}
	h.put("<rp>(</rp><rt>")
	h.dst = appendEscapedHTML(h.dst, h.dst[at:mid])
	h.put("</rt><rp>)</rp>")
	h.replace(at, mid)
}

// script writes the formula in a script.
func (h *htmlTape) script(el int32) {
	tex := h.scriptOf(el)
	if len(tex) == 0 {
		return
	}
	h.beforeText()
	at := len(h.dst)
	h.dst = append(h.dst, tex...)
	h.tex(at)
}

// tex makes dst[at:] a formula.
func (h *htmlTape) tex(at int) {
	mid := len(h.dst)
	h.put(`<code class="language-math">`)
	h.dst = appendEscapedHTML(h.dst, h.dst[at:mid])
	h.put("</code>")
	h.replace(at, mid)
}
