package markup

import (
	"klartext/engine/block"
	"klartext/engine/token"
)

// A picture is written where it stands between the first and the last block of the main text: the
// text beside it, in the smallest element around both, must belong to the page's text or say
// something of the picture. Pictures inside blocks that are left out are left out too, but for
// captions and credits.

// pictures tells which img elements are pictures that are written, as far as their file is one.
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

// appendAlt appends the text that stands in place of a picture, white space collapsed.
func (t *tape) appendAlt(dst []byte, el int32) []byte {
	raw := t.attr(el, "alt")
	if len(raw) > maxAlt {
		return dst
	}
	return collapse(token.AppendDecoded(dst, raw, true), len(dst))
}

// size returns the width or height of a picture, 0 when it is not said or is too large.
func (t *tape) size(el int32, name string) int {
	if n, ok := t.number(el, name); ok && n <= maxSize {
		return int(n)
	}
	return 0
}
