package jsonld

import (
	"unicode/utf8"

	"klartext/engine/block"
	"klartext/engine/token"
)

// The JSON of pages, read into a flat tape: one node per value in the order of the text, each with its parent and the node
// behind its last descendant, as the elements of a page are kept (see block.Element). Nodes are ranges of the page;
// strings are decoded only when they are wanted.
//
// Valid JSON is read as the standard says (FuzzJSONLD holds it to encoding/json). Of what is not valid, this is read too,
// since pages write it: HTML comments, CDATA marks and script comments around or between values, several values in one
// script, commas too many or too few, control characters and quotation marks inside strings, missing ends.
//
// A tape holds at most MaxNodes values, whatever follows is left out. The time is linear, nothing is recursive.

// Kind says what a value is.
type Kind uint8

// Kinds of values.
const (
	Object Kind = iota
	Array
	String
	Number
	True
	False
	Null // and whatever else stands for a value: NaN, undefined
)

// Node is a value. The ranges are of Tape.Src.
type Node struct {
	Key  block.Span // the name in its object, as written between the quotation marks; empty in arrays and of roots
	Raw  block.Span // a string between its quotation marks, as written; the text of numbers and words
	Up   int32      // the object or array that holds it, -1 for a root
	Next int32      // behind the last descendant
	Kind Kind
}

// MaxNodes is how many values of a page are read.
const MaxNodes = 1 << 17

// Tape is the JSON of a page. It is valid as long as Src is unchanged; Reset keeps the memory.
type Tape struct {
	Src   []byte
	Nodes []Node
}

// Reset makes src what Read reads, and empties the tape.
func (t *Tape) Reset(src []byte) { t.Src, t.Nodes = src, t.Nodes[:0] }

// ReadPage puts the values of all JSON-LD scripts of a page onto the tape, in page order.
func (t *Tape) ReadPage(p *block.Page) {
	t.Reset(p.Source)
	for _, i := range p.Head.Scripts {
		e := &p.Elements[i]
		t.Read(e.Open, max(e.Open, e.Close))
	}
}

// Read adds the values between two offsets to the tape.
func (t *Tape) Read(from, to int32) {
	s := t.Src[:to]
	up := int32(-1) // the container that is open
	var key block.Span
	named := false // whether key waits for its value
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
			if end == i { // a stray sign
				i++
				continue
			}
			if up < 0 || named || t.Nodes[up].Kind == Array {
				t.add(up, wordKind(s[i:end]), &key, &named, block.Span{Start: int32(i), End: int32(end)})
			}
			i = end
		}
	}
	for ; up >= 0; up = t.Nodes[up].Up {
		t.Nodes[up].Next = int32(len(t.Nodes))
	}
}

// add adds a value under up and returns its index.
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

// close ends the open container, and with it the containers inside that were not ended, when the sign is theirs. It returns
// the container that holds it. A sign that ends nothing is passed over.
func (t *Tape) close(up int32, sign byte) int32 {
	kind := Object
	if sign == ']' {
		kind = Array
	}
	if up >= 0 && t.Nodes[up].Kind != kind && (t.Nodes[up].Up < 0 || t.Nodes[t.Nodes[up].Up].Kind != kind) {
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

// open returns where the values start behind the marks that hide a script from old browsers: <!-- //<![CDATA[ /*<![CDATA[*/.
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

// skipSpace returns the offset behind the white space and comments at i.
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

// stringEnd returns the offset of the quotation mark that ends the string whose text starts at i. A quotation mark with more
// Text behind it is a part of the string: some pages write those of their text as they are.
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

// ends reports whether a string can end before i: at a comma, a colon, a bracket or the end of the script, or before a line
// with another string.
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
	for i < len(s) && (s[i]-'0' < 10 || s[i]|0x20-'a' < 26 || s[i] == '-' || s[i] == '+' || s[i] == '.' || s[i] == '_') {
		i++
	}
	return i
}

func wordKind(w []byte) Kind {
	switch {
	case w[0]-'0' < 10 || w[0] == '-':
		return Number
	case string(w) == "true":
		return True
	case string(w) == "false":
		return False
	}
	return Null
}

// AppendString appends the text of a string, given as it is written between its quotation marks. Bytes that are not UTF-8 and
// halves of surrogate pairs become U+FFFD.
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

// appendEscape appends what the escape at the start of raw stands for and returns its length. What is no escape loses its
// backslash.
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
		if low, ok := rune(0), false; r >= 0xD800 && r < 0xDC00 && len(raw) > 7 && raw[6] == '\\' && raw[7] == 'u' {
			if low, ok = hex4(raw[8:]); ok && low >= 0xDC00 && low < 0xE000 {
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

// Member returns the value that object i has under a name, -1 when it has none. Of several it is the first.
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

// Named reports whether node k has the name, a prefix such as "schema:" apart.
func (t *Tape) Named(k int32, name string) bool {
	key := t.Nodes[k].Key.Of(t.Src)
	if len(key) > len(name) && key[len(key)-len(name)-1] == ':' {
		key = key[len(key)-len(name):]
	}
	return string(key) == name
}

// Each calls f for the values that node i stands for: the elements of an array, or itself.
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

// First returns the first of the values that node i stands for, -1 when there is none.
func (t *Tape) First(i int32) int32 {
	if i < 0 || t.Nodes[i].Kind != Array {
		return i
	}
	if i+1 < t.Nodes[i].Next {
		return i + 1
	}
	return -1
}

// Text returns the raw text of string i, nil when it is none.
func (t *Tape) Text(i int32) []byte {
	if i < 0 || t.Nodes[i].Kind != String {
		return nil
	}
	return t.Nodes[i].Raw.Of(t.Src)
}
