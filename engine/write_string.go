package engine

import "unicode/utf8"

// AppendJSONString appends s as a JSON string, with U+FFFD in place of invalid UTF-8. U+2028,
// U+2029 and "<" are escaped, so the output can be in a script element.
func AppendJSONString[T []byte | string](dst []byte, s T) []byte {
	return append(appendEscaped(append(dst, '"'), s), '"')
}

// plainJSON is the set of ASCII characters that need no escape in a JSON string.
var plainJSON = func() (t [utf8.RuneSelf]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\' && c != '<' && c != 0x7F
	}
	return t
}()

// appendEscaped appends the part of a JSON string between the quotes.
func appendEscaped[T []byte | string](dst []byte, s T) []byte {
	start := 0 // start of what is not yet written
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if !plainJSON[c] {
				dst = append(dst, s[start:i]...)
				dst = appendEscapedByte(dst, c)
				start = i + 1
			}
			i++
			continue
		}
		r, n := decodeRune(s[i:])
		if r == utf8.RuneError && n == 1 || r == '\u2028' || r == '\u2029' {
			dst = append(dst, s[start:i]...)
			dst = appendUnicode(dst, r)
			start = i + n
		}
		i += n
	}
	return append(dst, s[start:]...)
}

func decodeRune[T []byte | string](s T) (rune, int) {
	var b [utf8.UTFMax]byte
	return utf8.DecodeRune(b[:copy(b[:], s)])
}

func appendEscapedByte(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return appendUnicode(dst, rune(c))
}

// appendUnicode appends the escape of a character below U+10000.
func appendUnicode(dst []byte, r rune) []byte {
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}
