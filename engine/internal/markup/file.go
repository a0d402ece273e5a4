package markup

import (
	"bytes"

	"klartext/engine/tag"
)

// Where the file of a picture is. Pages that load pictures late have a placeholder as src, and the
// address of the file in an attribute of their own, in srcset, in a source element beside it, or in
// an img element inside noscript.

// lateSources are the attributes besides src that have the address of a picture, the best first.
var lateSources = [...]string{
	"data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src",
	"data-hi-res-src", "data-url",
}

var sourceSets = [...]string{"srcset", "data-srcset", "data-lazy-srcset"}

// placeholders are parts of the addresses of pictures that show nothing.
var placeholders = [...]string{
	"placeholder", "spacer.", "blank.gif", "blank.png", "pixel.gif", "pixel.png", "transparent.",
	"loading.gif", "lazyload.", "1x1.", "grey.gif", "dummy.",
}

// appendFile appends the address of the file that an img element shows. If there is none that may
// be written, ok is false and nothing is appended.
func (a *addresses) appendFile(dst []byte, t *tape, el int32) (out []byte, ok bool) {
	at := len(dst)
	src := t.attr(el, "src")
	if dst, ok = a.appendPicture(dst, src); ok && !isPlaceholder(src) {
		return dst, true
	}
	dst = dst[:at]
	for _, name := range lateSources {
		if dst, ok = a.appendPicture(dst, t.attr(el, name)); ok {
			return dst, true
		}
	}
	if dst, ok = a.appendLargest(dst, t, el); ok {
		return dst, true
	}
	if p := t.Elements[el].Parent; t.Elements[p].Tag == tag.Picture {
		for k := p + 1; k < min(el, p+maxSources); k++ {
			if t.Elements[k].Tag != tag.Source {
				continue
			}
			if dst, ok = a.appendLargest(dst, t, k); ok {
				return dst, true
			}
		}
	}
	return dst, false
}

// appendLargest appends the address of the largest picture of an element's sets.
func (a *addresses) appendLargest(dst []byte, t *tape, el int32) (out []byte, ok bool) {
	for _, name := range sourceSets {
		if dst, ok = a.appendPicture(dst, largest(t.attr(el, name))); ok {
			return dst, true
		}
	}
	return dst, false
}

// appendPicture is append for the addresses of pictures: on the web, or relative.
func (a *addresses) appendPicture(dst, raw []byte) (out []byte, ok bool) {
	at := len(dst)
	dst, ok = a.append(dst, raw)
	if ok && hasScheme(dst[at:]) && !onWeb(dst[at:]) {
		return dst[:at], false
	}
	return dst, ok
}

func isPlaceholder(url []byte) bool {
	for _, p := range placeholders {
		if bytes.Contains(url, []byte(p)) {
			return true
		}
	}
	return false
}

// largest returns the address of the largest candidate of a srcset
// (https://html.spec.whatwg.org/multipage/images.html#srcset-attributes).
func largest(set []byte) []byte {
	set = set[:min(len(set), maxSet)]
	var best []byte
	most := int64(-1)
	for len(set) > 0 {
		set = bytes.TrimLeft(set, " \t\n\r\f,")
		end := bytes.IndexAny(set, " \t\n\r\f")
		if end < 0 {
			end = len(set)
		}
		url, size := set[:end], int64(1000)
		set = set[end:]
		if bare := bytes.TrimRight(url, ","); len(bare) < len(url) {
			url = bare
		} else {
			comma := bytes.IndexByte(set, ',')
			if comma < 0 {
				comma = len(set)
			}
			size = descriptor(set[:comma])
			set = set[comma:]
		}
		if size > most && len(url) > 0 {
			best, most = url, size
		}
	}
	return best
}

// descriptor reads "2x", "1.5x" and "640w" in thousandths, of which the larger is the better
// picture.
func descriptor(s []byte) int64 {
	s = bytes.TrimSpace(s)
	n, scale := int64(0), int64(1000)
	for i, c := range s {
		switch {
		case c-'0' <= 9 && n < 1<<30:
			n = n*10 + int64(c-'0')
			if scale < 1000 {
				scale *= 10
			}
		case c == '.':
			scale = 1
		case i > 0:
			if scale == 1000 {
				return n * 1000
			}
			return n * 1000 / max(scale, 1)
		}
	}
	return 1000
}
