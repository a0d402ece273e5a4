package markup

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/label"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// Formulas are written as the TeX that the page has of them: in an annotation of MathML, in its alttext, or in a script of
// MathJax. Without TeX their text is written.

const (
	// maxTeX is the length of the longest formula that is written as TeX.
	maxTeX = 1 << 13
	// maxFormula is how many elements a formula has at most.
	maxFormula = 1 << 10
)

// formulaClasses are those of elements that hold a formula twice, once as MathML.
var formulaClasses = [...]string{"katex", "mwe-math-element"}

// math writes a formula and reports whether the element was one.
func (w *pageWriter) math(el int32) bool {
	e := &w.page.Elements[el]
	if e.Flags&block.Skipped != 0 || w.linked > 0 && w.cell {
		return false
	}
	if e.Tag != tag.Math {
		class := e.Class.Of(w.page.Source)
		class = class[:min(len(class), maxClass)]
		if ascii.HasPrefixFold(class, "mathjax") && w.isTeX(e.Next) {
			w.skipText(e) // what was drawn of the formula in the script behind it
			return true
		}
		if !hasClass(class, formulaClasses[:]) {
			return false
		}
	}
	at := len(w.dst)
	ok := w.appendFormula(el)
	w.dst = w.dst[:at]
	if !ok {
		return false
	}
	w.skipText(e)
	w.beforeText(-1)
	at = len(w.dst)
	w.appendFormula(el)
	w.writeTeX(at, w.isDisplay(el))
	return true
}

// hasClass reports whether one of the names is among the classes.
func hasClass(class []byte, names []string) bool {
	for _, name := range names {
		for at := 0; ; {
			i := bytes.Index(class[at:], []byte(name))
			if i < 0 {
				break
			}
			at += i + len(name)
			start := at - len(name)
			if (start == 0 || class[start-1] <= ' ') && (at == len(class) || class[at] <= ' ') {
				return true
			}
		}
	}
	return false
}

// appendFormula appends the TeX of the formula in an element.
func (w *pageWriter) appendFormula(el int32) bool {
	e := &w.page.Elements[el]
	at := len(w.dst)
	for k := el; k < min(e.Next, el+maxFormula); k++ {
		switch c := &w.page.Elements[k]; c.Tag {
		case tag.Annotation:
			if enc := attrOf(w.page, k, "encoding"); bytes.Contains(enc, []byte("tex")) || bytes.Contains(enc, []byte("TeX")) {
				w.contentText(k)
				return len(w.dst) > at && len(w.dst)-at <= maxTeX
			}
		}
	}
	for k := el; k < min(e.Next, el+maxFormula); k++ {
		if w.page.Elements[k].Tag != tag.Math {
			continue
		}
		if alt := attrOf(w.page, k, "alttext"); len(alt) > 0 && len(alt) <= maxTeX {
			w.dst = token.AppendDecoded(w.dst, alt, true)
			w.collapse(at)
			return len(w.dst) > at
		}
	}
	return false
}

// isDisplay reports whether a formula stands on a line of its own.
func (w *pageWriter) isDisplay(el int32) bool {
	e := &w.page.Elements[el]
	for k := el; k < min(e.Next, el+4); k++ {
		if w.page.Elements[k].Tag == tag.Math && ascii.EqualFold(attrOf(w.page, k, "display"), "block") {
			return true
		}
	}
	p := &w.page.Elements[e.Parent]
	class := p.Class.Of(w.page.Source)
	return hasClass(class[:min(len(class), maxClass)], []string{"katex-display"})
}

// contentText appends the text of an element whose content is no text of the page, white space collapsed.
func (w *pageWriter) contentText(el int32) {
	at := len(w.dst)
	content := w.page.Content(el)
	if len(content) > maxTeX {
		return
	}
	var tokens token.HTML
	var t token.Token
	for tokens.Reset(content); tokens.Next(&t); {
		if t.Kind == token.Text && t.Flags&token.Raw == 0 {
			w.dst = token.AppendText(w.dst, content, t)
		}
	}
	w.collapse(at)
}

// isTeX reports whether the element is a script of MathJax.
func (w *pageWriter) isTeX(el int32) bool {
	return el < int32(len(w.page.Elements)) && w.page.Elements[el].Tag == tag.Script &&
		ascii.HasPrefixFold(attrOf(w.page, el, "type"), "math/tex")
}

// tex writes the formula in a script of MathJax, in a line of text.
func (w *pageWriter) tex(el int32) {
	if !w.isTeX(el) {
		return
	}
	w.textTo(w.page.Elements[el].Text)
	content := bytes.TrimSpace(w.page.Content(el))
	if len(content) == 0 || len(content) > maxTeX {
		return
	}
	w.beforeText(-1)
	at := len(w.dst)
	w.dst = append(w.dst, content...)
	w.writeTeX(at, bytes.Contains(attrOf(w.page, el, "type"), []byte("display")))
}

// formula writes the formula in a script of MathJax that stands between blocks.
func (w *pageWriter) formula(el int32) {
	if !w.isTeX(el) || !w.among(el) {
		return
	}
	if !w.place(el) {
		return
	}
	w.leaf = leaf{kind: leafParagraph, mark: label.Text}
	if w.html {
		w.put("<p>")
	} else {
		w.beginLine()
	}
	w.beginText(!w.html)
	w.depth, w.unseen, w.linked, w.codes, w.codeFrom, w.codeTo = 0, 0, 0, 0, 0, 0
	w.pos, w.end = 0, 0
	w.tex(el)
	w.endLeaf()
}

// writeTeX makes dst[at:] a formula: between dollars in Markdown, code in HTML.
func (w *pageWriter) writeTeX(at int, display bool) {
	mid := len(w.dst)
	switch tex := w.dst[at:mid]; {
	case w.html:
		w.put(`<code class="language-math">`)
		w.dst = appendEscapedHTML(w.dst, tex)
		w.put("</code>")
	case bytes.IndexByte(tex, '$') >= 0 || !utf8.Valid(tex):
		w.dst = appendEscapedInline(w.dst, tex, false, w.linked > 0)
	default:
		dollars := "$"
		if display {
			dollars = "$$"
		}
		w.put(dollars)
		w.dst = appendSafeTeX(w.dst, tex)
		w.put(dollars)
	}
	w.replace(at, mid)
}

// appendSafeTeX appends TeX in which nothing is a tag, a link or a picture for those who read Markdown without formulas. It
// means the same.
func appendSafeTeX(dst, tex []byte) []byte {
	for i, c := range tex {
		switch {
		case c == '<':
			dst = append(dst, `\lt `...)
		case c == '>':
			dst = append(dst, `\gt `...)
		case c == '`':
			dst = append(dst, '\'')
		case c == '|' && i > 0 && tex[i-1] == '\\': // \|
			dst = append(dst, `Vert `...)
		case c == '|':
			dst = append(dst, `\vert `...)
		case c == '\n' || c == '\r' || c == 0:
			dst = append(dst, ' ')
		case c == '(' && i > 0 && tex[i-1] == ']', c == '[' && i > 0 && tex[i-1] == ']':
			dst = append(dst, ' ', c)
		case (c == ':' || c == '^') && i > 0 && (tex[i-1] == ']' || tex[i-1] == '['):
			dst = append(dst, ' ', c)
		case ascii.IsAlphanumeric(c) && i > 0 && tex[i-1] == '&', c == '#' && i > 0 && tex[i-1] == '&':
			dst = append(dst, ' ', c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
