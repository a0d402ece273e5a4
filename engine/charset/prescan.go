package charset

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// prescanned is the number of bytes of a page that are searched for a declaration.
const prescanned = 64 << 10

// prescan returns the encoding that a page declares in a meta element and the language of its html
// element, or "" for what is not declared. See
// https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding.
func prescan(page []byte) (declared, language string) {
	z := html.NewTokenizer(bytes.NewReader(page[:min(len(page), prescanned)]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return declared, language
		case html.StartTagToken, html.SelfClosingTagToken:
			switch name, more := z.TagName(); string(name) {
			case "meta":
				if declared == "" && more {
					declared = metaLabel(z)
				}
			case "html":
				if language == "" && more {
					language = strings.ToLower(attributes(z)["lang"])
				}
			}
		}
		if declared != "" {
			return declared, language
		}
	}
}

func metaLabel(z *html.Tokenizer) string {
	a := attributes(z)
	if s := strings.TrimSpace(a["charset"]); s != "" {
		return s
	}
	if strings.EqualFold(strings.TrimSpace(a["http-equiv"]), "content-type") {
		return label(a["content"])
	}
	return ""
}

// attributes returns the attributes of the current tag. If a name occurs more than once, the first
// occurrence counts.
func attributes(z *html.Tokenizer) map[string]string {
	m := map[string]string{}
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, twice := m[string(key)]; !twice {
			m[string(key)] = string(value)
		}
	}
	return m
}

// label returns the charset in the value of a Content-Type, quoted or not, or "" if there is none.
// See https://html.spec.whatwg.org/#extracting-character-encodings-from-meta-elements.
func label(contentType string) string {
	s := strings.ToLower(contentType)
	for {
		_, after, found := strings.Cut(s, "charset")
		if !found {
			return ""
		}
		s = after
		value, found := strings.CutPrefix(strings.TrimLeft(s, " \t\r\n\f"), "=")
		if !found {
			continue
		}
		value = strings.Trim(strings.TrimSpace(value), `"'`)
		if end := strings.IndexAny(value, "; \t\r\n\f,\"'"); end >= 0 {
			value = value[:end]
		}
		return value
	}
}
