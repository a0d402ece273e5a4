package jsonld

import (
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/internal/ascii"
	"klartext/engine/token"
)

// The JSON of pages is read onto a flat tape: one node per value in document order, each with its
// parent and the node following its last descendant, like the elements of a page (see
// block.Element). Nodes are ranges of the page; strings are decoded only when needed.
//
// Valid JSON is read according to the standard (FuzzJSONLD compares with encoding/json). Some
// invalid JSON is read too, because pages contain it: HTML comments, CDATA marks and script
// comments around or between values, several values in one script, missing or superfluous commas,
// control characters and quotation marks inside strings, missing ends.
//
// A tape holds at most MaxNodes values; what follows is left out. The time is linear, and nothing
// is recursive.

// Kind is the kind of a value.
type Kind uint8

// The kinds of values.
const (
	Object Kind = iota
	Array
	String
	Number
	True
	False
	Null // and anything else in place of a value: NaN, undefined
)

// Node is a value. Its ranges refer to Tape.Src.
type Node struct {
	Key  block.Span // raw name in its object, without quotation marks; empty elsewhere
	Raw  block.Span // raw string without quotation marks, or the text of a number or word
	Up   int32      // the object or array that contains it, -1 at the top
	Next int32      // the node following its last descendant
	Kind Kind
}

// MaxNodes is the maximum number of values that are read from a page.
const MaxNodes = 1 << 17

// Tape holds the JSON of a page. It is valid as long as Src is unchanged. Reset keeps the memory.
type Tape struct {
	Src   []byte
	Nodes []Node
}

// Reset sets the source of Read to src and empties the tape.
func (t *Tape) Reset(src []byte) { t.Src, t.Nodes = src, t.Nodes[:0] }

// ReadPage resets the tape and reads all JSON-LD scripts of a page, in page order.
func (t *Tape) ReadPage(p *block.Page) {
	t.Reset(p.Source)
	for _, i := range p.Head.Scripts {
		e := &p.Elements[i]
		t.Read(e.Open, max(e.Open, e.Close))
	}
}

// Read appends the values between the offsets from and to of Src to the tape.
func (t *Tape) Read(from, to int32) {
	s := t.Src[:to]
	up := int32(-1) // the innermost open container
	var key block.Span
	named := false // key is waiting for its value
	for i := t.open(s, int(from)); i < len(s) && len(t.Nodes) < MaxNodes; {
		switch c := s[i]; {
		case c == ',':
			named = false
			i++
		case c == ']' || c == '}':
			up, named = t.close(up, c), false
			i++
		case c == '{' || c == '[':
			kind := Object
			if c == '[' {
				kind = Array
			}
			up = t.add(up, kind, &key, &named, block.Span{Start: int32(i), End: int32(i)})
			i++
		case c == '"':
			end := stringEnd(s, i+1)
			text := block.Span{Start: int32(i + 1), End: int32(end)}
			i = min(end+1, len(s))
			if colon := skipSpace(s, i); !named && up >= 0 && t.Nodes[up].Kind == Object {
				if i = colon; i < len(s) && s[i] == ':' {
					key, named = text, true
					i++
				}
				continue
			}
			t.add(up, String, &key, &named, text)
		default:
			if n := skipSpace(s, i); n > i {
				i = n
				continue
			}
			if starts(s, i, "-->") {
				i += len("-->")
				continue
			}
			end := wordEnd(s, i)
			if end == i { // a stray character
				i++
				continue
			}
			if up < 0 || named || t.Nodes[up].Kind == Array {
				t.add(up, wordKind(s[i:end]), &key, &named,
					block.Span{Start: int32(i), End: int32(end)})
			}
			i = end
		}
	}
	for ; up >= 0; up = t.Nodes[up].Up {
		t.Nodes[up].Next = int32(len(t.Nodes))
	}
}

// add appends a value under up and returns its index.
func (t *Tape) add(up int32, kind Kind, key *block.Span, named *bool, raw block.Span) int32 {
	n := Node{Raw: raw, Up: up, Kind: kind}
	if *named {
		n.Key, *named = *key, false
	}
	i := int32(len(t.Nodes))
	n.Next = i + 1
	t.Nodes = append(t.Nodes, n)
	return i
}

// close ends the innermost open container of the kind that sign closes, and any unclosed one inside
// it, and returns the container around it. A sign that closes neither up nor the container around
// it is skipped.
func (t *Tape) close(up int32, sign byte) int32 {
	kind := Object
	if sign == ']' {
		kind = Array
	}
	if up >= 0 && t.Nodes[up].Kind != kind &&
		(t.Nodes[up].Up < 0 || t.Nodes[t.Nodes[up].Up].Kind != kind) {
		return up
	}
	for up >= 0 {
		n := &t.Nodes[up]
		n.Next = int32(len(t.Nodes))
		up = n.Up
		if n.Kind == kind {
			break
		}
	}
	return up
}

// open returns the offset of the first value, after the marks that hide a script from old browsers:
// <!-- //<![CDATA[ /*<![CDATA[*/.
func (t *Tape) open(s []byte, i int) int {
	for i < len(s) {
		switch n := token.SpaceAt(s[i:]); {
		case n > 0:
			i += n
		case starts(s, i, "<![CDATA["):
			i += len("<![CDATA[")
		case starts(s, i, "<!--"):
			i += len("<!--")
		case starts(s, i, "//") || starts(s, i, "/*") || starts(s, i, "*/"):
			i += 2
		default:
			return i
		}
	}
	return i
}

