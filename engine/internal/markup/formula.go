package markup

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// Formulas are written as the TeX that the page has of them: in an annotation of MathML, in its
// alttext, or in a script of MathJax. Without TeX their text is written.

// formulaClasses are those of elements that have a formula twice, once as MathML.
var formulaClasses = []string{"katex", "mwe-math-element"}

var displayClasses = []string{"katex-display"}

// holdsFormula reports whether an element is a formula, or has one twice.
func (t *tape) holdsFormula(el int32) bool {
	return t.Elements[el].Tag == tag.Math || hasClass(t.class(el), formulaClasses)
}

// isDrawn reports whether an element is what was drawn of the formula in the script after it.
func (t *tape) isDrawn(el int32) bool {
	e := &t.Elements[el]
	return e.Tag != tag.Math && ascii.HasPrefixFold(t.class(el), "mathjax") && t.isTeX(e.Next)
}

// isTeX reports whether the element is a script of MathJax.
func (t *tape) isTeX(el int32) bool {
	return el < int32(len(t.Elements)) && t.Elements[el].Tag == tag.Script &&
		ascii.HasPrefixFold(t.attr(el, "type"), "math/tex")
}

// scriptOf returns the formula in a script of MathJax, or nil if it is empty or too long.
func (t *tape) scriptOf(el int32) []byte {
	tex := bytes.TrimSpace(t.Content(el))
	if len(tex) > maxTeX {
		return nil
	}
	return tex
}

// isDisplayScript reports whether the formula in a script is on a line of its own.
func (t *tape) isDisplayScript(el int32) bool {
	return bytes.Contains(t.attr(el, "type"), []byte("display"))
}

// appendFormula appends the TeX of the formula in an element. If it has none, ok is false and the
// caller must cut off what was appended.
func (t *tape) appendFormula(dst []byte, el int32) (out []byte, ok bool) {
	at := len(dst)
	end := min(t.Elements[el].Next, el+maxFormula)
	for k := el; k < end; k++ {
		if t.Elements[k].Tag != tag.Annotation {
			continue
		}
		enc := t.attr(k, "encoding")
		if bytes.Contains(enc, []byte("tex")) || bytes.Contains(enc, []byte("TeX")) {
			dst = t.appendContent(dst, k)
			return dst, len(dst) > at && len(dst)-at <= maxTeX
		}
	}
	for k := el; k < end; k++ {
		if t.Elements[k].Tag != tag.Math {
			continue
		}
		if alt := t.attr(k, "alttext"); len(alt) > 0 && len(alt) <= maxTeX {
			dst = collapse(token.AppendDecoded(dst, alt, true), at)
			return dst, len(dst) > at
		}
	}
	return dst, false
}

// isDisplay reports whether the formula in an element is on a line of its own.
func (t *tape) isDisplay(el int32) bool {
	e := &t.Elements[el]
	for k := el; k < min(e.Next, el+4); k++ {
		if t.Elements[k].Tag == tag.Math && ascii.EqualFold(t.attr(k, "display"), "block") {
			return true
		}
	}
	return hasClass(t.class(e.Parent), displayClasses)
}

// appendContent appends the text of an element whose content is not text of the page, with white
// space collapsed; nothing if it is longer than a formula may be.
func (t *tape) appendContent(dst []byte, el int32) []byte {
	at := len(dst)
	content := t.Content(el)
	if len(content) > maxTeX {
		return dst
	}
	var tokens token.HTML
	var k token.Token
	for tokens.Reset(content); tokens.Next(&k); {
		if k.Kind == token.Text && k.Flags&token.Raw == 0 {
			dst = token.AppendText(dst, content, k)
		}
	}
	return collapse(dst, at)
}
