package markup

import (
	"bytes"
	"iter"
	"strconv"
	"unicode/utf8"

	"klartext/engine/token"
)

// buffer is what is being written. Its end also serves as scratch memory: what is decoded, resolved
// or escaped is there until it is moved down or cut off, so nothing is allocated.
type buffer struct {
	dst   []byte
	start int // of what is written, in dst
}

// put is not inlined, for the size of the module for browsers.
//
//go:noinline
func (b *buffer) put(s string) { b.dst = append(b.dst, s...) }

func (b *buffer) int(n int) { b.dst = appendInt(b.dst, n) }

// repeat writes a character n times.
func (b *buffer) repeat(c byte, n int) {
	for range n {
		b.dst = append(b.dst, c)
	}
}

// cut removes all from at on.
func (b *buffer) cut(at int) { b.dst = b.dst[:at] }

// replace moves everything from mid on down to at, over what is there.
func (b *buffer) replace(at, mid int) { b.dst = b.dst[:at+copy(b.dst[at:], b.dst[mid:])] }

// insert puts a byte before dst[at].
func (b *buffer) insert(at int, c byte) {
	b.dst = append(b.dst, 0)
	copy(b.dst[at+1:], b.dst[at:])
	b.dst[at] = c
}

// hardBreak ends a line of Markdown so that the next is shown below it: with a backslash, or after
// one, where parsers miscount, with two spaces.
func (b *buffer) hardBreak() {
	if bytes.HasSuffix(b.dst, []byte(`\`)) {
		b.put("  \n")
	} else {
		b.put("\\\n")
	}
}

func appendInt(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }

// appendValid appends s with U+FFFD in place of invalid UTF-8.
func appendValid(dst, s []byte) []byte {
	if utf8.Valid(s) {
		return append(dst, s...)
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRune(s[i:])
		dst = utf8.AppendRune(dst, r)
		i += n
	}
	return dst
}

// collapse makes each run of white space in dst[at:] one space, and removes it at the edges.
func collapse(dst []byte, at int) []byte {
	to, owed := at, false
	for i := at; i < len(dst); {
		if n := token.SpaceAt(dst[i:]); n > 0 {
			owed = to > at
			i += n
			continue
		}
		if owed {
			dst[to] = ' '
			to++
			owed = false
		}
		dst[to] = dst[i]
		to++
		i++
	}
	return dst[:to]
}

// linesOf yields the lines of a text that are not blank, without the white space at their edges.
func linesOf(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var l token.Lines
		for l.Reset(s); ; {
			line, ok := l.Next()
			if !ok || !line.Blank() && !yield(s[line.Start:line.End]) {
				return
			}
		}
	}
}
