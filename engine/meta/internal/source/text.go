package source

import (
	"bytes"
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/token"
)

// appendContent appends the text inside element i, decoded, without tags and without elements whose
// content is not text. Tags become spaces.
func appendContent(dst []byte, p *block.Page, i int32) []byte {
	at, end := p.Elements[i].Open, max(p.Elements[i].Open, p.Elements[i].Close)
	k := i + 1
	for at < end {
		n := bytes.IndexByte(p.Source[at:end], '<')
		if n < 0 {
			return token.AppendDecoded(dst, p.Source[at:end], false)
		}
		dst = append(token.AppendDecoded(dst, p.Source[at:at+int32(n)], false), ' ')
		at += int32(n)
		for k < p.Elements[i].Next && p.Elements[k].Start < at {
			k++
		}
		switch e := &p.Elements[k%int32(len(p.Elements))]; {
		case k < p.Elements[i].Next && e.Start == at && e.Flags&block.Skipped != 0:
			at = max(e.Close, e.Open)
			if n := bytes.IndexByte(p.Source[at:end], '>'); n >= 0 && e.Close > e.Open {
				at += int32(n) + 1
			}
		case k < p.Elements[i].Next && e.Start == at:
			at = e.Open
		default:
			n := bytes.IndexByte(p.Source[at:end], '>')
			if n < 0 {
				return dst
			}
			at += int32(n) + 1
		}
	}
	return dst
}

// collapse replaces each run of white space and control characters in b[from:] by one space, and
// removes it at the edges. Bytes that are not UTF-8 count as white space, soft hyphens and
// direction marks as nothing.
func collapse(b []byte, from int) []byte {
	to, space := from, false
	for i := from; i < len(b); {
		if n := token.SpaceAt(b[i:]); n > 0 {
			if joiner(b[i : i+n]) {
				to += copy(b[to:], b[i:i+n])
			}
			space = space || !unseen(b[i:i+n])
			i += n
			continue
		}
		if b[i] < ' ' || b[i] == 0x7F {
			space = true
			i++
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		if n == 1 && b[i] >= utf8.RuneSelf { // not UTF-8
			space = true
			i++
			continue
		}
		if space && to > from {
			b[to] = ' '
			to++
		}
		space = false
		to += copy(b[to:], b[i:i+n])
		i += n
	}
	return b[:to]
}

// unseen reports whether a character that token.SpaceAt recognizes takes no room: soft hyphens,
// joiners, direction marks.
func unseen(c []byte) bool {
	switch {
	case len(c) == 2:
		return c[1] == 0xAD
	case len(c) == 3 && c[0] == 0xE2 && c[1] == 0x80:
		return c[2] >= 0x8B && c[2] <= 0x8F || c[2] >= 0xAA && c[2] <= 0xAE
	}
	return len(c) == 3 && (c[0] == 0xEF || c[0] == 0xE2 && c[1] == 0x81 && c[2] != 0x9F)
}

// joiner reports whether the character is one of the two joiners, which some scripts use in
// spelling.
func joiner(c []byte) bool {
	return len(c) == 3 && c[0] == 0xE2 && c[1] == 0x80 && (c[2] == 0x8C || c[2] == 0x8D)
}

// trimSpace returns b without the white space at its edges.
func trimSpace(b []byte) []byte {
	from, to := token.Trim(b, 0, len(b))
	return b[from:to]
}
