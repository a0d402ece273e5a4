package markup

import "klartext/engine/tag"

// Quotation marks and raised figures: what text says by markup that Markdown does not have.

// quotesOf returns the quotation marks of a language.
func quotesOf(language string) [2]string {
	switch language {
	case "de", "cs", "sk", "sl", "hr":
		return [2]string{"„", "“"}
	case "fr", "it", "es", "pt", "ru", "uk", "el", "no", "nb", "nn", "da":
		return [2]string{"«", "»"}
	case "pl", "nl", "ro", "hu", "bg":
		return [2]string{"„", "”"}
	}
	return [2]string{"“", "”"}
}

// raisedForms and loweredForms are the characters that have a raised or a lowered form; Unicode
// takes them for the same (compatibility decomposition), so that a search finds them.
var (
	raisedForms = map[byte]string{
		'0': "⁰", '1': "¹", '2': "²", '3': "³", '4': "⁴", '5': "⁵", '6': "⁶", '7': "⁷", '8': "⁸",
		'9': "⁹", '+': "⁺", '-': "⁻", '=': "⁼", '(': "⁽", ')': "⁾", 'n': "ⁿ", 'i': "ⁱ",
	}
	loweredForms = map[byte]string{
		'0': "₀", '1': "₁", '2': "₂", '3': "₃", '4': "₄", '5': "₅", '6': "₆", '7': "₇", '8': "₈",
		'9': "₉", '+': "₊", '-': "₋", '=': "₌", '(': "₍", ')': "₎",
	}
)

// formsOf returns the forms of characters in a sup or sub element, nil when not all of the text has
// one.
func formsOf(t tag.Tag, text []byte) map[byte]string {
	forms := raisedForms
	if t == tag.Sub {
		forms = loweredForms
	}
	if len(text) > maxRaised {
		return nil
	}
	for _, c := range text {
		if forms[c] == "" {
			return nil
		}
	}
	return forms
}
