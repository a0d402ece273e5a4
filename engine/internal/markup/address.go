package markup

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/internal/ascii"
	"klartext/engine/internal/url"
	"klartext/engine/token"
)

// Addresses are resolved against the base element and the page's own address. A relative one stays
// as it is if the page's address is unknown; one that only leads to another place on the page is
// then not a link, because that place is not marked in the output. Only http, https, mailto and tel
// are written, nothing that could run a script.

// addresses resolves the addresses of a page.
type addresses struct {
	baseBuf [maxURL]byte
	baseLen int
}

func (a *addresses) base() []byte { return a.baseBuf[:a.baseLen] }

// setBase sets what relative addresses are resolved against: the page's own address, or what its
// base element makes of it. The end of dst is scratch memory; dst is returned as it was.
func (a *addresses) setBase(dst []byte, t *tape, own []byte) []byte {
	at := len(dst)
	if el := t.Head.Base; el > 0 {
		if dst = appendClean(dst, t.attr(el, "href")); len(dst) > at {
			mid := len(dst)
			dst = url.AppendResolved(dst, own, dst[at:mid])
			if base := dst[mid:]; onWeb(base) {
				own = base
			}
		}
	}
	if len(own) <= len(a.baseBuf) {
		a.baseLen = copy(a.baseBuf[:], own)
	}
	return dst[:at]
}

// append appends the address that an attribute means. If it must not be written, ok is false and
// nothing is appended.
func (a *addresses) append(dst, raw []byte) (out []byte, ok bool) {
	at := len(dst)
	if dst = appendClean(dst, raw); len(dst) == at {
		return dst, false
	}
	mid := len(dst)
	relative := dst[at] != '#' && !hasScheme(dst[at:mid])
	dst = url.AppendResolved(dst, a.base(), dst[at:mid])
	switch target := dst[mid:]; {
	case len(target) > maxURL:
	case allowed(target):
		return dst[:at+copy(dst[at:], target)], true
	case len(target) == 0 && relative && mid-at <= maxURL:
		return dst, true
	}
	return dst[:at], false
}

// appendClean appends the value of an attribute as an address: decoded, without the white space and
// control characters that browsers leave out, and with those that an address cannot contain
// percent-encoded. It appends nothing if nothing is left.
func appendClean(dst, raw []byte) []byte {
	at := len(dst)
	if len(raw) == 0 || len(raw) > 2*maxURL {
		return dst
	}
	dst = token.AppendDecoded(dst, raw, true)
	from := len(dst)
	value := dst[at:from]
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
			dst = append(dst, c)
		case c < utf8.RuneSelf:
			dst = appendPercent(dst, value[i:i+1])
		default:
			var r rune
			r, n = utf8.DecodeRune(value[i:])
			if r == utf8.RuneError || token.SpaceAt(value[i:]) > 0 || r < 0xA0 {
				dst = appendPercent(dst, value[i:i+n])
			} else {
				dst = append(dst, value[i:i+n]...)
			}
		}
		i += n
	}
	return dst[:at+copy(dst[at:], dst[from:])]
}

// encoded is the set of ASCII characters that are percent-encoded.
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

// onWeb reports whether an address has the scheme http or https.
func onWeb(url []byte) bool {
	return ascii.HasPrefixFold(url, "http://") || ascii.HasPrefixFold(url, "https://")
}

// hasScheme reports whether there is a colon before the path of an address ends.
func hasScheme(url []byte) bool {
	i := bytes.IndexAny(url, ":/?#")
	return i >= 0 && url[i] == ':'
}

// allowed reports whether an address has a scheme that is written.
func allowed(url []byte) bool {
	for _, scheme := range [...]string{"http://", "https://", "mailto:", "tel:"} {
		if len(url) > len(scheme) && ascii.HasPrefixFold(url, scheme) {
			return true
		}
	}
	return false
}
