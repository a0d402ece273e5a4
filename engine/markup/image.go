package markup

import (
	"klartext/engine/block"
	"klartext/engine/token"
)

// A picture is written where it stands between the first and the last block of the main text: the text beside it, in the
// smallest element around both, must belong to the page's text or say something of the picture. Pictures inside blocks
// that are left out are left out too, but for captions and credits.

// maxIcon is the width and height in pixels up to which a picture is an icon or counts readers.
const maxIcon = 32

// images is what has been written of the pictures.
type images struct {
	lastImage int32 // the img element that was written last
}

// shows reports whether the img element is a picture that is written.
func (w *pageWriter) shows(el int32) bool {
	e := &w.page.Elements[el]
	if w.o.NoImages || e.Flags&(block.Skipped|block.Foreign) != 0 || e.Flags&block.HasAttrs == 0 {
		return false
	}
	for _, name := range [...]string{"width", "height"} {
		if n, ok := smallInt(attrOf(w.page, el, name)); ok && n <= maxIcon {
			return false
		}
	}
	if e.Flags&block.Noscript != 0 && w.lastImage > 0 && el-w.lastImage <= maxFallback {
		return false
	}
	return w.hasFile(el)
}

// maxFallback is how many elements apart a picture and its fallback in noscript stand.
const maxFallback = 4

// figure writes a picture between blocks.
func (w *pageWriter) figure(el int32) {
	if !w.shows(el) || !w.among(el) {
		return
	}
	if !w.place(el) {
		return
	}
	if w.html {
		outer := w.around()
		bare := outer != nil && (outer.kind == figureContainer || outer.kind == captionContainer)
		if !bare {
			w.put("<p>")
		}
		w.image(el)
		if !bare {
			w.put("</p>")
		}
		w.put("\n")
		return
	}
	w.beginLine()
	w.image(el)
	w.put("\n")
}

// inlineImage writes a picture in a line of text.
func (w *pageWriter) inlineImage(el int32) {
	if !w.shows(el) {
		return
	}
	w.textTo(w.page.Elements[el].Text)
	w.owed = true
	w.beforeText(-1)
	w.image(el)
	w.owed = true
}

// maxNear is how many blocks there are in an element that is looked at as a whole.
const maxNear = 8

// among reports whether the picture belongs to the text around it.
func (w *pageWriter) among(el int32) bool {
	e := &w.page.Elements[el]
	if e.First <= w.first && e.Start < w.page.Blocks[w.first].From || e.First > w.rear {
		return false
	}
	if i := e.First; e.Start >= w.page.Blocks[i].From && !w.keeps(i) {
		return false
	}
	for p := e.Parent; p >= 0; p = w.page.Elements[p].Parent {
		a := &w.page.Elements[p]
		if a.First == a.Last {
			continue
		}
		before, after := e.First-1, e.First
		if before >= a.First && after < a.Last {
			above, below := w.keeps(before), w.keeps(after)
			// With an element of its own the picture is not that of the text which is left out.
			return above && below || (above || below) && p != e.Parent
		}
		return w.keepsAll(a)
	}
	return false
}

// keepsAll reports whether all of an element's text belongs to the page's; of a long one the first and the last part tell.
func (w *pageWriter) keepsAll(e *block.Element) bool {
	if e.Last-e.First > maxNear {
		return w.keeps(e.First) && w.keeps(e.Last-1)
	}
	for i := e.First; i < e.Last; i++ {
		if !w.keeps(i) {
			return false
		}
	}
	return true
}

// image writes a picture.
func (w *pageWriter) image(el int32) {
	w.lastImage = el
	alt := attrOf(w.page, el, "alt")
	if w.html {
		w.put(`<img src="`)
		if at, ok := w.source(el); ok {
			w.escapeHTML(at)
		}
		w.put(`" alt="`)
		at := len(w.dst)
		w.alt(alt)
		w.escapeHTML(at)
		w.put(`"`)
		w.sizes(el)
		w.put(">")
		return
	}
	w.put("![")
	at := len(w.dst)
	w.alt(alt)
	mid := len(w.dst)
	if mid > at {
		w.dst = appendEscapedInline(w.dst, w.dst[at:mid], false, true)
	}
	w.replace(at, mid)
	w.put("](")
	if at, ok := w.source(el); ok {
		w.escapeDestination(at)
	}
	w.put(")")
}

// maxAlt is how much of the text in place of a picture is written.
const maxAlt = 2048

// alt appends the text that stands in place of a picture, white space collapsed.
func (w *pageWriter) alt(raw []byte) {
	if len(raw) > maxAlt {
		return
	}
	at := len(w.dst)
	w.dst = token.AppendDecoded(w.dst, raw, true)
	w.collapse(at)
}

// collapse makes each run of white space in dst[at:] one space, and removes it at the edges.
func (w *pageWriter) collapse(at int) {
	to, owed := at, false
	for i := at; i < len(w.dst); {
		if n := token.SpaceAt(w.dst[i:]); n > 0 {
			owed = to > at
			i += n
			continue
		}
		if owed {
			w.dst[to] = ' '
			to++
			owed = false
		}
		w.dst[to] = w.dst[i]
		to++
		i++
	}
	w.dst = w.dst[:to]
}

// sizes writes width and height of a picture.
func (w *pageWriter) sizes(el int32) {
	for _, name := range [...]string{"width", "height"} {
		if n, ok := smallInt(attrOf(w.page, el, name)); ok && n < 10000 {
			w.put(" ")
			w.put(name)
			w.put(`="`)
			w.dst = appendInt(w.dst, int(n))
			w.put(`"`)
		}
	}
}
