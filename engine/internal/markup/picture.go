package markup

import (
	"klartext/engine/block"
	"klartext/engine/token"
)

// A picture is written if it is between the first and the last block of the main text, and the text
// beside it, in the smallest element around both, belongs to the page's text or says something
// about the picture. Pictures inside blocks that are left out are left out too, except for captions
// and credits.

// pictures decides which img elements are pictures that are written, if they have a file.
type pictures struct {
	last int32 // the img element that was written last
}

func (p *pictures) shows(t *tape, el int32) bool {
	e := &t.Elements[el]
	if t.o.NoImages || e.Flags&(block.Skipped|block.Foreign) != 0 || e.Flags&block.HasAttrs == 0 {
		return false
	}
	for _, name := range [...]string{"width", "height"} {
		if n, ok := t.number(el, name); ok && n <= maxIcon {
			return false
		}
	}
	return e.Flags&block.Noscript == 0 || p.last == 0 || el-p.last > maxFallback
}

// appendAlt appends the text that takes the place of a picture, with white space collapsed.
func (t *tape) appendAlt(dst []byte, el int32) []byte {
	raw := t.attr(el, "alt")
	if len(raw) > maxAlt {
		return dst
	}
	return collapse(token.AppendDecoded(dst, raw, true), len(dst))
}

// size returns the width or height of a picture, or 0 if it is not given or is too large.
func (t *tape) size(el int32, name string) int {
	if n, ok := t.number(el, name); ok && n <= maxSize {
		return int(n)
	}
	return 0
}
