package markup

import (
	"bytes"

	"klartext/engine/internal/ascii"
	"klartext/engine/tag"
)

// languageMarks are what the classes that name the language of a program start with.
var languageMarks = [...]string{
	"language-", "lang-", "highlight-source-", "highlight-text-", "brush:", "sourceCode ",
}

// notLanguages are words that are there in place of a name.
var notLanguages = [...]string{
	"none", "plaintext", "plain", "text", "nohighlight", "auto", "undefined", "default", "math",
}

// language returns the name of the language of the program in a pre element, when the page says it:
// the pre element, the code element in it, or one of the two elements around it.
func (t *tape) language(pre int32) []byte {
	if k := pre + 1; k < t.Elements[pre].Next && t.Elements[k].Tag == tag.Code {
		if name := t.ownLanguage(k); len(name) > 0 {
			return name
		}
	}
	if name := t.ownLanguage(pre); len(name) > 0 {
		return name
	}
	for range 2 {
		if pre = t.Elements[pre].Parent; pre <= 0 {
			break
		}
		if name := classLanguage(t.class(pre)); len(name) > 0 {
			return name
		}
	}
	return nil
}

// ownLanguage returns the language that an element names by an attribute of its own or a class.
func (t *tape) ownLanguage(el int32) []byte {
	for _, name := range [...]string{"data-lang", "data-language"} {
		if v := languageName(t.attr(el, name)); len(v) > 0 {
			return v
		}
	}
	return classLanguage(t.class(el))
}

// classLanguage returns the language that a class names.
func classLanguage(class []byte) []byte {
	for _, mark := range languageMarks {
		if v := classAfter(class, mark); len(v) > 0 {
			return v
		}
	}
	return nil
}

// classAfter returns the rest of the class that starts with mark, when it can be the name of a
// language.
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
	if len(name) == 0 || len(name) > maxLanguage {
		return nil
	}
	for _, c := range name {
		if !ascii.IsAlphanumeric(c) && bytes.IndexByte([]byte("+#-._"), c) < 0 {
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