// skipSpace returns the offset following the white space and comments at i.
func skipSpace(s []byte, i int) int {
	for i < len(s) {
		switch n := token.SpaceAt(s[i:]); {
		case n > 0:
			i += n
		case starts(s, i, "/*"):
			for i += 2; i < len(s) && !starts(s, i, "*/"); i++ {
			}
			i = min(i+2, len(s))
		case starts(s, i, "//"):
			for i += 2; i < len(s) && s[i] != '\n' && s[i] != '\r'; i++ {
			}
		default:
			return i
		}
	}
	return i
}

func starts(s []byte, i int, with string) bool {
	return len(s)-i >= len(with) && string(s[i:i+len(with)]) == with
}

// stringEnd returns the offset of the quotation mark that ends the string starting at i. A
// quotation mark followed by more text is part of the string: some pages do not escape the
// quotation marks of their text.
func stringEnd(s []byte, i int) int {
	for ; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			if ends(s, i+1) {
				return i
			}
		}
	}
	return len(s)
}

// ends reports whether a string can end before i: at a comma, a colon, a bracket or the end of the
// script, or before another string on a new line.
func ends(s []byte, i int) bool {
	broken := false
	for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\r' || s[i] == '\t') {
		broken = broken || s[i] == '\n' || s[i] == '\r'
		i++
	}
	if i == len(s) {
		return true
	}
	switch s[i] {
	case ',', ':', ']', '}', '/', '<', ';':
		return true
	}
	return broken && s[i] == '"'
}

// wordEnd returns the end of the number or word at i.
func wordEnd(s []byte, i int) int {
	for i < len(s) && (ascii.IsAlphanumeric(s[i]) || s[i] == '-' || s[i] == '+' || s[i] == '.' ||
		s[i] == '_') {
		i++
	}
	return i
}

func wordKind(w []byte) Kind {
	switch {
	case ascii.IsDigit(w[0]) || w[0] == '-':
		return Number
	case string(w) == "true":
		return True
	case string(w) == "false":
		return False
	}
	return Null
}

// AppendString decodes raw, the text of a string as written between its quotation marks, and
// appends it. Invalid UTF-8 and unpaired surrogates become U+FFFD.
func AppendString(dst, raw []byte) []byte {
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case c == '\\' && i+1 < len(raw):
			var n int
			dst, n = appendEscape(dst, raw[i:])
			i += n
		case c < utf8.RuneSelf:
			dst = append(dst, c)
			i++
		default:
			r, n := utf8.DecodeRune(raw[i:])
			dst = utf8.AppendRune(dst, r)
			i += n
		}
	}
	return dst
}

// appendEscape decodes the escape at the start of raw, appends the result and returns the length of
// the escape. An invalid escape only loses its backslash.
func appendEscape(dst, raw []byte) ([]byte, int) {
	switch c := raw[1]; c {
	case 'b', 'f':
		return append(dst, "\b\f"[(c-'b')/4]), 2
	case 'n':
		return append(dst, '\n'), 2
	case 'r':
		return append(dst, '\r'), 2
	case 't':
		return append(dst, '\t'), 2
	case 'u':
		r, ok := hex4(raw[2:])
		if !ok {
			return dst, 2
		}
		surrogate := r >= 0xD800 && r < 0xDC00
		if surrogate && len(raw) > 7 && raw[6] == '\\' && raw[7] == 'u' {
			low, ok := hex4(raw[8:])
			if ok && low >= 0xDC00 && low < 0xE000 {
				return utf8.AppendRune(dst, 0x10000+(r-0xD800)<<10+low-0xDC00), 12
			}
		}
		return utf8.AppendRune(dst, r), 6
	default:
		if c < utf8.RuneSelf {
			return append(dst, c), 2
		}
	}
	return dst, 1
}

func hex4(s []byte) (r rune, ok bool) {
	if len(s) < 4 {
		return 0, false
	}
	for _, c := range s[:4] {
		switch {
		case c-'0' < 10:
			c -= '0'
		case c|0x20-'a' < 6:
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// Member returns the value of the member name of object i, or -1 if it has none. If there are
// several, it is the first.
func (t *Tape) Member(i int32, name string) int32 {
	if i < 0 || t.Nodes[i].Kind != Object {
		return -1
	}
	for k := i + 1; k < t.Nodes[i].Next; k = t.Nodes[k].Next {
		if t.Named(k, name) {
			return k
		}
	}
	return -1
}

// Named reports whether node k has the given name, ignoring a prefix such as "schema:".
func (t *Tape) Named(k int32, name string) bool {
	key := t.Nodes[k].Key.Of(t.Src)
	if len(key) > len(name) && key[len(key)-len(name)-1] == ':' {
		key = key[len(key)-len(name):]
	}
	return string(key) == name
}

// Each calls f for each value that node i holds: the elements of an array, or i itself.
func (t *Tape) Each(i int32, f func(k int32)) {
	if i < 0 {
		return
	}
	if t.Nodes[i].Kind != Array {
		f(i)
		return
	}
	for k := i + 1; k < t.Nodes[i].Next; k = t.Nodes[k].Next {
		f(k)
	}
}

// First returns the first value that node i holds, or -1 if there is none.
func (t *Tape) First(i int32) int32 {
	if i < 0 || t.Nodes[i].Kind != Array {
		return i
	}
	if i+1 < t.Nodes[i].Next {
		return i + 1
	}
	return -1
}

// Text returns the raw text of string i, or nil if i is not a string.
func (t *Tape) Text(i int32) []byte {
	if i < 0 || t.Nodes[i].Kind != String {
		return nil
	}
	return t.Nodes[i].Raw.Of(t.Src)
}
