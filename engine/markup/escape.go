package markup

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"klartext/engine/internal/ascii"
)

// appendEscapedMarkdown appends one line of text so that Markdown shows it as it is: what would be markup gets a
// backslash. start tells that the line starts a line of Markdown, where more characters mean something. Addresses of the
// web are written <https://…>; behind a bare one, GitHub would take the backslashes as a part of it.
func appendEscapedMarkdown(dst, line []byte, start bool) []byte {
	return appendEscapedInline(dst, line, start, false)
}

// appendEscapedInline is appendEscapedMarkdown for a part of a line. linked tells that it stands in the text of a link: there
// a bracket would end the text, and an address would be a link in the link.
func appendEscapedInline(dst, line []byte, start, linked bool) []byte {
	from, i := 0, 0 // from: what is not yet written
	if start {
		dst, from = appendLineStart(dst, line)
		i = from
	}
	for i < len(line) {
		c := line[i]
		if !special[c] {
			i++
			continue
		}
		if n := urlAt(line, i); n > 0 {
			dst = appendValid(dst, line[from:i])
			dst = appendURL(dst, line[i:i+n], linked)
			i += n
			from = i
			continue
		}
		if means(line, i) || linked && c == ']' {
			dst = append(appendValid(dst, line[from:i]), '\\')
			from = i
		}
		if c == 0 { // as CommonMark replaces it
			dst = append(appendValid(dst, line[from:i]), "\uFFFD"...)
			from = i + 1
		}
		i++
	}
	return appendValid(dst, line[from:])
}

// special has the bytes that may be markup or start an address.
var special = func() (t [256]bool) {
	for _, c := range []byte("\x00\\`*_[]<|~&#hHfFwW") {
		t[c] = true
	}
	return t
}()

// means reports whether the byte at i would be markup.
func means(line []byte, i int) bool {
	switch line[i] {
	case '\\', '`', '*', '[', '<', '|', '~':
		return true
	case '_': // inside a word it is none
		return i == 0 || i+1 == len(line) || !ascii.IsAlphanumeric(line[i-1]) || !ascii.IsAlphanumeric(line[i+1])
	case '&':
		return i+1 < len(line) && (line[i+1] == '#' || ascii.IsAlphanumeric(line[i+1]))
	case '#': // starts a heading or ends one
		if i == 0 {
			return true
		}
		return line[i-1] == ' ' || line[i-1] == '\t' || line[i-1] == '#'
	}
	return false
}

// appendLineStart escapes what is markup at the start of a line only, and returns how many bytes of line it wrote.
func appendLineStart(dst, line []byte) ([]byte, int) {
	if len(line) == 0 {
		return dst, 0
	}
	switch c := line[0]; {
	case c == '>' || c == '=' || c == ':':
		return append(dst, '\\', c), 1
	case (c == '-' || c == '+') && (len(line) == 1 || !ascii.IsAlphanumeric(line[1])):
		return append(dst, '\\', c), 1
	}
	i := 0
	for i < len(line) && '0' <= line[i] && line[i] <= '9' {
		i++
	}
	if i > 0 && i < len(line) && (line[i] == '.' || line[i] == ')') {
		return append(append(dst, line[:i]...), '\\', line[i]), i + 1
	}
	return dst, 0
}

// urlAt returns the length of what GitHub takes for the address of a web page at i: the whole of it where it has a scheme,
// "www" where it has none; 0 when there is no address.
func urlAt(line []byte, i int) int {
	if i > 0 && ascii.IsLetter(line[i-1]) {
		return 0
	}
	rest := line[i:]
	switch {
	case ascii.HasPrefixFold(rest, "www."):
		return len("www")
	case !ascii.HasPrefixFold(rest, "http://") && !ascii.HasPrefixFold(rest, "https://") && !ascii.HasPrefixFold(rest, "ftp://"):
		return 0
	}
	n := 0
	for n < len(rest) {
		r, size := utf8.DecodeRune(rest[n:])
		if !inURL(r, size) {
			break
		}
		n += size
	}
	return len(bytes.TrimRight(rest[:n], "?!.,:;*_~'()&"))
}

func inURL(r rune, size int) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r != 0x7F && r != '<' && r != '>' && r != '"' && r != '`' && r != '\\' && r != '|'
	}
	return unicode.IsLetter(r) && size > 1
}

// appendURL appends what urlAt found. An address in which a character reference could be read is not made a link: parsers
// differ on it.
func appendURL(dst, url []byte, linked bool) []byte {
	scheme := bytes.IndexByte(url, ':')
	switch amp := bytes.IndexByte(url, '&'); {
	case scheme < 0:
		return append(append(dst, url...), '\\') // before the dot of "www."
	case linked || amp >= 0 && bytes.IndexByte(url[amp:], ';') >= 0:
		dst = append(append(dst, url[:scheme]...), '\\', ':')
		return appendEscapedInline(dst, url[scheme+1:], false, linked)
	}
	dst = append(append(dst, '<'), url...)
	return append(dst, '>')
}
