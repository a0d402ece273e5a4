package markup

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"klartext/engine/internal/ascii"
)

// appendEscapedMarkdown appends one line of text so that Markdown shows it as it is: what would be
// markup gets a backslash. start says that the line starts a line of Markdown, where more
// characters mean something. Web addresses are written <https://…>; after a bare one, GitHub would
// take the backslashes as a part of it.
func appendEscapedMarkdown(dst, line []byte, start bool) []byte {
	return appendEscapedInline(dst, line, start, false)
}

// appendEscapedInline is appendEscapedMarkdown for a part of a line. linked says that it is in the
// text of a link: there a bracket would end the text, and an address would be a link in the link.
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
	case '_': // not between letters and digits
		return i == 0 || i+1 == len(line) ||
			!ascii.IsAlphanumeric(line[i-1]) || !ascii.IsAlphanumeric(line[i+1])
	case '&':
		return i+1 < len(line) && startsReference(line[i+1])
	case '#': // starts a heading or ends one
		if i == 0 {
			return true
		}
		return line[i-1] == ' ' || line[i-1] == '\t' || line[i-1] == '#'
	}
	return false
}

// startsReference reports whether "&" and then c may be read as a character reference.
func startsReference(c byte) bool { return c == '#' || ascii.IsAlphanumeric(c) }

// appendLineStart escapes what is markup at the start of a line only, and returns how many bytes of
// line it wrote.
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
	for i < len(line) && ascii.IsDigit(line[i]) {
		i++
	}
	if i > 0 && i < len(line) && (line[i] == '.' || line[i] == ')') {
		return append(append(dst, line[:i]...), '\\', line[i]), i + 1
	}
	return dst, 0
}

// urlAt returns the length of what GitHub takes for the address of a web page at i: all of it if it
// has a scheme, "www" if it has none; 0 if there is no address.
func urlAt(line []byte, i int) int {
	if i > 0 && ascii.IsLetter(line[i-1]) {
		return 0
	}
	rest := line[i:]
	switch {
	case ascii.HasPrefixFold(rest, "www."):
		return len("www")
	case !onWeb(rest) && !ascii.HasPrefixFold(rest, "ftp://"):
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
		return r > ' ' && r != 0x7F && r != '<' && r != '>' && r != '"' && r != '`' &&
			r != '\\' && r != '|'
	}
	return unicode.IsLetter(r) && size > 1
}

// appendURL appends what urlAt found. An address in which a character reference could be read is
// not made a link: parsers differ on it.
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

// appendDestination appends an address as the destination of a link: in angle brackets when it has
// parentheses, and without what would be read as a reference.
func appendDestination(dst, url []byte) []byte {
	angle := bytes.ContainsAny(url, "()")
	if angle {
		dst = append(dst, '<')
	}
	for i, c := range url {
		dst = append(dst, c)
		if c == '&' && i+1 < len(url) && startsReference(url[i+1]) &&
			bytes.IndexByte(url[i:min(len(url), i+maxReference)], ';') > 0 {
			dst = append(dst, "amp;"...)
		}
	}
	if angle {
		dst = append(dst, '>')
	}
	return dst
}

// appendSafeTeX appends TeX in which nothing is a tag, a link or a picture for those who read
// Markdown without formulas. It means the same.
func appendSafeTeX(dst, tex []byte) []byte {
	var before byte
	for _, c := range tex {
		switch {
		case c == '<':
			dst = append(dst, `\lt `...)
		case c == '>':
			dst = append(dst, `\gt `...)
		case c == '`':
			dst = append(dst, '\'')
		case c == '|' && before == '\\': // \|
			dst = append(dst, `Vert `...)
		case c == '|':
			dst = append(dst, `\vert `...)
		case c == '\n' || c == '\r' || c == 0:
			dst = append(dst, ' ')
		case before == ']' && (c == '(' || c == '['),
			(before == ']' || before == '[') && (c == ':' || c == '^'),
			before == '&' && startsReference(c):
			dst = append(dst, ' ', c)
		default:
			dst = append(dst, c)
		}
		before = c
	}
	return dst
}

// appendEscapedHTML appends text for use between tags and in quoted attributes. Control characters
// that HTML does not allow become U+FFFD.
func appendEscapedHTML(dst, s []byte) []byte {
	from := 0
	for i, c := range s {
		if c >= utf8.RuneSelf || htmlEscape[c] == "" {
			continue
		}
		dst = append(appendValid(dst, s[from:i]), htmlEscape[c]...)
		from = i + 1
	}
	return appendValid(dst, s[from:])
}

var htmlEscape = func() (t [utf8.RuneSelf]string) {
	for c := range ' ' {
		t[c] = "\uFFFD"
	}
	t['\t'], t['\n'], t['\f'], t['\r'] = "", "", "", ""
	t['&'], t['<'], t['>'], t['"'], t['\''] = "&amp;", "&lt;", "&gt;", "&#34;", "&#39;"
	return t
}()
