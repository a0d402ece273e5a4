package engine

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/url"
	"klartext/engine/tag"
	"klartext/engine/token"
)

// Addresses are resolved against the base element and the page's own address. A relative one stays as it is when the page's
// address is not known; one that only leads to another place of the page is then no link, for that place is not marked in
// the output. Written are http, https, mailto and tel, nothing that could run a script.

// maxURL is the length in bytes of the longest address that is written; maxTag that of the longest start tag that is read
// for one.
const (
	maxURL = 2048
	maxTag = 1 << 14
)

// address is what relative addresses of the page are resolved against.
type address struct {
	baseBuf [maxURL]byte
	baseLen int
}

func (a *address) base() []byte { return a.baseBuf[:a.baseLen] }

// findBase reads the address of the page and its base element.
func (w *pageWriter) findBase() {
	at := len(w.dst)
	own := w.d.address
	if el := w.page.Head.Base; el > 0 {
		if from, ok := w.clean(attrOf(w.page, el, "href")); ok {
			mid := len(w.dst)
			w.dst = url.AppendResolved(w.dst, own, w.dst[from:mid])
			if own = w.dst[mid:]; !onWeb(own) {
				own = w.d.address
			}
		}
	}
	if len(own) <= len(w.baseBuf) {
		w.baseLen = copy(w.baseBuf[:], own)
	}
	w.dst = w.dst[:at]
}

// onWeb reports whether an address has the scheme http or https.
func onWeb(url []byte) bool { return hasPrefixFold(url, "http://") || hasPrefixFold(url, "https://") }

// clean appends the value of an attribute as an address: decoded, without the white space and control characters that
// browsers leave out, and with those that cannot stand in one percent-encoded. It returns where it starts.
func (w *pageWriter) clean(raw []byte) (from int, ok bool) {
	at := len(w.dst)
	if len(raw) == 0 || len(raw) > 2*maxURL {
		return at, false
	}
	w.dst = token.AppendDecoded(w.dst, raw, true)
	from = len(w.dst)
	value := w.dst[at:from]
	for len(value) > 0 && value[0] <= ' ' {
		value = value[1:]
	}
	for len(value) > 0 && value[len(value)-1] <= ' ' {
		value = value[:len(value)-1]
	}
	for i := 0; i < len(value); {
		c := value[i]
		n := 1
		switch {
		case c == '\t' || c == '\n' || c == '\r':
		case c < utf8.RuneSelf && !encoded[c]:
			w.dst = append(w.dst, c)
		case c < utf8.RuneSelf:
			w.dst = appendPercent(w.dst, value[i:i+1])
		default:
			var r rune
			if r, n = utf8.DecodeRune(value[i:]); r == utf8.RuneError || token.SpaceAt(value[i:]) > 0 || r < 0xA0 {
				w.dst = appendPercent(w.dst, value[i:i+n])
			} else {
				w.dst = append(w.dst, value[i:i+n]...)
			}
		}
		i += n
	}
	w.replace(at, from)
	return at, len(w.dst) > at
}

// encoded tells the ASCII characters that are percent-encoded.
var encoded = func() (t [utf8.RuneSelf]bool) {
	for c := range ' ' + 1 {
		t[c] = true
	}
	for _, c := range "\"<>\\^`{|}\x7F" {
		t[c] = true
	}
	return t
}()

func appendPercent(dst, s []byte) []byte {
	const hex = "0123456789ABCDEF"
	for _, c := range s {
		dst = append(dst, '%', hex[c>>4], hex[c&15])
	}
	return dst
}

// replace moves the end of dst, from mid, to at.
func (w *pageWriter) replace(at, mid int) { w.dst = w.dst[:at+copy(w.dst[at:], w.dst[mid:])] }

// url appends the address that an attribute means and returns where it starts. When it is not to be written nothing is
// appended.
func (w *pageWriter) url(raw []byte) (at int, ok bool) {
	at, ok = w.clean(raw)
	return at, ok && w.resolve(at)
}

// resolve resolves the address dst[at:].
func (w *pageWriter) resolve(at int) bool {
	mid := len(w.dst)
	relative := w.dst[at] != '#' && !hasScheme(w.dst[at:mid])
	w.dst = url.AppendResolved(w.dst, w.base(), w.dst[at:mid])
	switch url := w.dst[mid:]; {
	case len(url) > maxURL:
	case allowed(url):
		w.replace(at, mid)
		return true
	case len(url) == 0 && relative && mid-at <= maxURL:
		return true
	}
	w.dst = w.dst[:at]
	return false
}

