package token

import (
	"bytes"

	"klartext/engine/internal/ascii"
)

// The conformance tests check more of a DOCTYPE than klartext needs, so the code for it is here.

// doctypeParts are the parts of a Doctype token, as bytes of the page.
type doctypeParts struct {
	Name, Public, System          []byte
	HasName, HasPublic, HasSystem bool // a part may be present and empty
	Quirks                        bool // the force-quirks flag
}

// parseDoctype parses a Doctype token.
func parseDoctype(src []byte, t Token) (d doctypeParts) {
	b := src[t.DataStart:t.DataEnd]
	open := t.End == t.DataEnd // the page ends before a '>'
	d.Quirks = open
	b = skipSpace(b)
	if len(b) == 0 {
		d.Quirks = true
		return d
	}
	n := 0
	for n < len(b) && class[b[n]]&isSpace == 0 {
		n++
	}
	d.Name, d.HasName = b[:n], true
	b = skipSpace(b[n:])
	if len(b) == 0 {
		return d
	}
	public := ascii.HasPrefixFold(b, "public")
	if !public && !ascii.HasPrefixFold(b, "system") {
		d.Quirks = true
		return d
	}
	b = skipSpace(b[6:])
	var ok bool
	if public {
		if d.Public, b, d.HasPublic, ok = identifier(b); !ok {
			d.Quirks = true
			return d
		}
		if b = skipSpace(b); len(b) == 0 {
			return d
		}
	}
	if d.System, b, d.HasSystem, ok = identifier(b); !ok {
		d.Quirks = true
	} else if len(skipSpace(b)) > 0 { // bogus DOCTYPE state: ending here is not an error
		d.Quirks = false
	}
	return d
}

// identifier reads a quoted identifier from the start of b. It is whole if its closing quote is
// there.
func identifier(b []byte) (id, rest []byte, has, whole bool) {
	if len(b) == 0 || b[0] != '"' && b[0] != '\'' {
		return nil, b, false, false
	}
	n := bytes.IndexByte(b[1:], b[0])
	if n < 0 {
		return b[1:], nil, true, false
	}
	return b[1 : 1+n], b[2+n:], true, true
}

func skipSpace(b []byte) []byte {
	for len(b) > 0 && class[b[0]]&isSpace != 0 {
		b = b[1:]
	}
	return b
}
