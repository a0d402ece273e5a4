package markup

import (
	"bytes"

	"klartext/engine/block"
	"klartext/engine/tag"
)

// Where the file of a picture stands. Pages that load pictures late write a placeholder as src, and the address of the file
// in an attribute of their own, in srcset, in a source element beside it, or in an img element inside noscript.

// lateSources are the attributes that hold the address of a picture besides src, the best first.
var lateSources = [...]string{"data-src", "data-original", "data-lazy-src", "data-lazy", "data-original-src", "data-hi-res-src", "data-url"}

var sourceSets = [...]string{"srcset", "data-srcset", "data-lazy-srcset"}

// placeholders are parts of the addresses of pictures that show nothing.
var placeholders = [...]string{
	"placeholder", "spacer.", "blank.gif", "blank.png", "pixel.gif", "pixel.png", "transparent.", "loading.gif", "lazyload.", "1x1.", "grey.gif",
	"dummy.",
}

// maxSet is how much of a srcset is read.
const maxSet = 1 << 13

// maxSources is how many elements of a picture element are looked at.
const maxSources = 16

// source appends the address of the file that an img element shows and returns where it starts.
func (w *pageWriter) source(el int32) (at int, ok bool) {
	e := &w.page.Elements[el]
	src := attrOf(w.page, el, "src")
	if at, ok := w.pictureURL(src); ok && !isPlaceholder(src) {
		return at, true
	} else if ok {
		w.dst = w.dst[:at]
	}
	for _, name := range lateSources {
		if at, ok := w.pictureURL(attrOf(w.page, el, name)); ok {
			return at, true
		}
	}
	if at, ok := w.fromSets(el); ok {
		return at, true
	}
	if p := e.Parent; w.page.Elements[p].Tag == tag.Picture {
		for k := p + 1; k < min(el, p+maxSources); k++ {
			if w.page.Elements[k].Tag == tag.Source {
				if at, ok := w.fromSets(k); ok {
					return at, true
				}
			}
		}
	}
	return 0, false
}

func (w *pageWriter) fromSets(el int32) (at int, ok bool) {
	for _, name := range sourceSets {
		if at, ok := w.pictureURL(largest(attrOf(w.page, el, name))); ok {
			return at, true
		}
	}
	return 0, false
}

// pictureURL is url for pictures: of the web, or relative.
func (w *pageWriter) pictureURL(raw []byte) (at int, ok bool) {
	at, ok = w.url(raw)
	if ok && (hasScheme(w.dst[at:]) && !onWeb(w.dst[at:])) {
		w.dst = w.dst[:at]
		return 0, false
	}
	return at, ok
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

// descriptor reads "2x", "1.5x" and "640w" in thousandths, of which the larger is the better picture.
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

// hasFile reports whether the img element shows a file that is written.
func (w *pageWriter) hasFile(el int32) bool {
	at := len(w.dst)
	_, ok := w.source(el)
	w.dst = w.dst[:at]
	return ok && w.page.Elements[el].Flags&block.Foreign == 0
}