// hasScheme reports whether there is a colon before the path of an address ends.
func hasScheme(url []byte) bool {
	i := bytes.IndexAny(url, ":/?#")
	return i >= 0 && url[i] == ':'
}

// allowed reports whether an address has a scheme that is written.
func allowed(url []byte) bool {
	for _, scheme := range [...]string{"http://", "https://", "mailto:", "tel:"} {
		if len(url) > len(scheme) && hasPrefixFold(url, scheme) {
			return true
		}
	}
	return false
}

// attrOf returns the raw value of an attribute, nil when there is none or the start tag is too long to look.
func attrOf(page *block.Page, el int32, name string) []byte {
	if e := &page.Elements[el]; e.Open-e.Start > maxTag && e.Tag != tag.Img {
		return nil
	}
	v, _ := page.Attr(el, name)
	return v
}

func (w *pageWriter) href(el int32) []byte { return attrOf(w.page, el, "href") }

// isLink reports whether an a element leads to an address that is written.
func (w *pageWriter) isLink(el int32) bool {
	at := len(w.dst)
	_, ok := w.url(w.href(el))
	w.dst = w.dst[:at]
	return ok
}

// hrefAttr writes the address of a link in HTML.
func (w *pageWriter) hrefAttr(s *span) {
	if s.note > 0 {
		w.noteHref(s.note)
		return
	}
	w.put(` href="`)
	if at, ok := w.url(w.href(s.el)); ok {
		w.escapeHTML(at)
	}
	w.put(`"`)
}

// escapeHTML escapes dst[at:].
func (w *pageWriter) escapeHTML(at int) {
	mid := len(w.dst)
	w.dst = appendEscapedHTML(w.dst, w.dst[at:mid])
	w.replace(at, mid)
}

// titleAttr writes what an abbreviation stands for.
func (w *pageWriter) titleAttr(el int32) {
	raw := attrOf(w.page, el, "title")
	if len(raw) == 0 || len(raw) > maxURL {
		return
	}
	w.put(` title="`)
	at := len(w.dst)
	w.dst = token.AppendDecoded(w.dst, raw, true)
	w.escapeHTML(at)
	w.put(`"`)
}

// destination writes the address of a link in Markdown.
func (w *pageWriter) destination(el int32) {
	if at, ok := w.url(w.href(el)); ok {
		w.escapeDestination(at)
	}
}

// autolink writes a link whose text is its address as <https://…>. It reports whether it did.
func (w *pageWriter) autolink(el int32) bool {
	e := &w.page.Elements[el]
	from, to := max(e.Text, w.pos), e.TextEnd
	if w.html || w.o.NoLinks || w.linked > 0 || w.codes > 0 || e.Next > el+1 || to > w.end || to-from > maxURL {
		return false
	}
	text := bytes.Trim(w.d.plain[from:max(from, to)], " ")
	if !onWeb(text) || urlAt(text, 0) != len(text) || bytes.IndexByte(text, '&') >= 0 {
		return false
	}
	at, ok := w.url(w.href(el))
	ok = ok && bytes.Equal(w.dst[at:], text)
	w.dst = w.dst[:at]
	if !ok {
		return false
	}
	w.skipText(e)
	w.beforeText(-1)
	w.put("<")
	w.dst = append(w.dst, text...)
	w.put(">")
	return true
}

// escapeDestination makes dst[at:] the destination of a link: in angle brackets when it has parentheses, and without what
// would be read as a reference.
func (w *pageWriter) escapeDestination(at int) {
	mid := len(w.dst)
	url := w.dst[at:mid]
	angle := bytes.ContainsAny(url, "()")
	if angle {
		w.put("<")
	}
	for i, c := range url {
		w.dst = append(w.dst, c)
		if c == '&' && i+1 < len(url) && (url[i+1] == '#' || alphanumeric(url[i+1])) && bytes.IndexByte(url[i:min(len(url), i+40)], ';') > 0 {
			w.put("amp;")
		}
	}
	if angle {
		w.put(">")
	}
	w.replace(at, mid)
}

// smallInt reads a number of at most nine digits.
func smallInt(s []byte) (int32, bool) {
	s = bytes.TrimSpace(s)
	if len(s) == 0 || len(s) > 9 {
		return 0, false
	}
	n := int32(0)
	for _, c := range s {
		if c-'0' > 9 {
			return 0, false
		}
		n = n*10 + int32(c-'0')
	}
	return n, true
}

func (w *pageWriter) intAttr(el int32, name string) (int32, bool) {
	return smallInt(attrOf(w.page, el, name))
}
