package meta

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
// A tape holds at most maxJSONNodes values, whatever follows is left out. The time is linear, nothing is recursive.

type jsonKind uint8

const (
	jsonObject jsonKind = iota
	jsonArray
	jsonString
	jsonNumber
	jsonTrue
	jsonFalse
	jsonNull // and whatever else stands for a value: NaN, undefined
)

// jsonNode is a value. The ranges are of jsonTape.src.
type jsonNode struct {
	key  block.Span // the name in its object, as written between the quotation marks; empty in arrays and of roots
	raw  block.Span // a string between its quotation marks, as written; the text of numbers and words
	up   int32      // the object or array that holds it, -1 for a root
	next int32      // behind the last descendant
	kind jsonKind
}

const maxJSONNodes = 1 << 17

type jsonTape struct {
	src   []byte
	nodes []jsonNode
}

func (t *jsonTape) reset(src []byte) { t.src, t.nodes = src, t.nodes[:0] }

// read adds the values between two offsets to the tape.
func (t *jsonTape) read(from, to int32) {
	s := t.src[:to]
	up := int32(-1) // the container that is open
	var key block.Span
	named := false // whether key waits for its value
	for i := t.open(s, int(from)); i < len(s) && len(t.nodes) < maxJSONNodes; {
		switch c := s[i]; {
		case c == ',':
			named = false
			i++
		case c == ']' || c == '}':
			up, named = t.close(up, c), false
			i++
		case c == '{' || c == '[':
			kind := jsonObject
			if c == '[' {
				kind = jsonArray
			}
			up = t.add(up, kind, &key, &named, block.Span{Start: int32(i), End: int32(i)})
			i++
		case c == '"':
			end := stringEnd(s, i+1)
			text := block.Span{Start: int32(i + 1), End: int32(end)}
			i = min(end+1, len(s))
			if colon := jsonSpace(s, i); !named && up >= 0 && t.nodes[up].kind == jsonObject {
				if i = colon; i < len(s) && s[i] == ':' {
					key, named = text, true
					i++
				}
				continue
			}
			t.add(up, jsonString, &key, &named, text)
		default:
			if n := jsonSpace(s, i); n > i {
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
			if up < 0 || named || t.nodes[up].kind == jsonArray {
				t.add(up, wordKind(s[i:end]), &key, &named, block.Span{Start: int32(i), End: int32(end)})
			}
			i = end
		}
	}
	for ; up >= 0; up = t.nodes[up].up {
		t.nodes[up].next = int32(len(t.nodes))
	}
}

// add adds a value under up and returns its index.
func (t *jsonTape) add(up int32, kind jsonKind, key *block.Span, named *bool, raw block.Span) int32 {
	n := jsonNode{raw: raw, up: up, kind: kind}
	if *named {
		n.key, *named = *key, false
	}
	i := int32(len(t.nodes))
	n.next = i + 1
	t.nodes = append(t.nodes, n)
	return i
}

// close ends the open container, and with it the containers inside that were not ended, when the sign is theirs. It returns
// the container that holds it. A sign that ends nothing is passed over.
func (t *jsonTape) close(up int32, sign byte) int32 {
	kind := jsonObject
	if sign == ']' {
		kind = jsonArray
	}
	if up >= 0 && t.nodes[up].kind != kind && (t.nodes[up].up < 0 || t.nodes[t.nodes[up].up].kind != kind) {
		return up
	}
	for up >= 0 {
		n := &t.nodes[up]
		n.next = int32(len(t.nodes))
		up = n.up
		if n.kind == kind {
			break
		}
	}
	return up
}

// open returns where the values start behind the marks that hide a script from old browsers: <!-- //<![CDATA[ /*<![CDATA[*/.
func (t *jsonTape) open(s []byte, i int) int {
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

// jsonSpace returns the offset behind the white space and comments at i.
func jsonSpace(s []byte, i int) int {
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
// text behind it is a part of the string: some pages write those of their text as they are.
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

func wordKind(w []byte) jsonKind {
	switch {
	case w[0]-'0' < 10 || w[0] == '-':
		return jsonNumber
	case string(w) == "true":
		return jsonTrue
	case string(w) == "false":
		return jsonFalse
	}
	return jsonNull
}

// appendJSON appends the text of a string, given as it is written between its quotation marks. Bytes that are not UTF-8 and
// halves of surrogate pairs become U+FFFD.
func appendJSON(dst, raw []byte) []byte {
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

// member returns the value that object i has under a name, -1 when it has none. Of several it is the first.
func (t *jsonTape) member(i int32, name string) int32 {
	if i < 0 || t.nodes[i].kind != jsonObject {
		return -1
	}
	for k := i + 1; k < t.nodes[i].next; k = t.nodes[k].next {
		if t.named(k, name) {
			return k
		}
	}
	return -1
}

// named reports whether node k has the name, a prefix such as "schema:" apart.
func (t *jsonTape) named(k int32, name string) bool {
	key := t.nodes[k].key.Of(t.src)
	if len(key) > len(name) && key[len(key)-len(name)-1] == ':' {
		key = key[len(key)-len(name):]
	}
	return string(key) == name
}

// each calls f for the values that node i stands for: the elements of an array, or itself.
func (t *jsonTape) each(i int32, f func(k int32)) {
	if i < 0 {
		return
	}
	if t.nodes[i].kind != jsonArray {
		f(i)
		return
	}
	for k := i + 1; k < t.nodes[i].next; k = t.nodes[k].next {
		f(k)
	}
}

// first returns the first of the values that node i stands for, -1 when there is none.
func (t *jsonTape) first(i int32) int32 {
	if i < 0 || t.nodes[i].kind != jsonArray {
		return i
	}
	if i+1 < t.nodes[i].next {
		return i + 1
	}
	return -1
}

// text returns the raw text of string i, nil when it is none.
func (t *jsonTape) text(i int32) []byte {
	if i < 0 || t.nodes[i].kind != jsonString {
		return nil
	}
	return t.nodes[i].raw.Of(t.src)
}
