package markup

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// languageMarks are what the classes that name the language of a program start with.
var languageMarks = [...]string{"language-", "lang-", "highlight-source-", "highlight-text-", "brush:", "sourceCode "}

// notLanguages are what stands there in place of a name.
var notLanguages = [...]string{"none", "plaintext", "plain", "text", "nohighlight", "auto", "undefined", "default", "math"}

// maxClass is how much of a class attribute is looked at.
const maxClass = 512

// appendLanguage appends the name of the language of the program being written, when the page says it: the pre element,
// the code element in it, or one of the two elements around it.
func (w *pageWriter) appendLanguage(dst []byte) []byte {
	pre := w.leaf.node
	if k := pre + 1; k < w.page.Elements[pre].Next && w.page.Elements[k].Tag == tag.Code {
		if name := w.ownLanguage(k); len(name) > 0 {
			return append(dst, name...)
		}
	}
	if name := w.ownLanguage(pre); len(name) > 0 {
		return append(dst, name...)
	}
	for range 2 {
		if pre = w.page.Elements[pre].Parent; pre <= 0 {
			break
		}
		if name := w.languageOf(pre); len(name) > 0 {
			return append(dst, name...)
		}
	}
	return dst
}

// ownLanguage returns the language that an element names by an attribute of its own or a class.
func (w *pageWriter) ownLanguage(el int32) []byte {
	for _, name := range [...]string{"data-lang", "data-language"} {
		if v := languageName(attrOf(w.page, el, name)); len(v) > 0 {
			return v
		}
	}
	return w.languageOf(el)
}

// languageOf returns the language that a class of an element names.
func (w *pageWriter) languageOf(el int32) []byte {
	class := w.page.Elements[el].Class.Of(w.page.Source)
	class = class[:min(len(class), maxClass)]
	for _, mark := range languageMarks {
		if v := classAfter(class, mark); len(v) > 0 {
			return v
		}
	}
	return nil
}

// classAfter returns the rest of the class that starts with mark, when it can be the name of a language.
func classAfter(class []byte, mark string) []byte {
	for at := 0; at < len(class); {
		i := bytes.Index(class[at:], []byte(mark))
		if i < 0 {
			break
		}
		at += i + len(mark)
		if before := at - len(mark); before > 0 && class[before-1] > ' ' {
			continue
		}
		rest := bytes.TrimLeft(class[at:], " ")
		end := 0
		for end < len(rest) && rest[end] > ' ' && rest[end] != ';' {
			end++
		}
		if name := languageName(rest[:end]); len(name) > 0 {
			return name
		}
	}
	return nil
}

// languageName returns the name when it can be that of a language: "c++", "objective-c", "asp.net".
func languageName(name []byte) []byte {
	if len(name) == 0 || len(name) > 24 {
		return nil
	}
	for _, c := range name {
		if !ascii.IsAlphanumeric(c) && c != '+' && c != '#' && c != '-' && c != '.' && c != '_' {
			return nil
		}
	}
	for _, not := range notLanguages {
		if ascii.EqualFold(name, not) {
			return nil
		}
	}
	return name
}

// languageClass writes the class attribute of a code element.
func (w *pageWriter) languageClass() {
	at := len(w.dst)
	w.put(` class="language-`)
	from := len(w.dst)
	w.dst = w.appendLanguage(w.dst)
	if len(w.dst) == from {
		w.dst = w.dst[:at]
		return
	}
	w.put(`"`)
}
