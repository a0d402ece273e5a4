package token

import "klartext/engine/tag"

// The functions in this file decode tokens. They append to dst and return it; src is the slice that
// the token was cut from.

const replacement = "\uFFFD"

// AppendText appends the text of a Text token. If the token has the flag HasRef, character
// references are decoded and line ends become LF; otherwise the bytes are copied. NUL is kept in
// text of the data state and of CDATA sections, because the standard leaves it to the parser to
// drop it there; elsewhere it becomes U+FFFD.
func AppendText(dst, src []byte, t Token) []byte {
	b := src[t.DataStart:t.DataEnd]
	switch {
	case t.Flags&HasRef == 0:
		return append(dst, b...)
	case t.Flags&CData != 0:
		return appendClean(dst, b, clean{})
	case t.Flags&Raw != 0:
		return appendClean(dst, b, clean{nul: true})
	}
	return appendClean(dst, b, clean{refs: true, nul: t.Flags&RCText != 0})
}

// AppendDecoded appends raw with its character references decoded and its line ends turned into LF.
// If attr is true it follows the rules for attribute values, otherwise those for text in the data
// state.
func AppendDecoded(dst, raw []byte, attr bool) []byte {
	return appendClean(dst, raw, clean{refs: true, nul: attr, attr: attr})
}

// AppendAttrValue appends the decoded value of an attribute.
func AppendAttrValue(dst, src []byte, a Attr) []byte {
	return AppendDecoded(dst, src[a.ValueStart:a.ValueEnd], true)
}

// AppendAttrName appends the name of an attribute in lower case.
func AppendAttrName(dst, src []byte, a Attr) []byte {
	return appendLower(dst, src[a.NameStart:a.NameEnd])
}

// AppendName appends the name of a StartTag or EndTag in lower case.
func AppendName(dst, src []byte, t Token) []byte {
	if t.Tag != tag.Unknown {
		return append(dst, t.Tag.String()...)
	}
	return appendLower(dst, src[t.DataStart:t.DataEnd])
}

// AppendComment appends the data of a Comment, with U+FFFD for NUL and LF for line ends.
func AppendComment(dst, src []byte, t Token) []byte {
	return appendClean(dst, src[t.DataStart:t.DataEnd], clean{nul: true})
}

// appendLower appends b in ASCII lower case, with U+FFFD for NUL.
func appendLower(dst, b []byte) []byte {
	for _, c := range b {
		switch {
		case c-'A' < 26:
			c |= 0x20
		case c == 0:
			dst = append(dst, replacement...)
			continue
		}
		dst = append(dst, c)
	}
	return dst
}

// clean says what appendClean does besides turning line ends into LF.
type clean struct {
	refs bool // decode character references
	attr bool // follow the rules for attribute values
	nul  bool // turn NUL into U+FFFD
}

func appendClean(dst, b []byte, how clean) []byte {
	for len(b) > 0 {
		i := 0
		for i < len(b) && class[b[i]]&isRef == 0 {
			i++
		}
		dst = append(dst, b[:i]...)
		if i == len(b) {
			break
		}
		n := 1
		switch c := b[i]; {
		case c == '&' && how.refs:
			dst, n = appendReference(dst, b[i:], how.attr)
		case c == '\r':
			dst = append(dst, '\n')
			if i+1 < len(b) && b[i+1] == '\n' {
				n = 2
			}
		case c == 0 && how.nul:
			dst = append(dst, replacement...)
		default:
			dst = append(dst, c)
		}
		b = b[i+n:]
	}
	return dst
}
