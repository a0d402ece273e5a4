package markup

import (
	"strings"

	"klartext/engine/tag"
)

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

// scriptForms are characters with the raised or lowered form of each; Unicode takes the two for the
// same (compatibility decomposition), so that a search finds them.
type scriptForms struct {
	plain string
	forms []rune
}

var (
	raisedForms  = scriptForms{"0123456789+-=()ni", []rune("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")}
	loweredForms = scriptForms{"0123456789+-=()", []rune("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")}
)

// of returns the form of a character, 0 where it has none.
func (f *scriptForms) of(c byte) rune {
	if i := strings.IndexByte(f.plain, c); i >= 0 {
		return f.forms[i]
	}
	return 0
}

// formsOf returns the forms of characters in a sup or sub element, or nil if not all of the text
// has one.
func formsOf(t tag.Tag, text []byte) *scriptForms {
	forms := &raisedForms
	if t == tag.Sub {
		forms = &loweredForms
	}
	if len(text) > maxRaised {
		return nil
	}
	for _, c := range text {
		if forms.of(c) == 0 {
			return nil
		}
	}
	return forms
}
