package bridge

import (
	"bytes"
	"strings"

	"klartext/engine/tag"
	"klartext/engine/token"
)

// Direction is the direction in which a page's text runs.
type Direction uint32

const (
	NoDirection Direction = iota
	LeftToRight
	RightToLeft
)

// rightToLeft are the languages that are written from right to left: Arabic, Dhivehi, Persian,
// Hebrew (also its old code), Kurdish in Arabic script, Pashto, Sindhi, Uyghur, Urdu, Yiddish.
const rightToLeft = " ar dv fa he iw ckb ps sd ug ur yi "

// directionOf returns the direction of a page: that of the attribute dir of its html element, or
// else that of its language, which is "" if unknown. The page is nil if it is plain text.
func directionOf(z *token.HTML, page []byte, language string) Direction {
	if d := written(z, page); d != NoDirection {
		return d
	}
	switch {
	case language == "":
		return NoDirection
	case strings.Contains(rightToLeft, " "+language+" "):
		return RightToLeft
	}
	return LeftToRight
}

// written returns the direction that the first tag of the page has, if that is an html tag.
func written(z *token.HTML, page []byte) Direction {
	z.Reset(page)
	defer z.Reset(nil)
	var t token.Token
	for z.Next(&t) {
		if t.Kind != token.StartTag {
			continue
		}
		if t.Tag != tag.Html {
			break
		}
		for _, a := range z.Attrs() {
			if bytes.EqualFold(page[a.NameStart:a.NameEnd], []byte("dir")) {
				return directionNamed(bytes.TrimSpace(page[a.ValueStart:a.ValueEnd]))
			}
		}
		break
	}
	return NoDirection
}

func directionNamed(name []byte) Direction {
	switch {
	case bytes.EqualFold(name, []byte("ltr")):
		return LeftToRight
	case bytes.EqualFold(name, []byte("rtl")):
		return RightToLeft
	}
	return NoDirection
}
