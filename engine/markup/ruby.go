package markup

import "klartext/engine/tag"

// Readings, quotation marks and raised figures: what text says by markup that Markdown does not have.

// annotation writes the reading of characters, in parentheses behind them.
func (w *pageWriter) annotation(el int32) {
	w.textTo(w.page.Elements[el].Text)
	w.flushCode()
	at := len(w.dst)
	w.contentText(el)
	mid := len(w.dst)
	if mid == at || w.unseen < w.depth { // there is nothing to read, or to be read
		w.dst = w.dst[:at]
		return
	}
	if w.html {
		w.put("<rp>(</rp><rt>")
		w.dst = appendEscapedHTML(w.dst, w.dst[at:mid])
		w.put("</rt><rp>)</rp>")
	} else {
		w.put("(")
		w.dst = appendEscapedInline(w.dst, w.dst[at:mid], false, true)
		w.put(")")
	}
	w.replace(at, mid)
}

// quotes returns the quotation marks of the page's language.
func (w *pageWriter) quotes() [2]string {
	switch w.d.Language {
	case "de", "cs", "sk", "sl", "hr":
		return [2]string{"„", "“"}
	case "fr", "it", "es", "pt", "ru", "uk", "el", "no", "nb", "nn", "da":
		return [2]string{"«", "»"}
	case "pl", "nl", "ro", "hu", "bg":
		return [2]string{"„", "”"}
	}
	return [2]string{"“", "”"}
}

// maxRaised is how many characters are raised or lowered by writing others.
const maxRaised = 8

// raisedForms and loweredForms are the characters that have a raised or a lowered form; Unicode takes them for the same
// (compatibility decomposition), so that a search finds them.
var (
	raisedForms = map[byte]string{
		'0': "⁰", '1': "¹", '2': "²", '3': "³", '4': "⁴", '5': "⁵", '6': "⁶", '7': "⁷", '8': "⁸", '9': "⁹", '+': "⁺", '-': "⁻",
		'=': "⁼", '(': "⁽", ')': "⁾", 'n': "ⁿ", 'i': "ⁱ",
	}
	loweredForms = map[byte]string{
		'0': "₀", '1': "₁", '2': "₂", '3': "₃", '4': "₄", '5': "₅", '6': "₆", '7': "₇", '8': "₈", '9': "₉", '+': "₊", '-': "₋",
		'=': "₌", '(': "₍", ')': "₎",
	}
)

// raised writes a sup or sub element of figures in characters that are raised or lowered themselves: 10⁶ is not 106. It
// reports whether it did.
func (w *pageWriter) raised(el int32) bool {
	e := &w.page.Elements[el]
	forms := raisedForms
	if e.Tag == tag.Sub {
		forms = loweredForms
	}
	from, to := max(e.Text, w.pos), min(e.TextEnd, w.end)
	if from >= to || e.Next > el+1 || w.codes > 0 {
		return false
	}
	text := w.d.Text[from:to]
	if text[0] == ' ' || len(text) > maxRaised {
		return false
	}
	for _, c := range text {
		if forms[c] == "" {
			return false
		}
	}
	w.textTo(from)
	w.beforeText(-1)
	for _, c := range text {
		w.put(forms[c])
	}
	w.pos = to
	return true
}
